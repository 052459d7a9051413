"""What was awarded: the list, one award, and what is done to it afterwards."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.awards import permissions, selectors, services
from insigne_platform.awards.models import Award
from insigne_platform.awards.permissions import may_award
from insigne_platform.awards.reach import sees_all
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning.selectors import added_to
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person
from insigne_platform.web.award_lists import NARROWING, asked_awards, total_words
from insigne_platform.web.award_words import award_facts
from insigne_platform.web.capped_paging import MOST_COUNTED, MOST_FOUND, CappedPaginator
from insigne_platform.web.forms_afterwards import CorrectionForm, ReasonForm, RemindersForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25


def _award_for(person: Person, award_id: UUID) -> Award:
    award = selectors.award_for(award_id, by=person)
    if award is None:
        raise NotPermitted(_("This was not awarded by an institution that you work for."))
    return award


@login_required
@require_safe
def awards(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List what was awarded, searched, filtered, sorted, by the page; some can be ticked."""
    institution = institution_for(request.user, public_id)
    asked, found = asked_awards(institution, request.GET, by=request.user)
    is_whole = not asked.cleaned_data.get("search") and sees_all(institution, request.user)
    most = MOST_COUNTED if is_whole else MOST_FOUND
    pages = CappedPaginator(found, ON_A_PAGE, whole=selectors.listed_awards(), most=most)
    page = pages.get_page(request.GET.get("page"))
    of_batch = asked.cleaned_data.get("batch")
    context = {
        "institution": institution,
        "form": asked,
        "page": page,
        "is_asked": any(asked.cleaned_data.get(name) for name in NARROWING),
        "may_change": permissions.may_change_awards(request.user, institution),
        "batch": selectors.batch_for(of_batch, by=request.user) if of_batch else None,
        "total_words": total_words(pages),
    }
    return render(request, "issuing/awards.html", context)


@login_required
@require_safe
def award(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Show one award: to whom, what was said, and what became of it."""
    found = _award_for(request.user, award_id)
    may_change = permissions.may_revoke(request.user, found) and found.state == "issued"
    institution = found.version.achievement.issuer.institution
    context = {
        "institution": institution,
        "award": found,
        "facts": award_facts(found),
        "may_revoke": may_change,
        "may_mail": may_change and found.claimed_at is None,
        "may_correct": may_change and not found.is_renewed,
        "may_renew": may_change and found.expires_at is not None and not found.is_renewed,
        "form": ReasonForm(),
        "added": added_to(found) if may_award(request.user, found.version) else (),
    }
    return render(request, "issuing/award.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Take an award back, after one question and with a reason."""
    done = _("The badge is revoked. Whoever checks it sees that.")
    return _with_a_reason(request, award_id, services.revoke, done, "issuing/revoke.html")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def suspend(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Have an award not count for now, after one question and with a reason."""
    done = _("The badge is suspended. Whoever checks it sees that.")
    return _with_a_reason(request, award_id, services.suspend, done, "afterwards/suspend.html")


def _with_a_reason(
    request: SignedInRequest, award_id: UUID, deed: Callable[..., Award], done: str, template: str
) -> HttpResponse:
    found = _award_for(request.user, award_id)
    if not permissions.may_revoke(request.user, found):
        raise NotPermitted(_("You do not award badges of this issuer."))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            deed(
                found,
                given["reason"],
                public_reason=given["public_reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, done)
            return redirect("award", found.pk)
    context = {
        "institution": found.version.achievement.issuer.institution,
        "award": found,
        "form": form,
    }
    return render(request, template, context, status=422 if form.errors else 200)


@login_required
@require_POST
def lift(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Have a suspended award count again."""
    found = _award_for(request.user, award_id)
    try:
        services.lift(found, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The suspension is lifted. The badge is valid again."))
    return redirect("award", found.pk)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Award anew what was wrong, and revoke the earlier award."""
    found = _award_for(request.user, award_id)
    if not permissions.may_revoke(request.user, found):
        raise NotPermitted(_("You do not award badges of this issuer."))
    said = {
        "name": found.recipient_name,
        "grade": found.grade,
        "narrative": found.narrative,
        "evidence_url": found.evidence_url,
    }
    form = CorrectionForm(request.POST or None, initial=said)
    if form.is_valid():
        given = form.cleaned_data
        try:
            new = services.correct(
                found,
                given,
                given["reason"],
                public_reason=given["public_reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The corrected badge takes the place of the earlier one."))
            return redirect("award", new.pk)
    context = {
        "institution": found.version.achievement.issuer.institution,
        "award": found,
        "form": form,
    }
    return render(request, "afterwards/correct.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say when holders are told that a badge runs out."""
    institution = institution_for(request.user, public_id)
    if not may_administer(request.user, institution):
        raise NotPermitted(_("You do not administer this institution."))
    is_on, days = selectors.reminders_of(institution)
    form = RemindersForm(request.POST or None, initial={"is_on": is_on, "days_before": days})
    if form.is_valid():
        services.set_reminders(institution, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect("reminders", institution.public_id)
    context = {"institution": institution, "form": form}
    status = 422 if form.errors else 200
    return render(request, "afterwards/reminders.html", context, status=status)


@login_required
@require_POST
def mail_again(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Send the message with the link once more."""
    found = _award_for(request.user, award_id)
    try:
        services.mail_claim_again(found, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("The message is sent once more."))
    return redirect("award", found.pk)
