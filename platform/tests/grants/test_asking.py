"""Requests: who may ask whom, how often, and what a holder answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from insigne_platform.backpack import services as backpack
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import OutboxFact
from insigne_platform.grants import selectors, services
from insigne_platform.grants.models import AccessRequest, Grant, Kind, RequestState
from insigne_platform.grants.services.asking import ANSWERED_WITHIN, Wish

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def test_who_is_asked_sees_it_and_nobody_else(cast, noon, ask):
    request = ask(badges=["Reading  ice", " "], fields=["grade", "name"], message="Hello")

    assert selectors.asked_of(cast.amina) == [request]
    assert selectors.waiting_for(cast.amina, noon) == 1
    assert selectors.request_for(cast.bo, request.pk) is None
    assert selectors.request_for(cast.eva, request.pk) is None
    assert (request.badges, request.fields) == (["Reading ice"], ["name", "grade"])
    assert request.address == cast.amina.email


def test_a_letter_goes_to_the_address_in_the_language_of_its_owner(cast, noon, ask):
    request = ask(purpose="Vacature 12")
    assert OutboxFact.objects.filter(name="grants.access_asked").count() == 1
    mail.outbox.clear()
    services.mail_request(request.pk, at=noon)

    (letter,) = mail.outbox
    assert letter.to == [cast.amina.email]
    assert "The mill" in letter.subject
    assert "Vacature 12" in letter.body
    assert "employer.example" in letter.body
    assert "/backpack/requests/" in letter.body


def test_the_answer_is_the_same_for_an_address_that_nobody_has(cast, noon, employer, ask):
    known, unknown = ask(), ask(address="nobody@mail.example")

    for request in (known, unknown):
        assert (request.state, request.person_id) == (RequestState.WAITING, None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"address": "nobody"}, {"address": "a@b"}, {"purpose": "  "}, {"purpose": "x" * 201},
        {"days": 0}, {"days": 91}, {"days": -1}, {"badges": ["x"] * 21}, {"badges": ["x" * 201]},
        {"fields": ["address"]}, {"message": "x" * 2001}, {"purpose": "BSN 111222333"},
        {"message": "111222333"}, {"badges": ["111222333"]},
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused(ask, wrong):
    with pytest.raises(Invalid):
        ask(**wrong)
    assert not AccessRequest.objects.exists()


def test_nobody_asks_before_the_domain_is_proved(cast, noon):
    made = services.found_organisation(
        name="The mill", domain="employer.example", kind=Kind.EMPLOYER, by=cast.eva
    )
    with pytest.raises(Conflict):
        services.ask(made, Wish(cast.amina.email, "A post", 3), by=cast.eva, at=noon)


def test_only_who_acts_for_it_asks(cast, noon, employer):
    with pytest.raises(NotPermitted):
        services.ask(employer, Wish(cast.amina.email, "A post", 3), by=cast.bo, at=noon)


def test_nobody_is_asked_more_than_three_times_at_once(ask):
    for _ in range(3):
        ask()
    with pytest.raises(Conflict):
        ask()
    ask(address="nobody@mail.example")


def test_an_agency_asks_in_the_name_of_somebody(cast, noon, employer, agency, agent):
    wish = {"address": cast.amina.email, "purpose": "Screening", "days": 3}
    with pytest.raises(Invalid):
        services.ask(agency, Wish(**wish), by=agent, at=noon)
    mandate = services.give_mandate(
        employer, agency_domain="agency.example", purpose="S", days=2, by=cast.eva, at=noon
    )
    with pytest.raises(Invalid):  # a mandate is of its agency
        services.ask(employer, Wish(**wish, mandate=mandate), by=cast.eva, at=noon)

    request = services.ask(agency, Wish(**wish, mandate=mandate), by=agent, at=noon)

    assert request.mandate == mandate
    with pytest.raises(Invalid):
        services.ask(agency, Wish(**wish, mandate=mandate), by=agent, at=noon + 2 * A_DAY)


def test_a_holder_grants_a_part(cast, noon, ask, kept):
    request = ask(fields=["grade", "name"], days=30)

    made = services.grant(request, [kept], fields=["name"], days=7, by=cast.amina, at=noon)

    request.refresh_from_db()
    assert (request.state, request.person) == (RequestState.GRANTED, cast.amina)
    assert (made.fields, made.ends_at) == (["name"], noon + 7 * A_DAY)
    assert [each.badge for each in selectors.badges_of(made)] == [kept]


@pytest.mark.parametrize(
    "more", [{"fields": ["narrative"]}, {"days": 31}, {"days": 0}, {"badges": []}]
)
def test_no_more_is_granted_than_was_asked(cast, noon, ask, kept, more):
    request = ask(fields=["grade"], days=30)
    wanted = {"badges": [kept], "fields": ["grade"], "days": 3} | more
    with pytest.raises(Invalid):
        services.grant(request, wanted.pop("badges"), **wanted, by=cast.amina, at=noon)
    assert not Grant.objects.exists()


def test_nobody_grants_what_is_another_s(cast, noon, ask, kept):
    request = ask(address=cast.bo.email)
    with pytest.raises(NotPermitted):
        services.grant(request, [kept], fields=[], days=3, by=cast.bo, at=noon)
    with pytest.raises(NotPermitted):
        services.grant(request, [kept], fields=[], days=3, by=cast.amina, at=noon)


def test_a_request_is_answered_once_and_in_time(cast, noon, ask, kept):
    late, twice = ask(), ask()
    with pytest.raises(Conflict):
        services.refuse(late, no_more=False, by=cast.amina, at=noon + ANSWERED_WITHIN)
    services.refuse(twice, no_more=False, by=cast.amina, at=noon)
    with pytest.raises(Conflict):
        services.grant(twice, [kept], fields=[], days=3, by=cast.amina, at=noon)


def test_a_withdrawn_request_is_gone(cast, noon, ask):
    request = services.withdraw(ask(), by=cast.eva, at=noon)

    assert selectors.asked_of(cast.amina) == []
    with pytest.raises(Conflict):
        services.withdraw(request, by=cast.eva, at=noon)


def test_who_was_told_not_to_ask_is_not_heard_any_more(cast, noon, ask):
    services.refuse(ask(), no_more=True, by=cast.amina, at=noon)
    mail.outbox.clear()

    again = ask()
    services.mail_request(again.pk, at=noon)

    assert again.state == RequestState.WAITING  # as for everybody who does not answer
    assert again not in selectors.asked_of(cast.amina)
    assert mail.outbox == []


def test_an_address_that_went_to_somebody_else_does_not_open_old_requests(
    cast, noon, ask, make_person
):
    from allauth.account.models import EmailAddress

    from insigne_platform.people import services as people

    people.record_proved_address(cast.amina, "amina@mail.example")
    EmailAddress.objects.create(user=cast.amina, email="amina@home.example", verified=True)
    people.record_proved_address(cast.amina, "amina@home.example")
    request = ask()
    address = EmailAddress.objects.get(email="amina@mail.example")
    people.give_up(address, by=cast.amina, at=request.created_at + A_DAY)
    EmailAddress.objects.create(user=cast.bo, email="amina@mail.example", verified=True)

    assert selectors.request_for(cast.bo, request.pk) is None
    assert selectors.asked_of(cast.bo) == []


def test_a_game_element_is_granted_to_nobody(cast, noon, ask, kept):
    achievement = kept.award.version.achievement
    achievement.scenario = "game"
    achievement.save(update_fields=["scenario"])
    kept.refresh_from_db()
    assert not kept.award.version.achievement.is_public
    with pytest.raises(Conflict):
        services.grant(ask(), [kept], fields=[], days=3, by=cast.amina, at=noon)


def test_old_requests_are_forgotten_with_what_was_granted(cast, noon, grant, kept):
    services.forget_old(at=noon + timedelta(days=364))
    assert Grant.objects.exists()

    services.forget_old(at=noon + timedelta(days=396))

    assert not AccessRequest.objects.exists()
    backpack.delete(kept, by=cast.amina, at=noon)  # nothing points to it any more
