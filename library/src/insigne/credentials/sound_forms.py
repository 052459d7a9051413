"""This room is for badges that are sound because others, of which they are awards too, were.

What the schema and the data model answer about a badge hangs on a string in it only through what
`slot_rules` asks. So the answer for one award is that for the next, as long as the two differ in
strings alone and those are answered alike.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Final, Self

from insigne.canonicalization.form import Form
from insigne.canonicalization.form_memory import FormMemory, family_of
from insigne.credentials.endorsements import has_endorsements
from insigne.credentials.reading import Json
from insigne.credentials.slot_rules import Answers, SlotRules
from insigne.encoding import strict_json


@dataclass(frozen=True, slots=True)
class SoundForm:
    """What is to be asked of the strings in which awards of one badge differ."""

    rules: SlotRules
    may_be_endorsed: bool
    """Whether endorsements may be in it; that hangs on names of members, not on strings."""

    @classmethod
    def prepare(cls, template: dict[str, Any]) -> Self:
        """Look at a document with slots."""
        return cls(SlotRules.of(Form.of(template), template), has_endorsements(template))


_MEMORY: Final = FormMemory[SoundForm]()


@dataclass(frozen=True, slots=True)
class Likeness:
    """How one badge compares with those that were found to be sound."""

    kin: Hashable = None
    text: bytes = b""
    form: SoundForm | None = None
    answers: Answers = ()

    @classmethod
    def of(cls, document: Json, *, asked: Hashable) -> Self:
        """Compare *document*; *asked* names what is asked of it beside the rules of its dialect."""
        family = family_of(document)
        text = None if family is None else strict_json.plain_bytes(document)
        if text is None:
            return cls()
        kin = family, asked
        recognised = _MEMORY.recognised(kin, text)
        if recognised is None:
            return cls(kin, text)
        form, values = recognised
        answers = form.rules.answers(values) if form.rules.are_strings(values) else ()
        return cls(kin, text, form, answers)

    @property
    def is_sound(self) -> bool:
        """Say whether a badge like this was found to be sound."""
        return self.form is not None and self.form.rules.are_settled(self.answers)

    def settle(self) -> None:
        """Remember that this badge is sound."""
        if self.form is None and self.kin is not None:
            _MEMORY.learn(self.kin, self.text, SoundForm.prepare)
        elif self.form is not None and self.answers:
            self.form.rules.settle(self.answers)
