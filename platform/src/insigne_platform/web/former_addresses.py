"""Earlier addresses of institutions: whoever comes there is sent on, for good."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from insigne_platform.institutions.selectors import present_slug

type View = Callable[..., HttpResponse]


def follows_its_institution(view: View) -> View:
    """Answer 308 where nothing is, if an institution had its own address there before.

    Only pages and feeds stand below such a word. What was signed is served from the address that
    it carries, which no name is part of, and is never sent on.
    """

    @wraps(view)
    def answer(request: HttpRequest, **named: str) -> HttpResponse:
        try:
            return view(request, **named)
        except Http404:
            for name, word in named.items():
                if present := present_slug(word):
                    return _sent_on(request, {**named, name: present})
            raise

    return answer


def _sent_on(request: HttpRequest, named: dict[str, str]) -> HttpResponse:
    match = request.resolver_match
    path = reverse(match.view_name if match else "", kwargs=named)
    query = request.META.get("QUERY_STRING", "")
    response = HttpResponsePermanentRedirect(
        f"{path}?{query}" if query else path, preserve_request=True
    )
    # A name may be taken up again, so nobody remembers the way for ever; feeds are for any page.
    response["Cache-Control"] = "public, max-age=3600"
    response["Access-Control-Allow-Origin"] = "*"
    return response
