"""What is posted to the addresses of house."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from access.world import Side
from access.world_house import LOGO

ISSUER = {"url": "https://law.example/", "email": "law@mail.example"}
RENAMED = {"name_en": "Another Name", "why": "renamed", "since": "01-09-2025"}
SETTINGS = "/issuing/<str:public_id>/settings"

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/groups": lambda _: {"name_en": "Medicine"},
    "/issuing/<str:public_id>/groups/<uuid:group_id>": lambda _: {"name_en": "Laws"},
    "/issuing/<str:public_id>/issuers/<uuid:issuer_id>": lambda _: {**ISSUER},
    "/issuing/<str:public_id>/issuers/<uuid:issuer_id>/name": lambda _: {**RENAMED},
    f"{SETTINGS}/name": lambda _: {**RENAMED},
    f"{SETTINGS}/identity": lambda _: {**ISSUER, "kind": "company", "country": "NL"},
    f"{SETTINGS}/introduction": lambda side: {"slug": f"house-{side.institution.public_id}"},
    f"{SETTINGS}/colours": lambda _: {"primary": "#7a1f5c", "accent": "#1d3fa6"},
    f"{SETTINGS}/logo": lambda _: {
        "logo": SimpleUploadedFile("logo.svg", LOGO, "image/svg+xml"), "alt_en": "A bar",
    },
    f"{SETTINGS}/letters/<slug:kind>": lambda _: {
        f"{field}_{language}": "Look: {link}" if field == "body" else "A subject"
        for field in ("subject", "body") for language in ("nl", "en")
    },
    f"{SETTINGS}/safeguards": lambda _: {"requires_approval": "on"},
}  # fmt: skip
