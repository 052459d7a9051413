"""What must be looked up before a credential can be judged."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.checks import (
    binding,
    endorsements,
    linked,
    nested,
    proof,
    refresh,
    related,
    schemas,
    source,
    status,
)
from insigne.verification.evidence import Evidence, Need, Resource

LOOKING_CHECKS = (
    source.check,
    linked.check,
    proof.check,
    binding.check,
    status.check,
    schemas.check,
    related.check,
    refresh.check,
    endorsements.check,
    nested.check,
)


@dataclass(frozen=True, slots=True)
class AskedEvidence(Evidence):
    """Evidence that remembers which addresses a check wished to see and could not.

    What is *at_hand* costs nothing to see, and is put on the table when it is asked for.
    """

    resources: dict[str, Resource] = field(default_factory=dict)
    missing: dict[str, Need] = field(default_factory=dict)
    at_hand: Callable[[Need], Resource | None] = lambda need: None

    def look_up(self, need: Need) -> Resource | None:
        """Give what is known of an address, and write down that it was asked for if nothing is."""
        found = self.resources.get(need.url) or self.at_hand(need)
        if found is not None:
            self.resources[need.url] = found
        else:
            self.missing.setdefault(need.url, need)
        return found

    def begin_anew(self) -> None:
        """Forget what was missing, and what was worked out without it."""
        self.missing.clear()
        if self.noted is not None:
            self.noted.clear()


def addresses_needed(
    credential: ReceivedCredential, evidence: Evidence, *, at: datetime
) -> tuple[Need, ...]:
    """Give the addresses that the checks look for and the evidence does not have.

    Asked again with what they answered, it may give more, as documents name other documents;
    when it gives none, everything is on the table. Since the checks themselves are asked, what
    is fetched is what is looked at, and no more.
    """
    given = {part.name: getattr(evidence, part.name) for part in fields(Evidence)}
    asked = AskedEvidence(**given | {"resources": dict(evidence.resources)})
    for check in LOOKING_CHECKS:
        check(credential, asked, at)
    return tuple(asked.missing.values())
