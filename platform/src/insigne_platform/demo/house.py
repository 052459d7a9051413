"""The houses of the demo: their own look, a former name, people with rights of their own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.demo.university import ADMINISTRATOR, BO, EVA
from insigne_platform.institutions import services
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

UNIVERSITY_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 96">
<path d="M8 8h56v44c0 20-14 32-28 38C22 84 8 72 8 52z" fill="#0b5f73"/>
<path d="M8 44c10-8 18-8 28 0s18 8 28 0v10c-10 8-18 8-28 0s-18-8-28 0z" fill="#ffffff"/>
<path d="M18 18h8v16h-8zM32 18h8v16h-8zM46 18h8v16h-8z" fill="#f2b705"/>
<path d="M92 72V24h10l16 26 16-26h10v48h-11V44l-15 24-15-24v28z" fill="#0b5f73"/>
<path fill="#0b5f73"
 d="M158 24h11v27c0 8 4 12 11 12s11-4 11-12V24h11v28c0 13-9 21-22 21s-22-8-22-21z"/>
</svg>"""
COMPANY_LOGO = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 96">
<path d="M12 84V12h36c24 0 40 14 40 36S72 84 48 84z" fill="#7a1f5c"/>
<path d="M30 66V30h18c12 0 21 7 21 18s-9 18-21 18z" fill="#ffffff"/>
<path d="M30 48h39" stroke="#7a1f5c" stroke-width="6"/>
</svg>"""
UNIVERSITY_WORDS = {
    "introduction_nl": "Bij de Merwede Universiteit leert u werken met water, recht en zorg. Onze "
    "microcredentials zijn korte, getoetste onderdelen van onze opleidingen.\n\nU kunt ze los "
    "volgen, naast uw werk, en later laten meetellen.",
    "introduction_en": "At Merwede University you learn to work with water, law and care. Our "
    "microcredentials are short, assessed parts of our programmes.\n\nYou can take them one by "
    "one, beside your work, and have them count later.",
}
COMPANY_WORDS = {
    "introduction_nl": "Onze bedrijfsschool leert ingenieurs wat in geen boek staat.",
    "introduction_en": "Our school teaches engineers what no book says.",
}


def furnish(demo: Demo) -> None:
    """Give both houses their look, and the university a past and a colleague to come."""
    by = demo.people[ADMINISTRATOR.email]
    _university(demo.university, by)
    _company(demo.company, demo.people[BO.email])
    group = demo.issuers["law"].group
    services.add_staff(
        demo.university,
        demo.people[EVA.email],
        {"may_approve", "may_see_statistics"},
        group=group,
        by=by,
    )
    services.invite(
        demo.university,
        "nieuwe.collega@merwede.example",
        services.rights_of("awarder"),
        language="nl",
        group=group,
        by=by,
        at=timezone.now(),
    )


def _university(university: Institution, by: Person) -> None:
    now = timezone.now()
    name_nl, name_en = university.name_nl, university.name_en
    services.correct_name(
        university,
        name_nl="Hogeschool aan de Merwede",
        name_en="College on the Merwede",
        by=by,
    )
    services.rename(
        university,
        name_nl=name_nl,
        name_en=name_en,
        since=date(2015, 9, 1),
        by=by,
        today=now.date(),
    )
    services.set_introduction(university, UNIVERSITY_WORDS, slug="merwede", by=by)
    services.set_colours(university, {"primary": "#0b5f73", "accent": "#b07d00"}, by=by, at=now)
    services.set_logo(
        university,
        UNIVERSITY_LOGO.encode(),
        alt_nl="Een schild met een brug boven water, en de letters MU",
        alt_en="A shield with a bridge above water, and the letters MU",
        by=by,
        at=now,
    )


def _company(company: Institution, by: Person) -> None:
    now = timezone.now()
    services.set_introduction(company, COMPANY_WORDS, slug="deltawerk", by=by)
    services.set_colours(company, {"primary": "#7a1f5c", "accent": "#1d3fa6"}, by=by, at=now)
    services.set_logo(
        company,
        COMPANY_LOGO.encode(),
        alt_nl="De letter D als een sluisdeur",
        alt_en="The letter D as a lock gate",
        by=by,
        at=now,
    )
