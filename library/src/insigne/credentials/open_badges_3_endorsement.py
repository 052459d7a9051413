"""This room is for endorsements in Open Badges 3.0: what one says of a badge, or of its issuer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from insigne.credentials.open_badges_3 import CONTEXTS
from insigne.credentials.open_badges_3_profile import Profile
from insigne.credentials.open_badges_3_terms import require_url
from insigne.credentials.verifiable_credential import CredentialMembers
from insigne.credentials.writing import instant, present


@dataclass(frozen=True, slots=True)
class EndorsementSubject:
    """What is endorsed, and what is said of it (in Markdown)."""

    id: str
    endorsement_comment: str | None = None

    def __post_init__(self) -> None:
        """Hold the rule that an id is a URL."""
        require_url(self.id, "the id of what is endorsed")

    def to_json(self) -> dict[str, object]:
        """Write the subject in the specification's own terms."""
        return present(
            id=self.id, type=["EndorsementSubject"], endorsementComment=self.endorsement_comment
        )


@dataclass(frozen=True, slots=True)
class EndorsementCredential(CredentialMembers):
    """An endorsement, still to be secured (class EndorsementCredential)."""

    id: str
    name: str
    issuer: Profile
    valid_from: datetime
    credential_subject: EndorsementSubject

    def __post_init__(self) -> None:
        """Hold the rules that an id is a URL, and that it has a name."""
        require_url(self.id, "the id of an endorsement")
        if not self.name:
            raise ValueError("an endorsement has a name")

    def to_json(self) -> dict[str, object]:
        """Write the endorsement in the specification's own terms, contexts first."""
        return {"@context": self.contexts(*CONTEXTS)} | present(
            id=self.id,
            type=["VerifiableCredential", "EndorsementCredential"],
            name=self.name,
            description=self.description,
            issuer=self.issuer.to_json(),
            validFrom=instant(self.valid_from),
            credentialSubject=self.credential_subject.to_json(),
            **self.members(),
        )
