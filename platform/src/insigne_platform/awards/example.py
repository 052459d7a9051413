"""An example of the credential that awards of a version will be, for who makes the badge."""

from __future__ import annotations

import copy
from datetime import datetime

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.composition import Badge, credential
from insigne_platform.awards.models import Award, StatusList

NAMES = {"nl": "Amina el Idrissi", "en": "Amina el Idrissi"}
NOBODY = "urn:uuid:00000000-0000-4000-8000-000000000000"


def example_credential(version: AchievementVersion, *, at: datetime) -> dict[str, object]:
    """The credential (Open Badges 3.0) as it will be signed, for a holder who does not exist."""
    version = _filled(version)
    award = Award(
        version=version,
        achievement=version.achievement,
        public_id="example",
        credential_id=NOBODY,
        subject_urn=NOBODY,
        recipient_name=NAMES[version.language],
        awarded_at=at,
        status_index=0,
    )
    status_list = StatusList(issuer=version.achievement.issuer, public_id="example")
    return credential(award, Badge.of(version), status_list)


def _filled(version: AchievementVersion) -> AchievementVersion:
    """The version with dots where nothing is said yet: a credential cannot do without."""
    filled = copy.copy(version)
    for name in ("name", "description", "criteria"):
        if not version.text_in(name, version.language):
            setattr(filled, f"{name}_{version.language}", "…")
    return filled
