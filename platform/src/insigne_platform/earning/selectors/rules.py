"""Questions about rules: which there are, and whom each of them would award a badge."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import Coalesce, Lower

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.earning.models import Rule, Score
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

OWNER = Lower(Coalesce("holder__email", "recipient_email"))


class Earner(NamedTuple):
    """Somebody who meets every condition of a rule."""

    email: str
    name: str


def rules_of(achievement: Achievement) -> QuerySet[Rule]:
    """The rules that award a badge, with how many they awarded (`awarded`)."""
    return (
        Rule.objects.filter(achievement=achievement)
        .annotate(awarded=Count("awards", filter=Q(awards__award__isnull=False)))
        .select_related("made_by")
        .order_by("name", "pk")
    )


def rule_for(rule_id: UUID, *, by: Person) -> Rule | None:
    """A rule for a badge that the person awards."""
    issuers = issuers_where_may_award(by).order_by().values("pk")
    return (
        Rule.objects.filter(pk=rule_id, achievement__issuer__in=issuers)
        .annotate(awarded=Count("awards", filter=Q(awards__award__isnull=False)))
        .select_related("achievement__issuer__institution", "made_by")
        .first()
    )


def rules_that_need(achievement_ids: Iterable[UUID]) -> list[UUID]:
    """The rules that are on and ask for one of these badges."""
    return list(
        Rule.objects.filter(is_on=True, badges__in=list(achievement_ids))
        .distinct()
        .values_list("pk", flat=True)
    )


def rules_on_score(score: Score) -> list[UUID]:
    """The rules that are on and ask for a score of this name."""
    return list(
        Rule.objects.filter(
            is_on=True,
            score_key=score.key,
            achievement__issuer__institution=score.institution_id,
        ).values_list("pk", flat=True)
    )


def scores_of(institution: Institution, *, key: str = "", email: str = "") -> QuerySet[Score]:
    """The results that an institution took in, newest first."""
    found = Score.objects.filter(institution=institution)
    if key:
        found = found.filter(key=key)
    if email:
        found = found.filter(email=email.lower())
    return found.order_by("-recorded_at", "pk")


def would_award(rule: Rule, *, at: datetime) -> list[Earner]:
    """Whom the rule awards the badge if it runs now: all who meet it and never had the badge."""
    found: dict[str, str] | None = None
    if rule.needed:
        found = _with_badges(rule, at)
    if rule.score_key:
        scored = _with_score(rule)
        found = scored if found is None else {k: v for k, v in found.items() if k in scored}
    if not found:
        return []
    done = set(rule.awards.values_list("email", flat=True)) | _having(rule.achievement)
    return [Earner(email, name) for email, name in sorted(found.items()) if email not in done]


def _with_badges(rule: Rule, at: datetime) -> dict[str, str]:
    """Who holds enough of the badges, valid now; whoever claimed counts as herself."""
    return dict(
        Award.objects.filter(
            Q(expires_at=None) | Q(expires_at__gt=at),
            achievement__in=rule.badges.values("pk"),
            state=AwardState.ISSUED,
            is_renewed=False,
        )
        .annotate(owner=OWNER)
        .values("owner")
        .annotate(count=Count("achievement", distinct=True), name=Max("recipient_name"))
        .filter(count__gte=rule.needed)
        .order_by()
        .values_list("owner", "name")
    )


def _with_score(rule: Rule) -> dict[str, str]:
    return dict(
        Score.objects.filter(
            institution=rule.achievement.issuer.institution_id,
            key=rule.score_key,
            value__gte=rule.score_at_least,
        ).values_list("email", "name")
    )


def _having(achievement: Achievement) -> set[str]:
    """Who was ever given the badge, even if it was taken back: a rule does not overrule that."""
    pairs = Award.objects.filter(achievement=achievement).values_list(
        Lower(F("recipient_email")), Lower(F("holder__email"))
    )
    return {email for pair in pairs for email in pair if email}
