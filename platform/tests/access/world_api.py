"""What stands behind the doors of api, on one side of the world."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.api import services
from insigne_platform.api.models import ApiToken
from insigne_platform.api.scopes import SCOPES
from insigne_platform.api.selectors import digest_of
from insigne_platform.awards.models import Award
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: object, *, administrator: Person) -> dict[str, dict[str, object]]:
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
