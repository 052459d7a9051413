"""Base58 in the Bitcoin alphabet (Multibase, `base58btc`)."""

from __future__ import annotations

from itertools import batched
from typing import Final

from insigne.errors import MalformedError

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MOST_CHARACTERS: Final = 4096
"""The work grows with the square of the length; keys and signatures need a few hundred."""

_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]
_PAIR_BASE: Final = 58 * 58
_GROUP: Final = 4
_GROUP_BASE: Final = 58**_GROUP
_NO_DIGIT: Final = 255
_DIGITS: Final = bytes(ALPHABET.find(chr(byte)) % 256 for byte in range(256))  # -1 is _NO_DIGIT


def encode(data: bytes) -> str:
    """Write *data* in base 58, each leading zero byte as one `1`."""
    number = int.from_bytes(data)
    fours = []
    while number:  # by four digits, the most for which division takes its short way
        number, four = divmod(number, _GROUP_BASE)
        fours.append(four)
    fours.reverse()
    pairs = [_PAIRS[four // _PAIR_BASE] + _PAIRS[four % _PAIR_BASE] for four in fours]
    digits = "".join(pairs).lstrip("1")
    leading_zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * leading_zeros + digits


def decode(text: str) -> bytes:
    """Read what `encode` wrote. Raises `MalformedError` for foreign characters and long text."""
    if len(text) > MOST_CHARACTERS:
        raise MalformedError(f"more than {MOST_CHARACTERS} characters of base58")
    digits = text.encode("ascii", "replace").translate(_DIGITS)  # a question mark is no digit
    if _NO_DIGIT in digits:
        raise MalformedError("a character that does not belong in base58")
    number = 0
    for first, second, third, fourth in batched(bytes(-len(digits) % _GROUP) + digits, _GROUP):
        group = ((first * 58 + second) * 58 + third) * 58 + fourth
        number = number * _GROUP_BASE + group
    leading_zeros = len(text) - len(text.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8)
