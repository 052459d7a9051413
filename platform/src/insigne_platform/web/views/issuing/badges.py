"""The badges of an institution."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insigne_platform.achievements import selectors
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.forms_badges import BadgeFilter
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25


@login_required
@require_safe
def badges(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the badges, searched, filtered, sorted, by the page."""
    institution = institution_for(request.user, public_id)
    asked = BadgeFilter(request.GET)
    asked.is_valid()
    found = selectors.badges_of(
        institution,
        by=request.user,
        search=asked.cleaned_data.get("search", ""),
        state=asked.cleaned_data.get("state", ""),
        order=request.GET.get("order", "name"),
        tag=asked.cleaned_data.get("tag", ""),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "form": asked,
        "page": page,
        "may_edit": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "issuing/badges.html", context)
