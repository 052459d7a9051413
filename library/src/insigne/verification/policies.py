"""The policies of verifiers who ask for more: for issuers that they know, labels, dates, checks.

Policies are small values that are put together: `AllOf(KnownIssuer(list), Requires("recipient"))`.
What a badge does not meet makes the answer *unknown*: a policy says what a verifier wants, and a
badge that is something else is no forgery. A policy that asks for nothing is met by nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from insigne.encoding import timestamps
from insigne.verification.finding import Finding, inconclusive, passed
from insigne.verification.outcome import Outcome
from insigne.verification.policy import EveryCheck, Judged, Policy, is_among
from insigne.verification.trust_list import ListedIssuer, TrustList


@dataclass(frozen=True, slots=True)
class TrustedIssuers(EveryCheck):
    """The default, and an issuer that is not on the list makes the answer *unknown*."""

    ids: Collection[str]

    def is_listed(self, judged: Judged) -> bool | None:
        """Look the issuer up."""
        return is_among(judged.issuer_id, self.ids)

    def judge(self, judged: Judged) -> Finding | None:
        """Answer whether the issuer is on the list."""
        return _on_the_list(judged.issuer_id, is_among(judged.issuer_id, self.ids))


@dataclass(frozen=True, slots=True)
class UnsafeAnyIssuer(EveryCheck):
    """Believe whoever signed, even if it is not known whose key that is. For tests."""

    def is_required(self, check: str) -> bool:
        """Do without the binding."""
        return check != "binding"


@dataclass(frozen=True, slots=True, init=False)
class KnownIssuer(EveryCheck):
    """Ask for an issuer that one of the lists vouched for when it issued.

    When that was is the credential's own word. A list that has expired says nothing any more.
    """

    lists: tuple[TrustList, ...]

    def __init__(self, *lists: TrustList) -> None:
        object.__setattr__(self, "lists", lists)

    def is_listed(self, judged: Judged) -> bool | None:
        """Look the issuer up in the lists that are current."""
        return any(True for _ in self._found(judged))

    def judge(self, judged: Judged) -> Finding | None:
        """Answer whether a current list has the issuer."""
        if self.lists and all(known.has_expired(judged.at) for known in self.lists):
            return inconclusive("issuer.list_expired", "no list of issuers is current")
        return _on_the_list(judged.issuer_id, self.is_listed(judged) is True)

    def _found(self, judged: Judged) -> Sequence[ListedIssuer]:
        issued_at = judged.issued_at
        if issued_at is None:
            return []
        current = [known for known in self.lists if not known.has_expired(judged.at)]
        found = [known.listed(judged.issuer_id, issued_at) for known in current]
        return [issuer for issuer in found if issuer is not None]


@dataclass(frozen=True, slots=True, init=False)
class QualityLabel(KnownIssuer):
    """Ask for an issuer that had a label of quality, by one of the lists, when it issued."""

    label: str

    def __init__(self, label: str, *lists: TrustList) -> None:
        object.__setattr__(self, "label", label)
        object.__setattr__(self, "lists", lists)

    def judge(self, judged: Judged) -> Finding | None:
        """Answer whether a list that knows the issuer gives it the label."""
        found, issued_at = self._found(judged), judged.issued_at
        has_it = issued_at is not None and any(
            issuer.has_label(self.label, issued_at) for issuer in found
        )
        return _met(has_it, f"the issuer's label {self.label}")


@dataclass(frozen=True, slots=True)
class IssuedAfter(EveryCheck):
    """Ask for a badge that says it was issued at the instant or later."""

    instant: datetime

    def judge(self, judged: Judged) -> Finding | None:
        """Compare the instants."""
        issued_at = judged.issued_at
        is_later = issued_at is not None and issued_at >= self.instant
        return _met(is_later, f"issued from {timestamps.to_text(self.instant)} on")


@dataclass(frozen=True, slots=True)
class Requires(EveryCheck):
    """Ask that a check was made, and passed: `recipient` is only made for whom was asked about."""

    check: str

    def judge(self, judged: Judged) -> Finding | None:
        """Look for the check among what was found."""
        outcomes = [found.outcome for found in judged.findings if found.check == self.check]
        is_met = bool(outcomes) and all(outcome is Outcome.PASSED for outcome in outcomes)
        return _met(is_met, f"the check {self.check}")


@dataclass(frozen=True, slots=True, init=False)
class _Parts:
    parts: tuple[Policy, ...]

    def __init__(self, *parts: Policy) -> None:
        object.__setattr__(self, "parts", parts)

    def is_required(self, check: str) -> bool:
        """Require what any part requires, and everything if there is none.

        Also where one part would be enough: the one that is met may be the one that requires it.
        """
        return not self.parts or any(part.is_required(check) for part in self.parts)

    def is_listed(self, judged: Judged) -> bool | None:
        """Say yes if one part has a list with the issuer, no if all that have a list have not."""
        said = [part.is_listed(judged) for part in self.parts]
        return True if True in said else False if False in said else None

    def _findings(self, judged: Judged) -> list[Finding | None]:
        """Ask every part; nobody to ask is a refusal."""
        if not self.parts:
            return [inconclusive("policy.empty", "the policy asks for nothing")]
        return [part.judge(judged) for part in self.parts]


@dataclass(frozen=True, slots=True, init=False)
class AllOf(_Parts):
    """Ask for all that the parts ask for."""

    def judge(self, judged: Judged) -> Finding | None:
        """Give the first finding that is no yes, or a yes if a part said so."""
        findings = [finding for finding in self._findings(judged) if finding is not None]
        doubts = [finding for finding in findings if finding.outcome is not Outcome.PASSED]
        return next(iter(doubts or findings), None)


@dataclass(frozen=True, slots=True, init=False)
class AnyOf(_Parts):
    """Ask for what one of the parts asks for."""

    def judge(self, judged: Judged) -> Finding | None:
        """Give a yes if a part said so or asks for nothing, else the first doubt."""
        findings = self._findings(judged)
        for finding in findings:
            if finding is None or finding.outcome is Outcome.PASSED:
                return finding
        return findings[0]


def _on_the_list(issuer_id: str, is_there: bool) -> Finding:
    if is_there:
        return passed("issuer.listed", f"{issuer_id} is on the list", issuer=issuer_id)
    return inconclusive("issuer.unlisted", f"{issuer_id} is not on the list", issuer=issuer_id)


def _met(is_met: bool, what: str) -> Finding:
    if is_met:
        return passed("policy.met", f"asked for and there: {what}")
    return inconclusive("policy.unmet", f"asked for and not there: {what}")
