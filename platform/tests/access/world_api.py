"""What stands behind the doors of api, on one side of the world."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.api import services
from insigne_platform.api.models import ApiToken
from insigne_platform.api.scopes import SCOPES
from insigne_platform.api.selectors import digest_of
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, Batch, RowLeft
from insigne_platform.courses.models import Course
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    from access.world import Side

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of api name, and give it by its name in the matrix."""
    house = side.institution
    token, _secret = services.make_token(
        house, name="A program", scopes=["badges:read"], by=administrator, at=NOON
    )
    offered = Award.objects.get(pk=side.named["award"]["award_id"])
    draft = AchievementVersion.objects.get(pk=side.named["draft"]["version_id"])
    badge = {"badge_id": side.named["badge"]["public_id"]}
    return {
        "token": {"public_id": house.public_id, "token_id": token.pk},
        "api-issuer": {"issuer_id": side.issuer.public_id},
        "api-badge": badge,
        "api-draft": {"badge_id": draft.achievement.public_id},
        "api-file": {"award_id": offered.pk, "format": "ob3"},
        "api-evidence": {**side.named["application"], **side.named["evidence"]},
        "api-asked-badge": {"badge_id": _public(side.named["asked-approval"])},
        "api-edited": {"badge_id": _public(side.named["edited"])},
        "api-member": {"member_id": side.named["member"]["membership_id"]},
        "api-invited": {"invitation_id": side.named["invited"]["invitation_id"]},
        "api-framework": {"framework_id": side.named["framework"]["framework_id"]},
        "api-template": {"template_id": side.named["template"]["template_id"]},
        "api-group": {"group_id": side.named["group"]["group_id"]},
        "api-course": _course(side),
        **_batches(side, administrator),
    }


def _public(named: Mapping[str, object]) -> str:
    version = AchievementVersion.objects.get(pk=named["version_id"])
    return str(version.achievement.public_id)


def _course(side: Side) -> dict[str, object]:
    course = Course.objects.get(public_id=side.named["course"]["public_id"])
    return {
        "course_id": course.public_id,
        "member_id": course.members.get().pk,
        "course_badge_id": course.badges.get().pk,
    }


def _batches(side: Side, administrator: Person) -> dict[str, dict[str, object]]:
    """A batch in every state that something can be done to."""
    version = AchievementVersion.objects.get(pk=side.named["published"]["version_id"])
    by, house = administrator, side.institution
    later = timezone.now() + timedelta(days=1)

    def awarded(name: str, starts_at: datetime | None = None) -> Batch:
        rows = f"email\n{name}-1@mail.example\n{name}-2@mail.example\n".encode()
        listed = awards.preview_list(version, f"{name}.csv", rows, by=by, at=NOON)
        return awards.award_list(listed, only_good=False, starts_at=starts_at, by=by, at=NOON)

    planned, resting, done = awarded("planned", later), awarded("resting"), awarded("done")
    awards.pause_batch(resting, by=by)
    Institution.objects.filter(pk=house.pk).update(approve_batches_above=1)
    version.achievement.issuer.institution.refresh_from_db()
    asked = awarded("asked")
    Institution.objects.filter(pk=house.pk).update(approve_batches_above=None)
    Batch.objects.filter(pk=asked.pk).update(awarded_by=side.holder)
    Award.objects.filter(batch=done).delete()
    Batch.objects.filter(pk=done.pk).update(state="done", finished_at=NOON)
    left = awards.Recipient(email="left@mail.example").to_json()
    RowLeft.objects.create(batch=done, row_number=1, recipient=left)
    return {
        "api-planned": {"batch_id": planned.pk},
        "api-paused": {"batch_id": resting.pk},
        "api-approval": {"batch_id": asked.pk},
        "api-left": {"batch_id": done.pk},
    }


def tokens_of(
    people: Mapping[str, Person], uppsala: Institution, elsewhere: Institution
) -> dict[str, str]:
    """A token with every scope for everybody, of the institution where they work.

    Only administrators make tokens, so those of the others are as if they had been one once;
    Amina, Eva and the operator work for no institution.
    """
    secrets = {}
    for name, person in people.items():
        secrets[name] = f"insigne_token-of-{name}"
        ApiToken.objects.create(
            institution=elsewhere if name == "bo" else uppsala,
            made_by=person,
            name="A program",
            scopes=list(SCOPES),
            digest=digest_of(secrets[name]),
            ending=secrets[name][-4:],
        )
    return secrets
