"""One request: looked at, answered or taken back; and an endorsement that is withdrawn."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.endorsements import permissions, selectors, services
from insigne_platform.endorsements.models import EndorsementRequest
from insigne_platform.institutions.permissions import may_see
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person
from insigne_platform.web.forms_endorsements import DeclineForm, SaidForm, WithdrawForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest


def _request_for(person: Person, request_id: UUID) -> EndorsementRequest:
    found = selectors.request_for(request_id, by=person)
    if found is None:
        raise NotPermitted(_("This was not asked of or by an institution that you work for."))
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Show what is asked; who was asked endorses it here."""
    asked = _request_for(request.user, request_id)
    may_answer = permissions.may_answer(request.user, asked)
    if request.method == "POST" and not may_answer:
        raise NotPermitted(_("You do not award badges for this institution."))
    form = _form(asked, request) if may_answer else None
    if form is not None and form.is_valid() and _endorsed(form, asked, request.user):
        messages.success(request, _("The endorsement is signed, and who asked is told."))
        return redirect("endorsement-request", asked.pk)
    is_ours = asked.asked is not None and may_see(request.user, asked.asked)
    context = {
        "asked": asked,
        "institution": asked.asked if is_ours else asked.asking,
        "here": "endorsements",
        "is_ours": is_ours,
        "form": form if asked.is_open else None,
        "endorsement": getattr(asked, "endorsement", None),
        "may_take_back": asked.is_open and permissions.may_take_back(request.user, asked),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "endorsements/request.html", context, status=status)


def _form(asked: EndorsementRequest, request: SignedInRequest) -> SaidForm:
    institution = asked.asked
    issuers = list(issuers_where_may_award(request.user, institution))
    initial = {"language": asked.language, "counts_at": institution.name if institution else ""}
    return SaidForm(request.POST or None, issuers=issuers, initial=initial)


def _endorsed(form: SaidForm, asked: EndorsementRequest, by: Person) -> bool:
    try:
        services.endorse(asked, form.said(), as_issuer=form.issuer(), by=by, at=timezone.now())
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Say no, with a reason."""
    asked = _request_for(request.user, request_id)
    if not permissions.may_answer(request.user, asked):
        raise NotPermitted(_("You do not award badges for this institution."))
    form = DeclineForm(request.POST or None)
    if form.is_valid():
        try:
            services.decline(asked, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The request is declined, and who asked is told why."))
            return redirect("endorsement-request", asked.pk)
    context = {"asked": asked, "institution": asked.asked, "here": "endorsements", "form": form}
    status = 422 if form.errors else 200
    return render(request, "endorsements/decline.html", context, status=status)


@login_required
@require_POST
def take_back(request: SignedInRequest, request_id: UUID) -> HttpResponse:
    """Ask no more."""
    asked = _request_for(request.user, request_id)
    try:
        services.take_back(asked, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The request is taken back."))
    return redirect("endorsement-request", asked.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: SignedInRequest, endorsement_id: UUID) -> HttpResponse:
    """Withdraw what was said, after one question and with a reason."""
    endorsement = selectors.endorsement_for(endorsement_id, by=request.user)
    if endorsement is None or not permissions.may_withdraw(request.user, endorsement):
        raise NotPermitted(_("You do not withdraw endorsements of this issuer."))
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        try:
            services.withdraw(
                endorsement, form.cleaned_data["reason"], by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The endorsement is withdrawn. Whoever checks sees that."))
            return redirect("public-endorsement", endorsement.public_id)
    context = {
        "endorsement": endorsement,
        "institution": endorsement.issuer.institution if endorsement.issuer else None,
        "here": "endorsements",
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "endorsements/withdraw.html", context, status=status)
