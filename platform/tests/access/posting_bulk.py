"""What is posted to the addresses of bulk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/batches/<uuid:batch_id>/act": lambda _: {"act": "pause"},
    "/issuing/batches/<uuid:batch_id>/plan": lambda _: {"day": "01-01-2199", "hour": "09:00"},
}
