"""Addresses have a time: from when they were proved until they are given up."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils import timezone

from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.tokens import token_for
from insigne_platform.people import selectors, services
from insigne_platform.people.models import AddressPeriod, SignInLink

pytestmark = pytest.mark.django_db

SCHOOL, PRIVATE = "amina@uppsala.example", "amina@mail.example"


@pytest.fixture
def at_school(cast):
    """Amina studies: the address of her school is the first one."""
    services.record_proved_address(cast.amina, SCHOOL)
    return EmailAddress.objects.get(email=SCHOOL)


def test_proving_an_address_opens_its_period(cast, at_school):
    (period,) = AddressPeriod.objects.filter(address=SCHOOL)

    assert (period.person, period.until) == (cast.amina, None)
    assert timezone.now() - period.since < timedelta(minutes=1)


def test_giving_up_closes_the_period_and_the_door(cast, at_school):
    services.send_sign_in_link(SCHOOL, at=timezone.now())
    (link,) = SignInLink.objects.all()

    services.give_up(at_school, by=cast.amina, at=timezone.now())

    assert selectors.verified_addresses(cast.amina) == [PRIVATE]
    assert selectors.person_with_verified(SCHOOL) is None
    (period,) = selectors.past_periods(cast.amina)
    assert (period.address, period.until >= period.since) == (SCHOOL, True)
    with pytest.raises(NotFound):
        services.open_sign_in_link(token_for("sign-in", link.pk), at=timezone.now())
    assert "address.given_up" in AuditEntry.objects.values_list("action", flat=True)


def test_the_first_address_has_an_heir(cast, at_school, mailoutbox):
    private = EmailAddress.objects.get(email=PRIVATE)

    services.give_up(private, by=cast.amina, at=timezone.now())
    outbox.deliver_all()

    cast.amina.refresh_from_db()
    assert cast.amina.email == SCHOOL
    assert EmailAddress.objects.get(user=cast.amina).primary
    (letter,) = mailoutbox
    assert (letter.to, letter.subject) == ([SCHOOL], "Een adres is losgelaten")
    assert PRIVATE in letter.body


def test_the_only_address_stays(cast):
    with pytest.raises(Conflict):
        services.give_up(EmailAddress.objects.get(email=PRIVATE), by=cast.amina, at=timezone.now())

    assert selectors.verified_addresses(cast.amina) == [PRIVATE]


def test_an_address_that_was_never_proved_leaves_no_trace(cast):
    other = EmailAddress.objects.create(user=cast.amina, email="x@mail.example")

    assert services.give_up(other, by=cast.amina, at=timezone.now()) is None
    assert not AddressPeriod.objects.filter(address="x@mail.example").exists()


def test_bo_gives_up_and_ends_nothing_of_amina(cast, at_school):
    for attempt in (
        lambda: services.give_up(at_school, by=cast.bo, at=timezone.now()),
        lambda: services.set_end(at_school, None, by=cast.bo, at=timezone.now()),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert SCHOOL in selectors.verified_addresses(cast.amina)


def test_an_address_is_of_one_person_at_a_time(cast, at_school):
    with pytest.raises(IntegrityError), transaction.atomic():
        AddressPeriod.objects.create(person=cast.bo, address=SCHOOL, since=timezone.now())


def test_who_gets_the_address_later_is_kept_from_what_was_sent_before(cast, at_school):
    sent = timezone.now()
    services.give_up(at_school, by=cast.amina, at=sent + timedelta(seconds=1))
    services.record_proved_address(cast.bo, SCHOOL)

    assert selectors.is_closed(SCHOOL, since=sent, to=cast.bo)
    assert selectors.is_closed(SCHOOL, since=sent)
    assert not selectors.is_closed(SCHOOL, since=sent + timedelta(seconds=2), to=cast.bo)


def test_who_proves_her_address_anew_gets_in_again(cast, at_school):
    sent = timezone.now()
    services.give_up(at_school, by=cast.amina, at=sent + timedelta(seconds=1))
    assert selectors.is_closed(SCHOOL, since=sent, to=cast.amina)

    services.record_proved_address(cast.amina, SCHOOL)

    assert not selectors.is_closed(SCHOOL, since=sent, to=cast.amina)


def test_the_period_of_somebody_who_left_for_good_still_bars(cast, at_school, make_person):
    noor = make_person("noor@mail.example")
    sent = timezone.now()
    AddressPeriod.objects.create(
        address="noor@old.example", person=noor, since=sent, until=sent + timedelta(hours=1)
    )
    noor.delete()
    services.record_proved_address(cast.bo, "noor@old.example")

    assert selectors.is_closed("noor@old.example", since=sent, to=cast.bo)


# --- a known end --------------------------------------------------------------------------------


@pytest.fixture
def only_school(cast, at_school, noon):
    """Amina has the address of her school only, and it ends on the first of October."""
    services.give_up(EmailAddress.objects.get(email=PRIVATE), by=cast.amina, at=timezone.now())
    services.set_end(at_school, date(2026, 10, 1), by=cast.amina, at=noon)
    outbox.deliver_all()
    return AddressPeriod.objects.get(address=SCHOOL, until=None)


def _told_on(day, noon):
    at = noon.replace(month=day.month, day=day.day, year=day.year)
    return services.remind_of_ends(at=at)


def test_three_reminders_and_no_more(only_school, noon, mailoutbox):
    mailoutbox.clear()
    days = [date(2026, 10, 1) - timedelta(days=n) for n in range(120, -5, -1)]

    told = [day for day in days if _told_on(day, noon)]

    assert told == [date(2026, 7, 3), date(2026, 9, 1), date(2026, 9, 24)]
    assert [letter.to for letter in mailoutbox] == [[SCHOOL]] * 3
    assert mailoutbox[0].subject == "Je adres houdt binnenkort op: voeg een ander toe"
    assert "1 oktober 2026" in mailoutbox[0].body
    assert "https://badges.example.org/account/email/" in mailoutbox[0].body


def test_a_worker_that_slept_tells_once(only_school, noon):
    told = [_told_on(date(2026, 9, 28), noon) for _ in range(3)]

    assert told == [1, 0, 0]


def test_who_says_it_late_is_not_told_at_once_what_she_just_said(cast, only_school, noon):
    address = EmailAddress.objects.get(email=SCHOOL)
    services.set_end(address, date(2026, 6, 21), by=cast.amina, at=noon)

    told = [_told_on(date(2026, 6, 21) - timedelta(days=n), noon) for n in (20, 10, 7)]

    assert told == [0, 0, 1]


def test_who_has_an_address_that_stays_is_left_alone(cast, only_school, noon):
    services.record_proved_address(cast.amina, PRIVATE)

    assert _told_on(date(2026, 9, 28), noon) == 0


def test_another_address_that_ends_first_is_no_refuge(cast, only_school, noon):
    services.record_proved_address(cast.amina, PRIVATE)
    private = EmailAddress.objects.get(email=PRIVATE)
    services.set_end(private, date(2026, 9, 30), by=cast.amina, at=noon)

    assert _told_on(date(2026, 9, 28), noon) == 1


def test_on_the_day_it_is_given_up_if_another_one_stays(cast, only_school, noon):
    on_the_day = noon.replace(year=2027, month=10, day=1)
    assert services.end_due(at=on_the_day) == 0  # the only one: nobody is locked out
    services.record_proved_address(cast.amina, PRIVATE)

    assert services.end_due(at=on_the_day) == 1
    assert selectors.verified_addresses(cast.amina) == [PRIVATE]
    cast.amina.refresh_from_db()
    assert cast.amina.email == PRIVATE


@pytest.mark.parametrize("day", [date(2026, 6, 1), date(1990, 1, 1), date(2199, 1, 1)])
def test_a_day_that_cannot_be_is_refused(cast, at_school, noon, day):
    with pytest.raises(Invalid):
        services.set_end(at_school, day, by=cast.amina, at=noon)


def test_a_day_is_taken_away_again(cast, only_school, noon):
    address = EmailAddress.objects.get(email=SCHOOL)

    services.set_end(address, None, by=cast.amina, at=noon)

    assert _told_on(date(2026, 9, 28), noon) == 0
