"""This room is for assertions: Open Badges before 3.0, where a badge is three linked documents.

The versions 0.5, 1.0 and 1.1 are read in the words of 2.0 (`insigne.credentials.assertion`), so
that each question is asked once.
"""

from insigne.verification.open_badges_2.chain import (
    HOSTED_TYPES,
    SIGNED_TYPES,
    Chain,
    address_of,
    believed,
    chain_of,
    is_hosted,
    is_open_badges_2,
    is_revoked_assertion,
    linked,
    mapping,
    statement_of,
    texts,
    types_of,
)

__all__ = [
    "HOSTED_TYPES",
    "SIGNED_TYPES",
    "Chain",
    "address_of",
    "believed",
    "chain_of",
    "is_hosted",
    "is_open_badges_2",
    "is_revoked_assertion",
    "linked",
    "mapping",
    "statement_of",
    "texts",
    "types_of",
]
