"""Earning by a test: registered, cancelled, full, passed and failed; a badge is awarded once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from allauth.account.models import EmailAddress

from achievements.badge_making import published
from awards.award_making import AMINA, awarded
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import reactions, selectors, services
from insigne_platform.earning.events import RegistrationMoved
from insigne_platform.earning.models import Moment, Registration
from insigne_platform.earning.services import registering
from insigne_platform.earning.services.registering import free_seat
from insigne_platform.institutions import services as institutions

pytestmark = pytest.mark.django_db


@pytest.fixture
def test_of_ice(cast, noon):
    version = published(cast.uppsala_issuer, cast.ada, noon, grade_scale="dutch")
    said = services.AssessmentWords(
        title_nl="IJstoets", title_en="Ice test", pass_mark=Decimal("5.5"), is_open=True
    )
    return services.make_assessment(version.achievement, said, by=cast.ada)


@pytest.fixture
def add_moment(cast, noon, test_of_ice):
    def add(**more: object) -> Moment:
        said = {"starts_at": noon + timedelta(days=7), "place": "Room 3", "seats": 2, **more}
        return services.add_moment(test_of_ice, services.MomentWords(**said), by=cast.ada, at=noon)

    return add


@pytest.fixture
def moment(add_moment) -> Moment:
    return add_moment()


@pytest.fixture
def register(noon, moment):
    def register(person, **more: object) -> Registration:
        said = {"email": person.email, "name": person.display_name, "at": noon, **more}
        return services.register(said.pop("moment", moment), **said, by=person)

    return register


def _result(registration, score="8", has_passed=None, *, by, at):
    result = services.read_result(registration.assessment, score, has_passed)
    return services.enter_result(registration, result, by=by, at=at)


def test_amina_registers_passes_and_is_awarded_with_her_grade(cast, noon, register, mailoutbox):
    registration = register(cast.amina)
    outbox.deliver_all()
    _result(registration, "8,50", by=cast.ada, at=noon)
    outbox.deliver_all()

    registration.refresh_from_db()
    award = Award.objects.get()
    assert (registration.state, registration.score) == ("passed", Decimal("8.5"))
    assert registration.award == award
    assert (award.recipient_email, award.grade) == (cast.amina.email, "8.5")
    subjects = [mail.subject for mail in mailoutbox]
    assert subjects[:2] == [
        "Je bent aangemeld voor IJstoets", "Je bent geslaagd voor IJstoets"
    ]  # fmt: skip
    assert "8 juni 2026 om 14:00" in mailoutbox[0].body
    assert "Room 3" in mailoutbox[0].body
    assert "Je score: 8,5. Geslaagd ben je vanaf 5,5." in mailoutbox[1].body
    done = AuditEntry.objects.filter(action__startswith="registration.").order_by("sequence")
    assert [entry.action for entry in done] == ["registration.made", "registration.passed"]
    assert {entry.institution for entry in done} == {cast.uppsala.pk}


def test_who_failed_is_told_in_plain_words_and_may_come_again(
    cast, noon, add_moment, register, mailoutbox
):
    registration = register(cast.eva)
    outbox.deliver_all()
    mailoutbox.clear()

    _result(registration, "4", by=cast.ada, at=noon)
    outbox.deliver_all()

    assert [mail.subject for mail in mailoutbox] == ["Your result of Ice test"]
    assert "did not pass" in mailoutbox[0].body
    assert "Your score: 4. One passes from 5.5." in mailoutbox[0].body
    assert Award.objects.count() == 0
    with pytest.raises(Conflict, match="You took this test at this moment"):
        register(cast.eva)
    again = register(cast.eva, moment=add_moment(starts_at=noon + timedelta(days=30)))
    assert again.state == "registered"


def test_each_letter_is_sent_once(cast, register, mailoutbox):
    fact = RegistrationMoved(str(register(cast.eva).pk))
    outbox.deliver_all()

    reactions.mail_about_registration(fact)

    assert len(mailoutbox) == 1


def test_the_same_result_again_changes_nothing(cast, noon, register):
    registration = register(cast.amina)
    first = _result(registration, by=cast.ada, at=noon)
    facts = AuditEntry.objects.count()

    again = _result(registration, by=cast.ada, at=noon + timedelta(days=1))

    assert (again.award, again.result_at) == (first.award, noon)
    assert AuditEntry.objects.count() == facts


def test_a_fail_may_become_a_pass_and_never_the_other_way(cast, noon, register):
    registration = register(cast.amina)
    _result(registration, "5", by=cast.ada, at=noon)
    _result(registration, "6", by=cast.ada, at=noon)

    with pytest.raises(Conflict, match="passed already"):
        _result(registration, "5", by=cast.ada, at=noon)
    assert Award.objects.get().grade == "6"


def test_who_has_the_badge_passes_without_a_second_one(
    cast, noon, register, test_of_ice, mailoutbox
):
    version = test_of_ice.achievement.versions.get()
    awarded(version, cast.ada, noon, AMINA)
    registration = register(cast.amina)

    _result(registration, by=cast.ada, at=noon)
    outbox.deliver_all()

    registration.refresh_from_db()
    assert (registration.state, registration.award) == ("passed", None)
    assert Award.objects.count() == 1
    assert any("Je hebt de badge al" in mail.body for mail in mailoutbox)


@pytest.mark.parametrize(
    ("score", "has_passed", "said"),
    [
        ("", None, "Say whether the person passed."),
        ("4", True, "Score and result contradict each other: one passes from 5.5."),
        ("many", None, "A score is a number from 0 to 9999."),
        ("NaN", True, "A score is a number from 0 to 9999."),
        ("-1", True, "A score is a number from 0 to 9999."),
        ("1e99", True, "A score is a number from 0 to 9999."),
        ("9" * 5000, True, "A score is a number from 0 to 9999."),
    ],
)
def test_a_result_that_says_nothing_or_nonsense_is_refused(test_of_ice, score, has_passed, said):
    with pytest.raises(Invalid) as refused:
        services.read_result(test_of_ice, score, has_passed)

    assert [problem.message for problem in refused.value.problems] == [said]


def test_a_score_that_cannot_be_a_grade_of_the_badge_is_refused(cast, noon, register):
    registration = register(cast.amina)

    with pytest.raises(Invalid, match="graded from 1 to 10"):
        _result(registration, "85", by=cast.ada, at=noon)

    registration.refresh_from_db()
    assert (registration.state, Award.objects.count()) == ("registered", 0)


def test_two_seats_are_given_to_two_people_and_one_that_is_free_again_to_a_third(
    cast, noon, register, make_person
):
    first = register(cast.amina)
    second = register(cast.eva)
    third = make_person("third@mail.example", "Third")
    with pytest.raises(Conflict, match="full"):
        register(third)

    services.cancel_registration(first, by=cast.amina, at=noon)
    taken = register(third)

    assert (second.seat, taken.seat) == (2, 1)


def test_a_seat_that_somebody_took_meanwhile_is_not_given_twice(
    cast, monkeypatch, moment, register
):
    def too_late(held: Moment) -> int:
        seat = free_seat(held)
        monkeypatch.undo()
        register(cast.eva)
        return seat

    monkeypatch.setattr(registering, "free_seat", too_late)
    with pytest.raises(Conflict, match="Somebody took this seat just now"):
        register(cast.amina)

    assert selectors.registrations_at(moment).count() <= 1


def test_one_registers_once_and_after_cancelling_again(cast, noon, register, add_moment):
    first = register(cast.amina)
    other = add_moment(starts_at=noon + timedelta(days=8))
    for at in (None, other):
        with pytest.raises(Conflict, match="registered for this test already"):
            register(cast.amina, **({"moment": at} if at else {}))

    services.cancel_registration(first, by=cast.amina, at=noon)
    services.cancel_registration(first, by=cast.amina, at=noon)

    assert register(cast.amina, moment=other).state == "registered"
    assert AuditEntry.objects.filter(action="registration.cancelled").count() == 1


def test_after_closing_nobody_registers_or_cancels(cast, noon, add_moment, register):
    early = add_moment(closes_at=noon + timedelta(days=1))
    registration = register(cast.amina, moment=early)
    late = noon + timedelta(days=1)

    with pytest.raises(Conflict, match="has closed"):
        register(cast.eva, moment=early, at=late)
    with pytest.raises(Conflict, match="cannot cancel"):
        services.cancel_registration(registration, by=cast.amina, at=late)


def test_a_closed_test_takes_nobody(cast, register, test_of_ice):
    said = services.AssessmentWords(title_en="Ice test")
    services.change_assessment(test_of_ice, said, by=cast.ada)

    with pytest.raises(Conflict, match="cannot be taken now"):
        register(cast.amina)


def test_one_registers_at_an_address_of_ones_own(cast, register):
    EmailAddress.objects.create(user=cast.amina, email="new@mail.example", verified=False)

    for email in (cast.eva.email, "new@mail.example", "", "x" * 5000):
        with pytest.raises(Invalid, match="address that you confirmed"):
            register(cast.amina, email=email)
    with pytest.raises(Invalid, match="Give your name"):
        register(cast.amina, name=" ")


def test_who_takes_it_is_told_when_the_moment_moves(cast, noon, moment, register, mailoutbox):
    register(cast.eva)
    outbox.deliver_all()
    mailoutbox.clear()
    words = {"starts_at": moment.starts_at, "place": "Room 3", "seats": 5}

    services.change_moment(moment, services.MomentWords(**words), by=cast.ada, at=noon)
    outbox.deliver_all()
    assert mailoutbox == []

    words["place"] = "Room 4"
    services.change_moment(moment, services.MomentWords(**words), by=cast.ada, at=noon)
    outbox.deliver_all()
    assert [mail.subject for mail in mailoutbox] == ["Changed: Ice test"]
    assert "Room 4" in mailoutbox[0].body

    register(cast.amina)
    with pytest.raises(Invalid, match="2 seats are taken"):
        services.change_moment(
            moment, services.MomentWords(**{**words, "seats": 1}), by=cast.ada, at=noon
        )


def test_a_moment_and_a_test_that_make_no_sense_are_refused_whole(cast, noon, test_of_ice):
    nonsense = services.MomentWords(
        starts_at=noon, place=" ", seats=0, closes_at=noon + timedelta(days=1)
    )
    with pytest.raises(Invalid) as refused:
        services.add_moment(test_of_ice, nonsense, by=cast.ada, at=noon)
    assert [p.field for p in refused.value.problems] == ["place", "seats", "closes_on", "day"]

    nothing = services.AssessmentWords(
        instructions_nl="x" * 4001, title_nl="x" * 201, pass_mark=Decimal(-1)
    )
    with pytest.raises(Invalid) as refused:
        services.make_assessment(test_of_ice.achievement, nothing, by=cast.ada)
    assert [p.field for p in refused.value.problems] == [
        "title_nl", "instructions_nl", "pass_mark"
    ]  # fmt: skip


def test_bo_does_nothing_with_tests_of_uppsala(cast, noon, test_of_ice, moment, register):
    registration = register(cast.amina)
    words = services.AssessmentWords(title_en="Mine")
    when = services.MomentWords(noon + timedelta(days=9), "Here", 5)
    deeds = (
        lambda: services.make_assessment(test_of_ice.achievement, words, by=cast.bo),
        lambda: services.change_assessment(test_of_ice, words, by=cast.bo),
        lambda: services.add_moment(test_of_ice, when, by=cast.bo, at=noon),
        lambda: services.change_moment(moment, when, by=cast.bo, at=noon),
        lambda: _result(registration, by=cast.bo, at=noon),
        lambda: services.preview_results(moment, "r.csv", b"email;score\na;1", by=cast.bo),
        lambda: services.cancel_registration(registration, by=cast.bo, at=noon),
    )

    for deed in deeds:
        with pytest.raises(NotPermitted):
            deed()
    assert selectors.assessment_for(test_of_ice.pk, by=cast.bo) is None
    assert selectors.moment_for(moment.pk, by=cast.bo) is None
    assert selectors.registration_for(registration.pk, by=cast.bo) is None
    assert selectors.own_registration(registration.pk, by=cast.bo) is None


def test_nobody_enters_a_result_of_her_own(cast, noon, moment, register):
    registration = register(cast.ada)

    with pytest.raises(NotPermitted):
        _result(registration, by=cast.ada, at=noon)
    found = services.preview_results(
        moment, "r.csv", f"email;score\n{cast.ada.email};8".encode(), by=cast.ada
    )

    assert [p.message for p in found.problems] == [
        "This is your own result. A colleague enters it."
    ]


def test_the_public_page_leads_to_it_while_a_moment_is_open(cast, noon, test_of_ice, add_moment):
    achievement = test_of_ice.achievement
    assert selectors.take_address(achievement, at=noon) == ""

    moment = add_moment()

    assert selectors.take_address(achievement, at=noon) == f"/take/{achievement.public_id}"
    assert selectors.take_address(achievement, at=moment.closes_at) == ""
    assert list(selectors.open_assessments(achievement, at=noon)) == [test_of_ice]
    services.change_assessment(
        test_of_ice, services.AssessmentWords(title_en="Ice test"), by=cast.ada
    )
    assert selectors.take_address(achievement, at=noon) == ""


def test_moments_are_searched_and_told_apart(cast, noon, moment, add_moment, register):
    early = add_moment(starts_at=noon + timedelta(days=1), place="Attic")
    late = add_moment(starts_at=noon + timedelta(days=9))
    register(cast.eva, moment=early)
    after = noon + timedelta(days=2)

    def found(**more):
        return list(selectors.moments_at(cast.uppsala, by=cast.ada, at=after, **more))

    assert found() == [late, moment, early]
    assert found(search="ice ATTIC") == [early]
    assert found(state="coming") == [late, moment]
    assert found(state="waiting") == [early]
    assert list(selectors.moments_at(cast.uppsala, by=cast.bo, at=after)) == []


def test_only_who_awards_sets_tests_up(cast, test_of_ice, make_person):
    olle = make_person("olle@uppsala.example", "Olle")
    institutions.add_member(cast.uppsala, olle, "observer", by=cast.ada)

    with pytest.raises(NotPermitted):
        services.change_assessment(test_of_ice, services.AssessmentWords(title_en="Mine"), by=olle)
