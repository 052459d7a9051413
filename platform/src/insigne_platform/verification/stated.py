"""What a credential says, whichever dialect it says it in; nothing of it is believed here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.credentials import microcredential as micro
from insigne.credentials.assertion import AssertionView
from insigne.credentials.dialect import ASSERTION_DIALECTS, Dialect
from insigne.credentials.reading import (
    Json,
    as_object,
    id_of,
    objects_of,
    strings_of,
    text_of,
)
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import timestamps
from insigne.errors import InsigneError
from insigne.verification.evidence import Evidence
from insigne.verification.open_badges_2 import believed, chain_of, is_open_badges_2
from insigne.verification.resources import Unread
from insigne_platform.achievements.composition import SCENARIO_OF_TYPE
from insigne_platform.verification.showing import one_line

START: Final = ("awardedDate", "validFrom", "issuanceDate")
END: Final = ("validUntil", "expirationDate")


@dataclass(frozen=True, slots=True)
class Stated:
    """The documents that a badge hangs together from, as far as they could be read."""

    document: Json
    achievement: Json
    issuer: Json
    issuer_id: str
    dialect: Dialect

    @property
    def name(self) -> str:
        """What the badge is called."""
        return one_line(text_of(self.achievement.get("name")) or text_of(self.document.get("name")))

    @property
    def issuer_name(self) -> str:
        """What the issuer calls itself."""
        return one_line(text_of(self.issuer.get("name")))

    @property
    def subject(self) -> Json:
        """Whom the badge is about (3.0)."""
        return next(iter(objects_of(self.document.get("credentialSubject"))), {})

    @property
    def holder_name(self) -> str | None:
        """Who the badge says was given it, if it says so in the open."""
        for identity in objects_of(self.subject.get("identifier")):
            if identity.get("identityType") == "name" and identity.get("hashed") is not True:
                return one_line(text_of(identity.get("identityHash"))) or None
        return None

    @property
    def scenario(self) -> str | None:
        """What kind of badge it says to be, in the words of our own badges."""
        kinds = strings_of(self.achievement.get("achievementType"))
        return next((SCENARIO_OF_TYPE[kind] for kind in kinds if kind in SCENARIO_OF_TYPE), None)

    @property
    def elements(self) -> micro.MicrocredentialElements:
        """What is said of the elements of a microcredential."""
        achievement = {**self.achievement, "issuer": self.issuer}
        credential = {**self.document, "issuer": self.issuer}
        return micro.elements_of(achievement, credential=credential)

    @property
    def awarded(self) -> datetime | None:
        """When it was given."""
        if self.dialect in ASSERTION_DIALECTS:
            return _in_assertion(self, lambda view: view.issued_on)
        return _instant(self.document, START)

    @property
    def expires(self) -> datetime | None:
        """When it ends, if it does."""
        if self.dialect in ASSERTION_DIALECTS:
            return _in_assertion(self, lambda view: view.expires)
        return _instant(self.document, END)

    @property
    def images(self) -> tuple[str, ...]:
        """Where pictures of it stand."""
        found = (id_of(self.document.get("image")), id_of(self.achievement.get("image")))
        return tuple(address for address in found if address)


def stated_by(credential: ReceivedCredential, evidence: Evidence) -> Stated:
    """Read what counts: of a hosted assertion what its addresses say, else the credential."""
    if is_open_badges_2(credential):
        return _stated_by_assertion(credential, evidence)
    issuer_id = id_of(credential.document.get("issuer"))
    return Stated(
        credential.document,
        credential.achievement,
        as_object(credential.document.get("issuer")),
        issuer_id,
        credential.dialect,
    )


def _stated_by_assertion(credential: ReceivedCredential, evidence: Evidence) -> Stated:
    """Take the file's own copy for what could not be looked up."""
    now = believed(credential, evidence)
    is_there = not isinstance(now, Unread) and now.document.get("revoked") is not True
    document = now.document if is_there and not isinstance(now, Unread) else credential.document
    chain = chain_of(credential, evidence)
    badge = as_object(document.get("badge")) if isinstance(chain.badge, Unread) else chain.badge
    issuer = as_object(badge.get("issuer")) if isinstance(chain.issuer, Unread) else chain.issuer
    issuer_id = id_of(issuer) or id_of(badge.get("issuer"))
    dialect = now.dialect if is_there and not isinstance(now, Unread) else credential.dialect
    return Stated(document, badge, issuer, issuer_id, dialect)


def _in_assertion(
    stated: Stated, read: Callable[[AssertionView], datetime | None]
) -> datetime | None:
    """Read an instant as the version of the assertion writes it."""
    try:
        return read(AssertionView.of(stated.document, stated.dialect))
    except InsigneError:
        return None


def _instant(document: Json, names: Sequence[str]) -> datetime | None:
    for name in names:
        value = document.get(name)
        if isinstance(value, str):
            try:
                return timestamps.parse(value)
            except InsigneError:
                return None
    return None
