"""What is posted to the addresses of one's own identities."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/account/addresses/<int:address_id>/end": lambda _: {"day": "01-10-2031"},
    "/account/merge": lambda _: {"email": "nobody@mail.example"},
}
