"""One claim, or one element of an array, that is shown or kept back (RFC 9901, "Disclosures")."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import orjson

from insigne.encoding import base64url, strict_json
from insigne.errors import MalformedError

DIGESTS: Final = "_sd"
ELLIPSIS: Final = "..."
RESERVED_NAMES: Final = frozenset({DIGESTS, ELLIPSIS})
MOST_CHARACTERS: Final = 4 * 1024 * 1024

type Writer = Callable[[object], bytes]


def may_conceal(value: object) -> bool:
    """Say whether a reserved name may stand somewhere in *value*; a no is certain.

    Written out, which is quick, it would show: most of a credential need not be walked through.
    """
    try:
        text = orjson.dumps(value)
    except TypeError:  # a number that is too long for it
        return True
    return b'"_sd' in text or b'"..."' in text


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A salt, a value and, unless it is an element of an array, the claim's name.

    `text` is how the issuer spelled it. The digest is over that spelling, so it is never written
    anew.
    """

    text: str
    salt: str
    value: object
    name: str | None = None

    @classmethod
    def of(
        cls,
        salt: str,
        value: object,
        name: str | None = None,
        *,
        write: Writer = strict_json.to_bytes,
    ) -> Disclosure:
        """Make a disclosure ("Disclosures for Object Properties", "… for Array Elements")."""
        content = [salt, value] if name is None else [salt, name, value]
        return cls(base64url.encode(write(content)), salt, value, name)

    @classmethod
    def parse(cls, text: str) -> Disclosure:
        """Read a disclosure. Raises `MalformedError` for what is none.

        Whether it fits where its digest stands is for the processing to say.
        """
        if len(text) > MOST_CHARACTERS:
            raise MalformedError(f"a disclosure of more than {MOST_CHARACTERS} characters")
        content = strict_json.parse(base64url.decode(text))
        if not isinstance(content, list) or len(content) not in (2, 3):
            raise MalformedError("a disclosure is an array of two or three")
        salt, name = content[0], content[1] if len(content) == 3 else None
        if not isinstance(salt, str):
            raise MalformedError("the salt of a disclosure is a string")
        if len(content) == 3 and not isinstance(name, str):
            raise MalformedError("the name in a disclosure is a string")
        if name in RESERVED_NAMES:
            raise MalformedError(f"a disclosure may not bring the name {name}")
        return cls(text, salt, content[-1], name)
