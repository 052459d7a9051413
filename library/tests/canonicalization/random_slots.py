"""Slots made by dice: any strings of a document, and any values for them."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from random_credentials import CHARACTERS, CONTROLS, TEXTS

from insigne.canonicalization.form import NO_PLACE_FOR_SLOTS, Form, Slot

IRIS = ["urn:a", "https://example.org/%20", "did:key:z6MkAda", "no iri", "urn:a b", "", "urn:\x7f"]


class SlotDice:
    """A source of slots and of what stands in them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"slots {seed}")
        self._others: list[str] = []

    def with_slots(self, document: Mapping[str, Any], chance: float = 0.15) -> dict[str, Any]:
        """Copy *document*, some of its strings as slots."""
        copied: dict[str, Any] = self._copied(document, chance)
        return copied

    def values(self, form: Form) -> list[str]:
        """Choose a value for each slot: near the example, anything, or what stands elsewhere."""
        return [self._value(example) for example in form.examples]

    def _copied(self, part: Any, chance: float) -> Any:
        if isinstance(part, dict):
            return {
                key: item if key in NO_PLACE_FOR_SLOTS else self._copied(item, chance)
                for key, item in part.items()
            }
        if isinstance(part, list):
            return [self._copied(item, chance) for item in part]
        if not isinstance(part, str):
            return part
        self._others.append(part)
        if self._random.random() < chance:
            return Slot(f"slot {len(self._others)}", part)
        return part

    def _value(self, example: str) -> str:
        dice = self._random.random()
        if dice < 0.4:
            return f"{example}/{self._random.randrange(10**6)}"
        if dice < 0.5:
            return example
        if dice < 0.6:
            return self._random.choice(self._others)
        if ":" in example:
            number = self._random.randrange(10**6)
            return self._random.choice([*IRIS, f"urn:{number}", f"https://example.org/{number}"])
        text = self._random.choice(TEXTS + CONTROLS)
        return text + "".join(self._random.choices(CHARACTERS, k=3))
