"""What is different between two versions of a badge, field by field, in words."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.fields import EDITABLE, snapshot
from insigne_platform.achievements.models import AchievementVersion, Change

LABELS: Final[Mapping[str, str | Promise]] = {
    "name_nl": _("Name in Dutch"),
    "name_en": _("Name in English"),
    "description_nl": _("Description in Dutch"),
    "description_en": _("Description in English"),
    "criteria_nl": _("Criteria in Dutch"),
    "criteria_en": _("Criteria in English"),
    "learning_outcomes": _("Learning outcomes"),
    "skills": _("Skills"),
    "alignments": _("From frameworks"),
    "tags": _("Tags"),
    "isced_field": _("Field of study (ISCED-F)"),
    "workload_ects": _("Workload in ECTS credits"),
    "workload_hours": _("Workload in hours"),
    "eqf_level": _("Level, EQF"),
    "nlqf_level": _("Level, NLQF"),
    "assessment_kind": _("Type of assessment"),
    "assessment_type": _("Assessment, in words"),
    "participation_kind": _("Form of participation"),
    "participation_form": _("Participation, in words"),
    "quality_kind": _("Type of quality assurance"),
    "quality_assurance": _("Quality assurance, in words"),
    "supervision_kind": _("Supervision"),
    "identity_check": _("Identity check"),
    "supervision": _("Supervision and identity check, in words"),
    "prerequisites": _("What one needs to begin"),
    "stackability": _("What it can be combined with"),
    "grade_scale": _("Grades"),
    "grade_pass": _("Lowest grade that passes"),
    "grade_levels": _("Own levels"),
    "valid_months": _("Valid for how many months"),
    "related": _("Related badges"),
    "croho": _("CROHO code of the programme"),
    "language": _("Language of the badge"),
    "picture_alt_nl": _("What the picture shows, in Dutch"),
    "picture_alt_en": _("What the picture shows, in English"),
    "picture": _("Picture"),
}
# A change of one of these makes the badge mean something else to who reads it.
OF_MEANING: Final = frozenset(
    {
        "learning_outcomes", "workload_ects", "workload_hours", "eqf_level", "nlqf_level",
        "assessment_kind", "participation_kind", "quality_kind", "supervision_kind",
        "identity_check", "grade_scale", "grade_pass", "grade_levels", "valid_months",
        "prerequisites", "isced_field",
    }
)  # fmt: skip
# Of a text, a correction touches little and another text touches much.
OF_TEXT: Final = ("criteria_nl", "criteria_en", "name_nl", "name_en")
STILL_THE_SAME: Final = 0.8


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text: kept, taken out, or put in."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is different."""

    field: str
    label: str | Promise
    old: str
    new: str
    is_of_meaning: bool

    @property
    def pieces(self) -> list[Piece]:
        """Old and new woven together, word by word."""
        old, new = (re.findall(r"\s+|[^\s]+", text) for text in (self.old, self.new))
        found: list[Piece] = []
        for kind, a, b, c, d in difflib.SequenceMatcher(
            None, old, new, autojunk=False
        ).get_opcodes():
            if kind == "equal":
                found.append(Piece("kept", "".join(old[a:b])))
                continue
            found += [Piece("out", "".join(old[a:b]))] if b > a else []
            found += [Piece("in", "".join(new[c:d]))] if d > c else []
        return found


def differences(old: AchievementVersion, new: AchievementVersion) -> list[Difference]:
    """What *new* says that *old* did not, and the other way around, in the order of the editor."""
    before, after = snapshot(old), snapshot(new)
    found = [
        Difference(
            name, LABELS[name], in_words(old, name), in_words(new, name),
            _is_of_meaning(name, before[name], after[name]),
        )
        for name in LABELS
        if name in EDITABLE and before[name] != after[name]
    ]  # fmt: skip
    if bytes(old.picture_png or b"") != bytes(new.picture_png or b""):
        found.append(Difference("picture", LABELS["picture"], "", "", is_of_meaning=False))
    return found


def proposed_change(found: Sequence[Difference]) -> Change:
    """Propose what kind of change this is."""
    return Change.MAJOR if any(each.is_of_meaning for each in found) else Change.MINOR


def in_words(version: AchievementVersion, name: str) -> str:
    """What a field says, as a person would read it."""
    value = getattr(version, name)
    if callable(display := getattr(version, f"get_{name}_display", None)):
        return str(display() or "")
    return value_in_words(name, value)


def value_in_words(name: str, value: Any) -> str:
    """What a value of a list, a text or a number says, as a person would read it."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, list):
        return "\n".join(_item_in_words(item) for item in value)
    return "" if value is None else str(value)


def _item_in_words(item: object) -> str:
    if not isinstance(item, Mapping):
        return str(item)
    if "url" in item:
        return " ".join(str(item[k]) for k in ("code", "name_nl", "name_en") if item.get(k))
    texts = [str(item[key]) for key in ("value", "nl", "en") if item.get(key)]
    return " / ".join(texts)


def _is_of_meaning(name: str, before: Any, after: Any) -> bool:
    if name == "learning_outcomes":
        return len(before) != len(after) or not _is_alike(
            value_in_words(name, before), value_in_words(name, after)
        )
    if name in OF_TEXT:
        return bool(before) and not _is_alike(before, after)
    return name in OF_MEANING


def _is_alike(before: str, after: str) -> bool:
    return difflib.SequenceMatcher(None, before, after).ratio() >= STILL_THE_SAME
