"""Issuing many credentials that differ in nothing but named strings, such as the awards of a badge.

What `issue` would do with the same credential is what comes out, byte for byte. Where the template
cannot promise that for some values, `issue` itself is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from insigne.canonicalization.form import Slot
from insigne.issuance.compiled_awards import CompiledAwards
from insigne.issuance.issuing import Document, WritesItself
from insigne.issuance.json_template import inside_json
from insigne.keys.signer import Signer

__all__ = ["CompiledBadge", "Slot", "Unsecured"]


@dataclass(frozen=True, slots=True)
class Unsecured:
    """A credential with slots as it is written: small, and to be kept, for thousands of awards."""

    names: tuple[str, ...]
    """The slots."""
    pieces: tuple[str | int, ...]
    """JSON text and the numbers of the slots in turn, text first and last."""

    def filled(self, values: Mapping[str, str]) -> bytes:
        """Write what `CompiledBadge.unsecured` does. Raises `KeyError` for a missing value."""
        written = inside_json([values[name] for name in self.names])
        parts = [written[each] if isinstance(each, int) else each for each in self.pieces]
        return "".join(parts).encode()


@dataclass(frozen=True, slots=True, eq=False)
class CompiledBadge:
    """A credential with slots, ready to be issued again and again (eddsa-rdfc-2022)."""

    _awards: CompiledAwards
    _signer: Signer

    @classmethod
    def compile(
        cls, credential: Document | WritesItself, *, signer: Signer, verification_method: str
    ) -> Self:
        """Prepare *credential*, the strings in which that will differ are each a `Slot`.

        Raises what `issue` raises for the credential of the examples; `UnsupportedError` if it has
        slots where more than a string would change, or parts that nothing but their surroundings
        tell apart; `ValueError` if there is no slot.
        """
        document = credential if isinstance(credential, Mapping) else credential.to_json()
        return cls(CompiledAwards.compile(document, signer.public_key, verification_method), signer)

    def issue(self, values: Mapping[str, str], *, at: datetime) -> bytes:
        """Secure the credential with *values* in its slots, as `issue` would.

        Raises `ValueError` if there is a value too many or too few, and what `issue` raises.
        """
        return self._awards.issue(self._in_order(values), self._signer, at)

    def unsecured(self, values: Mapping[str, str]) -> bytes:
        """Write the credential with *values* in its slots as it is before it is secured.

        For whoever writes down what will be signed, before it is. Raises `ValueError` if there
        is a value too many or too few.
        """
        return self._awards.unsecured(self._in_order(values))

    def written(self) -> Unsecured:
        """The credential as it is before it is secured, apart from this key and this process."""
        return Unsecured(tuple(self._awards.names), tuple(self._awards.pieces()))

    def _in_order(self, values: Mapping[str, str]) -> list[str]:
        names = self._awards.names
        if len(values) != len(names):
            raise ValueError(f"the slots are {', '.join(names)}")
        try:
            return [values[name] for name in names]
        except KeyError as error:
            raise ValueError(f"there is no value for the slot {error}") from None
