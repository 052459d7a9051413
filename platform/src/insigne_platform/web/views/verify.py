"""The verification page: anybody offers a badge and sees one verdict with its reasons.

Nothing is kept and nobody needs to be signed in, so the form needs no token
against forgery: a forged request could learn or change nothing.
"""

from base64 import b64encode
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from insigne_platform.core.errors import Invalid, Unavailable
from insigne_platform.verification import services as verification
from insigne_platform.web.forms import VerifyForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.presentation import verdict_page

LARGEST_SHOWN_PICTURE = 2 * 1024 * 1024
PICTURE_TYPES = {b"\x89PNG\r\n\x1a\n": "image/png"}


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, every=timedelta(minutes=1))
def verify(request: HttpRequest) -> HttpResponse:
    """Show the form, or the verdict on what was offered in it."""
    if request.method != "POST":
        form = VerifyForm(initial={"text": request.GET.get("address", "")})
        return render(request, "verify/form.html", {"form": form})
    form = VerifyForm(request.POST, request.FILES)
    if form.is_too_large:
        form.add_error("file", _("This file is larger than 10 MB. Choose a smaller one."))
        return render(request, "verify/form.html", {"form": form}, status=413)
    if not form.is_valid():
        return render(request, "verify/form.html", {"form": form}, status=422)
    return _verdict(request, form)


def _verdict(request: HttpRequest, form: VerifyForm) -> HttpResponse:
    upload = form.cleaned_data["file"]
    source = upload.read() if upload else None
    address, text = _address_or_text(form.cleaned_data["text"])
    try:
        view = verification.verify(
            source, text, address, form.cleaned_data["recipient"] or None, at=timezone.now()
        )
    except Invalid as refused:
        offered = "file" if upload else "text"
        for problem in refused.problems:
            field = "recipient" if problem.field == "recipient" else offered
            form.add_error(field, str(problem.message))
        return render(request, "verify/form.html", {"form": form}, status=422)
    except Unavailable as unavailable:
        form.add_error(None, str(unavailable))
        return render(request, "verify/form.html", {"form": form}, status=503)
    context = verdict_page(view, picture=_picture_of(source))
    return render(request, "verify/verdict.html", context)


def _address_or_text(given: str) -> tuple[str | None, str | None]:
    given = given.strip()
    if given.startswith(("https://", "http://")) and len(given.split()) == 1:
        return given, None
    return None, given or None


def _picture_of(source: bytes | None) -> str:
    """Show the picture that was offered, inside the page, so that nothing is kept to serve it."""
    if not source or len(source) > LARGEST_SHOWN_PICTURE:
        return ""
    media_type = next(
        (kind for magic, kind in PICTURE_TYPES.items() if source.startswith(magic)), ""
    )
    if not media_type and b"<svg" in source[:4096]:
        media_type = "image/svg+xml"
    return f"data:{media_type};base64,{b64encode(source).decode()}" if media_type else ""
