"""Showing a part of a badge: choose, look at exactly that, and take it along."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.backpack import selectors
from insigne_platform.backpack.models import Holding
from insigne_platform.core.errors import NotPermitted
from insigne_platform.core.publication import document_at
from insigne_platform.disclosure import services
from insigne_platform.disclosure.composition import Field
from insigne_platform.verification import services as verification
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_disclosure import FIELD_WORDS, DisclosureForm
from insigne_platform.web.presentation import facts
from insigne_platform.web.requests import SignedInRequest


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def disclose(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Choose what to show, see what a viewer will see, and take the file."""
    holding = selectors.holding_of(request.user, holding_id)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    available = services.available(holding.award, by=request.user)
    form = DisclosureForm(request.POST or None, available=available)
    context = badge_page(holding.award.version) | {"holding": holding, "form": form}
    if not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "disclosure/choose.html", context, status=status)

    shown = [Field(name) for name in form.cleaned_data["fields_shown"]]
    made = services.present(
        holding.award,
        shown,
        form.cleaned_data["format"],
        by=request.user,
        at=timezone.now(),
    )
    if "download" in request.POST:
        return _file(made)
    kept_back = [FIELD_WORDS[field] for field in available if field not in shown]
    context |= _preview(holding, made) | {"kept_back": kept_back, "shown": shown}
    return render(request, "disclosure/preview.html", context)


def _preview(holding: Holding, made: services.Presentation) -> dict[str, object]:
    """What a viewer gets to see: read from the file itself, as the page for viewers does."""
    view = verification.verify(made.content, None, None, None, at=timezone.now())
    return {"view": view, "facts": facts(view.facts), "text": made.content.decode("utf-8")}


def _file(made: services.Presentation) -> HttpResponse:
    response = HttpResponse(made.content, content_type=made.media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    return response


@require_safe
def keys(request: HttpRequest, public_id: str) -> HttpResponse:
    """Give the keys with which an issuer's SD-JWT VCs are verified."""
    found = document_at(f"/.well-known/jwt-vc-issuer/public/3/issuers/{public_id}")
    if found is None:
        raise Http404
    response = HttpResponse(bytes(found.body), content_type=found.media_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["ETag"] = f'"{found.etag}"'
    return response
