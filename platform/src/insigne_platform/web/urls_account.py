"""The addresses of signing in and of one's own account."""

from allauth.account.views import LoginView, SignupView
from django.urls import include, path

from insigne_platform.web.forms_account import LoginForm, SignupForm
from insigne_platform.web.views import account
from insigne_platform.web.views.app import SignOutView

urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/sign-in-link", account.sign_in_link, name="sign-in-link"),
    path("account/sign-in-link/sent", account.sign_in_link_sent, name="sign-in-link-sent"),
    path("sign-in-link/<str:token>", account.open_sign_in_link, name="open-sign-in-link"),
    path("account/login/", LoginView.as_view(form_class=LoginForm)),
    path("account/signup/", SignupView.as_view(form_class=SignupForm)),
    path("account/logout/", SignOutView.as_view()),
    path("account/", include("allauth.account.urls")),
]
