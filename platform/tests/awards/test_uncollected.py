"""Badges that nobody collected: reminders that come as often as was said, and offers that end."""

from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest

from awards.award_making import AMINA, awarded
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.core import mail as core_mail
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.tokens import token_for

pytestmark = pytest.mark.django_db
WEEKS = {"is_on": True, "first_after": 7, "second_after": 21, "ends_after": None}


@pytest.fixture
def waiting(cast, noon, given, mailoutbox):
    services.mail_claims(given.batch_id, at=noon)
    mailoutbox.clear()
    given.refresh_from_db()
    return given


def told(at, mailoutbox) -> list[str]:
    mailoutbox.clear()
    services.remind_uncollected(at=at)
    return [message.to[0] for message in mailoutbox]


def test_who_does_not_collect_is_reminded_twice_and_never_again(noon, waiting, mailoutbox):
    reminded = [
        (day, told(noon + timedelta(days=day), mailoutbox)) for day in (6, 7, 8, 20, 21, 22, 40)
    ]

    assert [day for day, to in reminded if to] == [7, 21]
    assert all(to in ([], [AMINA.email]) for _day, to in reminded)


def test_it_is_in_her_language_with_a_link_that_works(cast, noon, ice, mailoutbox):
    for email, language in (("nieuw@mail.example", "nl"), ("new@mail.example", "en")):
        award = awarded(ice, cast.ada, noon, replace(AMINA, email=email, language=language))
        services.mail_claims(award.batch_id, at=noon)
    mailoutbox.clear()

    assert services.remind_uncollected(at=noon + timedelta(days=7)) == 2

    letters = {message.to[0]: message for message in mailoutbox}
    assert letters["nieuw@mail.example"].subject == "Je badge IJs lezen wacht op je"
    assert letters["new@mail.example"].subject == "Your badge Reading ice waits for you"
    for award in Award.objects.all():
        letter = letters[award.recipient_email]
        assert services.claim_address(award) in letter.body
        assert services.claim_address(award) in letter.alternatives[0][0]
        assert "{" not in letter.body


def test_after_a_long_silence_one_reminder_goes_out_and_not_two(noon, waiting, mailoutbox):
    assert told(noon + timedelta(days=22), mailoutbox) == [AMINA.email]
    assert told(noon + timedelta(days=23), mailoutbox) == []


def test_what_was_mailed_long_ago_is_left_alone(noon, waiting, mailoutbox):
    assert told(noon + timedelta(days=300), mailoutbox) == []


@pytest.mark.parametrize("end", ["claimed", "declined", "revoked", "suspended"])
def test_who_needs_no_reminder_gets_none(cast, noon, waiting, mailoutbox, end):
    {
        "claimed": lambda: backpack.claim(waiting, by=cast.amina, at=noon),
        "declined": lambda: services.record_decline(waiting, by=None, at=noon),
        "revoked": lambda: services.revoke(waiting, "A mistake.", by=cast.ada, at=noon),
        "suspended": lambda: services.suspend(waiting, "A doubt.", by=cast.ada, at=noon),
    }[end]()

    assert told(noon + timedelta(days=7), mailoutbox) == []


def test_the_house_says_when_and_whether(cast, noon, waiting, mailoutbox):
    services.set_offer_terms(
        cast.uppsala, **WEEKS | {"first_after": 3, "second_after": None}, by=cast.ada
    )
    days = [day for day in range(1, 30) if told(noon + timedelta(days=day), mailoutbox)]
    Award.objects.update(claim_reminders=0)
    services.set_offer_terms(cast.uppsala, **WEEKS | {"is_on": False}, by=cast.ada)

    assert days == [3]
    assert told(noon + timedelta(days=8), mailoutbox) == []


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"first_after": 0}, "first_after"),
        ({"first_after": 181, "second_after": None}, "first_after"),
        ({"second_after": 7}, "second_after"),
        ({"ends_after": 21}, "ends_after"),
        ({"ends_after": 3651}, "ends_after"),
    ],
)
def test_what_cannot_be_is_refused_in_words(cast, said, field):
    with pytest.raises(Invalid) as refused:
        services.set_offer_terms(cast.uppsala, **WEEKS | said, by=cast.ada)

    assert field in [problem.field for problem in refused.value.problems]


def test_another_house_sets_nothing_here(cast):
    with pytest.raises(NotPermitted):
        services.set_offer_terms(cast.uppsala, **WEEKS, by=cast.bo)


def test_a_mail_that_does_not_go_goes_the_next_time(noon, waiting, mailoutbox, monkeypatch):
    def away(_message, *_more):
        raise SMTPServerDisconnected("away")

    with monkeypatch.context() as patch:
        patch.setattr(core_mail.EmailMultiAlternatives, "send", away)
        assert services.remind_uncollected(at=noon + timedelta(days=7)) == 0

    assert told(noon + timedelta(days=7), mailoutbox) == [AMINA.email]


def test_an_address_that_is_refused_is_not_tried_for_ever(noon, waiting, mailoutbox, monkeypatch):
    def refused(_message, *_more):
        raise SMTPRecipientsRefused({})

    with monkeypatch.context() as patch:
        patch.setattr(core_mail.EmailMultiAlternatives, "send", refused)
        assert services.remind_uncollected(at=noon + timedelta(days=7)) == 0

    assert told(noon + timedelta(days=8), mailoutbox) == []


@pytest.fixture
def ended(cast, noon, ice):
    services.set_offer_terms(cast.uppsala, **WEEKS | {"ends_after": 30}, by=cast.ada)
    recipient = replace(AMINA, email="late@mail.example", language="en")
    award = awarded(ice, cast.ada, noon, recipient)
    services.mail_claims(award.batch_id, at=noon)
    award.refresh_from_db()
    return award


def test_an_offer_ends_and_says_whom_to_ask(cast, noon, ended):
    token = token_for("claim", ended.pk)
    late = noon + timedelta(days=30)

    with pytest.raises(Conflict, match=ended.version.achievement.issuer.email):
        backpack.claim_by_link(token, at=late)
    with pytest.raises(Conflict):
        services.record_claim(ended, by=cast.amina, at=late)
    person, _holding = backpack.claim_by_link(token, at=late - timedelta(seconds=1))

    assert person.email == "late@mail.example"


def test_a_reminder_says_until_when_and_none_comes_after(noon, ended, mailoutbox):
    mailoutbox.clear()
    services.remind_uncollected(at=noon + timedelta(days=7))
    [letter] = mailoutbox
    Award.objects.filter(pk=ended.pk).update(claim_ends_at=noon + timedelta(days=20))

    assert "The offer ends on" in letter.body
    assert told(noon + timedelta(days=21), mailoutbox) == []


def test_a_new_message_opens_the_offer_anew(cast, noon, ended):
    late = noon + timedelta(days=31)
    services.mail_claim_again(ended, by=cast.ada, at=late)

    _person, holding = backpack.claim_by_link(token_for("claim", ended.pk), at=late)

    assert holding.award == ended


def test_an_offer_that_ended_waits_in_no_backpack_and_is_found_by_staff(
    cast, noon, ended, make_person
):
    Award.objects.filter(pk=ended.pk).update(
        claim_ends_at=noon
    )  # long past by the database's clock

    found = selectors.awards_of(cast.uppsala, by=cast.ada, state="ended")

    assert list(found) == [ended]
    assert not selectors.claimable(make_person(ended.recipient_email)).exists()
