"""What was nominated, and the one look in which the office decides."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.forms_nominations import NominationFilter, ReasonForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25


@login_required
@never_cache
@require_safe
def nominations(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the nominations, filtered, by the page."""
    institution = institution_for(request.user, public_id)
    asked = NominationFilter(request.GET)
    asked.is_valid()
    found = selectors.nominations_of(
        institution, by=request.user, state=asked.cleaned_data.get("state", "")
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "here": "earning",
        "form": asked,
        "page": page,
        "may_review": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "earning/nominations.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination(request: SignedInRequest, nomination_id: UUID) -> HttpResponse:
    """Show who was named, and award the badge to all or some of them."""
    found = selectors.nomination_for(nomination_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a nomination for a badge that you award."))
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.decide_nomination(
                found,
                chosen=set(request.POST.getlist("chosen")),
                reasons={
                    name.removeprefix("reason-"): str(value)
                    for name, value in request.POST.items()
                    if name.startswith("reason-")
                },
                reason=form.cleaned_data["reason"],
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Decided. Who nominated gets a message."))
            return redirect("nomination", found.pk)
        found.refresh_from_db()
    chosen = set(request.POST.getlist("chosen"))
    nominees = list(found.nominees.all())
    context = {
        "institution": found.nominator.achievement.issuer.institution,
        "here": "earning",
        "nomination": found,
        "version": version_in_force(found.nominator.achievement),
        "rows": [
            {
                "nominee": each,
                "is_chosen": request.method != "POST" or str(each.pk) in chosen,
                "reason": request.POST.get(f"reason-{each.pk}", ""),
            }
            for each in nominees
        ],
        "form": form,
    }
    return render(request, "earning/nomination.html", context, status=422 if form.errors else 200)
