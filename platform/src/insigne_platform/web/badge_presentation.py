"""A published badge, laid out for its public pages in the page's language."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from insigne_platform.achievements.composition import picture_path
from insigne_platform.achievements.elements import completeness
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.tokens import token_for
from insigne_platform.web.presentation import civil_effect

GAME_PICTURE = "game picture"

SCENARIOS = {
    "microcredential": lambda: _("Microcredential"),
    "informal": lambda: _("Informal badge"),
    "game": lambda: _("Game element"),
}


def badge_page(version: AchievementVersion) -> dict[str, object]:
    """Lay out what there is to be earned."""
    achievement = version.achievement
    is_microcredential = achievement.scenario == "microcredential"
    return {
        "version": version,
        "achievement": achievement,
        "issuer": achievement.issuer,
        "institution": achievement.issuer.institution,
        "scenario": achievement.scenario,
        "kicker": scenario_word(achievement.scenario),
        "picture": picture_of(version),
        "picture_alt": version.picture_alt,
        "value": value_of(version) if is_microcredential or version.workload_ects else None,
        "outcomes": version.outcomes,
    }


def scenario_word(scenario: str) -> str:
    """Name the kind of badge."""
    return SCENARIOS.get(scenario, SCENARIOS["informal"])()


def picture_of(version: AchievementVersion) -> str:
    """Say where the picture of this version stands; a next version may have another one."""
    if not version.achievement.is_public:
        return f"/badge-pictures/{token_for(GAME_PICTURE, version.pk)}"
    return picture_path(version)


def value_of(version: AchievementVersion) -> Mapping[str, object]:
    """Lay out what the badge is worth: six large words and the stitches."""
    sewn = completeness(version)
    rows = [
        {"label": _("Workload"), **_workload(version)},
        {"label": _("Level"), **_level(version)},
        {"label": _("Assessment"), "big": version.assessment},
        {"label": _("Participation"), "big": version.participation},
        {"label": _("Supervision"), **_supervision(version)},
        {"label": _("Quality assurance"), "big": version.quality},
    ]
    is_microcredential = version.achievement.scenario == "microcredential"
    return {
        "rows": rows,
        "done": sewn.done,
        "of": sewn.of if is_microcredential else 0,
        "effect": civil_effect() if is_microcredential else "",
    }


def _workload(version: AchievementVersion) -> dict[str, str]:
    points, hours = version.workload_ects, version.workload_hours
    in_points = _("%(points)s EC") % {"points": _plain(points)} if points else ""
    in_hours = _("%(hours)s hours") % {"hours": hours} if hours else ""
    return {"big": in_points or in_hours, "detail": in_hours if in_points else ""}


def _plain(points: Decimal) -> str:
    """Write 5.0 as 5, and 2.5 with the comma or point of the language."""
    points = Decimal(points)
    decimals = 0 if points == points.to_integral_value() else None
    return number_format(points.normalize() if decimals is None else points, decimals)


def _level(version: AchievementVersion) -> dict[str, str]:
    eqf, nlqf = version.eqf_level, version.nlqf_level
    in_eqf = pgettext("level", "EQF %(level)s") % {"level": eqf} if eqf else ""
    in_nlqf = pgettext("level", "NLQF %(level)s") % {"level": nlqf} if nlqf else ""
    return {"big": in_eqf or in_nlqf, "detail": in_nlqf if in_eqf else ""}


def _supervision(version: AchievementVersion) -> dict[str, str]:
    """Who watched, and under it whether it was known who was watched."""
    kind, identity = version.get_supervision_kind_display(), version.get_identity_check_display()
    if not kind:
        return {"big": version.watched}
    words = version.supervision
    return {"big": f"{kind}: {words}" if words else str(kind), "detail": str(identity)}
