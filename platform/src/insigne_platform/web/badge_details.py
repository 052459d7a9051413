"""What a badge says of itself beside what it is worth: studies, other badges, results, tags."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.achievements.choices import GradeScale
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.selectors import published_with


def details_of(version: AchievementVersion) -> list[Mapping[str, object]]:
    """Lay the details out for `components/facts.html`; what is empty is left out."""
    facts: list[Mapping[str, object]] = [
        {"label": _("Field of study"), "text": str(version.get_isced_field_display())},
        {"label": _("CROHO code of the programme"), "text": version.croho},
        {"label": _("Can be combined with"), "text": version.stackability},
        {"label": _("Related badges"), "links": related_links(version)},
        {"label": _("Results"), "text": grades_in_words(version), "terms": own_levels(version)},
        {"label": _("Tags"), "tags": version.tags},
    ]
    return [fact for fact in facts if any(fact.get(kind) for kind in ("text", "links", "tags"))]


def related_links(version: AchievementVersion) -> list[Mapping[str, str]]:
    """The badges that this one belongs with, as far as anybody may see them."""
    return [
        {
            "url": reverse("public-badge", args=[each.achievement.public_id]),
            "text": each.text_in("name", get_language() or "en"),
        }
        for each in published_with(version.related)
        if each.achievement.is_public
    ]


def grades_in_words(version: AchievementVersion) -> str:
    """In which terms results are given, and which of them passes."""
    scale = version.grade_scale
    if scale in ("", GradeScale.NONE):
        return ""
    named = str(version.get_grade_scale_display())
    if scale == GradeScale.OWN:
        named = ", ".join(level["value"] for level in version.grade_levels)
    if version.grade_pass:
        return _("%(scale)s; passed from %(grade)s") % {
            "scale": named, "grade": version.grade_pass,
        }  # fmt: skip
    return named


def own_levels(version: AchievementVersion) -> list[Mapping[str, str]]:
    """What each own level of a badge means, in the reader's language; those without words not."""
    if version.grade_scale != GradeScale.OWN:
        return []
    first, second = ("nl", "en") if (get_language() or "en").startswith("nl") else ("en", "nl")
    return [
        {"term": level["value"], "text": meaning}
        for level in version.grade_levels
        if (meaning := level[first] or level[second])
    ]
