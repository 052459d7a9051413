"""Base58 in the Bitcoin alphabet (Multibase, `base58btc`)."""

from __future__ import annotations

from typing import Final

from insigne.errors import MalformedError

ALPHABET: Final = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
MOST_CHARACTERS: Final = 4096
"""The work grows with the square of the length; keys and signatures need a few hundred."""

_VALUES: Final = {character: value for value, character in enumerate(ALPHABET)}
_PAIRS: Final = [first + second for first in ALPHABET for second in ALPHABET]
_PAIR_BASE: Final = 58**2
_FOUR_BASE: Final = 58**4


def encode(data: bytes) -> str:
    """Write *data* in base 58, each leading zero byte as one `1`."""
    number = int.from_bytes(data)
    pairs: list[str] = []
    while number:
        number, four = divmod(number, _FOUR_BASE)
        pairs += _PAIRS[four % _PAIR_BASE], _PAIRS[four // _PAIR_BASE]
    pairs.reverse()
    digits = "".join(pairs).lstrip("1")
    leading_zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * leading_zeros + digits


def decode(text: str) -> bytes:
    """Read what `encode` wrote. Raises `MalformedError` for foreign characters and long text."""
    if len(text) > MOST_CHARACTERS:
        raise MalformedError(f"more than {MOST_CHARACTERS} characters of base58")
    number = 0
    for character in text:
        value = _VALUES.get(character)
        if value is None:
            raise MalformedError("a character that does not belong in base58")
        number = number * 58 + value
    leading_zeros = len(text) - len(text.lstrip("1"))
    return bytes(leading_zeros) + number.to_bytes((number.bit_length() + 7) // 8)
