"""The picture of a badge as it is stored, for who works on it."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for


@login_required
@never_cache
@require_safe
def picture(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Give the stored picture; the SVG is the sanitised one, and can run nothing."""
    version = version_for(request.user, version_id)
    if version.picture_svg:
        response = HttpResponse(version.picture_svg, content_type="image/svg+xml")
    elif version.picture_png:
        response = HttpResponse(bytes(version.picture_png), content_type="image/png")
    else:
        return redirect(static("insigne/no-picture.svg"))
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return response
