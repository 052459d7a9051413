"""What is posted to the addresses of tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from access.world import Side

MOMENT = "/api/v1/moments/<uuidstr:moment_id>"
WHEN = {"day": "01-06-2099", "hour": "14:00", "place": "Room 4", "seats": "20"}


def _results(side: Side) -> dict[str, object]:
    rows = f"email;passed\n{side.holder.email};yes\n".encode()
    return {"file": SimpleUploadedFile("results.csv", rows, "text/csv")}


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/take/<str:public_id>/<slug:moment_id>": lambda side: {
        "email": side.holder.email,
        "name": "A name",
    },
    "/issuing/badges/<uuid:version_id>/earning/tests": lambda _: {"title_en": "A test"},
    "/issuing/tests/<uuid:assessment_id>": lambda _: {"title_en": "Another title"},
    "/issuing/tests/<uuid:assessment_id>/moments": lambda _: WHEN,
    "/issuing/moments/<uuid:moment_id>/edit": lambda _: {**WHEN, "sure": "1"},
    "/issuing/moments/<uuid:moment_id>/cancel": lambda _: {"note": "Nobody is there."},
    "/issuing/registrations/<uuid:registration_id>/move": lambda side: {
        "moment": str(side.named["results"]["moment_id"]),
    },
    "/issuing/registrations/<uuid:registration_id>/withdraw": lambda _: {"note": "A mistake."},
    "/issuing/results/<uuid:results_id>/act": lambda _: {"act": "withdraw"},
    f"{MOMENT}/registrations/<uuidstr:registration_id>/move": lambda side: {
        "moment": str(side.named["results"]["moment_id"]),
    },
    f"{MOMENT}/registrations/<uuidstr:registration_id>/cancel": lambda _: {"note": "A mistake."},
    f"{MOMENT}/cancel": lambda _: {"note": "Nobody is there."},
    "/issuing/moments/<uuid:moment_id>/results": _results,
    "/api/v1/moments/<uuidstr:moment_id>/results": lambda side: {
        "rows": [{"email": side.holder.email, "passed": True}]
    },
    "/issuing/registrations/<uuid:registration_id>": lambda _: {"passed": "passed"},
}
