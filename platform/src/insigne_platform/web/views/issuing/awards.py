"""What was awarded: the list, one award, and taking it back."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.awards import permissions, selectors, services
from insigne_platform.awards.models import Award
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.web.award_words import award_facts
from insigne_platform.web.forms_awards import AwardFilter, RevokeForm
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
    """List what was awarded, searched, filtered, sorted, by the page."""
    institution = institution_for(request.user, public_id)
    asked = AwardFilter(request.GET)
    asked.is_valid()
    found = selectors.awards_of(
        institution,
        by=request.user,
        search=asked.cleaned_data.get("search", ""),
        state=asked.cleaned_data.get("state", ""),
        order=asked.cleaned_data.get("order") or "newest",
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"institution": institution, "form": asked, "page": page}
    return render(request, "issuing/awards.html", context)


@login_required
@require_safe
def award(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Show one award: to whom, what was said, and what became of it."""
    found = _award_for(request.user, award_id)
    may_change = permissions.may_revoke(request.user, found) and found.state == "issued"
    context = {
        "institution": found.version.achievement.issuer.institution,
        "award": found,
        "facts": award_facts(found),
        "may_revoke": may_change,
        "may_mail": may_change and found.claimed_at is None,
        "form": RevokeForm(),
    }
    return render(request, "issuing/award.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Take an award back, after one question and with a reason."""
    found = _award_for(request.user, award_id)
    if not permissions.may_revoke(request.user, found):
        raise NotPermitted(_("You do not award badges of this issuer."))
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        try:
            services.revoke(found, form.cleaned_data["reason"], by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("The badge is revoked. Whoever checks it sees that."))
            return redirect("award", found.pk)
    context = {
        "institution": found.version.achievement.issuer.institution,
        "award": found,
        "form": form,
    }
    return render(request, "issuing/revoke.html", context, status=422 if form.errors else 200)


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
