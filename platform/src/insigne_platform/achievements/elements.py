"""How complete a version is: the eleven mandatory elements of a microcredential."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from insigne.credentials import microcredential
from insigne_platform.achievements.composition import elements_of
from insigne_platform.achievements.models import AchievementVersion

# The form's field and the sentence for each element that may be missing from a version.
MISSING: Mapping[str, tuple[str, Promise]] = {
    "title": ("name_nl", _("Give the badge a name.")),
    "country": ("issuer", _("The institution has no country yet: add it to its profile.")),
    "awarding_body": ("issuer", _("The issuer has no name yet.")),
    "learning_outcomes": (
        "learning_outcomes",
        _("Say what somebody who earned it can do: at least one learning outcome."),
    ),
    "workload": ("workload_ects", _("State the workload, in EC or in hours.")),
    "level": ("eqf_level", _("State the level, in the EQF or the NLQF.")),
    "assessment": ("assessment_kind", _("State how it is assessed.")),
    "participation": (
        "participation_kind",
        _("State how one takes part: on campus, online or both."),
    ),
    "quality_assurance": ("quality_kind", _("State how its quality is assured.")),
}


@dataclass(frozen=True, slots=True)
class Completeness:
    """How many of the mandatory elements are stated, and the names of those that are not."""

    done: int
    of: int
    missing: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """What is still to be done, in words."""
        return [str(MISSING[name][1]) for name in self.missing]


def completeness(version: AchievementVersion) -> Completeness:
    """Count the elements; the learner and the date of issue come with every award."""
    found = microcredential.completeness(elements_of(version), is_awarded=False)
    of = found.met + len(found.missing)
    return Completeness(done=found.met, of=of, missing=found.missing)
