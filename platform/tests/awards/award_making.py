"""Awards for tests: from a recipient to a document, the outbox told along the way."""

from __future__ import annotations

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services
from insigne_platform.awards.models import Award
from insigne_platform.awards.services import Recipient

AMINA = Recipient(
    email="amina@mail.example",
    name="Amina Yılmaz",
    grade="8.5",
    narrative="Measured three lakes.",
    evidence_url="https://uppsala.example/reports/17",
    language="nl",
)


def awarded(version: AchievementVersion, by, at, recipient: Recipient = AMINA) -> Award:
    award = services.award_one(version, recipient, by=by, at=at)
    while services.issue_chunk(award.batch_id, at=at):
        pass
    award.refresh_from_db()
    return award


def csv_of(count: int) -> bytes:
    rows = [f"student{n}@mail.example;Student {n};7,5" for n in range(1, count + 1)]
    return "\r\n".join(["E-mailadres;Naam;Cijfer", *rows]).encode()
