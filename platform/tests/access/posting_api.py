"""What is posted to the addresses of api."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side


def _badge(side: Side) -> str:
    return str(side.named["badge"]["public_id"])


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/tokens": lambda _: {
        "name": "A program", "scopes": ["badges:read"], "days": "90",
    },
    "/api/v1/badges": lambda side: {"issuer": side.issuer.public_id, "scenario": "informal"},
    "/api/v1/awards": lambda side: {"badge": _badge(side), "email": "new@mail.example"},
    "/api/v1/awards/<uuidstr:award_id>/revoke": lambda _: {"reason": "A mistake of ours."},
    "/api/v1/awards/<uuidstr:award_id>/suspend": lambda _: {"reason": "An inquiry."},
    "/api/v1/batches": lambda side: {
        "badge": _badge(side), "rows": [{"email": "new@mail.example"}],
    },
}  # fmt: skip
