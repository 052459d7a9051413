"""Who is in the demo, and who was given what: a small university, a company, their people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

PASSWORD = "orange-ribbon-42"  # noqa: S105 - a demo's password is meant to be known


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody of the cast, and what she is there for."""

    email: str
    name: str
    language: str
    is_for: str


ADA = Actor(
    "ada@merwede.example", "Ada Lindqvist", "en", "makes and awards badges at the university"
)
BO = Actor("bo@deltawerk.example", "Bo de Wit", "nl", "awards badges at the company")
AMINA = Actor("amina@post.example", "Amina el Idrissi", "nl", "has badges in her backpack")
EVA = Actor("eva@waterschap.example", "Eva Jansen", "nl", "an employer who looks at badges")
ADMINISTRATOR = Actor("beheer@insigne.example", "Beheer", "nl", "runs this instance")
CAST = (ADMINISTRATOR, ADA, BO, AMINA, EVA)

UNIVERSITY = {
    "kind": "university",
    "name_nl": "Merwede Universiteit",
    "name_en": "Merwede University",
    "description_nl": "Een universiteit aan de rivier, voor water, recht en zorg.",
    "description_en": "A university by the river, for water, law and care.",
    "country": "NL",
    "url": "https://merwede.example",
    "email": "badges@merwede.example",
    "brin": "99XY",
    "schac_home": "merwede.example",
}
COMPANY = {
    "kind": "company",
    "name_nl": "Deltawerk Ingenieurs",
    "name_en": "Deltawerk Engineers",
    "description_nl": "Ingenieurs van sluizen en dijken, met een eigen bedrijfsschool.",
    "description_en": "Engineers of locks and dikes, with a school of their own.",
    "country": "NL",
    "url": "https://deltawerk.example",
    "email": "school@deltawerk.example",
}


@dataclass(frozen=True, slots=True)
class Given:
    """One award of the demo, and what became of it."""

    badge: str
    to: str
    name: str
    at: datetime
    grade: str = ""
    narrative: str = ""
    evidence_url: str = ""
    is_claimed: bool = False
    is_shared: bool = False
    revoked: str = ""


def _day(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 9, 30, tzinfo=UTC)


AWARDS = (
    Given(
        "delta",
        AMINA.email,
        AMINA.name,
        _day(2026, 6, 14),
        grade="8",
        narrative="Helder rapport over de Alblasserwaard; overtuigende verdediging.",
        evidence_url="https://portfolio.example/amina/alblasserwaard",
        is_claimed=True,
        is_shared=True,
    ),
    Given("ethics", AMINA.email, AMINA.name, _day(2026, 3, 2), grade="7,5", is_claimed=True),
    Given("council", AMINA.email, AMINA.name, _day(2025, 9, 1), is_claimed=True),
    Given("steps", AMINA.email, AMINA.name, _day(2025, 11, 20), is_claimed=True),
    # Two years valid, so it has expired.
    Given("lifebuoy", AMINA.email, AMINA.name, _day(2023, 5, 12), is_claimed=True),
    # Awarded in error, and revoked.
    Given(
        "code",
        AMINA.email,
        AMINA.name,
        _day(2026, 4, 3),
        is_claimed=True,
        revoked="Uitgereikt aan de verkeerde groep.",
    ),
    Given(
        "delta", "s.bakker@student.merwede.example", "Sanne Bakker", _day(2026, 6, 14), grade="7"
    ),
    Given(
        "delta", "t.yilmaz@student.merwede.example", "Tarık Yılmaz", _day(2026, 6, 14), grade="9"
    ),
    Given("council", "m.hoek@student.merwede.example", "Merel Hoek", _day(2025, 9, 1)),
    Given("lifebuoy", EVA.email, EVA.name, _day(2026, 5, 12)),
)
