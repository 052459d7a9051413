"""In the demo: the water authority, which proved its domain, asks Amina for badges."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.demo.university import AMINA, EVA
from insigne_platform.grants import services
from insigne_platform.grants.models import Kind, Proof
from insigne_platform.grants.services.asking import Wish
from insigne_platform.grants.services.proving import sentence_of

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo


def furnish(demo: Demo) -> None:
    """Found the organisation of Eva and have her ask."""
    eva, now = demo.people[EVA.email], timezone.now()
    authority = services.found_organisation(
        name="Waterschap Merwede", domain="waterschap.example", kind=Kind.EMPLOYER, by=eva
    )
    # There is no such website: a demo says itself what would stand there.
    line = sentence_of(authority)
    services.prove(authority, by=eva, at=now, look=lambda _domain: {Proof.FILE: [line]})
    wish = Wish(
        address=AMINA.email,
        purpose="Vacature 26-114, hydroloog",
        days=30,
        badges=["Waterbeheer in de delta", "Data-ethiek"],
        fields=["name", "grade", "narrative"],
        message="We lezen graag wat je over waterbeheer hebt geleerd. Je cijfer hoeft er niet bij.",
    )
    services.ask(authority, wish, by=eva, at=now)
