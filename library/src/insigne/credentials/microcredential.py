"""This room is for the elements of a microcredential, read from and written into an achievement.

The elements are those of Annex I of the Council Recommendation of 16 June 2022 on a European
approach to micro-credentials for lifelong learning and employability (2022/C 243/02). Most have a
property of their own in Open Badges. Those that have none are written as alignments with Annex I
itself: `targetFramework` is the Recommendation, `targetCode` the element, `targetName` what is
said of it. So every term is one that the standard's contexts define, any displayer shows it, and
the same alignments serve Open Badges 2.0.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from insigne.credentials import open_badges_2
from insigne.credentials.dutch_extensions import extension_values
from insigne.credentials.levels import Level, level_alignment, level_of
from insigne.credentials.open_badges_3_achievement import Alignment
from insigne.credentials.reading import (
    Json,
    as_object,
    id_of,
    number_of,
    objects_of,
    text_of,
)
from insigne.credentials.writing import number

__all__ = [
    "ANNEX_I",
    "ANNEX_I_URL",
    "AchievementFields",
    "Completeness",
    "Level",
    "MicrocredentialElements",
    "completeness",
    "elements_of",
    "elements_to_achievement_fields",
    "elements_to_open_badges_2_alignment",
]

# A short form of its title, which is what badges carry; the address is that of EUR-Lex by CELEX.
ANNEX_I: Final = "Council Recommendation of 16 June 2022 on micro-credentials, Annex I"
ANNEX_I_URL: Final = "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32022H0627(02)"
OUTCOME_TYPE: Final = "ext:LearningOutcome"
ELEMENT_TYPE: Final = "ext:MicroCredentialElement"

# The code of an element that has no property of its own, and its name in Annex I, shortened.
ELEMENT_NAMES: Mapping[str, Mapping[str, str]] = {
    "workload_credits": {"en": "Notional workload in ECTS credits", "nl": "Studielast in EC"},
    "workload_hours": {"en": "Notional workload in hours", "nl": "Studielast in uren"},
    "assessment": {"en": "Type of assessment", "nl": "Toetsvorm"},
    "participation": {"en": "Form of participation", "nl": "Deelnamevorm"},
    "quality_assurance": {"en": "Type of quality assurance", "nl": "Kwaliteitsborging"},
    "supervision": {
        "en": "Supervision and identity verification during assessment",
        "nl": "Toezicht en identiteitscontrole bij de toetsing",
    },
    "prerequisites": {"en": "Prerequisites", "nl": "Toelatingseisen"},
    "stackability": {"en": "Integration and stackability", "nl": "Stapelbaarheid"},
}


@dataclass(frozen=True, slots=True)
class MicrocredentialElements:
    """The eleven mandatory elements of Annex I, and those optional ones that we know."""

    learner: str = ""
    title: str = ""
    country: str = ""
    awarding_body: str = ""
    date_of_issue: str = ""
    learning_outcomes: tuple[str, ...] = ()
    workload_credits: int | float | None = None
    workload_hours: int | float | None = None
    levels: tuple[Level, ...] = ()
    assessment: str = ""
    participation: str = ""
    quality_assurance: str = ""
    supervision: str = ""
    prerequisites: str = ""
    stackability: str = ""


class AchievementFields(NamedTuple):
    """What the elements add to an `Achievement`."""

    credits_available: int | float | None
    alignment: tuple[Alignment, ...]


class Completeness(NamedTuple):
    """How many of the eleven mandatory elements are there, and the names of the others."""

    met: int
    missing: tuple[str, ...]


def elements_to_achievement_fields(
    elements: MicrocredentialElements, *, achievement_id: str, language: str = "en"
) -> AchievementFields:
    """Write what the elements say of the achievement; names of elements are in *language*.

    The other five have their own place: the subject, the achievement's `name`, the issuer's
    `address` and `name`, and the credential's `validFrom`.
    """
    levels = [level_alignment(level) for level in elements.levels]
    outcomes = [
        Alignment(text, f"{achievement_id}#outcome-{count}", target_type=OUTCOME_TYPE)
        for count, text in enumerate(elements.learning_outcomes, start=1)
    ]
    others = _element_alignments(elements, language)
    return AchievementFields(number(elements.workload_credits), (*levels, *outcomes, *others))


def elements_to_open_badges_2_alignment(
    elements: MicrocredentialElements, *, badge_id: str, language: str = "en"
) -> tuple[open_badges_2.Alignment, ...]:
    """Write the same for a BadgeClass of 2.0, which has no property for credits either."""
    fields = elements_to_achievement_fields(elements, achievement_id=badge_id, language=language)
    credits_ = fields.credits_available
    all_of_them = fields.alignment
    if credits_ is not None:
        all_of_them += (_element_alignment("workload_credits", credits_, language),)
    return tuple(
        open_badges_2.Alignment(
            target_name=item.target_name,
            target_url=item.target_url,
            target_framework=item.target_framework,
            target_code=item.target_code,
            target_description=item.target_description,
        )
        for item in all_of_them
    )


def elements_of(achievement: Json, *, credential: Json | None = None) -> MicrocredentialElements:
    """Read the elements of any badge: from an Achievement (3.0) or a BadgeClass (2.0).

    With its *credential*, also those that stand outside the achievement.
    """
    alignments = objects_of(achievement.get("alignment"))
    said = extension_values(achievement) | _said_of_elements(alignments)
    credential = credential or {}
    issuer = _issuer(achievement, credential)
    return MicrocredentialElements(
        learner=_learner(credential),
        title=text_of(achievement.get("name")),
        country=_country(issuer),
        awarding_body=text_of(issuer.get("name")),
        date_of_issue=_date_of_issue(credential),
        learning_outcomes=_outcomes(alignments, said),
        workload_credits=_credits(achievement, said),
        workload_hours=_as_number(said.get("workload_hours", "")),
        levels=_levels(alignments, said),
        assessment=said.get("assessment", ""),
        participation=said.get("participation", ""),
        quality_assurance=said.get("quality_assurance", ""),
        supervision=said.get("supervision", ""),
        prerequisites=said.get("prerequisites", ""),
        stackability=said.get("stackability", ""),
    )


def completeness(elements: MicrocredentialElements, *, is_awarded: bool = True) -> Completeness:
    """Count the eleven mandatory elements.

    Of an achievement that is not awarded yet (`is_awarded=False`) the learner and the date of
    issue are taken as given, since every award will have them.
    """
    there = {
        "learner": elements.learner or not is_awarded,
        "title": elements.title,
        "country": elements.country,
        "awarding_body": elements.awarding_body,
        "date_of_issue": elements.date_of_issue or not is_awarded,
        "learning_outcomes": elements.learning_outcomes,
        "workload": elements.workload_credits or elements.workload_hours,
        "level": elements.levels,
        "assessment": elements.assessment,
        "participation": elements.participation,
        "quality_assurance": elements.quality_assurance,
    }
    missing = tuple(name for name, value in there.items() if not value)
    return Completeness(len(there) - len(missing), missing)


def _element_alignments(elements: MicrocredentialElements, language: str) -> list[Alignment]:
    codes = (code for code in ELEMENT_NAMES if code != "workload_credits")
    return [
        _element_alignment(code, value, language)
        for code in codes
        if (value := getattr(elements, code))
    ]


def _element_alignment(code: str, value: str | float, language: str) -> Alignment:
    names = ELEMENT_NAMES[code]
    return Alignment(
        target_name=value if isinstance(value, str) else str(number(value)),
        target_url=ANNEX_I_URL,
        target_framework=ANNEX_I,
        target_code=code,
        target_description=names.get(language, names["en"]),
        target_type=ELEMENT_TYPE,
    )


def _said_of_elements(alignments: list[Json]) -> dict[str, str]:
    """Read what is said of the elements that have no property of their own."""
    return {
        text_of(item.get("targetCode")): text_of(item.get("targetName"))
        for item in alignments
        if item.get("targetFramework") == ANNEX_I
    }


def _levels(alignments: list[Json], said: Mapping[str, str]) -> tuple[Level, ...]:
    levels = tuple(level for item in alignments if (level := level_of(item)))
    if not levels and re.fullmatch("[1-8]", said.get("eqf_level", "")):
        return (Level("EQF", said["eqf_level"]),)
    return levels


def _outcomes(alignments: list[Json], said: Mapping[str, str]) -> tuple[str, ...]:
    """Read the learning outcomes; where none are called so, the competences stand for them."""
    if "learning_outcome" in said:
        return (said["learning_outcome"],)
    others = [
        item for item in alignments if item.get("targetFramework") != ANNEX_I and not level_of(item)
    ]
    outcomes = [item for item in others if _is_outcome(item)] or others
    return tuple(name for item in outcomes if (name := text_of(item.get("targetName"))))


def _is_outcome(alignment: Json) -> bool:
    """Version 2.0 has no targetType, so the address that we give an outcome tells it too."""
    is_ours = re.search(r"#outcome-\d+\Z", text_of(alignment.get("targetUrl")))
    return alignment.get("targetType") == OUTCOME_TYPE or is_ours is not None


def _credits(achievement: Json, said: Mapping[str, str]) -> int | float | None:
    available = number_of(achievement.get("creditsAvailable"))
    return available if available is not None else _as_number(said.get("workload_credits", ""))


def _as_number(text: str) -> int | float | None:
    if not re.fullmatch(r"\d{1,9}(\.\d{1,6})?", text):
        return None
    return float(text) if "." in text else int(text)


def _issuer(achievement: Json, credential: Json) -> Json:
    candidates = (credential.get("issuer"), achievement.get("creator"), achievement.get("issuer"))
    return next((found for item in candidates if (found := as_object(item))), {})


def _country(issuer: Json) -> str:
    address = as_object(issuer.get("address"))
    here = text_of(address.get("addressCountryCode")) or text_of(address.get("addressCountry"))
    parent = as_object(issuer.get("parentOrg"))
    return here or (_country(parent) if parent else "")


def _learner(credential: Json) -> str:
    """Say by what the learner is identified; an empty text when by nothing."""
    for subject in objects_of(credential.get("credentialSubject")):
        identities = objects_of(subject.get("identifier"))
        hashes = (text_of(identity.get("identityHash")) for identity in identities)
        if found := id_of(subject) or next(hashes, ""):
            return found
    return text_of(as_object(credential.get("recipient")).get("identity"))


def _date_of_issue(credential: Json) -> str:
    names = ("awardedDate", "validFrom", "issuanceDate", "issuedOn")
    return next((text for name in names if (text := text_of(credential.get(name)))), "")
