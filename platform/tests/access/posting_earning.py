"""What is posted to the addresses of earning."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/apply/<str:public_id>": lambda _: {"text": "Without an address of one's own."},
    "/applications/<uuid:application_id>": lambda _: {"text": "An answer."},
    "/issuing/badges/<uuid:version_id>/earning/applications": lambda _: {"who": "anybody"},
    "/code": lambda _: {"code": "CCCC-CCCC"},
    "/code/<str:code>": lambda side: {"email": side.holder.email},
    "/issuing/badges/<uuid:version_id>/earning/codes": lambda _: {"label": "Lecture"},
    "/nominate/<uuid:nominator_id>": lambda _: {"people": "named@mail.example"},
    "/issuing/badges/<uuid:version_id>/earning/nominators": lambda _: {
        "email": "trusted@mail.example"
    },
    "/issuing/nominations/<uuid:nomination_id>": lambda _: {"reason": "None of them was there."},
    "/issuing/badges/<uuid:version_id>/earning/rules": lambda _: {
        "name": "Passed",
        "score_key": "exam",
        "score_at_least": "5.5",
    },
    "/backpack/<uuid:holding_id>/evidence": lambda _: {"text": "Another lake."},
    "/backpack/evidence/<uuid:evidence_id>": lambda _: {"show": "1"},
    "/issuing/evidence/<uuid:evidence_id>": lambda _: {"approve": "1"},
    "/issuing/applications/<uuid:application_id>": lambda _: {"deny": "1", "message": "No."},
}
