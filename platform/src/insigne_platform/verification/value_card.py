"""What a badge is worth: workload, level, assessment, and how many mandatory elements it states."""

from __future__ import annotations

import re
from typing import Final

from insigne.credentials import microcredential as micro
from insigne_platform.achievements.models import Scenario
from insigne_platform.verification.showing import one_line
from insigne_platform.verification.stated import Stated
from insigne_platform.verification.view import ValueCard, ValueRow, Words
from insigne_platform.verification.words import HOURS, NOTHING, VALUE_LABELS

FRAMEWORKS: Final = ("NLQF", "EQF", "QF-EHEA")
LONGEST_BIG: Final = 40
# Only a microcredential needs the eleven elements; of other kinds we do not count what is missing.
NOT_COUNTED: Final = frozenset({Scenario.INFORMAL, Scenario.GAME})


def value_card(stated: Stated) -> ValueCard | None:
    """Lay out what the badge says of its worth; None if it says nothing of it."""
    elements = stated.elements
    rows = (
        _workload(elements),
        _level(elements),
        *(
            _row(name, getattr(elements, name))
            for name in ("assessment", "participation", "supervision", "quality_assurance")
        ),
    )
    if stated.scenario != Scenario.MICROCREDENTIAL and not any(row.big_en for row in rows):
        return None
    counted = micro.completeness(elements)
    if stated.scenario in NOT_COUNTED:
        return ValueCard(rows, 0, 0)
    return ValueCard(rows, counted.met, counted.met + len(counted.missing))


def _workload(elements: micro.MicrocredentialElements) -> ValueRow:
    hours = _hours(elements.workload_hours)
    if not elements.workload_credits:
        return _made("workload", hours, NOTHING)
    number = _number(elements.workload_credits)
    return _made("workload", Words(f"{number.text_nl} EC", f"{number.text_en} EC"), hours)


def _hours(hours: int | float | None) -> Words:
    return HOURS.filled(number=_number(hours)) if hours else NOTHING


def _level(elements: micro.MicrocredentialElements) -> ValueRow:
    known = {level.framework: f"{level.framework} {level.code}" for level in elements.levels}
    texts = [known[name] for name in FRAMEWORKS if name in known]
    big, detail = (texts[0], ", ".join(texts[1:])) if texts else ("", "")
    return _made("level", Words(big, big), Words(detail, detail))


def _row(name: str, text: str) -> ValueRow:
    """Show the first words large, and what follows them small."""
    text = one_line(text)
    big, detail = text, ""
    if len(text) > LONGEST_BIG and (parts := re.split(r"[,;.:] ", text, maxsplit=1))[1:]:
        big, detail = parts
    return _made(name, Words(big, big), Words(detail, detail))


def _made(name: str, big: Words, detail: Words) -> ValueRow:
    label = VALUE_LABELS[name]
    return ValueRow(
        label.text_nl, label.text_en, big.text_nl, big.text_en, detail.text_nl, detail.text_en
    )


def _number(number: int | float) -> Words:
    text = f"{number:.10g}"
    return Words(text.replace(".", ","), text)
