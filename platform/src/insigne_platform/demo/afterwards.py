"""What happened to badges of the demo after they were awarded."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.achievements.services import draft_badge, publish, set_picture
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services import award_one, correct, suspend
from insigne_platform.backpack.services import claim
from insigne_platform.core import outbox
from insigne_platform.demo.pictures import PICTURES
from insigne_platform.demo.university import ADA, AMINA

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

FIRST_AID = {
    "scenario": "informal",
    "language": "nl",
    "name_nl": "Eerste hulp in het lab",
    "name_en": "First aid in the laboratory",
    "description_nl": "Eerste hulp, brand blussen en ontruimen in een laboratorium.",
    "description_en": "First aid, fire fighting and evacuation in a laboratory.",
    "criteria_nl": "De praktijktoets van een dagdeel gehaald; een jaar geldig.",
    "criteria_en": "Passed a practical test of half a day; valid for one year.",
    "picture_alt_nl": "Zon boven golven en een dijk",
    "picture_alt_en": "Sun above waves and a dike",
    "valid_months": 12,
}
PEOPLE = (
    ("joris.vandam@post.example", "Joris van Dam", 340),
    ("noor.bakker@post.example", "Noor Bakker", 352),
    ("pim.deboer@post.example", "Pim de Boer", 30),
)


def furnish(demo: Demo) -> None:
    """A badge valid for a year: some must renew it soon, one is suspended, one mended."""
    ada, now = demo.people[ADA.email], timezone.now()
    version = draft_badge(demo.issuers["engineering"], FIRST_AID, by=ada)
    version = set_picture(version, PICTURES["delta"].encode(), by=ada)
    publish(version, by=ada, at=now)
    given = {}
    for email, name, days in (*PEOPLE, (AMINA.email, AMINA.name, 345)):
        day = (now - timedelta(days=days)).date()
        given[email] = award_one(version, Recipient(email, name, awarded_on=day), by=ada, at=now)
    outbox.deliver_all()
    amina = Award.objects.get(pk=given[AMINA.email].pk)
    claim(amina, by=demo.people[AMINA.email], at=now)
    pim = Award.objects.get(pk=given["pim.deboer@post.example"].pk, state=AwardState.ISSUED)
    suspend(
        pim,
        "Melding van de examinator, zie dossier 2026-114.",
        public_reason="De uitkomst van de praktijktoets wordt nagekeken.",
        by=ada,
        at=now,
    )
    noor = Award.objects.get(pk=given["noor.bakker@post.example"].pk)
    correct(
        noor,
        {"name": "Noor Bakker-Visser"},
        "Naam stond verkeerd op de presentielijst.",
        by=ada,
        at=now,
    )
