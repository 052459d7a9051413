"""What a check, and what a whole verification, can say."""

from enum import StrEnum


class Outcome(StrEnum):
    """The answer of one check: a server that did not answer is not a forger."""

    PASSED = "passed"
    FAILED = "failed"
    INCONCLUSIVE = "inconclusive"


class Verdict(StrEnum):
    """The answer of all checks together."""

    VALID = "valid"
    INVALID = "invalid"
    UNKNOWN = "unknown"
