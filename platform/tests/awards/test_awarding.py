from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from achievements.badge_making import draft, published
from awards.award_making import AMINA, awarded, csv_of
from insigne_platform.achievements import services as achievements
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award, Batch, ListFile, RecipientList
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.people.services import record_proved_address

pytestmark = pytest.mark.django_db


def test_ada_awards_amina(cast, noon, ice):
    award = services.award_one(ice, AMINA, by=cast.ada, at=noon)

    assert (award.recipient_email, award.grade, award.language) == (AMINA.email, "8.5", "nl")
    assert (award.state, award.awarded_at, award.expires_at) == ("new", noon, None)
    assert (award.batch.total, award.batch.already) == (1, 0)


def test_bo_may_do_nothing_at_uppsala(cast, noon, ice, given):
    recipients = services.preview_list(ice, "list.csv", csv_of(3), by=cast.ada, at=noon)
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.award_one(ice, replace(AMINA, email="eva@x.example"), by=cast.bo, at=noon),
        lambda: services.preview_list(ice, "list.csv", csv_of(3), by=cast.bo, at=noon),
        lambda: services.discard_list(recipients, by=cast.bo),
        lambda: services.award_list(recipients, only_good=True, by=cast.bo, at=noon),
        lambda: services.revoke(given, "Mine now", by=cast.bo, at=noon),
        lambda: services.revoke_many([given], "Mine now", by=cast.bo, at=noon),
        lambda: services.mail_claim_again(given, by=cast.bo, at=noon),
        lambda: services.email_variant(given, cast.bo.email, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == before
    assert Award.objects.count() == 1
    assert selectors.award_for(given.pk, by=cast.bo) is None
    assert selectors.batch_for(given.batch_id, by=cast.bo) is None
    assert selectors.recipient_list_for(recipients.pk, by=cast.bo) is None
    assert list(selectors.awards_of(cast.uppsala, by=cast.bo)) == []
    assert list(selectors.batches_of(cast.uppsala, by=cast.bo)) == []
    assert selectors.figures_of(cast.uppsala, by=cast.bo).awarded == 0


def test_who_works_for_one_group_sees_that_group_only(cast, add_member, noon, given):
    from insigne_platform.institutions import services as institutions

    law = institutions.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)
    institutions.add_member(cast.uppsala, cast.eva, "observer", group=law, by=cast.ada)

    assert list(selectors.awards_of(cast.uppsala, by=cast.eva)) == []
    assert list(selectors.awards_of(cast.uppsala, by=cast.ada)) == [given]


def test_drafts_and_archived_badges_are_not_awarded(cast, noon, ice):
    plan = draft(cast.uppsala_issuer, cast.ada)
    achievements.archive(ice.achievement, by=cast.ada, at=noon)

    for version in (plan, ice):
        with pytest.raises(Conflict):
            services.award_one(version, AMINA, by=cast.ada, at=noon)


def test_all_that_is_wrong_with_a_recipient_is_said(cast, noon, ice):
    wrong = replace(AMINA, email="no", evidence_url="ftp://x", awarded_on=date(2027, 1, 1))

    with pytest.raises(Invalid) as refused:
        services.award_one(ice, wrong, by=cast.ada, at=noon)

    assert [(p.field, p.row) for p in refused.value.problems] == [
        ("email", None), ("evidence_url", None), ("awarded_on", None)
    ]  # fmt: skip


def test_nobody_is_given_the_same_badge_twice(cast, noon, ice, given):
    with pytest.raises(Conflict, match="has this badge already"):
        services.award_one(ice, replace(AMINA, email="AMINA@mail.example"), by=cast.ada, at=noon)

    assert Award.objects.count() == 1


def test_nor_in_a_newer_version_of_it(cast, noon, ice, given):
    second = achievements.new_version(ice.achievement, by=cast.ada)
    achievements.publish(second, by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.award_one(second, AMINA, by=cast.ada, at=noon)


def test_who_had_it_revoked_can_earn_it_again(cast, noon, ice, given):
    services.revoke(given, "A mistake.", by=cast.ada, at=noon)

    assert awarded(ice, cast.ada, noon).pk != given.pk


def test_who_holds_an_expired_one_can_earn_it_again(cast, noon):
    yearly = published(cast.uppsala_issuer, cast.ada, noon, valid_months="12")
    first = awarded(yearly, cast.ada, noon)
    later = noon + timedelta(days=366)

    second = awarded(yearly, cast.ada, later)

    assert first.expires_at == datetime(2027, 6, 1, 12, tzinfo=UTC)
    first.refresh_from_db()
    assert (first.is_renewed, second.is_renewed, first.state) == (True, False, "issued")
    with pytest.raises(Conflict):
        awarded(yearly, cast.ada, later)


def test_validity_in_months_ends_on_a_day_that_exists(cast):
    at = datetime(2026, 8, 31, 12, tzinfo=UTC)
    badge = published(cast.uppsala_issuer, cast.ada, at, valid_months=6)

    assert services.award_one(badge, AMINA, by=cast.ada, at=at).expires_at == datetime(
        2027, 2, 28, 12, tzinfo=UTC
    )


def test_a_list_is_looked_at_and_then_awarded(cast, noon, ice, given):
    data = csv_of(3) + b"\r\nnobody\r\namina@mail.example;Amina;9"

    recipients = services.preview_list(ice, "group 4.csv", data, by=cast.ada, at=noon)

    assert [row["email"] for row in recipients.rows] == [
        f"student{n}@mail.example" for n in (1, 2, 3)
    ]
    assert [row["email"] for row in recipients.already] == ["amina@mail.example"]
    assert recipients.problems == [
        {"row": 5, "field": "email", "message": "“nobody” is not an e-mail address."}
    ]
    assert Award.objects.count() == 1

    with pytest.raises(Invalid):
        services.award_list(recipients, only_good=False, by=cast.ada, at=noon)
    batch = services.award_list(recipients, only_good=True, by=cast.ada, at=noon)

    assert (batch.label, batch.total, batch.already) == ("group 4.csv", 3, 1)
    assert list(batch.awards.values_list("row_number", flat=True)) == [2, 3, 4]


def test_the_same_list_awards_nothing_twice_and_says_so(cast, noon, ice):
    first = services.preview_list(ice, "list.csv", csv_of(3), by=cast.ada, at=noon)
    second = services.preview_list(ice, "list.csv", csv_of(3), by=cast.ada, at=noon)
    batch = services.award_list(first, only_good=True, by=cast.ada, at=noon)

    assert services.award_list(first, only_good=True, by=cast.ada, at=noon) == batch
    with pytest.raises(Conflict, match="Everybody on this list has this badge already"):
        services.award_list(second, only_good=True, by=cast.ada, at=noon)
    third = services.preview_list(ice, "list.csv", csv_of(4), by=cast.ada, at=noon)
    more = services.award_list(third, only_good=True, by=cast.ada, at=noon)

    assert (third.good, third.having) == (1, 3)
    assert (more.total, more.already) == (1, 3)
    assert services.already_sentence(more.already) == (
        "3 persons had this badge already and were not given it again."
    )
    assert (Award.objects.count(), Batch.objects.count()) == (4, 2)


def test_two_lists_that_race_award_everybody_once(cast, noon, ice):
    lists = [
        services.preview_list(ice, "list.csv", csv_of(count), by=cast.ada, at=noon)
        for count in (3, 5)
    ]

    small, large = (services.award_list(one, only_good=True, by=cast.ada, at=noon) for one in lists)

    assert (small.total, small.already, large.total, large.already) == (3, 0, 2, 3)


def test_a_list_that_is_done_with_holds_nobody(cast, noon, ice):
    used, unused = (
        services.preview_list(ice, "list.csv", csv_of(3), by=cast.ada, at=noon) for _ in range(2)
    )

    services.award_list(used, only_good=True, by=cast.ada, at=noon)
    services.discard_list(unused, by=cast.ada)

    assert [one.rows for one in RecipientList.objects.all()] == [[], []]
    assert ListFile.objects.count() == 0
    assert not unused.parts.exists()
    with pytest.raises(Conflict, match="thrown away"):
        services.award_list(unused, only_good=True, by=cast.ada, at=noon)
    with pytest.raises(Conflict, match="awarded already"):
        services.discard_list(used, by=cast.ada)


def _words(awards) -> list[tuple[str, ...]]:
    return [(a.version.name, a.version.achievement.issuer.institution.name) for a in awards]


def test_a_list_of_awards_takes_as_many_queries_for_three_as_for_one(
    cast, noon, ice, given, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert len(_words(selectors.awards_of(cast.uppsala, by=cast.ada))) == 1
    for n in range(2):
        awarded(ice, cast.ada, noon, replace(AMINA, email=f"a{n}@x.example"))

    with django_assert_num_queries(2):
        assert len(_words(selectors.awards_of(cast.uppsala, by=cast.ada))) == 3
    with django_assert_num_queries(2):
        assert len(_words(selectors.batches_of(cast.uppsala, by=cast.ada))) == 3
    record_proved_address(cast.amina, "a0@x.example")
    with django_assert_num_queries(2):
        assert len(_words(selectors.claimable(cast.amina))) == 2
    with django_assert_num_queries(2):
        assert selectors.award_counts([ice]) == {ice.achievement_id: 3}


def test_awards_are_found_and_filtered(cast, noon, ice, given):
    bea = replace(AMINA, email="bea@x.example", name="Bea")
    other = awarded(ice, cast.ada, noon, bea)
    services.revoke(other, "A mistake.", by=cast.ada, at=noon)

    def found(**how: str) -> list[Award]:
        return list(selectors.awards_of(cast.uppsala, by=cast.ada, **how))

    assert found(order="name") == [given, other]
    assert found(search="bea") == [other]
    assert found(search="amina ice") == [given]
    assert found(state="waiting") == [given]
    assert found(state="revoked") == [other]
    assert found(state="claimed") == []
    assert list(selectors.awards_of(ice, by=cast.ada, state="revoked")) == [other]
    assert list(selectors.awards_of(given.batch, by=cast.ada)) == [given]
    assert selectors.figures_of(cast.uppsala, by=cast.ada) == selectors.Figures(
        awarded=2, claimed=0, waiting=1, revoked=1
    )
