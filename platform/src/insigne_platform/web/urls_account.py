"""The addresses of signing in and of one's own account."""

from allauth.account.views import LoginView, SignupView
from django.urls import include, path

from insigne_platform.web.forms_account import LoginForm, SignupForm
from insigne_platform.web.views import account, addresses
from insigne_platform.web.views.app import SignOutView

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/sign-in-link", account.sign_in_link, name="sign-in-link"),
    path("account/sign-in-link/sent", account.sign_in_link_sent, name="sign-in-link-sent"),
    path("sign-in-link/<str:token>", account.open_sign_in_link, name="open-sign-in-link"),
    path("account/login/", LoginView.as_view(form_class=LoginForm)),
    path("account/signup/", SignupView.as_view(form_class=SignupForm)),
    path("account/logout/", SignOutView.as_view()),
    path("account/email/", addresses.addresses, name="account_email"),
    path("account/addresses/<int:address_id>/give-up", addresses.give_up, name="give-up"),
    path("account/addresses/<int:address_id>/end", addresses.end, name="address-end"),
    path("account/merge", addresses.ask_to_merge, name="ask-to-merge"),
    path("account/merge/<str:token>", addresses.merge, name="merge"),
    path("account/merges/<uuid:merge_id>/undo", addresses.undo_merge, name="undo-merge"),
    path("account/", include("allauth.account.urls")),
]
