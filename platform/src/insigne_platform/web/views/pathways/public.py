"""A pathway as anybody sees it, and one's own way on those in which one is."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insigne_platform.pathways import selectors
from insigne_platform.people.models import Person
from insigne_platform.web.pathway_words import pathway_page
from insigne_platform.web.requests import SignedInRequest


@never_cache
@require_safe
def pathway(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the steps and what they lead to; who is signed in sees how far she is."""
    found = selectors.public_pathway(public_id)
    if found is None:
        raise Http404
    person = request.user
    progress = None
    if isinstance(person, Person):
        progress = selectors.progress_for(person, found, at=timezone.now())
    return render(request, "pathways/public.html", pathway_page(found, progress))


@login_required
@never_cache
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """Show the pathways on which one is, and how far."""
    now = timezone.now()
    rows = [
        {"pathway": one, "progress": selectors.progress_for(request.user, one, at=now)}
        for one in selectors.pathways_on_the_way(request.user)
    ]
    return render(request, "pathways/mine.html", {"rows": rows})
