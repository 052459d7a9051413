"""This room is for the extensions with which Dutch institutions described badges until now.

Open Badges 2.0 badges carry them as extensions, early 3.0 badges as properties of their own. They
are read, so that such a badge's value is seen; what we write uses the standard's terms.
"""

from __future__ import annotations

from collections.abc import Mapping

from insigne.credentials.reading import Json, as_object, number_of, text_of

# The extension of 2.0 and the name of its value, which is also the property's name in 3.0.
_VALUES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "workload_credits": (("extensions:ECTSExtension", "ECTS"),),
    "workload_hours": (
        ("extensions:StudyLoadExtension", "StudyLoad"),
        ("extensions:TimeInvestmentExtension", "TimeInvestment"),
    ),
    "eqf_level": (("extensions:EQFExtension", "EQF"),),
    "learning_outcome": (("extensions:LearningOutcomeExtension", "LearningOutcome"),),
    "participation": (("", "participationType"),),
    "assessment": (("", "assessmentType"),),
}


def extension_values(achievement: Json) -> dict[str, str]:
    """Read what the extensions say, by the element that each is about."""
    found = {
        element: next((text for place in places if (text := _text_at(achievement, *place))), "")
        for element, places in _VALUES.items()
    }
    return {element: text for element, text in found.items() if text}


def _text_at(achievement: Json, extension: str, name: str) -> str:
    value = as_object(achievement.get(extension)).get(name, achievement.get(name))
    number = number_of(value)
    return text_of(value) if number is None else f"{number:g}"
