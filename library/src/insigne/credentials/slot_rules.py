"""Which values of the slots need no new look at the whole credential.

What `require_sound_values` answers depends on a string only through what it asks of it: whether it
is empty; the keywords of the schema (`credentials.string_rules`); whether an identifier is a URL;
and of the period in which the credential is valid, and of related resources, all that they say
(`credentials.data_model`). Once it was content with some values, it is content with all others of
which each of these answers is the same. A rule that asks something else belongs here too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from insigne.canonicalization.form import Form, slots_in
from insigne.credentials.data_model_values import is_url
from insigne.credentials.dialect import dialect_of
from insigne.credentials.string_rules import rules_of_slots

SEEN_WHOLE: Final = frozenset(
    {"validFrom", "validUntil", "issuanceDate", "expirationDate", "relatedResource"}
)
"""Members of a credential that rules compare, or take apart."""

_NEVER_IN_A_URL: Final = r"\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff"
_are_usual_urls = re.compile(
    rf"(?:(?:https?://[^/?#{_NEVER_IN_A_URL}]|(?:urn|did):)[^{_NEVER_IN_A_URL}]+\n)*\Z"
).match
_MOST_SETTLED: Final = 4096
_STRINGS: Final = {str}

type Answers = tuple[Hashable, ...]
type _Question = tuple[int, Callable[[str], Hashable]]


@dataclass(frozen=True, slots=True)
class SlotRules:
    """What is asked of the values, and the answers that were given for sound credentials."""

    _identifiers: tuple[int, ...]
    _questions: tuple[_Question, ...]
    _settled: set[Answers] = field(default_factory=set)

    @classmethod
    def of(cls, form: Form, document: Mapping[str, Any]) -> SlotRules:
        """Find what is asked of the slots of *document*, from which *form* was made."""
        number_of = {name: number for number, name in enumerate(form.names)}
        questions: list[_Question] = [
            (number_of[name], rules.answers)
            for name, rules in rules_of_slots(document, dialect_of(document)).items()
        ]
        slots = [(path, number_of[slot.name]) for path, slot in slots_in(document)]
        questions += [(number, str) for path, number in slots if path[0] in SEEN_WHOLE]
        identifiers = {number: None for path, number in slots if path[-1] == "id"}
        return cls(tuple(identifiers), tuple(questions))

    def are_strings(self, values: Sequence[str]) -> bool:
        """Say whether *values* are strings, and none of them empty."""
        return all(values) and set(map(type, values)) == _STRINGS

    @property
    def identifiers(self) -> Sequence[int]:
        """The slots of which it is asked whether they are URLs."""
        return self._identifiers

    def answers(self, values: Sequence[str]) -> Answers:
        """Answer what is asked of *values*, first of all whether the identifiers look as usual."""
        answers = [ask(values[number]) for number, ask in self._questions]
        identifiers = [values[number] for number in self._identifiers]
        if _are_usual_urls("".join([f"{identifier}\n" for identifier in identifiers])) is None:
            return (False, *answers, *map(is_url, identifiers))
        return (True, *answers)

    def are_settled(self, answers: Answers) -> bool:
        """Say whether a credential with such *answers* was found to be sound before."""
        return answers in self._settled

    def settle(self, answers: Answers) -> None:
        """Remember that a credential with these *answers* is sound."""
        if len(self._settled) >= _MOST_SETTLED:
            self._settled.clear()
        self._settled.add(answers)
