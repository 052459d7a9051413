"""What must be looked up before a credential can be judged."""

from dataclasses import dataclass, field, fields
from datetime import datetime

from insigne.credentials.received import ReceivedCredential
from insigne.verification.checks import binding, linked, proof, source, status
from insigne.verification.evidence import Evidence, Need, Resource

LOOKING_CHECKS = (source.check, linked.check, proof.check, binding.check, status.check)


@dataclass(frozen=True, slots=True)
class _AskedEvidence(Evidence):
    """Evidence that remembers which addresses a check wished to see and could not."""

    missing: dict[str, Need] = field(default_factory=dict)

    def look_up(self, need: Need) -> Resource | None:
        found = self.resources.get(need.url)
        if found is None:
            self.missing.setdefault(need.url, need)
        return found


def addresses_needed(
    credential: ReceivedCredential, evidence: Evidence, *, at: datetime
) -> tuple[Need, ...]:
    """Give the addresses that the checks look for and the evidence does not have.

    Asked again with what they answered, it may give more, as documents name other documents;
    when it gives none, everything is on the table. Since the checks themselves are asked, what
    is fetched is what is looked at, and no more.
    """
    asked = _AskedEvidence(**{part.name: getattr(evidence, part.name) for part in fields(Evidence)})
    for check in LOOKING_CHECKS:
        check(credential, asked, at)
    return tuple(asked.missing.values())
