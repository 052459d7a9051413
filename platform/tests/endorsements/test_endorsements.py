"""Asking for an endorsement, giving it so that a stranger can check it, and withdrawing it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core import mail

from achievements.badge_making import draft, published
from awards.award_making import awarded
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import PublicDocument
from insigne_platform.endorsements import composition, selectors, services
from insigne_platform.endorsements.models import Endorsement, EndorsementRequest
from insigne_platform.endorsements.services import Outside, Said
from insigne_platform.verification import endorsing
from insigne_platform.verification.services import verify
from insigne_platform.verification.view import Look
from verification.outsiders import Nobody

pytestmark = pytest.mark.django_db

SAID = Said(
    comment="A demanding course, well assessed.",
    credits=Decimal("5"),
    programme="BSc Earth Sciences",
    counts_at="College Elsewhere",
    language="en",
)


@pytest.fixture
def ice(cast, noon):
    version = published(cast.uppsala_issuer, cast.ada, noon)
    outbox.deliver_all()
    return version


@pytest.fixture
def request_(cast, ice):
    return services.ask(
        ice.achievement, of=cast.elsewhere, message="Would you?", language="en", by=cast.ada
    )


def endorsed(cast, ice, noon, **changes) -> Endorsement:
    said = Said(**{**{name: getattr(SAID, name) for name in SAID.__slots__}, **changes})
    return services.endorse(
        ice.achievement, said, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon
    )


def look(endorsement: Endorsement, at) -> Look:
    body = PublicDocument.objects.get(path=composition.endorsement_path(endorsement)).body
    return verify(bytes(body), None, None, None, at=at, outside=Nobody()).look


def fields(error) -> list[str]:
    return [problem.field for problem in error.value.problems]


def test_a_request_is_mailed_answered_and_the_answer_mailed(cast, noon, request_):
    outbox.deliver_all()
    given = services.endorse(request_, SAID, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon)
    outbox.deliver_all()

    assert [message.to for message in mail.outbox] == [
        ["badges@elsewhere.example"],
        [cast.ada.email],
    ]
    assert "Reading ice" in mail.outbox[0].subject
    assert "Would you?" in mail.outbox[0].body
    request_.refresh_from_db()
    assert (request_.state, given.request) == ("given", request_)
    assert list(selectors.received_by(cast.uppsala)) == [given]
    assert list(selectors.given_by(cast.elsewhere)) == [given]


def test_a_stranger_can_check_what_stands_at_the_address(cast, noon, ice):
    given = endorsed(cast, ice, noon)

    stored = PublicDocument.objects.get(path=composition.endorsement_path(given))
    document = json.loads(bytes(stored.body))

    assert document["type"] == ["VerifiableCredential", "EndorsementCredential"]
    assert document["credentialSubject"] == {
        "id": f"https://badges.example.org/public/3/badges/{ice.achievement.public_id}",
        "type": ["EndorsementSubject"],
        "endorsementComment": "A demanding course, well assessed.\n\n"
        "**Counts for 5 EC in BSc Earth Sciences at College Elsewhere.**",
    }
    assert document["issuer"]["name"] == "College Elsewhere"
    assert look(given, noon) in (Look.VALID, Look.UNLISTED)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Counts for 5 EC in BSc Earth Sciences at College Elsewhere."),
        ({"credits": Decimal("2.50"), "programme": ""}, "Counts for 2.5 EC at College Elsewhere."),
        ({"programme": ""}, "Counts for 5 EC at College Elsewhere."),
        ({"counts_at": ""}, "Counts for 5 EC in BSc Earth Sciences."),
        ({"credits": None, "counts_at": ""}, "Counts in BSc Earth Sciences."),
        ({"credits": None, "programme": "", "counts_at": ""}, ""),
    ],
)  # fmt: skip
def test_the_value_is_a_sentence(cast, noon, ice, changes, sentence):
    assert composition.value_sentence(endorsed(cast, ice, noon, **changes)) == sentence


def test_what_was_withdrawn_is_seen_by_who_checks_and_the_bytes_stay(cast, noon, ice):
    given, other = endorsed(cast, ice, noon), endorsed(cast, ice, noon)
    before = bytes(PublicDocument.objects.get(path=composition.endorsement_path(given)).body)

    services.withdraw(given, "The course changed.", by=cast.bo, at=noon)
    services.withdraw(given, "Twice.", by=cast.bo, at=noon + timedelta(days=1))

    given = Endorsement.objects.get(pk=given.pk)
    assert (given.withdrawn_at, given.withdrawal_reason) == (noon, "The course changed.")
    assert bytes(given.body) == before
    assert look(given, noon) is Look.INVALID
    assert look(other, noon) in (Look.VALID, Look.UNLISTED)
    assert list(selectors.endorsements_of(ice.achievement)) == [other]


def test_it_counts_until_its_day(cast, noon, ice):
    given = endorsed(cast, ice, noon, valid_until=date(2026, 7, 1))

    assert look(given, noon) in (Look.VALID, Look.UNLISTED)
    assert look(given, noon + timedelta(days=60)) is Look.INVALID
    assert (given.is_current(noon), given.is_current(noon + timedelta(days=60))) == (True, False)


def test_bytes_are_never_rewritten(cast, noon, ice):
    given = endorsed(cast, ice, noon)

    for change in ({}, {"update_fields": ["body"]}):
        with pytest.raises(TypeError):
            given.save(**change)


def test_every_problem_is_named(cast, noon, ice):
    said = Said(
        comment="x" * 4001,
        credits=Decimal(-1),
        programme="p" * 201,
        valid_until=noon.date(),
        language="xx",
    )

    with pytest.raises(Invalid) as error:
        services.endorse(
            ice.achievement, said, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon
        )

    assert fields(error) == ["comment", "programme", "credits", "valid_until", "language"]
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("said", [Said(), Said(comment="  "), Said(comment="a\x00b")])
def test_an_empty_endorsement_says_nothing(cast, noon, ice, said):
    with pytest.raises(Invalid) as error:
        endorsed_with(cast, ice, noon, said)

    assert fields(error) == ["comment"]


def endorsed_with(cast, ice, noon, said):
    services.endorse(ice.achievement, said, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon)


def test_markup_and_odd_letters_are_words_in_it(cast, noon, ice):
    odd = "<script>alert(1)</script> \u202e =1+1 𝕏 'Ω'"

    given = endorsed(cast, ice, noon, comment=odd)

    assert look(given, noon) in (Look.VALID, Look.UNLISTED)
    document = json.loads(bytes(given.body))
    assert odd in document["credentialSubject"]["endorsementComment"]


def test_nobody_speaks_for_another_institution_or_praises_their_own(cast, noon, ice, request_):
    with pytest.raises(NotPermitted):
        services.endorse(
            ice.achievement, SAID, as_issuer=cast.elsewhere_issuer, by=cast.ada, at=noon
        )
    with pytest.raises(Conflict):
        services.endorse(ice.achievement, SAID, as_issuer=cast.uppsala_issuer, by=cast.ada, at=noon)
    with pytest.raises(NotPermitted):
        services.endorse(request_, SAID, as_issuer=cast.uppsala_issuer, by=cast.ada, at=noon)
    with pytest.raises(NotPermitted):
        services.ask(ice.achievement, of=cast.elsewhere, by=cast.bo)
    with pytest.raises(NotPermitted):
        services.decline(request_, "No.", by=cast.ada, at=noon)
    with pytest.raises(NotPermitted):
        services.take_back(request_, by=cast.bo, at=noon)
    with pytest.raises(NotPermitted):
        services.withdraw(endorsed(cast, ice, noon), "No.", by=cast.ada, at=noon)


def test_an_observer_neither_asks_nor_endorses(cast, noon, ice, add_member):
    observer = add_member(cast.eva, "observer")

    with pytest.raises(NotPermitted):
        services.ask(ice.achievement, of=cast.elsewhere, by=observer)
    assert selectors.request_for(cast.eva.pk, by=observer) is None


def test_a_request_is_answered_once(cast, noon, request_):
    services.decline(request_, "We do not know it.", by=cast.bo, at=noon)

    request_.refresh_from_db()
    assert (request_.state, request_.reason) == ("declined", "We do not know it.")
    for answer in (
        lambda: services.decline(request_, "Again.", by=cast.bo, at=noon),
        lambda: services.take_back(request_, by=cast.ada, at=noon),
        lambda: services.endorse(
            request_, SAID, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon
        ),
    ):
        with pytest.raises(Conflict):
            answer()
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001])
def test_a_no_has_a_reason(cast, noon, request_, reason):
    with pytest.raises(Invalid):
        services.decline(request_, reason, by=cast.bo, at=noon)


def test_the_same_is_not_asked_twice(cast, ice, request_):
    with pytest.raises(Conflict):
        services.ask(ice.achievement, of=cast.elsewhere, by=cast.ada)


@pytest.mark.parametrize(
    ("more", "problems"),
    [
        ({}, ["of"]),
        ({"email": "no address"}, ["email"]),
        ({"email": "x@y.example\nBcc: z@y.example"}, ["email"]),
        ({"email": "body@board.example", "message": "x" * 2001}, ["message"]),
        ({"email": "body@board.example", "language": "de"}, ["language"]),
    ],
)
def test_what_is_wrong_with_a_request_is_named(cast, ice, more, problems):
    with pytest.raises(Invalid) as error:
        services.ask(ice.achievement, by=cast.ada, **more)

    assert fields(error) == problems
    assert not EndorsementRequest.objects.exists()


def test_drafts_and_game_elements_are_not_endorsed(cast, noon):
    game = published(cast.uppsala_issuer, cast.ada, noon, scenario="game")
    unfinished = draft(cast.uppsala_issuer, cast.ada)

    for version in (game, unfinished):
        with pytest.raises(Conflict):
            services.ask(version.achievement, of=cast.elsewhere, by=cast.ada)
    with pytest.raises(Conflict):
        endorsed(cast, game, noon)


def test_an_issuer_and_an_award_are_endorsed_too(cast, noon, ice):
    award = awarded(ice, cast.ada, noon)
    of_award = services.endorse(award, SAID, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon)
    of_issuer = services.endorse(
        cast.uppsala_issuer, SAID, as_issuer=cast.elsewhere_issuer, by=cast.bo, at=noon
    )

    assert (of_award.subject_id, look(of_award, noon)) == (
        award.credential_id, look(of_issuer, noon),
    )  # fmt: skip
    assert list(selectors.endorsements_of(award)) == [of_award]
    assert list(selectors.endorsements_of(cast.uppsala_issuer)) == [of_issuer]
    assert "Amina" not in bytes(of_award.body).decode()


def test_a_badge_of_others_is_found_and_endorsed(cast, noon):
    address = "https://studio.example/badges/9"
    elsewhere = {
        "id": address, "type": ["Achievement"], "name": "Weaving", "creator": {"name": "Lisa"},
    }  # fmt: skip
    from verification.outsiders import world

    found = endorsing.find_endorsable(None, address, at=noon, outside=world({address: elsewhere}))
    choice = found.choices[0]
    given = services.endorse(
        Outside(choice.kind, choice.id, choice.name, choice.issuer),
        SAID,
        as_issuer=cast.elsewhere_issuer,
        by=cast.bo,
        at=noon,
    )

    assert (given.kind, given.subject_id, given.subject_name) == ("badge", address, "Weaving")
    assert look(given, noon) in (Look.VALID, Look.UNLISTED)


def test_an_address_that_says_to_be_another_is_refused(cast, noon):
    address = "https://studio.example/badges/9"
    from verification.outsiders import world

    liar = {"id": "https://other.example/1", "type": "BadgeClass", "name": "Weaving"}
    with pytest.raises(Invalid):
        endorsing.find_endorsable(None, address, at=noon, outside=world({address: liar}))


def test_by_mail_somebody_elsewhere_gives_what_they_signed_themselves(cast, noon, ice):
    request = services.ask(ice.achievement, email="board@care.example", language="en", by=cast.ada)
    outbox.deliver_all()
    token = services.answer_address(request).rsplit("/", 1)[1]
    made = bytes(endorsed(cast, ice, noon).body)

    read = endorsing.read_endorsement(
        made, None, about=request.subject_id, at=noon, outside=Nobody()
    )
    kept = services.receive(
        selectors.request_of(token), read.body, said=read.comment, endorser=read.endorser, at=noon
    )

    assert mail.outbox[0].to == ["board@care.example"]
    assert token in mail.outbox[0].body
    assert (kept.endorser_name, bytes(kept.body)) == ("College Elsewhere", made)
    request.refresh_from_db()
    assert request.state == "given"
    with pytest.raises(Conflict):
        services.decline_by_link(token, "Too late.", at=noon)


def test_an_endorsement_of_something_else_or_a_changed_one_is_refused(cast, noon, ice):
    made = bytes(endorsed(cast, ice, noon).body)
    changed = made.replace(b"demanding", b"trivial!!")
    about = json.loads(made)["credentialSubject"]["id"]

    for source, thing in ((made, "https://other.example/1"), (changed, about), (b"{}", about)):
        with pytest.raises(Invalid):
            endorsing.read_endorsement(source, None, about=thing, at=noon, outside=Nobody())


def test_a_link_that_we_did_not_make_opens_nothing(noon):
    with pytest.raises(NotFound):
        services.decline_by_link("x" * 43, "No.", at=noon)


def test_lists_are_numbered_anew_when_full(cast, noon, ice):
    first = endorsed(cast, ice, noon)
    type(first.status_list).objects.filter(pk=first.status_list_id).update(cursor=131072)

    second = endorsed(cast, ice, noon)

    assert (first.status_list.epoch, second.status_list.epoch) == (1, 2)
    assert look(second, noon) in (Look.VALID, Look.UNLISTED)
