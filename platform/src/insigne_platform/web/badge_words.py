"""What a version of a badge says, laid out as facts for who makes it, awards it or holds it."""

from collections.abc import Mapping

from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from insigne_platform.achievements.elements import MISSING, completeness
from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.web.badge_presentation import value_of


def facts_of(
    version: AchievementVersion, *, is_described: bool = True
) -> list[Mapping[str, object]]:
    """Lay out what a badge says, for `components/facts.html`; what is empty is left out."""
    facts: list[Mapping[str, object]] = [
        {"label": _("What it says"), "text": version.description if is_described else ""},
        {"label": _("How it is earned"), "text": version.criteria},
        {"label": _("Learning outcomes"), "points": version.outcomes},
        {"label": _("Skills"), "tags": version.skills},
        {"label": _("Needed to begin"), "text": version.prerequisites},
        {"label": _("Language of the badge"), "text": _language(version.language)},
        {"label": _("Valid for"), "text": _months(version.valid_months)},
    ]
    return [fact for fact in facts if any(fact.get(kind) for kind in ("text", "points", "tags"))]


def _language(code: str) -> str:
    return str(get_language_info(code)["name_translated"]) if code else ""


def _months(months: int | None) -> str:
    if not months:
        return ""
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def value_if_any(version: AchievementVersion) -> Mapping[str, object] | None:
    """Lay out what a badge is worth; a card on which nothing is stated is left out."""
    stated = (
        version.workload_ects, version.workload_hours, version.eqf_level, version.nlqf_level,
        version.assessment, version.participation, version.watched, version.quality,
    )  # fmt: skip
    is_microcredential = version.achievement.scenario == Scenario.MICROCREDENTIAL
    return value_of(version) if is_microcredential or any(stated) else None


def still_missing(version: AchievementVersion) -> list[Mapping[str, str]]:
    """Say of every missing element what to do, and where on the editor's page."""
    return [
        {"place": place_of(MISSING[name][0]), "text": str(MISSING[name][1])}
        for name in completeness(version).missing
    ]


def place_of(field: str) -> str:
    """Name the place on the editor's page where this field is entered; empty if not there."""
    if field == "issuer":
        return ""
    return "outcomes" if field == "learning_outcomes" else f"id_{field}"
