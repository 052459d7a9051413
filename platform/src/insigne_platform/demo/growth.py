"""Endorsements, a pathway and a course for the demo."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.courses import services as courses
from insigne_platform.demo.university import ADA, AMINA, BO
from insigne_platform.endorsements import services as endorsements
from insigne_platform.endorsements.services import Said
from insigne_platform.pathways import services as pathways

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

LEARNERS = (
    f"{AMINA.name} <{AMINA.email}>",
    "Sanne Bakker <s.bakker@student.merwede.example>",
    "Tarık Yılmaz <t.yilmaz@student.merwede.example>",
    "Merel Hoek <m.hoek@student.merwede.example>",
    "Joris de Vries <j.devries@student.merwede.example>",
    "Noor Visser <n.visser@student.merwede.example>",
)


def furnish(demo: Demo) -> None:
    """Have the company endorse a badge, a pathway drawn and a course opened."""
    _endorse(demo)
    _draw(demo)
    _open(demo)


def _endorse(demo: Demo) -> None:
    ada, bo = demo.people[ADA.email], demo.people[BO.email]
    delta, lifebuoy = (demo.versions[key].achievement for key in ("delta", "lifebuoy"))
    request = endorsements.ask(
        delta, of=demo.company, message="Wat is deze badge jullie waard?", language="nl", by=ada
    )
    said = Said(
        comment="Wie deze badge heeft, kan bij ons meteen aan een peilbesluit meewerken.",
        credits=Decimal(5),
        programme="Bedrijfsschool, leerlijn Waterkering",
        counts_at="Deltawerk Ingenieurs",
        language="nl",
    )
    company = demo.issuers["company"]
    endorsements.endorse(request, said, as_issuer=company, by=bo, at=timezone.now())
    endorsements.ask(lifebuoy, of=demo.university, language="nl", by=bo)


def _draw(demo: Demo) -> None:
    ada = demo.people[ADA.email]
    names = {
        "name_nl": "Rond in het water",
        "name_en": "At home in water",
        "description_nl": "Van meten en programmeren naar een besluit dat je kunt verdedigen.",
        "description_en": "From measuring and programming to a decision that you can defend.",
        "credits_needed": Decimal(8),
    }
    pathway = pathways.draft_pathway(demo.issuers["engineering"], names, by=ada)
    steps = (
        ("Gereedschap", "Tools", ("code",), None),
        ("De delta", "The delta", ("delta",), None),
        ("Breder kijken", "A wider view", ("ethics", "council"), 1),
    )
    for name_nl, name_en, keys, needed in steps:
        step = pathways.add_step(
            pathway, name_nl=name_nl, name_en=name_en, after_last=name_nl == "De delta", by=ada
        )
        if needed:
            first = pathway.steps.order_by("place")[0]
            pathways.change_step(
                step, name_nl=name_nl, name_en=name_en, needed=needed, after=[first], by=ada
            )
        for key in keys:
            pathways.add_badge(step, demo.versions[key].achievement, by=ada)
    pathways.publish(pathway, by=ada, at=timezone.now())


def _open(demo: Demo) -> None:
    ada = demo.people[ADA.email]
    names = {
        "name_nl": "Werkgroep hydrologie",
        "name_en": "Hydrology tutorial",
        "description_nl": "Voorbereid komen loont.",
        "description_en": "It pays to come prepared.",
    }
    course = courses.open_course(demo.issuers["students"], names, by=ada)
    badge = courses.put_badge(course, demo.versions["steps"].achievement, by=ada)
    courses.add_learners(course, "\n".join(LEARNERS), by=ada)
    members = list(course.members.order_by("name"))[:4]
    courses.award_many(badge, members, by=ada, at=timezone.now())
