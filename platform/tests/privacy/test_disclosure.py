"""What a holder keeps back is in no byte of what a viewer gets: not plain, encoded or hashed."""

from __future__ import annotations

import base64
import hashlib
import html
import itertools
import json
import re

import pytest
from django.test import Client

from achievements.badge_making import published
from awards.award_making import awarded
from disclosure.shown import said_in
from insigne_platform.awards.services import Recipient
from insigne_platform.backpack.models import Holding
from insigne_platform.disclosure import services
from insigne_platform.disclosure.composition import Field
from insigne_platform.disclosure.models import DisclosableDocument
from insigne_platform.disclosure.services import DERIVED, SD_JWT_VC
from insigne_platform.signing.models import SigningKey

pytestmark = pytest.mark.django_db

FORMATS = (SD_JWT_VC, DERIVED)
CANARIES = {
    Field.NAME: "Kanarie Zangvogel",
    Field.GRADE: "7,31kanarie",
    Field.NARRATIVE: "Explanation-canary about three lakes",
    Field.EVIDENCE: "https://uppsala.example/canary/evidence-17",
}
ADDRESS = "amina@mail.example"


@pytest.fixture
def kept(cast, noon) -> Holding:
    recipient = Recipient(
        email=ADDRESS,
        name=CANARIES[Field.NAME],
        grade=CANARIES[Field.GRADE],
        narrative=CANARIES[Field.NARRATIVE],
        evidence_url=CANARIES[Field.EVIDENCE],
    )
    award = awarded(
        published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon, recipient=recipient
    )
    award.holder = cast.amina
    award.save(update_fields=["holder"])
    return Holding.objects.create(person=cast.amina, award=award, kept_at=noon)


def told_in(content: bytes, texts: dict[Field, str] = CANARIES) -> set[Field]:
    """Which of *texts* stands in *content*, in any spelling, or as a hash without a salt."""
    said = said_in(content)
    said += html.unescape(said)
    return {field for field, text in texts.items() if _stands_in(text, said)}


def _stands_in(text: str, said: str) -> bool:
    digest = hashlib.sha256(text.encode()).digest()
    spellings = {
        text,
        json.dumps(text).strip('"'),
        base64.b64encode(text.encode()).decode().rstrip("="),
        digest.hex(),
        base64.urlsafe_b64encode(digest).decode().rstrip("="),
    }
    return any(each in said for each in spellings)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("field", CANARIES)
def test_what_is_shown_is_found_so_that_the_search_is_worth_something(
    kept, cast, noon, format, field
):
    made = services.present(kept.award, [field], format, by=cast.amina, at=noon)

    assert told_in(made.content) == {field}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("left_out", CANARIES)
def test_what_is_kept_back_is_in_no_byte(kept, cast, noon, format, left_out):
    shown = [field for field in CANARIES if field != left_out]
    made = services.present(kept.award, shown, format, by=cast.amina, at=noon)

    assert told_in(made.content) == set(shown)
    assert ADDRESS not in said_in(made.content)


@pytest.mark.parametrize("format", FORMATS)
def test_the_page_for_viewers_shows_no_more_than_the_file(kept, cast, noon, format):
    made = services.present(kept.award, [Field.NAME], format, by=cast.amina, at=noon)
    answer = Client().post("/verify", {"text": made.content.decode()})

    assert answer.status_code == 200
    assert told_in(answer.content) == {Field.NAME}


@pytest.mark.parametrize("format", FORMATS)
def test_the_preview_and_the_download_are_the_same_bytes_and_show_the_same(kept, cast, format):
    door = Client()
    door.post("/account/login/", {"login": ADDRESS, "password": "correct horse battery"})
    path, chosen = f"/backpack/{kept.pk}/disclose", {"fields_shown": ["name"], "format": format}
    preview = door.post(path, chosen)
    file = door.post(path, chosen | {"download": "1"})
    text = re.search(r"<textarea[^>]*>(.*?)</textarea>", preview.content.decode(), re.DOTALL)

    assert text is not None
    assert html.unescape(text[1]).strip().encode() == file.content
    assert told_in(preview.content) == told_in(file.content) == {Field.NAME}
    assert "no-store" in preview.headers["Cache-Control"]
    assert "no-store" in file.headers["Cache-Control"]


def test_what_stays_in_the_house_has_everything_and_is_given_to_nobody(kept, cast, noon):
    every = [
        services.present(kept.award, chosen, DERIVED, by=cast.amina, at=noon).content
        for count in range(len(CANARIES) + 1)
        for chosen in itertools.combinations(CANARIES, count)
    ]
    base = json.loads(bytes(DisclosableDocument.objects.get().body))["proof"]["proofValue"]

    assert told_in(bytes(DisclosableDocument.objects.get().body)) == set(CANARIES)
    assert len(every) == 16
    for content in every:
        assert base.encode() not in content
        value = json.loads(content)["proof"]["proofValue"]
        assert base64.urlsafe_b64decode(value[1:] + "==")[:3] == b"\xd9\x5d\x01"


def test_salts_are_of_128_bits_and_never_the_same(kept, cast, noon):
    content = services.present(kept.award, list(CANARIES), SD_JWT_VC, by=cast.amina, at=noon)
    disclosures = content.content.decode().split("~")[1:-1]
    salts = [json.loads(base64.urlsafe_b64decode(each + "==="))[0] for each in disclosures]

    assert len(salts) == len(set(salts)) >= len(CANARIES)
    assert {len(base64.urlsafe_b64decode(salt + "==")) for salt in salts} == {16}


def test_no_private_key_is_in_the_published_keys(kept, cast, noon):
    path = f"/.well-known/jwt-vc-issuer/public/3/issuers/{cast.uppsala_issuer.public_id}"
    (key,) = json.loads(Client().get(path).content)["jwks"]["keys"]

    assert set(key) == {"kty", "crv", "x", "y", "kid", "use"}
    assert SigningKey.objects.filter(key_type="p256").count() == 2
