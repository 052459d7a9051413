"""What is posted to each address: good input, so that only who asks decides about the answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from access import (
    posting_afterwards,
    posting_api,
    posting_assessments,
    posting_bulk,
    posting_catalogue,
    posting_courses,
    posting_earning,
    posting_editor,
    posting_endorsements,
    posting_grants,
    posting_house,
    posting_identities,
    posting_imports,
    posting_pathways,
    posting_sharing,
    posting_statistics,
    posting_studio,
)
from access.world import Side
from web.a_badge import WORDS

INSTITUTION = {
    "name_en": "A third institution",
    "kind": "university",
    "country": "NL",
    "url": "https://third.example/",
    "email": "badges@third.example",
}
PERSON = {"email": "new@mail.example", "name": "New Person"}


def _people(_side: Side) -> dict[str, object]:
    return {"file": SimpleUploadedFile("list.csv", b"email\nlisted@mail.example\n", "text/csv")}


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/verify": lambda _: {"text": "this is no badge"},
    "/issuing/new": lambda _: {**INSTITUTION},
    "/issuing/<str:public_id>/badges/new": lambda side: {**WORDS, "issuer": side.issuer.pk},
    "/issuing/<str:public_id>/issuers": lambda _: {
        key: INSTITUTION[key] for key in ("name_en", "url", "email")
    },
    "/issuing/<str:public_id>/people": lambda side: {
        "email": side.holder.email, "role": "observer",
    },
    "/issuing/<str:public_id>/people/<uuid:membership_id>": lambda _: {"role": "observer"},
    "/issuing/badges/<uuid:version_id>": lambda _: {**WORDS, "name_en": "Reading old ice"},
    "/issuing/badges/<uuid:version_id>/award": lambda _: {**PERSON},
    "/issuing/badges/<uuid:version_id>/award/list": _people,
    "/issuing/awards/<uuid:award_id>/revoke": lambda _: {"reason": "A mistake of ours."},
    "/backpack/<uuid:holding_id>/with-address": lambda side: {
        "address": side.holder.email, "kind": "png",
    },
    "/backpack/<uuid:holding_id>/disclose": lambda _: {"format": "sd-jwt-vc"},
    "/account/": lambda _: {"display_name": "Another name", "language": "en"},
    "/account/sign-in-link": lambda _: {"email": "amina@mail.example"},
    "/account/email/": lambda _: {"action_add": "1", "email": "one-more@mail.example"},
    "/account/password/reset/": lambda _: {"email": "amina@mail.example"},
}  # fmt: skip


PARTS = (
    posting_afterwards,
    posting_api,
    posting_assessments,
    posting_bulk,
    posting_catalogue,
    posting_courses,
    posting_earning,
    posting_editor,
    posting_endorsements,
    posting_grants,
    posting_house,
    posting_identities,
    posting_imports,
    posting_sharing,
    posting_pathways,
    posting_statistics,
    posting_studio,
)


def posted_to(route: str, side: Side) -> dict[str, object]:
    """What is posted to *route*; nothing where a press of a button is all there is."""
    for posted in (POSTED, *(part.POSTED for part in PARTS)):
        if route in posted:
            return posted[route](side)
    return {}


def kind_of(route: str) -> dict[str, str]:
    """How it is posted: programs send JSON, and pages forms."""
    return {"content_type": "application/json"} if route.startswith("/api/") else {}
