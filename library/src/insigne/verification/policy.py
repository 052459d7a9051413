"""What a verifier asks for before it says *valid*."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from insigne.verification.addresses import is_same_id
from insigne.verification.finding import Finding, inconclusive, passed


class Policy(Protocol):
    """What must be known, and what is thought of the issuer."""

    def is_required(self, check: str) -> bool:
        """Say whether *valid* needs a passed answer to this check."""
        ...

    def is_listed(self, issuer_id: str) -> bool | None:
        """Say whether a list that the verifier uses knows the issuer; nothing without a list."""
        ...

    def judge(self, issuer_id: str) -> Finding | None:
        """Give the policy's own finding about the issuer, if it has one."""
        ...


@dataclass(frozen=True, slots=True)
class DefaultPolicy:
    """Authentic, bound to its issuer, current and not taken back.

    Whether *known_issuers*, if there is such a list, has the issuer is said beside the verdict.
    """

    known_issuers: Collection[str] | None = None

    def is_required(self, check: str) -> bool:
        """Require every check."""
        return True

    def is_listed(self, issuer_id: str) -> bool | None:
        """Look the issuer up, if there is a list."""
        return None if self.known_issuers is None else _is_among(issuer_id, self.known_issuers)

    def judge(self, issuer_id: str) -> Finding | None:
        """Leave the issuer to the reader."""
        return None


@dataclass(frozen=True, slots=True)
class TrustedIssuers:
    """The default, and an issuer that is not on the list makes the answer *unknown*."""

    ids: Collection[str]

    def is_required(self, check: str) -> bool:
        """Require every check."""
        return True

    def is_listed(self, issuer_id: str) -> bool | None:
        """Look the issuer up."""
        return _is_among(issuer_id, self.ids)

    def judge(self, issuer_id: str) -> Finding | None:
        """Answer whether the issuer is on the list."""
        if _is_among(issuer_id, self.ids):
            return passed("issuer.listed", f"{issuer_id} is on the list", issuer=issuer_id)
        return inconclusive("issuer.unlisted", f"{issuer_id} is not on the list", issuer=issuer_id)


@dataclass(frozen=True, slots=True)
class UnsafeAnyIssuer:
    """Believe whoever signed, even if it is not known whose key that is. For tests."""

    def is_required(self, check: str) -> bool:
        """Do without the binding."""
        return check != "binding"

    def is_listed(self, issuer_id: str) -> bool | None:
        """Use no list."""
        return None

    def judge(self, issuer_id: str) -> Finding | None:
        """Ask nothing about the issuer."""
        return None


def _is_among(issuer_id: str, ids: Collection[str]) -> bool:
    return bool(issuer_id) and any(is_same_id(issuer_id, known) for known in ids)
