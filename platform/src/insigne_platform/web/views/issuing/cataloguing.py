"""What an institution shows in its catalogue, and how it places it in a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from insigne_platform.achievements import selectors, services
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.catalogue_presentation import addresses_of, embed_code
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 25


@login_required
@require_safe
def own_catalogue(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the published badges with what is shown of them, and the code to embed."""
    institution = institution_for(request.user, public_id)
    search = request.GET.get("search", "")[:200].replace("\x00", "")
    found = selectors.badges_of(
        institution, by=request.user, search=search, state="published"
    ).exclude(achievement__scenario="game")
    language = "nl" if (get_language() or "").startswith("nl") else "en"
    context = {
        "institution": institution,
        "search": search,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "addresses": addresses_of(institution),
        "code": embed_code(institution, language),
        "language": language,
        "may_edit": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "catalogue/own.html", context)


@login_required
@require_POST
def switch(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Show a badge in the catalogue, or leave it out."""
    version = version_for(request.user, version_id)
    shown = "show" in request.POST
    services.show_in_catalogue(version.achievement, shown, by=request.user)
    said = (
        _("%(name)s is in the catalogue.") if shown else _("%(name)s is left out of the catalogue.")
    )
    messages.success(request, said % {"name": version.name})
    return redirect("own-catalogue", version.achievement.issuer.institution.public_id)
