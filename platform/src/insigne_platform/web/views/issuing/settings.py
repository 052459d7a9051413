"""An institution's settings: what it is called and known by, how it looks, and four eyes."""

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Institution
from insigne_platform.web.forms_settings import (
    SCHOOLS,
    ColoursForm,
    IdentityForm,
    IntroductionForm,
    LogoForm,
    NameForm,
    SafeguardsForm,
)
from insigne_platform.web.house_look import colour_rows
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import administered, institution_for
from insigne_platform.web.views.issuing.issuers import do_rename

COLOURS = ("primary", "accent", "primary_dark", "accent_dark")


@login_required
@require_safe
def settings(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show everything that is set, with the way to each page that changes it."""
    institution = institution_for(request.user, public_id)
    context = {
        "institution": institution,
        "former_names": selectors.former_names(institution),
        "is_school": institution.kind in SCHOOLS,
        "address": absolute(f"/at/{institution.slug}"),
        "may_administer": permissions.may_administer(request.user, institution),
    }
    return render(request, "issuing/settings/settings.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def safeguards(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say what needs a second person."""
    institution = administered(request.user, public_id)
    posted = request.POST if request.method == "POST" else None  # an empty one is an answer too
    form = SafeguardsForm(posted, initial=_now(institution, SafeguardsForm))
    return _answer(
        request,
        institution,
        form,
        lambda: services.set_safeguards(institution, **form.cleaned_data, by=request.user),
        "safeguards",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def identity(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Change by what the institution is known."""
    institution = administered(request.user, public_id)
    form = IdentityForm(
        request.POST or None, initial=_now(institution, IdentityForm), kind=institution.kind
    )
    return _answer(
        request,
        institution,
        form,
        lambda: services.change_identity(institution, form.cleaned_data, by=request.user),
        "identity",
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Rename the institution from a day on, or mend a mistake in its name."""
    institution = administered(request.user, public_id)
    form = NameForm(request.POST or None, initial=_now(institution, NameForm))
    context = {"former_names": selectors.former_names(institution)}

    def act() -> None:
        do_rename(institution, form, by=request.user)

    return _answer(request, institution, form, act, "name", **context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def introduction(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Set the institution's own address, and what stands on its page."""
    institution = administered(request.user, public_id)
    form = IntroductionForm(request.POST or None, initial=_now(institution, IntroductionForm))

    def act() -> None:
        words = {key: form.cleaned_data[key] for key in ("introduction_nl", "introduction_en")}
        services.set_introduction(
            institution, words, slug=form.cleaned_data["slug"], by=request.user
        )

    context = {"address": absolute("/at/")}
    return _answer(request, institution, form, act, "introduction", **context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def colours(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Choose two colours; those that cannot be seen are refused, with a near one that can."""
    institution = administered(request.user, public_id)
    entered = _with_taken(request.POST) if request.method == "POST" else None
    form = ColoursForm(entered, initial=_now(institution, ColoursForm))

    def act() -> None:
        services.set_colours(institution, form.cleaned_data, by=request.user, at=timezone.now())

    shown = entered if entered is not None else form.initial
    context = {"rows": lambda: colour_rows(form, {name: shown.get(name, "") for name in COLOURS})}
    return _answer(request, institution, form, act, "colours", **context)


def _with_taken(posted: QueryDict) -> QueryDict:
    """What was entered, with a proposed colour in its place where one was pressed."""
    entered = posted.copy()
    field, _colon, colour = entered.get("take", "").partition(":")
    if field in COLOURS:
        entered[field] = colour
    if "none" in entered:
        for each in COLOURS:
            entered[each] = ""
    return entered


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def logo(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Set the logo, or take it away."""
    institution = administered(request.user, public_id)
    if "remove" in request.POST:
        services.remove_logo(institution, by=request.user, at=timezone.now())
        messages.success(request, _("The logo is removed."))
        return redirect("settings", public_id)
    words = {"alt_nl": institution.logo_alt_nl, "alt_en": institution.logo_alt_en}
    form = LogoForm(request.POST or None, request.FILES or None, initial=words)

    def act() -> None:
        upload = form.cleaned_data["logo"].read()
        alt = {key: form.cleaned_data[key] for key in ("alt_nl", "alt_en")}
        services.set_logo(institution, upload, **alt, by=request.user, at=timezone.now())

    return _answer(request, institution, form, act, "logo")


def _now(institution: Institution, form: type[Form]) -> dict[str, object]:
    """What the institution says at present, for the fields of a form."""
    return {field: getattr(institution, field, None) for field in form.base_fields}


def _answer(
    request: SignedInRequest,
    institution: Institution,
    form: Form,
    act: Callable[[], object],
    page: str,
    **more: object,
) -> HttpResponse:
    """Do what a form says and go back to the settings, or show the form with what is wrong."""
    if form.is_valid():
        try:
            act()
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("This is saved."))
            return redirect("settings", institution.public_id)
    more = {key: value() if callable(value) else value for key, value in more.items()}
    context = {"institution": institution, "form": form, **more}
    status = 422 if form.errors else 200
    return render(request, f"issuing/settings/{page}.html", context, status=status)
