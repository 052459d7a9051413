"""What is posted to the addresses of endorsements."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side


def _said(side: Side) -> dict[str, object]:
    return {"as_issuer": side.issuer.pk, "comment": "Well made.", "language": "en"}


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/<str:public_id>/endorsements/ask": lambda side: {
        "what": f"issuer:{side.issuer.pk}", "email": "board@mail.example", "language": "en",
    },
    "/issuing/<str:public_id>/endorsements/give": lambda _: {"found": "too old"},
    "/issuing/endorsement-requests/<uuid:request_id>": _said,
    "/issuing/endorsement-requests/<uuid:request_id>/decline": lambda _: {"reason": "Unknown."},
    "/issuing/endorsements/<uuid:endorsement_id>/withdraw": lambda _: {"reason": "Changed."},
    "/endorse/<str:token>": lambda _: {"decline": "1", "reason": "We do not know it."},
}  # fmt: skip
