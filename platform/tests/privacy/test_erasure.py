"""Who wants to be erased is: nothing says who she was, and what she took along stays valid."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.core import mail
from django.test import Client
from django.utils import timezone

from achievements.badge_making import published
from awards.award_making import awarded
from backpack.badges_elsewhere import named
from grants.conftest import proved
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import composition
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, IssuedDocument
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, Invalid, NotFound
from insigne_platform.core.models import AuditEntry
from insigne_platform.disclosure import services as disclosure
from insigne_platform.earning.models import Application, Score
from insigne_platform.grants import services as granting
from insigne_platform.grants.models import Kind
from insigne_platform.grants.services.asking import Wish
from insigne_platform.people import services as people
from insigne_platform.people.models import Person
from insigne_platform.rights import reactions, services
from insigne_platform.rights.models import Erasure
from insigne_platform.rights.services.erasing import WAITS, erase
from insigne_platform.sharing import services as sharing
from insigne_platform.verification import services as verification

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
OWN = "kanarie.vogel@mail.example"
OLD = "kanarie.school@uppsala.example"
CANARIES = (
    OWN, OLD, "Kanarie Vogel", "9,75 kanarie", "Kanarie zong een uur", "kanarie.example/portfolio",
    "kanarienotitie", "kanarielabel", "Kanarieverzameling", "Kanarie & Co", "kanariepost",
    "kanarie schreef dit",
)  # fmt: skip


@pytest.fixture
def kanarie(make_person) -> Person:
    """A holder with a name that is found wherever it stands."""
    person = make_person(OWN, "Kanarie Vogel")
    people.record_proved_address(person, OWN)
    EmailAddress.objects.create(user=person, email=OLD, verified=True)
    people.record_proved_address(person, OLD)
    return person


@pytest.fixture
def version(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def lived(cast, noon, kanarie, version) -> Award:
    """The award that she keeps, after she did here what a holder can do."""
    told = awards.Recipient(
        email=OWN, name="Kanarie Vogel", grade="9,75 kanarie", narrative="Kanarie zong een uur",
        evidence_url="https://kanarie.example/portfolio",
    )  # fmt: skip
    award = awarded(version, cast.ada, noon, told)
    other = published(cast.uppsala_issuer, cast.ada, noon)
    awarded(other, cast.ada, noon, awards.Recipient(email=OLD, name="Kanarie Vogel"))
    holding = backpack.claim(award, by=kanarie, at=noon)
    backpack.set_words(holding, tags="kanarielabel", note="kanarienotitie", by=kanarie)
    made = backpack.make_collection("Kanarieverzameling", "", [holding], by=kanarie)
    sharing.make_link(holding, by=kanarie, at=noon, audience="Kanarie & Co", purpose="kanariepost")
    link = sharing.make_link(made, by=kanarie, at=noon, audience="Kanarie & Co")
    token = str(sharing.address_of(link)).rpartition("/")[2]
    sharing.let_in(token, "", at=noon)
    backpack.bring(
        named(number=5), "kanarie.json", None, by=kanarie, at=noon, outside=OfflineFetcher()
    )
    disclosure.present(award, ["name"], disclosure.SD_JWT_VC, by=kanarie, at=noon)
    works = granting.found_organisation(
        name="The mill", domain="employer.example", kind=Kind.EMPLOYER, by=cast.eva
    )
    proved(works, cast.eva, noon)
    asked = granting.ask(works, Wish(OWN, "kanariepost", 9, fields=["name"]), by=cast.eva, at=noon)
    granting.grant(asked, [holding], fields=["name"], days=9, by=kanarie, at=noon)
    granting.ask(works, Wish(OLD, "kanariepost", 9), by=cast.eva, at=noon)
    Application.objects.create(
        achievement=other.achievement, person=kanarie, email=OWN, name="Kanarie Vogel",
        text="kanarie schreef dit", links=["https://kanarie.example/portfolio"], submitted_at=noon,
    )  # fmt: skip
    Score.objects.create(
        institution=cast.uppsala, key="exam", email=OWN, name="Kanarie Vogel", value=8,
        recorded_at=noon,
    )  # fmt: skip
    awards.preview_list(
        other, "list.csv", f"email;name\n{OWN};Kanarie Vogel\nother@mail.example;Other\n".encode(),
        by=cast.ada, at=noon,
    )  # fmt: skip
    copy = services.ask_for_export(by=kanarie, at=noon)
    services.make_export(copy.pk, at=noon)
    people.send_sign_in_link(OWN, at=noon)
    award.refresh_from_db()
    return award


def everything() -> str:
    """Every column of every row of every table, as text."""
    parts = []
    for model in apps.get_models():
        for row in model._default_manager.values_list(
            *(field.name for field in model._meta.concrete_fields)
        ):
            parts += [
                bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview)
                else str(value)
                for value in row
            ]  # fmt: skip
    return "\n".join(parts)


def test_before_it_the_canaries_are_there(lived):
    found = everything()

    assert [canary for canary in CANARIES if canary not in found] == []


def test_after_it_nothing_says_who_she_was(lived, kanarie, noon):
    outbox.deliver_all()
    erase(kanarie, at=noon)

    found = everything()
    assert [canary for canary in CANARIES if canary.lower() in found.lower()] == []


def test_what_explains_the_status_bit_stays(lived, kanarie, noon):
    signed = awards.document(lived, "ob3", at=noon)
    before = (lived.status_list_id, lived.status_index, lived.version_id, lived.awarded_at)
    erase(kanarie, at=noon)

    lived.refresh_from_db()
    assert (lived.status_list_id, lived.status_index, lived.version_id, lived.awarded_at) == before
    assert lived.commitment == hashlib.sha256(signed).hexdigest()
    assert (lived.erased_at, lived.holder_id, lived.recipient_email) == (noon, None, "")
    assert not IssuedDocument.objects.filter(award=lived).exists()


def test_her_own_copy_still_verifies_and_can_be_brought_elsewhere(lived, kanarie, cast, noon):
    signed = awards.document(lived, "ob3", at=noon)
    erase(kanarie, at=noon)

    view = verification.verify(signed, None, None, None, at=noon, outside=OfflineFetcher())
    assert view.verdict == "valid"
    taken = backpack.bring(
        signed, "badge.json", None, by=cast.amina, at=noon, outside=OfflineFetcher()
    )
    assert taken.files.get().badge is not None


def test_the_source_says_that_it_is_gone_and_makes_nothing_anew(lived, kanarie, noon):
    path = composition.assertion_path(lived)
    erase(kanarie, at=noon)

    document = publication.document_at(path)
    assert document.status == 410
    lived.refresh_from_db()
    for form in ("ob3", "ob3-jwt", "ob2"):
        with pytest.raises(NotFound):
            awards.document(lived, form, at=noon)
    page = Client().get(path)
    assert page.status_code == 404
    assert "erased at the request of its holder" in page.content.decode()


def test_others_lose_nothing(lived, kanarie, cast, noon, version):
    theirs = awarded(version, cast.ada, noon)
    holding = backpack.claim(theirs, by=cast.amina, at=noon)
    before = awards.document(theirs, "ob3", at=noon)
    erase(kanarie, at=noon)

    assert Holding.objects.filter(pk=holding.pk).exists()
    theirs.refresh_from_db()
    assert awards.document(theirs, "ob3", at=noon) == before
    assert "other@mail.example" in everything()  # of the list that both were in


def test_an_erased_badge_is_neither_corrected_nor_claimed(lived, kanarie, cast, noon):
    from insigne_platform.awards.selectors import award_of_claim
    from insigne_platform.core.tokens import token_for

    erase(kanarie, at=noon)
    lived.refresh_from_db()
    with pytest.raises(Conflict):
        awards.correct(lived, {"name": "X"}, "A mistake.", by=cast.ada, at=noon)
    assert award_of_claim(token_for("claim", lived.pk)) is None


def test_she_waits_a_week_and_may_undo_it(lived, kanarie, noon):
    mail.outbox.clear()
    with pytest.raises(Invalid):
        services.ask_for_erasure(by=kanarie, at=noon, password="another one")
    services.ask_for_erasure(by=kanarie, at=noon, password=PASSWORD)
    assert services.erase_due(at=noon + WAITS - timedelta(minutes=1)) == 0
    services.undo_erasure(by=kanarie)
    assert services.erase_due(at=noon + WAITS) == 0
    with pytest.raises(Conflict):
        services.undo_erasure(by=kanarie)

    services.ask_for_erasure(by=kanarie, at=noon, password=PASSWORD)
    assert services.erase_due(at=noon + WAITS) == 1
    assert not Person.objects.filter(email=OWN).exists()


def test_every_address_of_hers_is_told(lived, kanarie, noon, django_capture_on_commit_callbacks):
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        services.ask_for_erasure(by=kanarie, at=noon, password=PASSWORD)

    assert {letter.to[0] for letter in mail.outbox} == {OWN, OLD}


def test_who_works_for_an_institution_hands_that_over_first(cast, noon):
    with pytest.raises(Conflict):
        services.ask_for_erasure(by=cast.ada, at=noon, password=PASSWORD, at_once=True)
    with pytest.raises(Conflict):
        services.ask_for_erasure(by=cast.operator, at=noon, password=PASSWORD, at_once=True)


def test_nothing_is_gone_if_a_badge_is_being_made(lived, kanarie, noon):
    Award.objects.filter(pk=lived.pk).update(state="intent")
    with pytest.raises(Conflict):
        erase(kanarie, at=noon)
    assert Person.objects.filter(email=OWN).exists()
    assert Holding.objects.filter(person=kanarie).exists()


def test_the_chain_of_deeds_holds_and_names_nobody(lived, kanarie, noon):
    erase(kanarie, at=noon)

    assert audit.first_broken_entry() is None
    assert AuditEntry.objects.filter(action="person.erased").count() == 1


def test_the_sweeper_does_it(lived, kanarie):
    services.ask_for_erasure(by=kanarie, at=timezone.now() - WAITS, password=PASSWORD)

    assert reactions.erase_due() == 1


@pytest.fixture
def door(kanarie):
    client = Client()
    client.cookies["django_language"] = "en"
    client.post("/account/login/", {"login": OWN, "password": PASSWORD})
    return client


def test_the_page_asks_twice_and_signs_out(lived, door):
    for wrong in (
        {"password": "x", "word": "ERASE"},
        {"password": PASSWORD, "word": "yes"},
        {"word": "ERASE"},
    ):
        assert door.post("/account/erase", wrong).status_code == 422
    assert not Erasure.objects.exists()
    assert door.post("/account/erase", {"password": PASSWORD, "word": "erase"}).status_code == 302
    assert "you can undo it" in door.get("/account/erase").content.decode()
    door.post("/account/erase/undo")
    right = {"password": PASSWORD, "word": "ERASE", "at_once": "on"}
    assert door.post("/account/erase", right).url == "/erased"
    assert door.get("/account/").status_code == 302  # nobody is signed in
    again = Client().post("/account/login/", {"login": OWN, "password": PASSWORD})
    assert again.status_code == 200  # no way in


def test_the_log_of_the_service_names_nobody(lived, door, logged):
    door.post("/account/erase", {"password": PASSWORD, "word": "ERASE", "at_once": "on"})
    outbox.deliver_all()

    written = logged.getvalue()
    assert "account/erase" in written
    assert [canary for canary in (*CANARIES, PASSWORD) if canary.lower() in written.lower()] == []


def test_what_others_know_is_told_and_of_nobody_else(lived, door, cast):
    page = door.get("/account/known").content.decode()

    assert "Uppsala University" in page
    assert "a grade" in page
    assert "1 request for a badge" in page
    assert "You let an organisation see badges" in page
    other = Client()
    other.force_login(cast.bo, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = other.get("/account/known").content.decode()
    assert "The mill" not in page
    assert "Kanarie" not in page
