"""The installable app: what a phone is told of it, and what it does without a network."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Final

from allauth.account.views import LogoutView
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

SHELL: Final = (
    "tokens.css", "components.css", "insigne.js", "app.js", "logo.svg", "icons.svg",
    "fonts/proza-libre-latin-600-normal.woff2",
    "fonts/atkinson-hyperlegible-next-latin-wght-normal.woff2",
)  # fmt: skip
INK, PAPER = "#101A3C", "#FFFFFF"


@require_safe
def manifest(_request: HttpRequest) -> JsonResponse:
    """Say what is installed (W3C Web Application Manifest)."""
    icons = [
        {"src": static("insigne/favicon.svg"), "type": "image/svg+xml", "sizes": "any"},
        _icon("icon-192.png", 192),
        _icon("icon-512.png", 512),
        {**_icon("icon-maskable-512.png", 512), "purpose": "maskable"},
    ]
    said = {
        "id": "/backpack",
        "name": "Insigne",
        "short_name": "Insigne",
        "description": _("Your badges with you, also without a network."),
        "lang": get_language(),
        "start_url": reverse("backpack"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": icons,
        "shortcuts": [
            {"name": _("My backpack"), "url": reverse("backpack")},
            {"name": _("Verify a badge"), "url": reverse("verify")},
        ],
    }
    return JsonResponse(said, content_type="application/manifest+json")


def _icon(name: str, size: int) -> dict[str, str]:
    return {"src": static(f"insigne/{name}"), "type": "image/png", "sizes": f"{size}x{size}"}


@require_safe
def worker(_request: HttpRequest) -> HttpResponse:
    """Give the service worker, which may look after every page (Service Workers §4.6)."""
    shell = [reverse("offline"), *(static(f"insigne/{name}") for name in SHELL)]
    said = {"version": _version(), "shell": shell, "offline": reverse("offline")}
    script = f"const SAID = {json.dumps(said)};\n{_script()}"
    return HttpResponse(
        script,
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "no-cache", "Service-Worker-Allowed": "/"},
    )


@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what is shown when there is no network and the page was not kept."""
    response = render(request, "app/offline.html")
    response.headers["Cache-Control"] = "no-cache"
    return response


class SignOutView(LogoutView):
    """Signing out, after which the device keeps nothing of who was signed in."""

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """Sign out, and have the browser forget what it kept (Clear Site Data §3.1)."""
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


@cache
def _script() -> str:
    return _file("worker.js").decode()


@cache
def _version() -> str:
    """What changes when anything that the worker keeps does."""
    digest = hashlib.sha256(_script().encode())
    for name in SHELL:
        digest.update(_file(name))
    return digest.hexdigest()[:16]


def _file(name: str) -> bytes:
    return Path(str(finders.find(f"insigne/{name}"))).read_bytes()
