"""What stands behind the doors of earning, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from achievements.badge_making import published
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award
from insigne_platform.earning import services
from insigne_platform.earning.evidence import OfferedFile
from insigne_platform.earning.models import Application
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of earning name, and give it by its name in the matrix."""
    first, second = (_applied(side, administrator) for _each in range(2))
    services.ask_for_more(second, message="Which lakes?", by=administrator, at=NOON)
    code = services.make_code(
        first.achievement, services.CodeWords("Lecture", domains="nowhere.example"),
        by=administrator,
    )  # fmt: skip
    nominator = services.invite_nominator(
        first.achievement, side.holder.email, by=administrator, at=NOON
    )
    nomination = services.nominate(
        nominator, "private.nominee@mail.example", by=side.holder, at=NOON
    )
    rule = services.make_rule(
        first.achievement, services.RuleWords("Set", badges=[second.achievement]),
        by=administrator,
    )  # fmt: skip
    kept = Award.objects.get(pk=side.named["award"]["award_id"])
    file = [OfferedFile("thesis.pdf", b"%PDF-1.7 private")]
    piece, shown = (
        services.add_evidence(kept, files=file, by=side.holder, at=NOON) for _each in range(2)
    )
    services.approve_evidence(shown, by=administrator, at=NOON)
    services.show_evidence(shown, is_shown=True, by=side.holder)
    return {
        "added": {"evidence_id": piece.pk},
        "added-file": {"file_id": piece.files.get().pk},
        # as a string: the link opens it for anybody, so that nobody is kept from knowing of it
        "shown-file": {**side.named["share"], "file_id": str(shown.files.get().pk)},
        "rule": {"rule_id": rule.pk},
        "nominator": {"nominator_id": nominator.pk},
        "nomination": {"nomination_id": nomination.pk},
        "code": {"code_id": code.pk, "code": code.readable},
        "open": {"public_id": first.achievement.public_id},
        "application": {"application_id": first.pk},
        "my-application": {"application_id": second.pk},
        "evidence": {"file_id": first.files.get().pk},
    }


def _badge(side: Any, administrator: Person) -> AchievementVersion:
    return published(side.issuer, administrator, NOON)


def _applied(side: Any, administrator: Person) -> Application:
    version = _badge(side, administrator)
    said = services.OpeningWords(is_open=True)
    services.set_opening(version.achievement, said, by=administrator)
    return services.apply(
        version.achievement,
        email=side.holder.email,
        name="A private name",
        files=[OfferedFile("report.pdf", b"%PDF-1.7 private")],
        by=side.holder,
        at=NOON,
    )
