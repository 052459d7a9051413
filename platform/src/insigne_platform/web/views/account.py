"""One's own account, and signing in by a link in the mail."""

from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.core.errors import Invalid, NotFound
from insigne_platform.people import selectors, services
from insigne_platform.web.forms_account import NamesForm, SignInLinkForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.pages import A_YEAR

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def account(request: SignedInRequest) -> HttpResponse:
    """Show who is signed in, and let them change how they are called."""
    person = request.user
    start = {"display_name": person.display_name, "language": person.language}
    form = NamesForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            services.set_names(person, **form.cleaned_data, by=person)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            return _in_language(request, person.language)
    context = {"form": form, "addresses": selectors.verified_addresses(person)}
    return render(request, "account/account.html", context, status=422 if form.errors else 200)


def _in_language(request: HttpRequest, language: str) -> HttpResponse:
    """Go back to the account, from now on in the language that was chosen there."""
    with translation.override(language):
        messages.success(request, _("Your account is changed."))
    response = redirect("account")
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=A_YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(10, every=timedelta(minutes=10))
def sign_in_link(request: HttpRequest) -> HttpResponse:
    """Ask for a link by mail; the answer is the same whether there is an account or not."""
    form = SignInLinkForm(request.POST or None)
    if form.is_valid():
        services.send_sign_in_link(form.cleaned_data["email"], at=timezone.now())
        return redirect("sign-in-link-sent")
    status = 422 if form.errors else 200
    return render(request, "account/sign_in_link.html", {"form": form}, status=status)


@require_safe
def sign_in_link_sent(request: HttpRequest) -> HttpResponse:
    """Say where to look."""
    return render(request, "account/sign_in_link_sent.html")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in by a link, after one press: mail programs open links by themselves."""
    if request.method != "POST":
        return render(request, "account/open_sign_in_link.html")
    try:
        person = services.open_sign_in_link(token, at=timezone.now())
    except NotFound:
        return render(request, "account/sign_in_link_spent.html", status=404)
    login(request, person, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
