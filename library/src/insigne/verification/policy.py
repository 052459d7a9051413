"""What a verifier asks for before it says *valid*: what a policy is, and the one without wishes.

Policies with wishes are in `policies`.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from insigne.verification.addresses import is_same_id
from insigne.verification.finding import Finding


@dataclass(frozen=True, slots=True)
class Judged:
    """What a policy looks at: who issued when, and what was found, as of when."""

    issuer_id: str
    issued_at: datetime | None
    findings: Sequence[Finding]
    at: datetime


class Policy(Protocol):
    """What must be known, and what is thought of the issuer."""

    def is_required(self, check: str) -> bool:
        """Say whether *valid* needs a passed answer to this check."""
        ...

    def is_listed(self, judged: Judged) -> bool | None:
        """Say whether a list that the verifier uses knows the issuer; nothing without a list."""
        ...

    def judge(self, judged: Judged) -> Finding | None:
        """Give the policy's own finding, if it has one; any but a passed one is no yes."""
        ...


class EveryCheck:
    """Require every check, use no list, and leave the issuer to the reader."""

    __slots__ = ()

    def is_required(self, check: str) -> bool:
        """Require every check."""
        return True

    def is_listed(self, judged: Judged) -> bool | None:
        """Use no list."""
        return None

    def judge(self, judged: Judged) -> Finding | None:
        """Ask nothing beside the checks."""
        return None


@dataclass(frozen=True, slots=True)
class DefaultPolicy(EveryCheck):
    """Authentic, bound to its issuer, current and not taken back.

    Whether *known_issuers*, if there is such a list, has the issuer is said beside the verdict.
    """

    known_issuers: Collection[str] | None = None

    def is_listed(self, judged: Judged) -> bool | None:
        """Look the issuer up, if there is a list."""
        if self.known_issuers is None:
            return None
        return is_among(judged.issuer_id, self.known_issuers)


def is_among(issuer_id: str, ids: Collection[str]) -> bool:
    """Say whether *issuer_id* is one of *ids*, however these are written."""
    return bool(issuer_id) and any(is_same_id(issuer_id, known) for known in ids)
