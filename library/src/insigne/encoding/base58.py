"""Base58 in the Bitcoin alphabet (Multibase, `base58btc`)."""

from __future__ import annotations

from typing import Final

from insigne.errors import MalformedError

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MOST_CHARACTERS: Final = 4096
"""The work grows with the square of the length; keys and signatures need a few hundred."""

_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]
_PAIR_BASE: Final = 58 * 58
_FOUR_BASE: Final = _PAIR_BASE * _PAIR_BASE
_VALUES: Final = {pair: value for value, pair in enumerate(_PAIRS)}


def encode(data: bytes) -> str:
    """Write *data* in base 58, each leading zero byte as one `1`."""
    number = int.from_bytes(data)
    fours = []
    while number:  # by four digits, the most for which division takes its short way
        number, four = divmod(number, _FOUR_BASE)
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
    even = text if len(text) % 2 == 0 else "1" + text
    number = 0
    try:
        for position in range(0, len(even), 2):
            number = number * _PAIR_BASE + _VALUES[even[position : position + 2]]
    except KeyError as error:
        raise MalformedError("a character that does not belong in base58") from error
    leading_zeros = len(text) - len(text.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8)
