"""Making rules, switching them on and off, and awarding what they say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, VersionState
from insigne_platform.awards import services as awards
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.models import Rule, RuleAward
from insigne_platform.earning.permissions import may_set_up
from insigne_platform.earning.selectors.rules import Earner, would_award
from insigne_platform.earning.services.reviewing import version_to_give
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified

AT_ONCE: Final = 200  # people in one run; the sweeper comes back for the rest
LOOK_AGAIN: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a rule asks: badges, a score, a date; all that is filled in counts."""

    name: str
    badges: Collection[Achievement] = ()
    needed: int | None = None
    score_key: str = ""
    score_at_least: Decimal | None = None
    not_before: date | None = None


@transaction.atomic
def make_rule(achievement: Achievement, said: RuleWords, *, by: Person) -> Rule:
    """Make a rule, switched off: first one looks whom it would award."""
    if not may_set_up(by, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))
    version_to_give(achievement)
    if problems := _problems_with(achievement, said):
        raise Invalid(problems)

    badges = list(said.badges)
    rule = Rule.objects.create(
        achievement=achievement,
        name=" ".join(said.name.split()),
        needed=(said.needed or len(badges)) if badges else 0,
        score_key=said.score_key.strip(),
        score_at_least=said.score_at_least if said.score_key.strip() else None,
        not_before=said.not_before,
        made_by=by,
    )
    rule.badges.set(badges)
    audit.record(by, "rule.made", rule, achievement=achievement.pk)
    return rule


@transaction.atomic
def switch_rule(rule: Rule, *, on: bool, by: Person) -> None:
    """Switch a rule on, so that it awards in the name of who does so, or off."""
    if not may_set_up(by, rule.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if on:
        version_to_give(rule.achievement)
        if _is_circular(rule.achievement, rule.badges.all()):
            raise Conflict(_("This rule would go around in a circle with others."))
    Rule.objects.filter(pk=rule.pk).update(is_on=on, made_by=by, ran_at=None)
    audit.record(by, "rule.switched_on" if on else "rule.switched_off", rule)


@transaction.atomic
def run_rule(rule_id: UUID, *, at: datetime) -> int:
    """Award the badge to everybody who meets the rule; answer how many that were.

    Running it again awards nothing again. A rule whose owner awards no more switches itself off.
    """
    rule = (
        Rule.objects.select_for_update(of=("self",))
        .select_related("achievement__issuer", "made_by")
        .filter(pk=rule_id, is_on=True)
        .first()
    )
    if rule is None or not rule.has_begun_on(timezone.localdate(at)):
        return 0
    archived = rule.achievement.archived_at is not None
    if archived or not may_set_up(rule.made_by, rule.achievement):
        Rule.objects.filter(pk=rule.pk).update(is_on=False)
        audit.record(None, "rule.stopped", rule, archived=archived)
        return 0
    earners = would_award(rule, at=at)
    awarded = sum(_award(rule, earner, at) for earner in earners[:AT_ONCE])
    rest = len(earners) > AT_ONCE
    Rule.objects.filter(pk=rule.pk).update(ran_at=None if rest else at)
    return awarded


def run_rules(rule_ids: Iterable[UUID], *, at: datetime) -> int:
    """Run several rules, each in a transaction of its own."""
    return sum(run_rule(rule_id, at=at) for rule_id in rule_ids)


def run_due_rules(*, at: datetime) -> int:
    """Run the rules that were not looked at for an hour, for dates and for what was missed."""
    due = Rule.objects.filter(is_on=True).exclude(ran_at__gt=at - LOOK_AGAIN)
    return run_rules(list(due.values_list("pk", flat=True)), at=at)


def _award(rule: Rule, earner: Earner, at: datetime) -> bool:
    person = person_with_verified(earner.email)
    recipient = awards.Recipient(
        email=earner.email, name=earner.name, language=person.language if person else ""
    )
    try:
        award = awards.award_one(
            version_to_give(rule.achievement), recipient, by=rule.made_by, at=at
        )
    except (Conflict, Invalid):  # has it since a moment ago, or has no address to write to
        award = None
    RuleAward.objects.create(rule=rule, email=earner.email, award=award, at=at)
    if award is not None:
        audit.record(None, "rule.awarded", award, rule=rule.pk)
    return award is not None


def _problems_with(achievement: Achievement, said: RuleWords) -> list[Problem]:
    problems = []
    badges = list(said.badges)
    institution = achievement.issuer.institution_id
    if not said.name.strip():
        problems.append(Problem("name", _("Give the rule a name.")))
    elif len(said.name) > 200:
        problems.append(Problem("name", _("At most 200 characters.")))
    if not badges and not said.score_key.strip():
        problems.append(Problem("badges", _("Choose badges, or name a score, or both.")))
    if any(badge.issuer.institution_id != institution or not _is_given(badge) for badge in badges):
        problems.append(Problem("badges", _("Choose from your own published badges.")))
    elif _is_circular(achievement, badges):
        message = _("That goes around in a circle: one of these badges needs this one itself.")
        problems.append(Problem("badges", message))
    if badges and said.needed is not None and not 1 <= said.needed <= len(badges):
        message = _("Give a number from 1 to the number of badges that you chose.")
        problems.append(Problem("needed", message))
    if said.score_key.strip() and said.score_at_least is None:
        problems.append(Problem("score_at_least", _("Say from which score on.")))
    if len(said.score_key) > 100:
        problems.append(Problem("score_key", _("At most 100 characters.")))
    return problems


def _is_given(badge: Achievement) -> bool:
    return badge.versions.filter(state=VersionState.PUBLISHED).exists()


def _is_circular(target: Achievement, badges: Iterable[Achievement]) -> bool:
    """Say whether one needs *target*, by whatever rules, to earn one of *badges*."""
    needs: dict[UUID, set[UUID]] = {}
    for earned, badge in Rule.objects.exclude(badges=None).values_list("achievement", "badges"):
        needs.setdefault(earned, set()).add(badge)
    todo, seen = [badge.pk for badge in badges], set()
    while todo:
        here = todo.pop()
        if here == target.pk:
            return True
        if here not in seen:
            seen.add(here)
            todo += needs.get(here, ())
    return False
