"""This room is for badges that are sound because others, of which they are awards too, were.

What the schema and the data model answer about a badge hangs on a string in it only through what
`slot_rules` asks. So the answer for one award is that for the next, as long as the two differ in
strings alone and those are answered alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Self

from insigne.canonicalization.form import Form
from insigne.canonicalization.form_memory import FormMemory
from insigne.canonicalization.n_quads import is_plain
from insigne.credentials.endorsements import has_endorsements
from insigne.credentials.slot_rules import Answers, SlotRules
from insigne.encoding import strict_json

_ACHIEVEMENT: Final = b'"achievement":{"id":"'


@dataclass(frozen=True, slots=True)
class SoundForm:
    """What is to be asked of the strings in which awards of one badge differ."""

    form: Form
    rules: SlotRules
    may_be_endorsed: bool
    """Whether endorsements may be in it; that hangs on names of members, not on strings."""

    @classmethod
    def prepare(cls, template: dict[str, Any]) -> Self:
        """Look at a document with slots."""
        form = Form.of(template)
        return cls(form, SlotRules.of(form, template), has_endorsements(template))


_MEMORY: Final = FormMemory[SoundForm]()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one badge compares with those that were found to be sound."""

    family: bytes | None
    source: bytes
    form: SoundForm | None = None
    answers: Answers = ()

    @property
    def is_sound(self) -> bool:
        """Say whether a badge like this was found to be sound."""
        return self.form is not None and self.form.rules.are_settled(self.answers)

    def settle(self) -> None:
        """Remember that this badge is sound."""
        if self.form is not None:
            self.form.rules.settle(self.answers)
        elif self.family is not None:
            _MEMORY.learn(self.family, self.source, SoundForm.prepare)


def read_alike(source: bytes) -> tuple[object, Likeness]:
    """Do as `strict_json.parse`, and compare what is read with what was found to be sound.

    A badge that is recognised need not be parsed: its text is that of another, which was, but for
    the content of some strings. It shares its parts with those that are like it.
    """
    family = _family_in(source)
    recognised = None if family is None else _MEMORY.recognised(family, source)
    if recognised is None:
        return strict_json.parse(source), Likeness(family, source)
    form, values = recognised
    if not all(values) or not is_plain("".join(values)):
        return strict_json.parse(source), Likeness(None, source)
    return form.form.filled(values), Likeness(family, source, form, form.rules.answers(values))


def _family_in(source: bytes) -> bytes | None:
    """Give the identifier of the achievement, if it stands where most write it."""
    start = source.find(_ACHIEVEMENT)
    return source[start : source.find(b'"', start + len(_ACHIEVEMENT))] if start > 0 else None
