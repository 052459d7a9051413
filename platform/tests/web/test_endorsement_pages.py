"""The pages of endorsements: asked by one institution, given by the other, read by anybody."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from insigne_platform.core import outbox
from insigne_platform.endorsements.models import Endorsement, EndorsementRequest

pytestmark = pytest.mark.django_db


def test_asked_answered_and_shown_with_the_badge(cast, published, at_the_door):
    ada, bo = at_the_door(cast.ada), at_the_door(cast.bo)
    asked = ada.post(
        f"/issuing/{cast.uppsala.public_id}/endorsements/ask",
        {"what": f"badge:{published.achievement_id}", "of": cast.elsewhere.pk, "language": "en"},
    )
    outbox.deliver_all()
    request = EndorsementRequest.objects.get()
    inbox = bo.get(f"/issuing/{cast.elsewhere.public_id}/endorsements").content.decode()
    said = {
        "as_issuer": cast.elsewhere_issuer.pk, "comment": "Well made. <b>", "credits": "2,5",
        "programme": "BSc Ice", "language": "en",
    }  # fmt: skip

    signed = bo.post(f"/issuing/endorsement-requests/{request.pk}", said)
    badge = ada.get(f"/public/badges/{published.achievement.public_id}").content.decode()

    assert (asked.status_code, signed.status_code) == (302, 302)
    assert f"/issuing/endorsement-requests/{request.pk}" in inbox
    assert "Counts for 2.5 EC in BSc Ice." in badge
    assert "Well made. &lt;b&gt;" in badge
    page = ada.get(f"/public/endorsements/{Endorsement.objects.get().public_id}")
    assert "College Elsewhere" in page.content.decode()
    assert "notice-invalid" not in page.content.decode()


def test_what_was_typed_stays_when_something_is_wrong(cast, published, at_the_door):
    answer = at_the_door(cast.ada).post(
        f"/issuing/{cast.uppsala.public_id}/endorsements/ask",
        {"what": f"badge:{published.achievement_id}", "message": "Please!", "language": "en"},
    )

    assert answer.status_code == 422
    assert "Please!" in answer.content.decode()


def test_a_badge_is_found_by_its_address_and_endorsed(cast, published, at_the_door):
    bo = at_the_door(cast.bo)
    path = f"/issuing/{cast.elsewhere.public_id}/endorsements/give"
    address = f"https://badges.example.org/public/3/badges/{published.achievement.public_id}"

    found = bo.post(path, {"text": address}).content.decode()
    sealed = re.search(r'name="found" value="([^"]+)"', found)[1]
    said = {"found": sealed, "as_issuer": cast.elsewhere_issuer.pk, "language": "en"}
    empty = bo.post(path, said)
    signed = bo.post(path, {**said, "comment": "Well made."})

    assert "Reading ice" in found
    assert (empty.status_code, signed.status_code) == (422, 302)
    assert Endorsement.objects.get().achievement == published.achievement


def test_a_file_of_an_award_gives_the_choice_between_badge_and_award(cast, give, at_the_door):
    from insigne_platform.awards import services as awards

    award = give()
    document = awards.document(award, "ob3", at=award.awarded_at)
    file = SimpleUploadedFile("badge.json", document, "application/json")

    page = at_the_door(cast.bo).post(
        f"/issuing/{cast.elsewhere.public_id}/endorsements/give", {"file": file}
    )

    assert page.content.decode().count('name="found"') == 2


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"text": "no address"}, {"text": "https://x.example/\x00"}]
)
def test_nothing_to_endorse_is_said_in_words(cast, at_the_door, given):
    answer = at_the_door(cast.bo).post(
        f"/issuing/{cast.elsewhere.public_id}/endorsements/give", given
    )

    assert answer.status_code == 422


def test_what_another_wrote_under_the_seal_is_not_believed(cast, at_the_door):
    answer = at_the_door(cast.bo).post(
        f"/issuing/{cast.elsewhere.public_id}/endorsements/give",
        {"found": "forged:seal", "comment": "x", "as_issuer": cast.elsewhere_issuer.pk},
    )

    assert answer.status_code == 302
    assert not Endorsement.objects.exists()
