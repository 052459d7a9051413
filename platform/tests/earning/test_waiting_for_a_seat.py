"""Full moments: who waits gets the next seat in turn; the office moves, cancels and is heard."""

from __future__ import annotations

from datetime import timedelta

import pytest

from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Moment, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def add_moment(cast, noon, ice):
    said = services.AssessmentWords(title_nl="IJstoets", title_en="Ice test", is_open=True)
    assessment = services.make_assessment(ice.achievement, said, by=cast.ada)

    def add(**more: object) -> Moment:
        said = {"starts_at": noon + timedelta(days=7), "place": "Room 3", "seats": 1, **more}
        return services.add_moment(assessment, services.MomentWords(**said), by=cast.ada, at=noon)

    return add


@pytest.fixture
def moment(add_moment) -> Moment:
    return add_moment(closes_at=None)


@pytest.fixture
def register(noon, moment, make_person):
    """Register one@, two@, … in turn, a minute after each other, ready to wait."""

    def register(name: str, minute: int = 0, **more: object) -> Registration:
        person = make_person(f"{name}@mail.example", name.title())
        said = {"waits": True, "at": noon + timedelta(minutes=minute), **more}
        return services.register(
            said.pop("moment", moment), email=person.email, name=name.title(), by=person, **said
        )

    return register


def _states(*registrations):
    for each in registrations:
        each.refresh_from_db()
    return [(each.state, each.seat) for each in registrations]


def test_who_waited_longest_gets_the_seat_and_each_is_told_in_turn(
    cast, noon, moment, register, mailoutbox
):
    one, two, three = (register(name, n) for n, name in enumerate(("one", "two", "three")))
    two.person.language = "nl"
    two.person.save()
    outbox.deliver_all()
    assert _states(one, two, three) == [("registered", 1), ("waiting", None), ("waiting", None)]
    assert [selectors.place_in_queue(each) for each in (one, two, three)] == [0, 1, 2]
    assert "Je staat op de wachtlijst voor IJstoets" in [mail.subject for mail in mailoutbox]
    mailoutbox.clear()

    services.cancel_registration(one, by=one.person, at=noon)
    outbox.deliver_all()

    assert _states(one, two, three) == [
        ("cancelled", None), ("registered", 1), ("waiting", None)
    ]  # fmt: skip
    told = {mail.to[0]: mail.subject for mail in mailoutbox}
    assert set(told) == {"one@mail.example", "two@mail.example"}
    assert told["two@mail.example"] == "Er is een plaats voor je: IJstoets"
    assert AuditEntry.objects.filter(action="registration.seated").count() == 1
    assert selectors.place_in_queue(three) == 1


def test_who_does_not_wait_is_told_that_it_is_full(register):
    register("one")

    with pytest.raises(Conflict, match="full"):
        register("two", waits=False)


def test_one_waits_once_and_may_leave_the_list_at_any_time(noon, moment, register, add_moment):
    register("one")
    waiting = register("two")
    other = add_moment(starts_at=noon + timedelta(days=9))
    said = {"email": waiting.email, "name": "Two", "by": waiting.person, "at": noon}
    for there in (moment, other):
        with pytest.raises(Conflict, match="on a waiting list"):
            services.register(there, **said)

    services.cancel_registration(waiting, by=waiting.person, at=moment.starts_at)

    assert services.register(other, **said).seat == 1


def test_after_closing_a_free_seat_is_given_to_nobody_unasked(cast, noon, moment, register):
    one, two = register("one"), register("two", 1)

    services.withdraw_registration(one, by=cast.ada, at=moment.closes_at)

    assert _states(two) == [("waiting", None)]


def test_more_seats_go_to_who_waits(cast, noon, moment, register):
    one, two, three = (register(name, n) for n, name in enumerate(("one", "two", "three")))

    words = services.MomentWords(moment.starts_at, moment.place, 2)
    services.change_moment(moment, words, by=cast.ada, at=noon)

    assert _states(one, two, three) == [("registered", 1), ("registered", 2), ("waiting", None)]


def test_who_waits_is_told_in_her_own_words_when_the_moment_moves(
    cast, noon, moment, register, mailoutbox
):
    register("one")
    register("two", 1)
    outbox.deliver_all()
    mailoutbox.clear()

    words = services.MomentWords(moment.starts_at, "Room 4", 1)
    services.change_moment(moment, words, by=cast.ada, at=noon)
    outbox.deliver_all()

    bodies = {mail.to[0]: mail.body for mail in mailoutbox}
    assert "still registered" in bodies["one@mail.example"]
    assert "still on the waiting list" in " ".join(bodies["two@mail.example"].split())


def test_who_waits_has_no_result(cast, noon, moment, register):
    register("one")
    waiting = register("two", 1)

    with pytest.raises(Conflict, match="no seat"):
        services.enter_result(waiting, services.Result(True), by=cast.ada, at=noon)


def test_the_office_moves_somebody_and_the_next_gets_the_seat(
    cast, noon, moment, register, add_moment, mailoutbox
):
    there = add_moment(starts_at=noon + timedelta(days=9), place="Attic")
    one, two = register("one"), register("two", 1)
    outbox.deliver_all()
    mailoutbox.clear()
    assert selectors.moments_to_move_to(one, at=noon) == [there]

    services.move_registration(one, there, by=cast.ada, at=noon)
    services.move_registration(one, there, by=cast.ada, at=noon)
    outbox.deliver_all()

    assert _states(one, two) == [("registered", 1), ("registered", 1)]
    assert (one.moment, two.moment) == (there, moment)
    assert [mail.to[0] for mail in mailoutbox if "Attic" in mail.body] == ["one@mail.example"]
    assert AuditEntry.objects.filter(action="registration.moved").count() == 1
    with pytest.raises(Conflict, match="full"):
        services.move_registration(two, there, by=cast.ada, at=noon)


def test_nobody_is_moved_to_another_test_into_the_past_or_onto_what_is_cancelled(
    cast, noon, moment, register, add_moment, ice
):
    one = register("one")
    gone = add_moment(starts_at=noon + timedelta(days=1))
    off = add_moment(starts_at=noon + timedelta(days=9))
    services.cancel_moment(off, by=cast.ada, at=noon)
    words = services.AssessmentWords(title_en="Another", is_open=True)
    another = services.make_assessment(ice.achievement, words, by=cast.ada)
    when = services.MomentWords(noon + timedelta(days=9), "Room 9", 5)
    other_test = services.add_moment(another, when, by=cast.ada, at=noon)

    for there, said in ((gone, "passed"), (off, "cancelled"), (other_test, "another test")):
        with pytest.raises(Conflict, match=said):
            services.move_registration(one, there, by=cast.ada, at=noon + timedelta(days=2))


def test_who_is_taken_off_the_list_reads_why(cast, noon, register, mailoutbox):
    one = register("one")
    outbox.deliver_all()
    mailoutbox.clear()

    with pytest.raises(Invalid):
        services.withdraw_registration(one, note="x" * 501, by=cast.ada, at=noon)
    services.withdraw_registration(one, note="You are no student.", by=cast.ada, at=noon)
    outbox.deliver_all()

    assert _states(one) == [("cancelled", None)]
    assert [mail.subject for mail in mailoutbox] == ["Your registration for Ice test is cancelled"]
    assert "You are no student." in mailoutbox[0].body
    with pytest.raises(Conflict):
        services.withdraw_registration(one, by=cast.ada, at=noon)


def test_a_moment_that_is_cancelled_takes_nobody_and_everybody_is_told(
    cast, noon, moment, register, mailoutbox
):
    one, two = register("one"), register("two", 1)
    outbox.deliver_all()
    mailoutbox.clear()

    services.cancel_moment(moment, note="The examiner is ill.", by=cast.ada, at=noon)
    services.cancel_moment(moment, by=cast.ada, at=noon)
    outbox.deliver_all()

    assert _states(one, two) == [("cancelled", None), ("cancelled", None)]
    assert sorted(mail.to[0] for mail in mailoutbox) == ["one@mail.example", "two@mail.example"]
    assert all("The examiner is ill." in mail.body for mail in mailoutbox)
    assert AuditEntry.objects.filter(action="moment.cancelled").count() == 1
    assert selectors.take_address(moment.assessment.achievement, at=noon) == ""
    with pytest.raises(Conflict, match="cancelled"):
        register("three")


def test_a_moment_with_results_took_place(cast, noon, moment, register):
    services.enter_result(register("one"), services.Result(False), by=cast.ada, at=noon)

    with pytest.raises(Conflict, match="took place"):
        services.cancel_moment(moment, by=cast.ada, at=noon)


def test_bo_and_who_takes_the_test_do_nothing_for_the_office(cast, noon, moment, register):
    one = register("one")
    for by in (cast.bo, one.person):
        for deed in (
            lambda by=by: services.move_registration(one, moment, by=by, at=noon),
            lambda by=by: services.withdraw_registration(one, by=by, at=noon),
            lambda by=by: services.cancel_moment(moment, by=by, at=noon),
        ):
            with pytest.raises(NotPermitted):
                deed()
