"""Applications for a badge: whether one may apply, and who."""

from __future__ import annotations

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from insigne_platform.achievements.models import Achievement
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.shapes import Day, Given, Text
from insigne_platform.core.errors import NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Opening
from insigne_platform.earning.permissions import may_set_up

router = Router(tags=["Applications"])

Domains = Annotated[list[Annotated[Text, Field(max_length=253)]], Field(max_length=50)]
Instructions = Annotated[Text, Field(max_length=4000)]
Level = Annotated[Text, Field(min_length=1, max_length=60, pattern="^[^,]*$")]


class CriterionIn(Given):
    """What reviewers look at, and its levels from low to high."""

    criterion: Annotated[Text, Field(min_length=1, max_length=200)]
    levels: Annotated[list[Level], Field(min_length=2, max_length=6)]


class OpeningIn(Given):
    """How one applies for a badge; all of it is replaced."""

    is_open: bool
    opens_on: Day | None = None
    closes_on: Day | None = None
    who: Literal["anybody", "domain"] = "anybody"
    domains: Domains = []
    instructions_nl: Instructions = ""
    instructions_en: Instructions = ""
    rubric: Annotated[list[CriterionIn], Field(max_length=12)] = []


class CriterionOut(Schema):
    """What reviewers look at, and its levels from low to high."""

    criterion: str
    levels: list[str]


class OpeningOut(Schema):
    """How one applies for a badge."""

    badge: str
    is_open: bool
    opens_on: Day | None
    closes_on: Day | None
    who: str
    domains: list[str]
    instructions_nl: str
    instructions_en: str
    rubric: list[CriterionOut]


@router.get(
    "/{badge_id}/opening",
    response=OpeningOut,
    auth=Scope("earning:read"),
    summary="How one applies",
)
def get_opening(request: ApiRequest, badge_id: str) -> OpeningOut:
    """How one applies for a badge; as long as it was never set up, one cannot."""
    achievement = earned(request, badge_id)
    found = selectors.opening_of(achievement) or Opening(achievement=achievement)
    return _opening(achievement, found)


@router.put(
    "/{badge_id}/opening",
    response=OpeningOut,
    auth=Scope("earning:write"),
    summary="Open or close applications",
)
@changes()
def set_opening(request: ApiRequest, badge_id: str, opening: OpeningIn) -> Done:
    """Open or close a badge for applications, from the next moment on."""
    achievement = earned(request, badge_id)
    said = services.OpeningWords(
        is_open=opening.is_open,
        opens_on=opening.opens_on,
        closes_on=opening.closes_on,
        who=opening.who,
        domains="\n".join(opening.domains),
        instructions_nl=opening.instructions_nl,
        instructions_en=opening.instructions_en,
        rubric=[(row.criterion, ",".join(row.levels)) for row in opening.rubric],
    )
    made = services.set_opening(achievement, said, by=request.auth.person)
    return Done(_opening(achievement, made))


def earned(request: ApiRequest, badge_id: str) -> Achievement:
    """A badge of the token's institution, for whoever decides how it is earned."""
    achievement = badge_for(request, badge_id).achievement
    if not may_set_up(request.auth.person, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    return achievement


def _opening(achievement: Achievement, opening: Opening) -> OpeningOut:
    return OpeningOut(
        badge=achievement.public_id,
        is_open=opening.is_open,
        opens_on=opening.opens_on,
        closes_on=opening.closes_on,
        who=opening.who,
        domains=opening.domains,
        instructions_nl=opening.instructions_nl,
        instructions_en=opening.instructions_en,
        rubric=[CriterionOut(**row) for row in opening.rubric],
    )
