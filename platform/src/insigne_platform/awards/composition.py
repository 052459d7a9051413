"""Where an award becomes the standard's nouns: a credential (3.0) and an assertion (2.0)."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from datetime import datetime

from insigne.credentials import open_badges_2
from insigne.credentials import open_badges_3 as ob3
from insigne.credentials.open_badges_3_achievement import Achievement, ResultDescription
from insigne.credentials.open_badges_3_profile import IdentityObject, Profile
from insigne.status import bitstring
from insigne.status.status_list_credential import status_list_credential
from insigne_platform.achievements import composition as achievements
from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.awards.models import Award, StatusList
from insigne_platform.core.addresses import absolute
from insigne_platform.signing import composition as signing

GRADE_NAME = {"nl": "Cijfer", "en": "Grade"}

# What the two bits of a status say: the lower one is for ever, the higher one until it is lifted.
REVOKED_BIT, SUSPENDED_BIT = 1, 2
STATUS_MESSAGES = ("valid", "revoked", "suspended", "revoked")


def assertion_path(award: Award) -> str:
    """Where the award's Open Badges 2.0 document and its page stand."""
    return f"/public/assertions/{award.public_id}"


def status_list_path(status_list: StatusList) -> str:
    """Where the signed status list stands."""
    return f"/public/status/{status_list.public_id}"


@dataclasses.dataclass(frozen=True, slots=True)
class Badge:
    """What all awards of one version share, put together once for thousands of them."""

    version: AchievementVersion
    achievement: Achievement
    issuer: Profile

    @classmethod
    def of(cls, version: AchievementVersion) -> Badge:
        """Put together what the awards of *version* share."""
        issuer = achievements.issuer_profile(version.achievement.issuer, version.language)
        noun = achievements.achievement(version)
        return cls(version, dataclasses.replace(noun, creator=None), issuer)


def credential(
    award: Award, badge: Badge, status_list: StatusList, *, email: IdentityObject | None = None
) -> dict[str, object]:
    """The award as an Open Badges 3.0 credential, still to be signed.

    It goes to who earned it and to nobody else, so it has the name, the grade and the evidence.
    """
    index = award.status_index
    if index is None:
        raise ValueError("an award gets its status index before its credential")
    return ob3.OpenBadgeCredential(
        id=award.credential_id,
        issuer=badge.issuer,
        name=badge.achievement.name,
        valid_from=award.awarded_at,
        valid_until=award.expires_at,
        awarded_date=award.awarded_at,
        credential_subject=_subject(award, badge, email),
        evidence=(ob3.Evidence(id=award.evidence_url),) if award.evidence_url else (),
        credential_status=_status(status_list, index),
    ).to_json()


def _status(status_list: StatusList, index: int) -> ob3.BitstringStatusListEntry:
    """One entry, as Open Badges 3.0 allows; in newer lists it has a bit for suspension too."""
    address, bits = absolute(status_list_path(status_list)), status_list.entry_bits
    if bits == 1:
        return ob3.BitstringStatusListEntry(address, index)
    return ob3.BitstringStatusListEntry(
        address, index, status_size=bits, status_messages=STATUS_MESSAGES
    )


def _subject(award: Award, badge: Badge, email: IdentityObject | None) -> ob3.AchievementSubject:
    achievement, results = _with_grade(award, badge)
    is_micro = badge.version.achievement.scenario == Scenario.MICROCREDENTIAL
    return ob3.AchievementSubject(
        id=award.subject_urn,
        identifier=tuple(identity for identity in (_name(award), email) if identity),
        achievement=achievement,
        credits_earned=achievement.credits_available if is_micro else None,
        narrative=award.narrative or None,
        result=results,
    )


def _name(award: Award) -> IdentityObject | None:
    if not award.recipient_name:
        return None
    return IdentityObject(award.recipient_name, identity_type="name", hashed=False)


def _with_grade(award: Award, badge: Badge) -> tuple[Achievement, tuple[ob3.Result, ...]]:
    if not award.grade:
        return badge.achievement, ()
    if described := badge.achievement.result_description:
        return badge.achievement, (ob3.Result(described[0].id, value=award.grade),)
    id = f"{badge.achievement.id}#grade"
    name = GRADE_NAME[badge.version.language]
    description = ResultDescription(id=id, name=name, result_type="Result")
    graded = dataclasses.replace(badge.achievement, result_description=(description,))
    return graded, (ob3.Result(result_description=id, value=award.grade),)


def hosted_assertion(award: Award) -> dict[str, object]:
    """The award as anybody may read it at its address: no name, no grade, no evidence."""
    return _assertion(award, open_badges_2.Recipient.of_id(award.subject_urn)).to_json()


def revoked_assertion(award: Award) -> dict[str, object]:
    """What stands at the address of an award that was taken back."""
    return open_badges_2.revoked_assertion(
        absolute(assertion_path(award)), reason=award.revocation_reason or None
    )


def suspended_assertion(award: Award) -> dict[str, object]:
    """What stands there while it is suspended: Open Badges 2.0 has no other word than revoked."""
    reason = ": ".join(part for part in ("suspended", award.suspension_reason) if part)
    return open_badges_2.revoked_assertion(absolute(assertion_path(award)), reason=reason)


def _assertion(award: Award, recipient: open_badges_2.Recipient) -> open_badges_2.Assertion:
    return open_badges_2.Assertion(
        id=absolute(assertion_path(award)),
        recipient=recipient,
        badge=absolute(achievements.version_path(award.version)),
        issued_on=award.awarded_at,
        image=absolute(achievements.picture_path(award.version)),
        expires=award.expires_at,
    )


def status_list_document(
    status_list: StatusList, values: Mapping[int, int], *, at: datetime
) -> dict[str, object]:
    """The status list as a credential, still to be signed; *values* are those that are not nought.

    In a list of one bit an entry there is no room for suspension.
    """
    size = status_list.entry_bits
    kept = {index: value & ((1 << size) - 1) for index, value in values.items()}
    return status_list_credential(
        id=absolute(status_list_path(status_list)),
        issuer=absolute(signing.issuer_path(status_list.issuer)),
        purpose=status_list.purpose,
        bits=bitstring.entries_with(kept, length=status_list.capacity, size=size),
        valid_from=at,
    )


def to_bytes(document: dict[str, object]) -> bytes:
    """Write a document as it is stored and served."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
