"""The credentials of a version, prepared once for the thousands of awards that come of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from insigne.credentials.writing import instant
from insigne.errors import InsigneError
from insigne.issuance import CompiledBadge, Slot
from insigne_platform.awards import composition
from insigne_platform.awards.models import Award, StatusList
from insigne_platform.core.addresses import absolute
from insigne_platform.signing import services as signing

type Shape = tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What is to be signed, and how it will be: with a template and its values, or by itself."""

    badge: CompiledBadge | None
    values: Mapping[str, str]
    document: bytes = b""

    @classmethod
    def by_itself(cls, document: bytes) -> Self:
        """What was written down, to be signed without a template."""
        return cls(None, {}, document)

    @property
    def unsigned(self) -> bytes:
        """The very bytes that will be signed."""
        return self.badge.unsecured(self.values) if self.badge else self.document

    def sign(self, at: datetime) -> bytes | None:
        """Sign it with the template; None if that is not how it is done."""
        return self.badge.issue(self.values, at=at) if self.badge else None


class Credentials:
    """Writes the credentials of the awards of one version.

    Awards with the same parts (a name, a grade…) share a template. A template is used only if it
    writes, for the award that it was made from, what `composition.credential` writes.
    """

    def __init__(self, badge: composition.Badge) -> None:
        self._badge = badge
        self._templates: dict[tuple[object, Shape], CompiledBadge | None] = {}

    @classmethod
    def of(cls, badge: composition.Badge) -> Self:
        """Begin without templates; each is made when an award first asks for it."""
        return cls(badge)

    def prepare(self, award: Award, status_list: StatusList) -> Prepared:
        """Write what is to be signed. Raises `ValueError` or `InsigneError` if it cannot be."""
        shape = _shape(award)
        key = (status_list.pk, shape)
        if key not in self._templates:
            self._templates[key] = self._template(award, status_list)
        template = self._templates[key]
        if template is None:
            document = composition.credential(award, self._badge, status_list)
            return Prepared.by_itself(composition.to_bytes(document))
        values = _values(award, absolute(composition.status_list_path(status_list)))
        return Prepared(template, values)

    def _template(self, award: Award, status_list: StatusList) -> CompiledBadge | None:
        document = composition.credential(award, self._badge, status_list)
        values = _values(award, absolute(composition.status_list_path(status_list)))
        issuer = self._badge.version.achievement.issuer
        try:
            template = signing.compile_credential(_with_slots(document, values), issuer=issuer)
            is_exact = template.unsecured(values) == composition.to_bytes(document)
        except (InsigneError, ValueError, KeyError):
            return None
        return template if is_exact else None


def _shape(award: Award) -> Shape:
    """Which parts the award has; those without a part have no place for it either."""
    return (
        bool(award.recipient_name),
        bool(award.narrative),
        bool(award.grade),
        bool(award.evidence_url),
        award.expires_at is not None,
    )


def _values(award: Award, list_address: str) -> dict[str, str]:
    awarded = str(instant(award.awarded_at))
    values = {
        "id": award.credential_id,
        "subject": award.subject_urn,
        "from": awarded,
        "awarded": awarded,
        "place": str(award.status_index),
        "entry": f"{list_address}#{award.status_index}",
    }
    if award.recipient_name:
        values["name"] = award.recipient_name
    if award.narrative:
        values["narrative"] = award.narrative
    if award.grade:
        values["grade"] = award.grade
    if award.evidence_url:
        values["evidence"] = award.evidence_url
    if award.expires_at is not None:
        values["until"] = str(instant(award.expires_at))
    return values


def _with_slots(document: Mapping[str, Any], values: Mapping[str, str]) -> dict[str, Any]:
    """The credential with a named place wherever awards of the same shape differ."""
    form = copy.deepcopy(dict(document))
    subject, entry = form["credentialSubject"], form["credentialStatus"]
    places: dict[str, tuple[dict[str, Any], str]] = {
        "id": (form, "id"),
        "from": (form, "validFrom"),
        "until": (form, "validUntil"),
        "awarded": (form, "awardedDate"),
        "subject": (subject, "id"),
        "narrative": (subject, "narrative"),
        "entry": (entry, "id"),
        "place": (entry, "statusListIndex"),
    }
    if "name" in values:
        places["name"] = (subject["identifier"][0], "identityHash")
    if "grade" in values:
        places["grade"] = (subject["result"][0], "value")
    if "evidence" in values:
        places["evidence"] = (form["evidence"][0], "id")
    for name, value in values.items():
        where, member = places[name]
        if where[member] != value:
            raise ValueError(f"{member} is not written as it is composed")
        where[member] = Slot(name, value)
    return form
