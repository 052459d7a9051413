"""Where a version of a badge becomes the standard's nouns: an Achievement and a BadgeClass."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from django.utils import translation

from insigne.credentials import microcredential as micro
from insigne.credentials import open_badges_2, open_badges_3_achievement
from insigne.credentials.open_badges_3 import CONTEXTS
from insigne.credentials.open_badges_3_achievement import Achievement, Criteria, Related
from insigne.credentials.open_badges_3_profile import Address, IdentifierEntry, Image, Profile
from insigne_platform.achievements.composition_of_results import (
    framework_alignments,
    result_descriptions,
)
from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.core.addresses import absolute
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import composition as signing

ACHIEVEMENT_TYPE: Mapping[str, str] = {
    Scenario.MICROCREDENTIAL: "MicroCredential",
    Scenario.INFORMAL: "Badge",
    Scenario.GAME: "ext:GameElement",
}
# What our own issuers and those of others write for each scenario; other types have none.
SCENARIO_OF_TYPE: Mapping[str, str] = {
    "MicroCredential": Scenario.MICROCREDENTIAL,
    "Badge": Scenario.INFORMAL,
    "ext:GameElement": Scenario.GAME,
}
ALIGNMENT_2_FIELDS: Final = (
    "target_name", "target_url", "target_framework", "target_code", "target_description",
)  # fmt: skip


def badge_path(version: AchievementVersion) -> str:
    """Where the badge's Open Badges 2.0 document and its page stand."""
    return f"/public/badges/{version.achievement.public_id}"


def version_path(version: AchievementVersion) -> str:
    """Where the Open Badges 2.0 document of this version stands, for as long as awards name it."""
    return f"{badge_path(version)}/v{version.number}"


def achievement_path(version: AchievementVersion) -> str:
    """Where the badge's Open Badges 3.0 document stands."""
    return f"/public/3/badges/{version.achievement.public_id}"


def version_3_path(version: AchievementVersion) -> str:
    """Where the Open Badges 3.0 document of this version stands, when newer ones have come."""
    return f"{achievement_path(version)}/v{version.number}"


def picture_path(version: AchievementVersion) -> str:
    """Where the picture of this version stands; other versions may have another one."""
    return f"{version_path(version)}/image"


def issuer_profile(issuer: Issuer, language: str) -> Profile:
    """The issuer as it stands in a badge: with the country, for that is a mandatory element."""
    country = issuer.institution.country
    profile = signing.profile(issuer, language)
    return dataclasses.replace(profile, address=Address(address_country_code=country))


def elements_of(version: AchievementVersion) -> micro.MicrocredentialElements:
    """What the version states of the elements of a microcredential."""
    language = version.language
    issuer = version.achievement.issuer
    return micro.MicrocredentialElements(
        title=version.text_in("name", language),
        country=issuer.institution.country,
        awarding_body=issuer.name_in(language),
        learning_outcomes=tuple(version.outcomes_in(language)),
        workload_credits=float(version.workload_ects) if version.workload_ects else None,
        workload_hours=version.workload_hours,
        levels=_levels(version),
        prerequisites=version.prerequisites,
        stackability=version.stackability,
        **_chosen(version),
    )


def _chosen(version: AchievementVersion) -> dict[str, str]:
    """What was chosen from lists, in the badge's own language."""
    with translation.override(version.language):
        return {
            "assessment": version.assessment,
            "participation": version.participation,
            "quality_assurance": version.quality,
            "supervision": version.watched,
        }


def _levels(version: AchievementVersion) -> tuple[micro.Level, ...]:
    stated = {"EQF": str(version.eqf_level or ""), "NLQF": version.nlqf_level}
    return tuple(micro.Level(name, code) for name, code in stated.items() if code)


def achievement(version: AchievementVersion, *, path: str = "") -> Achievement:
    """The version as the noun of Open Badges 3.0, for its own address or another *path*."""
    language = version.language
    id = absolute(path or achievement_path(version))
    fields = micro.elements_to_achievement_fields(
        elements_of(version), achievement_id=id, language=language
    )
    return Achievement(
        id=id,
        name=version.text_in("name", language),
        description=version.text_in("description", language),
        criteria=Criteria(narrative=version.text_in("criteria", language)),
        achievement_type=ACHIEVEMENT_TYPE[version.achievement.scenario],
        creator=issuer_profile(version.achievement.issuer, language),
        credits_available=fields.credits_available,
        field_of_study=value_of_field(version) or None,
        image=_image(version),
        in_language=language,
        version=version.label,
        alignment=(*fields.alignment, *framework_alignments(version)),
        result_description=result_descriptions(version, id),
        other_identifier=_programme(version),
        related=_related(version),
        tag=tuple(dict.fromkeys((*version.skills, *version.tags))),
    )


def value_of_field(version: AchievementVersion) -> str:
    """The field of study with its code, in the badge's own language."""
    if not version.isced_field:
        return ""
    with translation.override(version.language):
        return f"{version.get_isced_field_display()} (ISCED-F {version.isced_field})"


def _programme(version: AchievementVersion) -> tuple[IdentifierEntry, ...]:
    return (IdentifierEntry(version.croho, "ext:CROHO"),) if version.croho else ()


def _related(version: AchievementVersion) -> tuple[Related, ...]:
    """The versions before this one at their own addresses, and the badges that belong with it."""
    here = absolute(achievement_path(version))
    earlier = (
        Related(f"{here}/v{each['number']}", version.language, each["label"])
        for each in version.earlier
    )
    others = (Related(absolute(f"/public/3/badges/{each}")) for each in version.related)
    return (*earlier, *others)


def _image(version: AchievementVersion) -> Image | None:
    """Where the picture stands; that of a game element has no public address."""
    if not version.achievement.is_public:
        return None
    alt = version.text_in("picture_alt", version.language)
    return Image(absolute(picture_path(version)), alt or None)


def achievement_document(version: AchievementVersion, *, path: str = "") -> dict[str, object]:
    """The Open Badges 3.0 document that stands at the badge's address."""
    return {"@context": [*CONTEXTS], **achievement(version, path=path).to_json()}


def badge_class(version: AchievementVersion, *, path: str) -> open_badges_2.BadgeClass:
    """The version as the noun of Open Badges 2.0, for the address *path*."""
    language = version.language
    noun = achievement(version)
    return open_badges_2.BadgeClass(
        id=absolute(path),
        name=noun.name,
        description=noun.description,
        image=absolute(picture_path(version)),
        criteria_narrative=version.text_in("criteria", language),
        issuer=absolute(signing.issuer_2_path(version.achievement.issuer)),
        criteria_id=absolute(badge_path(version)),
        alignment=tuple(_alignment_2(alignment) for alignment in _alignments_2(noun)),
        tags=noun.tag,
        version=version.label,
        language=language,
        related=tuple(
            f"{absolute(badge_path(version))}/v{each['number']}" for each in version.earlier
        ),
    )


def _alignments_2(noun: Achievement) -> tuple[open_badges_3_achievement.Alignment, ...]:
    """The alignments, and the credits beside them: 2.0 has no property for those."""
    if noun.credits_available is None:
        return noun.alignment
    credits = open_badges_3_achievement.Alignment(
        target_name=f"{noun.credits_available:g}",
        target_url=micro.ANNEX_I_URL,
        target_framework=micro.ANNEX_I,
        target_code="workload_credits",
    )
    return (*noun.alignment, credits)


def _alignment_2(alignment: open_badges_3_achievement.Alignment) -> open_badges_2.Alignment:
    return open_badges_2.Alignment(
        **{name: getattr(alignment, name) for name in ALIGNMENT_2_FIELDS}
    )
