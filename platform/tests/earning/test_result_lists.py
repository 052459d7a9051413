"""Lists of results in the background: parts that are whole, resumed, approved, entered once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from insigne_platform.achievements import services as achievements
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, Batch
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.core.models import AuditEntry, OutboxFact
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Moment, Registration, ResultList, ResultPart
from insigne_platform.earning.services import marking_together, result_lists
from insigne_platform.institutions import services as institutions

pytestmark = pytest.mark.django_db
MANY = 30


@pytest.fixture
def moment(cast, noon, ice) -> Moment:
    said = services.AssessmentWords(title_en="Ice test", pass_mark=Decimal("5.5"), is_open=True)
    assessment = services.make_assessment(ice.achievement, said, by=cast.ada)
    when = services.MomentWords(noon + timedelta(days=7), "Room 3", 100)
    return services.add_moment(assessment, when, by=cast.ada, at=noon)


@pytest.fixture
def people(noon, moment, make_person) -> list[Registration]:
    """Thirty who are registered: p0@ to p29@."""
    return [
        services.register(moment, email=person.email, name=person.display_name, by=person, at=noon)
        for person in (make_person(f"p{n}@mail.example", f"Person {n}") for n in range(MANY))
    ]


def _file(score: int = 8, count: int = MANY) -> bytes:
    rows = [f"p{n}@mail.example,{score}" for n in range(count)]
    return "\n".join(["email,score", *rows, "nobody@mail.example,7"]).encode()


@pytest.fixture
def offer(cast, noon, moment, people):
    def offer(data: bytes | None = None) -> ResultList:
        return services.offer_results(
            moment, "r.csv", data or _file(), label="Exam", by=cast.ada, at=noon
        )

    return offer


def test_many_are_entered_in_parts_each_with_one_batch_of_awards(
    cast, noon, monkeypatch, offer, mailoutbox
):
    monkeypatch.setattr(result_lists, "ROWS_OF_A_PART", 12)
    results = offer()
    assert (results.state, results.entered, results.bad) == ("open", 0, 1)

    outbox.deliver_all()

    results.refresh_from_db()
    assert (results.state, results.entered, results.same, results.bad) == ("done", MANY, 0, 1)
    assert sorted(Batch.objects.values_list("total", flat=True)) == [6, 12, 12]
    assert Award.objects.filter(state="issued").count() == MANY
    assert Registration.objects.filter(state="passed", award__isnull=False).count() == MANY
    assert all(
        each.award.recipient_email == each.email
        for each in Registration.objects.select_related("award")
    )
    assert AuditEntry.objects.filter(action="registration.passed").count() == MANY
    passed = [mail for mail in mailoutbox if mail.subject == "You passed Ice test"]
    assert len(passed) == MANY
    assert results.problems == [
        {
            "row": MANY + 2,
            "field": "email",
            "message": "“nobody@mail.example” is not registered for this moment.",
        }
    ]
    assert [each for part in results.parts.all() for each in part.rows] == []


def test_the_same_file_again_and_at_the_same_time_enters_nothing_twice(cast, noon, offer):
    first, second = offer(), offer()

    outbox.deliver_all()
    third = offer()

    for each in (first, second):
        each.refresh_from_db()
    assert (first.entered, first.same) == (MANY, 0)
    assert (second.entered, second.same) == (0, MANY)
    assert (third.state, third.entered, third.same) == ("done", 0, MANY)
    assert Award.objects.count() == MANY


def test_a_worker_that_dies_in_a_part_leaves_nothing_of_it_and_the_next_goes_on(
    cast, noon, monkeypatch, offer
):
    monkeypatch.setattr(result_lists, "ROWS_OF_A_PART", 12)
    results = offer()
    assert services.work_on_results(results.pk, at=noon)

    def dies(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(marking_together, "_write", dies)
        with pytest.raises(KeyboardInterrupt):
            services.work_on_results(results.pk, at=noon)
    results.refresh_from_db()
    assert (results.entered, Award.objects.count()) == (12, 12)
    OutboxFact.objects.all().delete()  # as if the one who worked took it along

    assert services.resume_results(at=noon) == 0
    assert services.resume_results(at=noon + result_lists.PATIENCE + timedelta(seconds=1)) == 1
    outbox.deliver_all()

    results.refresh_from_db()
    assert (results.state, results.entered) == ("done", MANY)
    assert Award.objects.count() == MANY


def test_who_has_the_badge_passes_without_a_second_one(cast, noon, ice, offer, people):
    awards.award_one(ice, awards.Recipient(email=people[0].email), by=cast.ada, at=noon)

    results = offer()
    outbox.deliver_all()

    results.refresh_from_db()
    people[0].refresh_from_db()
    assert (results.entered, people[0].state, people[0].award) == (MANY, "passed", None)
    assert Award.objects.count() == MANY


def test_what_cannot_be_awarded_is_said_of_its_row_and_the_others_are_entered(
    cast, noon, offer, people
):
    Registration.objects.filter(pk=people[3].pk).update(name="123456782")  # as a BSN is written

    results = offer()
    outbox.deliver_all()

    results.refresh_from_db()
    people[3].refresh_from_db()
    assert (results.entered, results.bad, people[3].state) == (MANY - 1, 2, "registered")
    assert [each["row"] for each in results.problems] == [5, MANY + 2]


def test_a_badge_that_was_archived_meanwhile_is_awarded_to_nobody(cast, noon, ice, offer):
    results = offer()
    achievements.archive(ice.achievement, by=cast.ada, at=noon)

    outbox.deliver_all()

    results.refresh_from_db()
    assert (results.state, results.entered, results.bad) == ("done", 0, MANY + 1)
    assert "archived" in results.problems[0]["message"]
    assert Award.objects.count() == 0


def test_more_badges_than_one_person_decides_wait_for_another(
    cast, noon, offer, make_person, mailoutbox
):
    cast.uppsala.approve_batches_above = 20
    cast.uppsala.save()
    greta = make_person("greta@uppsala.example", "Greta")
    institutions.add_member(cast.uppsala, greta, "administrator", by=cast.ada)
    outbox.deliver_all()
    mailoutbox.clear()

    few = offer(_file(count=20))
    outbox.deliver_all()
    few.refresh_from_db()
    assert (few.state, few.entered) == ("done", 20)

    cast.uppsala.approve_batches_above = 5
    cast.uppsala.save()
    last = "\n".join(["email,score", *(f"p{n}@mail.example,8" for n in range(20, MANY))])
    waits = offer(last.encode())
    outbox.deliver_all()
    waits.refresh_from_db()
    assert (waits.state, waits.entered, Award.objects.count()) == ("approval", 0, 20)
    asked = [mail for mail in mailoutbox if "approve" in mail.subject]
    assert [mail.to for mail in asked] == [["greta@uppsala.example"]]
    with pytest.raises(NotPermitted):
        services.approve_results(waits, by=cast.ada, at=noon)

    services.approve_results(waits, by=greta, at=noon)
    outbox.deliver_all()

    waits.refresh_from_db()
    assert (waits.state, waits.entered, waits.approved_by) == ("done", 10, greta)
    assert Award.objects.count() == MANY
    assert {award.batch.awarded_by for award in Award.objects.all()} == {cast.ada}
    with pytest.raises(Conflict):
        services.approve_results(waits, by=greta, at=noon)


def test_who_takes_the_test_does_not_approve_its_results(cast, noon, moment, offer, make_person):
    cast.uppsala.approve_batches_above = 0
    cast.uppsala.save()
    greta = make_person("greta@uppsala.example", "Greta")
    institutions.add_member(cast.uppsala, greta, "administrator", by=cast.ada)
    services.register(moment, email=greta.email, name="Greta", by=greta, at=noon)
    results = offer()

    with pytest.raises(NotPermitted):
        services.approve_results(results, by=greta, at=noon)
    services.withdraw_results(results, by=greta, at=noon)
    outbox.deliver_all()

    results.refresh_from_db()
    assert (results.state, results.entered) == ("withdrawn", 0)
    assert not ResultPart.objects.exists()


def test_bo_sees_and_does_nothing_with_a_list_of_uppsala(cast, noon, moment, offer):
    cast.uppsala.approve_batches_above = 0
    cast.uppsala.save()
    results = offer()

    for deed in (
        lambda: services.offer_results(moment, "r.csv", _file(), by=cast.bo, at=noon),
        lambda: services.approve_results(results, by=cast.bo, at=noon),
        lambda: services.withdraw_results(results, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            deed()
    assert selectors.results_for(results.pk, by=cast.bo) is None
    assert selectors.results_for(results.pk, by=cast.ada) == results


def test_problems_with_their_addresses_are_forgotten_after_a_while(cast, noon, offer):
    results = offer()
    outbox.deliver_all()
    ResultList.objects.filter(pk=results.pk).update(finished_at=noon)

    services.resume_results(at=noon + result_lists.KEPT)
    assert results.parts.exists()
    services.resume_results(at=noon + result_lists.KEPT + timedelta(seconds=1))

    assert not results.parts.exists()


def test_a_part_of_twenty_takes_as_many_queries_as_one_of_ten(
    cast, noon, monkeypatch, offer, django_assert_num_queries
):
    counted = []
    for size in (10, 20):
        monkeypatch.setattr(result_lists, "ROWS_OF_A_PART", size)
        done = sum(counted_rows for counted_rows, _queries in counted)
        rows = "\n".join(f"p{n}@mail.example,8" for n in range(done, done + size))
        monkeypatch.setattr(result_lists, "AT_ONCE", 0)
        results = offer(f"email,score\n{rows}".encode())
        with django_assert_num_queries(40, exact=False) as queries:
            services.work_on_results(results.pk, at=noon)
        counted.append((size, len(queries)))

    assert Award.objects.count() == MANY
    assert counted[0][1] == counted[1][1]
