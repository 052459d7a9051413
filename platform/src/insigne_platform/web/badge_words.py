"""What a version of a badge says, laid out as facts for who makes it, awards it or holds it."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _

from insigne_platform.achievements.elements import MISSING, completeness
from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.web.badge_details import grades_in_words, own_levels, related_links
from insigne_platform.web.badge_presentation import value_of
from insigne_platform.web.editor_steps import STEP_OF


def facts_of(
    version: AchievementVersion, *, is_described: bool = True
) -> list[Mapping[str, object]]:
    """Lay out what a badge says, for `components/facts.html`; what is empty is left out."""
    facts: list[Mapping[str, object]] = [
        {"label": _("What it says"), "text": version.description if is_described else ""},
        {"label": _("How it is earned"), "text": version.criteria},
        {"label": _("Learning outcomes"), "points": version.outcomes},
        {"label": _("Skills"), "tags": version.skills},
        {"label": _("From frameworks"), "tags": framework_words(version)},
        {"label": _("Field of study"), "text": version.get_isced_field_display()},
        {"label": _("Needed to begin"), "text": version.prerequisites},
        {"label": _("Can be combined with"), "text": version.stackability},
        {"label": _("Related badges"), "links": related_links(version)},
        {"label": _("Results"), "text": grades_in_words(version), "terms": own_levels(version)},
        {"label": _("Tags"), "tags": version.tags},
        {"label": _("CROHO code of the programme"), "text": version.croho},
        {"label": _("Language of the badge"), "text": _language(version.language)},
        {"label": _("Valid for"), "text": _months(version.valid_months)},
    ]
    kinds = ("text", "points", "links", "tags")
    return [fact for fact in facts if any(fact.get(kind) for kind in kinds)]


def framework_words(version: AchievementVersion) -> list[str]:
    """What was picked from frameworks: code and name, in the reader's language."""
    first, second = ("nl", "en") if (get_language() or "en").startswith("nl") else ("en", "nl")
    return [
        " ".join(
            text for text in (item["code"], item[f"name_{first}"] or item[f"name_{second}"]) if text
        )
        for item in version.alignments
    ]


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
    """Say of every missing element what to do, and where in the editor."""
    return [
        {"url": place_of(version, MISSING[name][0]), "text": str(MISSING[name][1])}
        for name in completeness(version).missing
    ]


def place_of(version: AchievementVersion, field: str) -> str:
    """Name the place in the editor where this field is entered; empty if not there."""
    step = STEP_OF.get(field)
    if step is None:
        return ""
    anchor = "outcomes" if field == "learning_outcomes" else f"id_{field}"
    return f"{reverse('badge-step', args=[version.pk, step])}#{anchor}"
