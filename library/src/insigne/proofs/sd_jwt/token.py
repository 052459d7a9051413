"""An SD-JWT as text: the signed part, the disclosures, and the holder's signature, if any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from insigne.errors import MalformedError

SEPARATOR: Final = "~"
MOST_CHARACTERS: Final = 16 * 1024 * 1024
MOST_DISCLOSURES: Final = 2000


@dataclass(frozen=True, slots=True)
class SdJwt:
    """An SD-JWT, or an SD-JWT+KB, taken apart and not believed (RFC 9901, "Compact Serialization").

    `key_binding` is empty without a Key Binding JWT.
    """

    issuer_jwt: str
    disclosures: tuple[str, ...] = ()
    key_binding: str = ""

    @classmethod
    def parse(cls, text: str) -> SdJwt:
        """Take *text* apart at its tildes. Raises `MalformedError` if it is no SD-JWT."""
        if len(text) > MOST_CHARACTERS:
            raise MalformedError(f"an SD-JWT of more than {MOST_CHARACTERS} characters")
        if not text.isascii():
            raise MalformedError("an SD-JWT is ASCII text")
        issuer_jwt, *disclosures = text.split(SEPARATOR)
        if not disclosures:
            raise MalformedError("an SD-JWT has a tilde after its signed part")
        key_binding = disclosures.pop()
        if not issuer_jwt or not all(disclosures):
            raise MalformedError("nothing between two tildes")
        if len(disclosures) > MOST_DISCLOSURES:
            raise MalformedError(f"more than {MOST_DISCLOSURES} disclosures")
        return cls(issuer_jwt, tuple(disclosures), key_binding)

    @property
    def bound_text(self) -> str:
        """What a Key Binding JWT is about ("Binding to an SD-JWT"): all but that JWT itself."""
        return SEPARATOR.join((self.issuer_jwt, *self.disclosures, ""))

    def to_text(self) -> str:
        """Write the token as it is given on."""
        return self.bound_text + self.key_binding

    def with_disclosures(self, disclosures: Sequence[str]) -> SdJwt:
        """Show these disclosures only; a Key Binding JWT was about others, and goes."""
        return replace(self, disclosures=tuple(disclosures), key_binding="")
