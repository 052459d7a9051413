"""Scores as programs and as people write them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format


def plain(score: Decimal) -> str:
    """Write a score without zeros behind the point that say nothing: 7.50 is 7.5."""
    text = str(score)
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(score: Decimal) -> str:
    """Write a score for a reader, in the language of the moment: in Dutch 7.50 is 7,5."""
    return str(number_format(Decimal(plain(score))))
