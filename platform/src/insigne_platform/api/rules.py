"""Rules that award a badge by themselves, and the scores that they look at."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Schema

from insigne_platform.achievements.models import Achievement
from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.badges import badge_for
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.openings import earned
from insigne_platform.api.paging import Asked, PageOf, Paging, page
from insigne_platform.api.shapes import Address, Day, Given, PublicId, Text
from insigne_platform.core.errors import Invalid, NotFound, NotPermitted, Problem
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Rule, Score
from insigne_platform.institutions.selectors import issuers_where_may_award

of_badges = Router(tags=["Rules"])
router = Router(tags=["Rules"])
scores = Router(tags=["Scores"])

Number = Annotated[Decimal, Field(ge=-9_999_999, le=9_999_999, max_digits=9, decimal_places=2)]
Key = Annotated[Text, Field(min_length=1, max_length=100)]
MOST_SHOWN = 200
MOST_SCORES = 500


class RuleIn(Given):
    """What a rule asks: badges, a score, a date; all that is filled in counts."""

    name: Annotated[Text, Field(min_length=1, max_length=200)]
    badges: Annotated[list[PublicId], Field(max_length=100)] = []
    needed: Annotated[int, Field(ge=1, le=100)] | None = Field(
        None, description="How many of the badges; left out, all of them."
    )
    score_key: Annotated[Text, Field(max_length=100)] = ""
    score_at_least: Number | None = None
    not_before: Day | None = None


class RuleOut(Schema):
    """A rule, and how many it awarded."""

    id: UUID
    badge: str
    name: str
    badges: list[str]
    needed: int
    score_key: str
    score_at_least: float | None
    not_before: Day | None
    is_on: bool
    awarded: int
    ran_at: datetime | None


class EarnerOut(Schema):
    """Somebody who meets every condition of a rule."""

    email: str
    name: str


class DryRunOut(Schema):
    """Whom a rule would award the badge if it ran now."""

    total: int
    people: list[EarnerOut] = Field(description="The first 200 of them.")


class ScoreIn(Given):
    """A result of somebody."""

    key: Key
    email: Address
    value: Number
    name: Annotated[Text, Field(max_length=200)] = ""


class ScoresIn(Given):
    """Results that come from elsewhere."""

    scores: Annotated[list[ScoreIn], Field(min_length=1, max_length=MOST_SCORES)]


class ScoreOut(Schema):
    """The newest result of somebody under a name."""

    key: str
    email: str
    name: str
    value: float
    recorded_at: datetime


class ScoresOut(Schema):
    """What was stored."""

    scores: list[ScoreOut]


class ScoresAsked(Asked):
    """Which scores."""

    key: str = Field("", max_length=100)
    email: str = Field("", max_length=254)


@of_badges.get(
    "/{badge_id}/rules",
    response=PageOf[RuleOut],
    auth=Scope("earning:read"),
    summary="The rules of a badge",
)
def list_rules(request: ApiRequest, badge_id: str, asked: Paging) -> dict[str, object]:
    """The rules that award a badge, oldest first."""
    found = selectors.rules_of(earned(request, badge_id)).select_related("achievement")
    return page(found.prefetch_related("badges"), asked, by="created_at", write=_rule)


@of_badges.post(
    "/{badge_id}/rules",
    response={201: RuleOut},
    auth=Scope("earning:write"),
    summary="Make a rule",
)
@changes(201)
def create_rule(request: ApiRequest, badge_id: str, rule: RuleIn) -> Done:
    """Make a rule, switched off: first one looks whom it would award."""
    said = services.RuleWords(
        name=rule.name,
        badges=[_needed(request, public_id) for public_id in dict.fromkeys(rule.badges)],
        needed=rule.needed,
        score_key=rule.score_key,
        score_at_least=rule.score_at_least,
        not_before=rule.not_before,
    )
    made = services.make_rule(earned(request, badge_id), said, by=request.auth.person)
    return Done(_rule(rule_for(request, made.pk)), f"/api/v1/rules/{made.pk}")


@router.get("/{uuid:rule_id}", response=RuleOut, auth=Scope("earning:read"), summary="One rule")
def get_rule(request: ApiRequest, rule_id: UUID) -> RuleOut:
    """A rule, and how many it awarded."""
    return _rule(rule_for(request, rule_id))


@router.get(
    "/{uuid:rule_id}/dry-run",
    response=DryRunOut,
    auth=Scope("earning:read"),
    summary="Whom a rule would award",
)
def dry_run(request: ApiRequest, rule_id: UUID) -> DryRunOut:
    """Whom the rule would award the badge if it ran now; nobody is awarded anything."""
    found = selectors.would_award(rule_for(request, rule_id), at=timezone.now())
    people = [EarnerOut(email=each.email, name=each.name) for each in found[:MOST_SHOWN]]
    return DryRunOut(total=len(found), people=people)


@router.post(
    "/{uuid:rule_id}/on", response=RuleOut, auth=Scope("earning:write"), summary="Switch a rule on"
)
@changes()
def switch_rule_on(request: ApiRequest, rule_id: UUID) -> Done:
    """Have a rule award its badge, in the name of the token's maker."""
    services.switch_rule(rule_for(request, rule_id), on=True, by=request.auth.person)
    return Done(_rule(rule_for(request, rule_id)))


@router.post(
    "/{uuid:rule_id}/off",
    response=RuleOut,
    auth=Scope("earning:write"),
    summary="Switch a rule off",
)
@changes()
def switch_rule_off(request: ApiRequest, rule_id: UUID) -> Done:
    """Have a rule award nothing any more; what it awarded stays."""
    services.switch_rule(rule_for(request, rule_id), on=False, by=request.auth.person)
    return Done(_rule(rule_for(request, rule_id)))


@scores.get("", response=PageOf[ScoreOut], auth=Scope("earning:read"), summary="List scores")
def list_scores(request: ApiRequest, asked: Query[ScoresAsked]) -> dict[str, object]:
    """The newest result of everybody under every name, newest first."""
    caller = request.auth
    if not issuers_where_may_award(caller.person, caller.institution).exists():
        raise NotPermitted(_("You do not award badges of this institution."))
    found = selectors.scores_of(caller.institution, key=asked.key, email=asked.email)
    return page(found, asked, by="recorded_at", write=_score, newest=True)


@scores.post("", response=ScoresOut, auth=Scope("earning:write"), summary="Send scores")
@changes()
def record_scores(request: ApiRequest, given: ScoresIn) -> Done:
    """Store results, all or none; the newest of somebody counts, and rules look at it at once."""
    caller, at = request.auth, timezone.now()
    problems: list[Problem] = []
    stored: list[Score] = []
    with transaction.atomic():
        for row, each in enumerate(given.scores, start=1):
            try:
                stored.append(
                    services.record_score(
                        caller.institution, each.key, each.email, each.value,
                        name=each.name, by=caller.person, at=at,
                    )
                )  # fmt: skip
            except Invalid as error:
                problems += [Problem(one.field, one.message, row) for one in error.problems]
        if problems:
            raise Invalid(problems)
    return Done(ScoresOut(scores=[_score(score) for score in stored]))


def rule_for(request: ApiRequest, rule_id: UUID) -> Rule:
    """A rule of the token's institution, for who awards its badge; others are not there."""
    caller = request.auth
    found = selectors.rule_for(rule_id, by=caller.person)
    if found is None or found.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such rule.")
    return found


def _needed(request: ApiRequest, public_id: str) -> Achievement:
    try:
        return badge_for(request, public_id).achievement
    except NotFound as error:
        raise Invalid([Problem("badges", str(error))]) from error


def _rule(rule: Rule) -> RuleOut:
    least = rule.score_at_least
    return RuleOut(
        id=rule.pk,
        badge=rule.achievement.public_id,
        name=rule.name,
        badges=[badge.public_id for badge in rule.badges.all()],
        needed=rule.needed,
        score_key=rule.score_key,
        score_at_least=None if least is None else float(least),
        not_before=rule.not_before,
        is_on=rule.is_on,
        awarded=rule.awarded,  # type: ignore[attr-defined]  # counted by the selector
        ran_at=rule.ran_at,
    )


def _score(score: Score) -> ScoreOut:
    return ScoreOut(
        key=score.key,
        email=score.email,
        name=score.name,
        value=float(score.value),
        recorded_at=score.recorded_at,
    )
