"""What stands behind the doors of endorsements, on one side of the world."""

from __future__ import annotations

from typing import Any

from insigne_platform.achievements.models import Achievement
from insigne_platform.core.tokens import token_for
from insigne_platform.endorsements import services
from insigne_platform.endorsements.models import EndorsementRequest
from insigne_platform.endorsements.selectors import ANSWER
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of endorsements name, and give it by its name in the matrix."""
    from access.world import NOON

    badge = Achievement.objects.get(public_id=side.named["badge"]["public_id"])
    third = Institution.objects.create(
        name_en="A third one", kind="other", country="SE", url="https://third.example/",
        email="badges@third.example",
    )  # fmt: skip
    to_answer = EndorsementRequest.objects.create(
        kind="badge",
        subject_id="https://third.example/badges/1",
        subject_name="Weaving",
        asked_by=administrator,
        asking=third,
        asked=side.institution,
    )
    asked = services.ask(badge, email="board@third.example", by=administrator)
    given = services.endorse(
        services.Outside("badge", "https://third.example/badges/2", "Knitting"),
        services.Said(comment="Well made.", language="en"),
        as_issuer=side.issuer,
        by=administrator,
        at=NOON,
    )
    return {
        "to-answer": {"request_id": to_answer.pk},
        "asked": {"request_id": asked.pk},
        "asked-by-mail": {"token": token_for(ANSWER, asked.pk)},
        "endorsement": {"endorsement_id": given.pk},
        "public-endorsement": {"public_id": given.public_id},
    }
