"""What is posted to the addresses of courses."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/courses/new": lambda side: {
        "issuer": side.issuer.pk, "name_en": "Another one",
    },
    "/courses/<str:public_id>/people": lambda _: {"do": "close"},
    "/courses/<str:public_id>/badges": lambda _: {"do": "save", "name_en": "A new name"},
}  # fmt: skip
