"""Earning by rule: a set of badges, a score, a date; tried first, and never twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from achievements.badge_making import published
from awards.award_making import AMINA, awarded
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack.services import claim
from insigne_platform.core import outbox
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import reactions, selectors, services
from insigne_platform.earning.models import Score
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Membership

pytestmark = pytest.mark.django_db

BEA = replace(AMINA, email="bea@mail.example", name="Bea")


@pytest.fixture
def parts(cast, noon):
    return [
        published(cast.uppsala_issuer, cast.ada, noon, name_en=f"Part {n}", name_nl="")
        for n in (1, 2, 3)
    ]


@pytest.fixture
def make_rule(cast, ice, parts):
    def make(**more: object):
        badges = [part.achievement for part in parts]
        said = {"name": "Two of three", "badges": badges, "needed": 2, **more}
        return services.make_rule(ice.achievement, services.RuleWords(**said), by=cast.ada)

    return make


def _holders(version) -> list[str]:
    found = Award.objects.filter(achievement=version.achievement)
    return sorted(found.values_list("recipient_email", flat=True))


def test_a_dry_run_names_whom_it_would_award_and_awards_nobody(cast, noon, ice, parts, make_rule):
    for part in parts[:2]:
        awarded(part, cast.ada, noon, AMINA)
    awarded(parts[0], cast.ada, noon, BEA)

    rule = make_rule()

    assert selectors.would_award(rule, at=noon) == [(AMINA.email, AMINA.name)]
    assert services.run_rule(rule.pk, at=noon) == 0  # it is still off
    assert _holders(ice) == []


def test_the_last_badge_of_a_set_awards_and_the_audit_says_by_which_rule(
    cast, noon, ice, parts, make_rule
):
    rule = make_rule()
    services.switch_rule(rule, on=True, by=cast.ada)
    awarded(parts[0], cast.ada, noon, AMINA)
    outbox.deliver_all()
    assert _holders(ice) == []

    awards.award_one(parts[1], AMINA, by=cast.ada, at=noon)
    outbox.deliver_all()

    award = Award.objects.get(achievement=ice.achievement)
    said = AuditEntry.objects.get(action="rule.awarded")
    assert (award.recipient_email, award.batch.awarded_by) == (AMINA.email, cast.ada)
    assert (said.object_id, said.details) == (str(award.pk), {"rule": str(rule.pk)})


def test_running_again_awards_nothing_again(cast, noon, ice, parts, make_rule):
    rule = make_rule(needed=1)
    awarded(parts[0], cast.ada, noon, AMINA)
    services.switch_rule(rule, on=True, by=cast.ada)

    assert [services.run_rule(rule.pk, at=noon) for _ in range(3)] == [1, 0, 0]
    assert _holders(ice) == [AMINA.email]


def test_what_was_revoked_is_not_given_again_by_a_rule(cast, noon, ice, parts, make_rule):
    given = awarded(ice, cast.ada, noon, AMINA)
    awards.revoke(given, "A mistake.", by=cast.ada, at=noon)
    awarded(parts[0], cast.ada, noon, AMINA)

    assert selectors.would_award(make_rule(needed=1), at=noon) == []


def test_revoked_and_expired_badges_count_no_more(cast, noon, parts, make_rule):
    rule = make_rule(needed=1)
    yearly = published(cast.uppsala_issuer, cast.ada, noon, valid_months="12")
    rule.badges.add(yearly.achievement)
    awarded(yearly, cast.ada, noon, BEA)
    awards.revoke(awarded(parts[0], cast.ada, noon, AMINA), "No.", by=cast.ada, at=noon)

    assert [each.email for each in selectors.would_award(rule, at=noon)] == [BEA.email]
    assert selectors.would_award(rule, at=noon + timedelta(days=400)) == []


def test_two_addresses_of_one_person_count_together_once_claimed(cast, noon, ice, parts, make_rule):
    from insigne_platform.people.services import record_proved_address

    record_proved_address(cast.amina, "amina@work.example")
    services.switch_rule(make_rule(), on=True, by=cast.ada)
    first = awarded(parts[0], cast.ada, noon, AMINA)
    second = awarded(parts[1], cast.ada, noon, replace(AMINA, email="amina@work.example"))
    outbox.deliver_all()
    assert _holders(ice) == []

    for award in (first, second):
        claim(award, by=cast.amina, at=noon)
    outbox.deliver_all()

    assert _holders(ice) == [cast.amina.email]


def test_a_score_that_arrives_awards(cast, noon, ice, make_rule):
    rule = make_rule(badges=(), needed=None, score_key="exam", score_at_least="5.5")
    services.switch_rule(rule, on=True, by=cast.ada)

    for email, value in (("low@mail.example", "5,4"), ("high@mail.example", 5.5)):
        services.record_score(cast.uppsala, "exam", email, value, by=cast.ada, at=noon)
    outbox.deliver_all()

    assert _holders(ice) == ["high@mail.example"]
    services.record_score(cast.uppsala, "exam", "low@mail.example", "8", by=cast.ada, at=noon)
    outbox.deliver_all()
    assert _holders(ice) == ["high@mail.example", "low@mail.example"]


def test_a_score_of_another_institution_counts_for_nothing(cast, noon, ice, make_rule):
    rule = make_rule(badges=(), needed=None, score_key="exam", score_at_least="5.5")
    services.record_score(cast.elsewhere, "exam", "a@mail.example", 9, by=cast.bo, at=noon)

    assert selectors.would_award(rule, at=noon) == []
    with pytest.raises(NotPermitted):
        services.record_score(cast.uppsala, "exam", "a@mail.example", 9, by=cast.bo, at=noon)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e99", "", "<b>", "--1"])
def test_what_is_no_score_is_refused(cast, noon, value):
    with pytest.raises(Invalid) as refused:
        services.record_score(cast.uppsala, " ", "nobody", value, by=cast.ada, at=noon)

    assert [problem.field for problem in refused.value.problems] == ["key", "email", "value"]
    assert Score.objects.count() == 0


def test_a_date_is_waited_for_and_then_the_sweeper_awards(cast, noon, ice, parts, make_rule):
    rule = make_rule(needed=1, not_before=date(2026, 6, 3))
    services.switch_rule(rule, on=True, by=cast.ada)
    awarded(parts[0], cast.ada, noon, AMINA)

    assert services.run_due_rules(at=noon) == 0
    assert services.run_due_rules(at=noon + timedelta(days=2)) == 1
    assert services.run_due_rules(at=noon + timedelta(days=2, minutes=1)) == 0


def test_rules_that_go_around_are_refused(cast, ice, parts, make_rule):
    make_rule()
    back = services.RuleWords("Back", badges=[ice.achievement])
    own = services.RuleWords("Own", badges=[ice.achievement])

    with pytest.raises(Invalid, match="circle"):
        services.make_rule(parts[0].achievement, back, by=cast.ada)
    with pytest.raises(Invalid, match="circle"):
        services.make_rule(ice.achievement, own, by=cast.ada)


def test_all_that_is_wrong_with_a_rule_is_said(cast, noon, make_rule):
    foreign = published(cast.elsewhere_issuer, cast.bo, noon)

    with pytest.raises(Invalid) as refused:
        make_rule(name=" ", badges=[foreign.achievement], needed=5, score_key="exam")

    assert [problem.field for problem in refused.value.problems] == [
        "name", "badges", "needed", "score_at_least",
    ]  # fmt: skip
    with pytest.raises(Invalid, match="Choose badges"):
        make_rule(badges=(), needed=None)


def test_bo_makes_and_switches_no_rule_of_uppsala(cast, ice, make_rule):
    rule = make_rule()

    with pytest.raises(NotPermitted):
        services.switch_rule(rule, on=True, by=cast.bo)
    with pytest.raises(NotPermitted):
        services.make_rule(ice.achievement, services.RuleWords("Mine"), by=cast.bo)
    assert selectors.rule_for(rule.pk, by=cast.bo) is None


def test_a_rule_stops_when_its_owner_awards_no_more(cast, noon, ice, parts, make_rule, make_person):
    rule = make_rule(needed=1)
    services.switch_rule(rule, on=True, by=cast.ada)
    awarded(parts[0], cast.ada, noon, AMINA)
    other = make_person("wim@uppsala.example", "Wim")
    institutions.add_member(cast.uppsala, other, "administrator", by=cast.ada)
    own = Membership.objects.get(person=cast.ada, institution=cast.uppsala)
    institutions.remove_member(own, by=other, at=noon)

    reactions.run_due_rules()

    rule.refresh_from_db()
    assert (rule.is_on, _holders(ice)) == (False, [])
    services.switch_rule(rule, on=True, by=other)
    assert services.run_rule(rule.pk, at=noon) == 1
