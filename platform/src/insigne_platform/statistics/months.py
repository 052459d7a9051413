"""Months as numbers, twelve for each year, and the periods that a page offers."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

PERIODS = ("months", "year", "academic", "all")
BEGINNING = 2000 * 12  # before any badge of ours
SEPTEMBER = 9


def month_of(at: datetime) -> int:
    """The month in which a moment lies, here."""
    local = timezone.localtime(at)
    return local.year * 12 + local.month - 1


def first_day(month: int) -> date:
    """The day with which a month begins."""
    return date(month // 12, month % 12 + 1, 1)


def period(name: str, *, at: datetime) -> tuple[int, int]:
    """The first and the last month of a period that runs until now."""
    last = month_of(at)
    if name == "all":
        return BEGINNING, last
    if name == "year":
        return last - last % 12, last
    if name == "academic":
        begins = last - last % 12 + SEPTEMBER - 1
        return (begins if begins <= last else begins - 12), last
    return last - 11, last
