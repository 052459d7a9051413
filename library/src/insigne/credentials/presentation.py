"""This room is for presentations: what a holder shows, still to be signed by their own key."""

from __future__ import annotations

from dataclasses import dataclass

from insigne.credentials.dialect import VC_2
from insigne.credentials.open_badges_3_terms import require_url
from insigne.credentials.reading import Json
from insigne.credentials.verifiable_credential import TermsOfUse
from insigne.credentials.writing import present


@dataclass(frozen=True, slots=True)
class VerifiablePresentation:
    """Credentials that are shown together (VCDM, "Verifiable Presentations").

    The credentials are kept as they came; one that came as a token is shown as `enveloped`.
    """

    verifiable_credential: tuple[Json, ...]
    holder: str | None = None
    id: str | None = None
    terms_of_use: tuple[TermsOfUse, ...] = ()
    extra_contexts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Hold the rule that ids are URLs."""
        require_url(self.id, "the id of a presentation")
        require_url(self.holder, "the id of a holder")

    def to_json(self) -> dict[str, object]:
        """Write the presentation in the specification's own terms, contexts first."""
        return {"@context": [VC_2, *self.extra_contexts]} | present(
            id=self.id,
            type=["VerifiablePresentation"],
            holder=self.holder,
            verifiableCredential=[*self.verifiable_credential],
            termsOfUse=[terms.to_json() for terms in self.terms_of_use],
        )


def enveloped(token: str, *, media_type: str = "application/vc+jwt") -> dict[str, object]:
    """Wrap a credential that is a token (VCDM, "Enveloped Verifiable Credentials")."""
    return {
        "@context": [VC_2],
        "id": f"data:{media_type},{token}",
        "type": "EnvelopedVerifiableCredential",
    }
