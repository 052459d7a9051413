"""What is posted to the doors of organisations and of grants."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from access.world import Side

PLACE = "/organisations/<uuid:organisation_id>"
ASKED = {"address": "somebody@mail.example", "purpose": "A post", "days": "10", "parts": "grade"}
POSTED: dict[str, Callable[[Side], dict[str, object]]] = {
    "/organisations/new": lambda _: {"name": "The mill", "domain": "mill.example"},
    f"{PLACE}/members": lambda side: {"address": f"more@{_domain(side)}"},
    f"{PLACE}/mandates": lambda side: {
        "agency_domain": f"agency.{_domain(side)}", "purpose": "Screening", "days": "10",
    },
    f"{PLACE}/ask": lambda _: ASKED,
    "/backpack/requests/<uuid:request_id>": lambda side: {
        "badges": str(side.named["holding"]["holding_id"]), "days": "5", "grant": "1",
    },
}  # fmt: skip


def _domain(side: Side) -> str:
    return side.issuer.email.partition("@")[2]
