"""One award is endorsed by program: asked for by who gave it, given by who was asked or unasked."""

from __future__ import annotations

import json

import pytest
from django.utils import timezone

from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.publication import document_at
from insigne_platform.endorsements.models import Endorsement, EndorsementRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(program):
    return program()


@pytest.fixture
def bo(cast, program):
    return program(by=cast.bo, institution=cast.elsewhere)


@pytest.fixture
def award(ada, published) -> Award:
    badge = published.achievement.public_id
    made = ada.post("awards", {"badge": badge, "email": "amina@mail.example"}).json()
    outbox.deliver_all()
    return Award.objects.get(pk=made["id"])


@pytest.fixture
def said(cast):
    return {"issuer": cast.elsewhere_issuer.public_id, "comment": "Well made.", "credits": 2.5}


def test_one_award_is_asked_for_and_endorsed(cast, ada, bo, award, said):
    asked = ada.post(
        "endorsement-requests", {"award": str(award.pk), "institution": cast.elsewhere.public_id}
    )
    given = bo.post(f"endorsement-requests/{asked.json()['id']}/endorse", said)

    assert (asked.status_code, given.status_code) == (201, 201)
    assert (asked.json()["kind"], asked.json()["subject"]) == ("award", award.credential_id)
    assert [each["kind"] for each in ada.get("endorsements").json()["items"]] == ["award"]
    path = "/public/" + given.json()["public_url"].partition("/public/")[2]
    signed = json.loads(document_at(path).body)
    assert signed["credentialSubject"]["id"] == award.credential_id
    assert award.recipient_email not in json.dumps(signed)


def test_who_has_the_address_of_an_award_endorses_it_unasked(bo, award, said):
    given = bo.post("endorsements", {**said, "award": award.public_id})

    assert (given.status_code, given.json()["subject"]) == (201, award.credential_id)
    assert Endorsement.objects.get().award == award


def test_its_own_house_does_not_endorse_it(cast, ada, award, said):
    own = {**said, "issuer": cast.uppsala_issuer.public_id, "award": award.public_id}

    assert ada.post("endorsements", own).status_code == 409
    assert not Endorsement.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "revoked", "revoked_at": timezone.now()},
        {"suspended_at": timezone.now()},
    ],
)
def test_an_award_that_does_not_count_is_not_there(bo, award, said, fields):
    Award.objects.filter(pk=award.pk).update(**fields)

    refused = bo.post("endorsements", {**said, "award": award.public_id})

    assert (refused.status_code, refused.json()["problems"][0]["field"]) == (422, "award")


def test_nobody_asks_for_an_award_of_another_house(bo, award):
    asked = bo.post("endorsement-requests", {"award": str(award.pk), "email": "jury@third.example"})

    assert (asked.status_code, asked.json()["problems"][0]["field"]) == (422, "award")
    assert not EndorsementRequest.objects.exists()


@pytest.mark.parametrize(
    "what",
    [
        {}, {"badge": "b", "award": "6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"}, {"award": "not one"},
        {"award": None}, {"award": "6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"}, {"award": 7},
    ],
)  # fmt: skip
def test_what_is_asked_for_is_one_thing_that_is_there(ada, award, what):
    asked = ada.post("endorsement-requests", {**what, "email": "jury@third.example"})

    assert asked.status_code == 422


@pytest.mark.parametrize(
    "what",
    [
        {},
        {"badge": "b", "award": "a"},
        {"award": "x" * 23},
        {"award": "nul\x00"},
        {"award": "../x"},
    ],
)
def test_what_is_endorsed_is_one_thing_that_is_there(bo, award, said, what):
    assert bo.post("endorsements", {**said, **what}).status_code == 422
    assert not Endorsement.objects.exists()


def test_the_description_says_it(ada):
    shapes = ada.get("openapi.json").json()["components"]["schemas"]

    assert {"badge", "issuer", "award"} <= set(shapes["RequestIn"]["properties"])
    assert {"badge", "award"} <= set(shapes["EndorsementIn"]["properties"])
