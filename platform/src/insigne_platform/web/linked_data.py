"""What a badge is in schema.org's words (LRMI): for search engines and other catalogues.

It stands in the page as a block of data (`application/ld+json`), which no browser runs and
which our Content-Security-Policy therefore lets stand; `script_of` makes it safe to embed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from insigne_platform.achievements.catalogue import HOURS_OF_A_CREDIT
from insigne_platform.achievements.composition import badge_path, picture_path, version_path
from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.core.addresses import absolute
from insigne_platform.institutions.models import Institution

SCHEMA_ORG = "https://schema.org"
CATEGORIES: Mapping[str, str] = {
    Scenario.MICROCREDENTIAL: "Microcredential",
    Scenario.INFORMAL: "Badge",
    Scenario.GAME: "Badge",
}
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

type Node = dict[str, object]


def credential(version: AchievementVersion, *, is_newest: bool = True) -> Node:
    """The badge as an EducationalOccupationalCredential, in its own language."""
    language, issuer = version.language, version.achievement.issuer
    address = absolute(badge_path(version) if is_newest else version_path(version))
    node: Node = {
        "@type": "EducationalOccupationalCredential",
        "@id": address,
        "url": address,
        "name": version.text_in("name", language),
        "description": version.text_in("description", language),
        "image": absolute(picture_path(version)),
        "inLanguage": language,
        "version": str(version.number),
        "credentialCategory": CATEGORIES[version.achievement.scenario],
        "educationalLevel": _levels(version),
        "competencyRequired": [*version.outcomes_in(language), *_skills(version)],
        "recognizedBy": _organisation(issuer.institution, language),
        "publisher": {
            "@type": "Organization",
            "@id": absolute(f"/public/issuers/{issuer.public_id}"),
            "name": issuer.name_in(language),
            "url": issuer.url,
        },
        "validFor": f"P{version.valid_months}M" if version.valid_months else "",
        "timeRequired": _duration(version),
        "about": _subjects(version, language),
        "educationalAlignment": _alignments(version, language),
        "mentions": _related(version),
        "keywords": ", ".join([*_skills(version), *map(str, version.tags)]),
        "datePublished": version.published_at.date().isoformat() if version.published_at else "",
    }
    return {name: value for name, value in node.items() if value}


def catalogue_list(
    name: str, address: str, versions: Sequence[AchievementVersion], *, first: int
) -> Node:
    """A page of the catalogue as a list of credentials."""
    return {
        "@type": "ItemList",
        "@id": address,
        "url": address,
        "name": name,
        "itemListElement": [
            {"@type": "ListItem", "position": first + place, "item": credential(version)}
            for place, version in enumerate(versions)
        ],
    }


def script_of(node: Node) -> SafeString:
    """The data block for a page; no text in it can end the block."""
    text = json.dumps({"@context": SCHEMA_ORG, **node}, ensure_ascii=False).translate(ESCAPES)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text),  # noqa: S308 - JSON without a single angle bracket or ampersand
    )


def _organisation(institution: Institution, language: str) -> Node:
    node: Node = {
        "@type": "Organization",
        "name": institution.name_in(language),
        "url": institution.url,
        "address": {"@type": "PostalAddress", "addressCountry": institution.country},
        "sameAs": f"https://ror.org/{institution.ror}" if institution.ror else "",
    }
    return {name: value for name, value in node.items() if value}


def _levels(version: AchievementVersion) -> list[Node]:
    stated = {
        "EQF": ("European Qualifications Framework", str(version.eqf_level or "")),
        "NLQF": ("Nederlands kwalificatieraamwerk", version.nlqf_level),
    }
    return [
        {
            "@type": "DefinedTerm",
            "name": f"{short} {code}",
            "termCode": code,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": name},
        }
        for short, (name, code) in stated.items()
        if code
    ]


def _subjects(version: AchievementVersion, language: str) -> list[Node]:
    """The field of study, and the programme that the badge is part of."""
    with translation.override(language):
        field = str(version.get_isced_field_display())
    stated = {"ISCED-F 2013": (field, version.isced_field), "CROHO": ("", version.croho)}
    return [
        {
            "@type": "DefinedTerm",
            "name": name or f"{scheme} {code}",
            "termCode": code,
            "inDefinedTermSet": {"@type": "DefinedTermSet", "name": scheme},
        }
        for scheme, (name, code) in stated.items()
        if code
    ]


def _alignments(version: AchievementVersion, language: str) -> list[Node]:
    """What was picked from frameworks, as LRMI says it."""
    first, second = ("nl", "en") if language == "nl" else ("en", "nl")
    return [
        {
            "@type": "AlignmentObject",
            "alignmentType": "teaches",
            "educationalFramework": item["framework"],
            "targetName": item[f"name_{first}"] or item[f"name_{second}"] or item["url"],
            "targetUrl": item["url"],
        }
        for item in version.alignments
    ]


def _related(version: AchievementVersion) -> list[Node]:
    """The badges that this one belongs with, by their addresses."""
    return [
        {
            "@type": "EducationalOccupationalCredential",
            "@id": absolute(f"/public/badges/{public_id}"),
        }
        for public_id in version.related
    ]


def _skills(version: AchievementVersion) -> list[str]:
    return [str(skill) for skill in version.skills]


def _duration(version: AchievementVersion) -> str:
    hours = Decimal(version.workload_hours or 0) or (
        Decimal(str(version.workload_ects or 0)) * HOURS_OF_A_CREDIT
    )
    return f"PT{round(hours)}H" if hours else ""
