"""What is posted to the addresses of afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from access.world import Side

POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    "/issuing/awards/<uuid:award_id>/suspend": lambda _: {"reason": "A suspicion."},
    "/issuing/awards/<uuid:award_id>/correct": lambda _: {
        "name": "Another Name", "reason": "Misspelled.",
    },
    "/issuing/<str:public_id>/awards/reminders": lambda _: {"is_on": "on", "days_before": "45"},
    "/issuing/<str:public_id>/awards/offers": lambda _: {
        "is_on": "on", "first_after": "5", "second_after": "12", "ends_after": "60",
    },
}  # fmt: skip
