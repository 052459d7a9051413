"""The many: names, subjects and numbers out of which a large demo is made, always the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID

FIRST = (
    "Aaliyah", "Bram", "Chaimae", "Daan", "Emma", "Fatima", "Gijs", "Hanna", "Ilse", "Jesse",
    "Kaan", "Lotte", "Mohamed", "Noor", "Olivier", "Priya", "Quinten", "Rosa", "Sem", "Tess",
    "Umut", "Vera", "Willem", "Xiao", "Yara", "Zoë",
)  # fmt: skip
LAST = (
    "de Jong", "Jansen", "de Vries", "Bakker", "Visser", "Smit", "Meijer", "de Boer", "Mulder",
    "Yılmaz", "Bouzid", "Peters", "Hendriks", "van Dijk", "Kaya", "Vermeulen", "Singh", "Postma",
    "van der Heijden", "Öztürk", "Nguyễn", "Dekker", "Brouwer", "Hoekstra", "El Amrani", "Kok",
)  # fmt: skip
SUBJECTS = (
    ("Statistiek", "Statistics"), ("Waterbouw", "Hydraulic engineering"),
    ("Bestuursrecht", "Administrative law"), ("Academisch schrijven", "Academic writing"),
    ("Datavisualisatie", "Data visualisation"), ("Klinisch redeneren", "Clinical reasoning"),
    ("Projectleiding", "Project management"), ("Circulair ontwerpen", "Circular design"),
    ("Onderzoeksethiek", "Research ethics"), ("Programmeren", "Programming"),
)  # fmt: skip
BEGINNING = datetime(2022, 9, 1, 9, tzinfo=UTC)
DAYS = 1520  # to the end of October 2026
DOMAIN = "student.merwede.example"


def random_for(what: str) -> Random:
    """Chance that is the same at every making, for one thing apart from all others."""
    return Random(f"insigne demo: {what}")  # noqa: S311 - nothing secret comes of it


def identifier(chance: Random) -> UUID:
    """An identifier that looks like any other."""
    return UUID(int=chance.getrandbits(128), version=4)


def person(number: int) -> tuple[str, str]:
    """The address and the name of somebody."""
    first = FIRST[number % len(FIRST)]
    last = LAST[number // len(FIRST) % len(LAST)]
    return f"s{number:07}@{DOMAIN}", f"{first} {last}"


def badge_words(number: int) -> dict[str, object]:
    """What a badge is called."""
    dutch, english = SUBJECTS[number % len(SUBJECTS)]
    part = number // len(SUBJECTS) + 1
    return {"name_nl": f"{dutch}, deel {part}", "name_en": f"{english}, part {part}"}


def shares(total: int, count: int, most: int) -> list[int]:
    """Deal *total* to *count*: much to some and little to others, to none more than *most*."""
    weights = [1 / (number + 10) ** 0.5 for number in range(count)]
    scale = total / sum(weights)
    dealt = [min(most, int(weight * scale)) for weight in weights]
    left = total - sum(dealt)
    for number in range(count):
        more = min(most - dealt[number], left)
        dealt[number] += more
        left -= more
    return dealt


def sittings(count: int, chance: Random) -> Iterator[tuple[datetime, int]]:
    """Deal what is awarded of a badge to days on which lists of people got it."""
    while count:
        size = min(count, chance.randint(1, 400))
        day = timedelta(days=chance.randrange(DAYS), minutes=chance.randrange(400))
        yield BEGINNING + day, size
        count -= size
