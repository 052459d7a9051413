"""What is posted to the addresses of pathways."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/pathways/new": lambda side: {
        "issuer": side.issuer.pk, "name_en": "Another one",
    },
    "/issuing/pathways/<uuid:pathway_id>": lambda _: {"do": "save", "name_en": "A new name"},
}  # fmt: skip
