"""The citizen number (BSN): how it is known, so that nobody enters one here."""

from __future__ import annotations

import re
from typing import Final

from django.utils.translation import gettext_noop

LENGTH: Final = 9
NUMBER_BEGINS: Final = frozenset("0123456789 .-")
# Nine digits that stand alone, together or in the groups in which people write them.
WRITTEN: Final = re.compile(
    r"(?<!\d)(?<!\d[.-])(?:\d{9}|\d{3}([ .-])\d{3}\1\d{3}|\d{4}([ .-])\d{2}\2\d{3})(?!\d)(?![.-]\d)"
)
REFUSED: Final = gettext_noop(
    "This looks like a citizen service number (BSN). We never keep one: leave it out."
)


def is_citizen_number(text: str) -> bool:
    """Say whether a text could be a BSN: nine digits that pass the eleven test."""
    if len(text) < LENGTH or text[:1] not in NUMBER_BEGINS:
        return False
    digits = text.strip().replace(".", "").replace(" ", "").replace("-", "")
    if not (len(digits) == LENGTH and digits.isascii() and digits.isdigit()):
        return False
    numbers = [int(digit) for digit in digits]
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    total = sum(number * weight for number, weight in zip(numbers, weights, strict=True))
    return total != 0 and total % 11 == 0


def holds_citizen_number(text: str) -> bool:
    """Say whether what somebody wrote could have a BSN in it, alone or among other words."""
    return any(is_citizen_number(found[0]) for found in WRITTEN.finditer(text))
