"""To whom a badge says that it was given, compared with the addresses that somebody proved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from insigne.credentials.assertion import AssertionView
from insigne.credentials.dialect import ASSERTION_DIALECTS, Dialect
from insigne.credentials.reading import Json, id_of, objects_of
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.recipient import ALGORITHMS, OLDER_ALGORITHMS, is_recipient
from insigne.errors import InsigneError
from insigne_platform.verification.stated import Stated

OLD: Final = frozenset({Dialect.OPEN_BADGES_1, Dialect.OPEN_BADGES_0_5})
MOST_IDENTITIES: Final = 50


class Names(StrEnum):
    """By what a badge names its recipient, as far as one can compare it."""

    ADDRESS = "address"
    ANOTHER = "another"
    KEY = "key"
    NOBODY = "nobody"


class Whose(NamedTuple):
    """What was found; *address* is the one that fits, and empty if none does."""

    names: Names
    address: str = ""


def whose(credential: ReceivedCredential, stated: Stated, addresses: Iterable[str]) -> Whose:
    """Say whether one of *addresses* is the recipient that the badge names."""
    identities = _identities(stated)
    algorithms = OLDER_ALGORITHMS if stated.dialect in OLD else ALGORITHMS
    for address in addresses:
        if any(is_recipient(one, address, algorithms=algorithms) for one in identities):
            return Whose(Names.ADDRESS, address)
    if identities:
        return Whose(Names.ANOTHER)
    if _is_bound_to_key(credential, stated):
        return Whose(Names.KEY)
    return Whose(Names.NOBODY)


def _identities(stated: Stated) -> Sequence[Json]:
    if stated.dialect not in ASSERTION_DIALECTS:
        found = objects_of(stated.subject.get("identifier"))
        return [one for one in found if one.get("identityType") != "name"][:MOST_IDENTITIES]
    try:
        view = AssertionView.of(stated.document, stated.dialect)
        return tuple(view.identity_objects)[:MOST_IDENTITIES]
    except InsigneError:
        return ()


def _is_bound_to_key(credential: ReceivedCredential, stated: Stated) -> bool:
    has_key = credential.sd_jwt is not None and bool((credential.claims or {}).get("cnf"))
    return has_key or id_of(stated.subject).startswith("did:")
