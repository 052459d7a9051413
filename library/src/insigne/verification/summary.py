"""What a report says that the credential is: names to show, read from what is believed."""

from dataclasses import dataclass
from datetime import datetime

from insigne.credentials.reading import id_of, text_of
from insigne.credentials.received import ReceivedCredential
from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification.evidence import Evidence
from insigne.verification.open_badges_2 import believed, chain_of, is_open_badges_2
from insigne.verification.resources import Unread


@dataclass(frozen=True, slots=True)
class Summary:
    """A few words about a credential; nothing in it is proof of anything."""

    dialect: str = ""
    id: str = ""
    name: str = ""
    issuer_id: str = ""
    issuer_name: str = ""
    valid_from: str = ""
    valid_until: str = ""

    @property
    def issued_at(self) -> datetime | None:
        """Give the instant from which it says that it counts, if it says so."""
        return timestamps.parse(self.valid_from) if self.valid_from else None

    def to_json(self) -> dict[str, object]:
        """Write the summary; what is not known is null."""
        return {
            "dialect": self.dialect or None,
            "id": self.id or None,
            "name": self.name or None,
            "issuer": {"id": self.issuer_id or None, "name": self.issuer_name or None},
            "validFrom": self.valid_from or None,
            "validUntil": self.valid_until or None,
        }


def summary_of(credential: ReceivedCredential, evidence: Evidence) -> Summary:
    """Read the names; of a hosted assertion from what its addresses say."""
    credential_now = believed(credential, evidence)
    if isinstance(credential_now, Unread):
        return Summary(dialect=credential.dialect.value, id=credential.id)
    name, issuer_id = credential_now.name, credential_now.issuer_id
    issuer_name = text_of(credential_now.issuer.get("name"))
    if is_open_badges_2(credential):
        chain = chain_of(credential, evidence)
        if not isinstance(chain.badge, Unread):
            name = text_of(chain.badge.get("name"))
        if not isinstance(chain.issuer, Unread):
            issuer_id, issuer_name = id_of(chain.issuer), text_of(chain.issuer.get("name"))
    valid_from, valid_until = _window(credential_now)
    return Summary(
        dialect=credential_now.dialect.value,
        id=credential_now.id or credential.id,
        name=name,
        issuer_id=issuer_id,
        issuer_name=issuer_name,
        valid_from=valid_from,
        valid_until=valid_until,
    )


def _window(credential: ReceivedCredential) -> tuple[str, str]:
    try:
        start, end = credential.valid_from, credential.valid_until
    except MalformedError:
        return "", ""
    return (
        timestamps.to_text(start) if start else "",
        timestamps.to_text(end) if end else "",
    )
