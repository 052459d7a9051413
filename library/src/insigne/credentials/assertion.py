"""This room is for what an assertion says, in whichever version before Open Badges 3.0.

The document stays as it came. The view says it in the words of version 2.0, so that nobody else
has to know in which words it was said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import Json, as_object, id_of, objects_of, strings_of
from insigne.encoding import timestamps
from insigne.errors import MalformedError

HOSTED_TYPES: Final = frozenset({"HostedBadge", "hosted"})
SIGNED_TYPES: Final = frozenset({"SignedBadge", "signed"})

_HASH: Final = re.compile(r"[A-Za-z0-9-]+\$[0-9A-Fa-f]+\Z")
_SECONDS: Final = re.compile(r"[0-9]{10}\Z")
_WITHOUT_ZONE: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?\Z"
)


@dataclass(frozen=True, slots=True)
class AssertionView:
    """An assertion in the words of version 2.0.

    `address` is where a hosted one is published, `key` where the key is that signed a signed one;
    both are empty where the assertion does not say. `badge` is an address or a whole BadgeClass.
    """

    address: str
    key: str
    badge: object
    identity_objects: tuple[Json, ...]
    verification_types: frozenset[str]
    window: tuple[object, object]
    read_instant: Callable[[object], datetime]

    @classmethod
    def of(cls, document: Json, dialect: Dialect) -> AssertionView:
        """Read *document* as an assertion in *dialect*; what is no assertion says little."""
        return _READERS.get(dialect, _read_2)(document)

    @property
    def is_hosted(self) -> bool:
        """Whether it asks to be looked up."""
        return bool(self.verification_types & HOSTED_TYPES)

    @property
    def is_signed(self) -> bool:
        """Whether it asks for its signature to be checked."""
        return bool(self.verification_types & SIGNED_TYPES)

    @property
    def issued_on(self) -> datetime | None:
        """When it was given. Raises `MalformedError` when that is no instant."""
        return self._instant(self.window[0], "issuedOn")

    @property
    def expires(self) -> datetime | None:
        """Until when it counts, if it ends. Raises `MalformedError` when that is no instant."""
        return self._instant(self.window[1], "expires")

    def _instant(self, value: object, name: str) -> datetime | None:
        try:
            return None if value is None else self.read_instant(value)
        except MalformedError as error:
            raise MalformedError(error.message, path=name) from error


def instant_of_2(value: object) -> datetime:
    """Read an instant of version 2.0: a text with a zone (Open Badges 2.0, "DateTime")."""
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string")
    return timestamps.parse(value)


def instant_of_1(value: object) -> datetime:
    """Read an instant of a version before 2.0: an ISO 8601 date, or ten digits of seconds.

    A day begins at midnight, and what says no zone means UTC, as 1EdTech's validator has it.
    """
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string or as a number of seconds")
    if _SECONDS.match(value):
        return datetime.fromtimestamp(int(value), UTC)
    if not _WITHOUT_ZONE.match(value):
        return timestamps.parse(value)
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError as error:
        raise MalformedError(f"there is no such date and time: {value[:40]!r}") from error


def _read_2(document: Json) -> AssertionView:
    """Read an assertion of 2.0 or 2.1, whose context has `verify` as another name."""
    verification = as_object(document.get("verification", document.get("verify")))
    return AssertionView(
        address=id_of(document),
        key=id_of(verification.get("creator")),
        badge=document.get("badge"),
        identity_objects=tuple(objects_of(document.get("recipient"))),
        verification_types=frozenset(strings_of(verification.get("type"))),
        window=(document.get("issuedOn"), document.get("expires")),
        read_instant=instant_of_2,
    )


def _read_1(document: Json) -> AssertionView:
    """Read an assertion of 1.0 or 1.1, which says at `verify.url` where to look."""
    verify = as_object(document.get("verify"))
    types = frozenset(strings_of(verify.get("type")))
    url = id_of(verify.get("url"))
    return AssertionView(
        address="" if types & SIGNED_TYPES else url,
        key=url if types & SIGNED_TYPES else "",
        badge=document.get("badge"),
        identity_objects=tuple(map(_identity_of_1, objects_of(document.get("recipient")))),
        verification_types=types,
        window=(document.get("issuedOn"), document.get("expires")),
        read_instant=instant_of_1,
    )


def _read_0_5(document: Json) -> AssertionView:
    """Read an assertion of 0.5, which is always hosted, and does not say where."""
    recipient = document.get("recipient")
    identity = {"type": "email", "identity": recipient, "salt": document.get("salt")}
    return AssertionView(
        address="",
        key="",
        badge=document.get("badge"),
        identity_objects=(_identity_of_1(identity),) if isinstance(recipient, str) else (),
        verification_types=frozenset({"hosted"}),
        window=(document.get("issued_on"), document.get("expires")),
        read_instant=instant_of_1,
    )


def _identity_of_1(identity: Json) -> Json:
    """Say whether it is hashed, where an older version left that to be seen."""
    if "hashed" in identity:
        return identity
    is_hash = isinstance(identity.get("identity"), str) and _HASH.match(str(identity["identity"]))
    return {**identity, "hashed": bool(is_hash)}


_READERS: Mapping[Dialect, Callable[[Json], AssertionView]] = {
    Dialect.OPEN_BADGES_2: _read_2,
    Dialect.OPEN_BADGES_1: _read_1,
    Dialect.OPEN_BADGES_0_5: _read_0_5,
}
