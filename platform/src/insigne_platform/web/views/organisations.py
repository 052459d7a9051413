"""The pages of organisations that look at badges: who they are, what they ask, what they see."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, ServiceError
from insigne_platform.grants import permissions, selectors, services
from insigne_platform.grants.models import (
    AccessRequest,
    Grant,
    GrantedBadge,
    Kind,
    Organisation,
    RequestState,
)
from insigne_platform.grants.services.asking import Wish
from insigne_platform.grants.services.proving import FILE, RECORD, sentence_of
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.forms_grants import (
    AskForm,
    MandateForm,
    OrganisationForm,
    OrganisationMemberForm,
)
from insigne_platform.web.grant_words import (
    KINDS,
    files_of,
    grant_card,
    organisation_words,
    request_card,
    shown_badge,
)
from insigne_platform.web.limits import at_most
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

ON_A_PAGE = 25
STAY = timedelta(hours=1)
"""For so long whoever looked may go on looking, under one entry of the view log."""


@login_required
@never_cache
@require_safe
def organisations(request: SignedInRequest) -> HttpResponse:
    """Show the organisations that one acts for, or what there is to gain."""
    found = selectors.organisations_of(request.user)
    cards = [{**organisation_words(each), "pk": each.pk} for each in found]
    return render(request, "organisations/index.html", {"organisations": cards})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(20, every=timedelta(hours=1))
def new(request: SignedInRequest) -> HttpResponse:
    """Register an organisation."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.found_organisation(by=request.user, **form.cleaned_data)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(
                request, _("Your organisation is here. Now show that the domain is yours.")
            )
            return redirect("organisation-prove", made.pk)
    context = {"form": form, "addresses": verified_addresses(request.user)}
    status = 422 if form.errors else 200
    return render(request, "organisations/new.html", context, status=status)


@login_required
@never_cache
@require_safe
def organisation(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Show what the organisation asked, and what came of it."""
    found, now = _organisation(request, organisation_id), timezone.now()
    search, state = request.GET.get("search", "")[:200], request.GET.get("state", "")
    asked = selectors.searched(selectors.asked_by(found), search)
    if state in RequestState.values:
        asked = asked.filter(state=state)
    if request.GET.get("order") == "oldest":
        asked = asked.order_by("created_at")
    page = Paginator(asked, ON_A_PAGE).get_page(request.GET.get("page"))
    context = _about(request, found) | {
        "page": page,
        "cards": [request_card(each, at=now) for each in page],
        "search": search,
        "state": state,
        "states": RequestState.choices,
        "order": request.GET.get("order", ""),
        "narrows": bool(search or state),
    }
    return render(request, "organisations/organisation.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(20, every=timedelta(hours=1))
def prove(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Say how a domain is proved, and look whether it is."""
    found, problem = _organisation(request, organisation_id), ""
    permissions.must_run(request.user, found)
    if request.method == "POST":
        try:
            services.prove(found, by=request.user, at=timezone.now())
        except Invalid as refused:
            problem = " ".join(str(each.message) for each in refused.problems)
        else:
            messages.success(request, _("The domain is proved. You can ask people now."))
            return redirect("organisation", found.pk)
    context = _about(request, found) | {
        "sentence": sentence_of(found),
        "file": f"https://{found.domain}{FILE}",
        "record": f"{RECORD}.{found.domain}",
        "problem": problem,
    }
    status = 422 if problem else 200
    return render(request, "organisations/prove.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, every=timedelta(hours=1))
def members(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Show who acts for the organisation, and let another address do so."""
    found = _organisation(request, organisation_id)
    permissions.must_run(request.user, found)
    form = OrganisationMemberForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.add_member(found, by=request.user, **form.cleaned_data)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The address acts for the organisation now."))
            return redirect("organisation-members", found.pk)
    context = _about(request, found) | {"form": form, "members": found.members.all()}
    status = 422 if form.errors else 200
    return render(request, "organisations/members.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def remove_member(request: SignedInRequest, organisation_id: UUID, member_id: UUID) -> HttpResponse:
    """Let an address act no more, after one question."""
    found = _organisation(request, organisation_id)
    permissions.must_run(request.user, found)
    member = selectors.member_of(found, member_id)
    if member is None:
        raise NotPermitted(_("You do not act for this organisation."))
    if request.method == "POST":
        services.remove_member(member, by=request.user)
        messages.success(request, _("The address does not act for the organisation any more."))
        return redirect("organisations")
    context = _about(request, found) | {"member": member}
    return render(request, "organisations/remove.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mandates(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Show which agencies ask in the organisation's name, and in whose name it asks."""
    found, now = _organisation(request, organisation_id), timezone.now()
    permissions.must_run(request.user, found)
    form = MandateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.give_mandate(found, by=request.user, at=now, **form.cleaned_data)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The mandate is given."))
            return redirect("organisation-mandates", found.pk)
    given = found.mandates_given.select_related("agency")
    context = _about(request, found) | {
        "form": form,
        "given": [{"mandate": each, "holds": each.holds(now)} for each in given],
        "held": selectors.open_mandates(found, now),
    }
    status = 422 if form.errors else 200
    return render(request, "organisations/mandates.html", context, status=status)


@login_required
@require_POST
def end_mandate(request: SignedInRequest, organisation_id: UUID, mandate_id: UUID) -> HttpResponse:
    """End a mandate that the organisation gave."""
    found = _organisation(request, organisation_id)
    mandate = selectors.mandate_of(found, mandate_id)
    if mandate is None:
        raise NotPermitted(_("You do not act for this organisation."))
    services.end_mandate(mandate, by=request.user, at=timezone.now())
    messages.success(request, _("The mandate is ended. The agency sees nothing more by it."))
    return redirect("organisation-mandates", found.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(200, every=timedelta(hours=1))
def ask(request: SignedInRequest, organisation_id: UUID) -> HttpResponse:
    """Ask somebody to see badges."""
    found, now = _organisation(request, organisation_id), timezone.now()
    held = list(selectors.open_mandates(found, now))
    form = AskForm(
        request.POST if request.method == "POST" else None,
        mandates=held,
        is_agency=found.kind == Kind.AGENCY,
    )
    if form.is_valid():
        entered = form.cleaned_data
        chosen = next((each for each in held if str(each.pk) == entered.get("mandate")), None)
        wish = Wish(
            address=entered["address"],
            purpose=entered["purpose"],
            days=entered["days"],
            badges=form.lines(),
            fields=entered["parts"],
            message=entered["message"],
            mandate=chosen,
        )
        try:
            made = services.ask(found, wish, by=request.user, at=now)
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(
                request, _("The request is on its way. You see here what comes of it.")
            )
            return redirect("organisation-request", found.pk, made.pk)
    context = _about(request, found) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "organisations/ask.html", context, status=status)


@login_required
@never_cache
@require_safe
def request_made(request: SignedInRequest, organisation_id: UUID, request_id: UUID) -> HttpResponse:
    """Show a request that the organisation made."""
    found = _organisation(request, organisation_id)
    asked = _asked(found, request_id)
    context = _about(request, found) | {"card": request_card(asked, at=timezone.now())}
    return render(request, "organisations/request.html", context)


@login_required
@require_POST
def withdraw(request: SignedInRequest, organisation_id: UUID, request_id: UUID) -> HttpResponse:
    """Take back a request that was not answered yet."""
    found = _organisation(request, organisation_id)
    services.withdraw(_asked(found, request_id), by=request.user, at=timezone.now())
    messages.success(request, _("The request is withdrawn."))
    return redirect("organisation", found.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def granted(request: SignedInRequest, organisation_id: UUID, grant_id: UUID) -> HttpResponse:
    """Say first what is written down; then show what was granted, checked at this moment."""
    found, now = _organisation(request, organisation_id), timezone.now()
    grant = _grant(found, grant_id)
    if request.method == "POST":
        services.open_grant(grant, by=request.user, at=now)
        request.session[_pass(grant)] = now.isoformat()
        return redirect("organisation-grant", found.pk, grant.pk)
    badges = selectors.badges_of(grant)
    context = _about(request, found) | {"card": grant_card(grant, badges, at=now)}
    if not grant.holds(now) or not _is_inside(request, grant, now):
        return render(request, "organisations/grant_door.html", context)
    context |= {"shown": [_laid(grant, each, request, now) for each in badges], "person": None}
    return render(request, "organisations/grant.html", context)


@login_required
@never_cache
@require_safe
def granted_file(
    request: SignedInRequest, organisation_id: UUID, grant_id: UUID, badge_id: UUID, kind: str
) -> HttpResponse:
    """Give a granted badge as a file with what was granted, and nothing else."""
    found, now = _organisation(request, organisation_id), timezone.now()
    grant = _grant(found, grant_id)
    badges = selectors.badges_of(grant)
    wanted = next((each for each in badges if each.pk == badge_id), None)
    is_part = wanted is not None and wanted.holding is not None
    if wanted is None or kind not in KINDS or (kind == "badge") == is_part:
        raise NotFound(_("There is no such file."))
    if not _is_inside(request, grant, now):
        return redirect("organisation-grant", found.pk, grant.pk)
    made = services.shown_of(wanted, KINDS[kind], by=request.user, at=now)
    response = HttpResponse(made.content, content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


def _laid(
    grant: Grant, granted: GrantedBadge, request: SignedInRequest, now: datetime
) -> dict[str, object]:
    """One badge as it is shown; of one that cannot be shown any more, why not."""
    try:
        made = services.shown_of(granted, KINDS["json"], by=request.user, at=now)
    except ServiceError as refused:
        return {"refused": str(refused)}
    laid = dict(shown_badge(granted.badge, made.content, at=now))
    return laid | {"files": files_of(grant, granted)}


def _about(request: SignedInRequest, organisation: Organisation) -> dict[str, object]:
    return {
        "organisation": organisation,
        "who": organisation_words(organisation),
        "may_run": permissions.may_run(request.user, organisation),
    }


def _organisation(request: SignedInRequest, organisation_id: UUID) -> Organisation:
    found = selectors.organisation_of(request.user, organisation_id)
    if found is None:
        raise NotPermitted(_("You do not act for this organisation."))
    return found


def _asked(organisation: Organisation, request_id: UUID) -> AccessRequest:
    found = selectors.asked_by(organisation).filter(pk=request_id).first()
    if found is None:
        raise NotPermitted(_("You do not act for this organisation."))
    return found


def _grant(organisation: Organisation, grant_id: UUID) -> Grant:
    found = selectors.grant_to(organisation, grant_id)
    if found is None:
        raise NotPermitted(_("You do not act for this organisation."))
    return found


def _pass(grant: Grant) -> str:
    return f"grant-{grant.pk}"


def _is_inside(request: SignedInRequest, grant: Grant, now: datetime) -> bool:
    """Say whether this visitor looked within the last hour, which is written down."""
    since = parse_datetime(str(request.session.get(_pass(grant), "")))
    return since is not None and now < since + STAY
