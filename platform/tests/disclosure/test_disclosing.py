"""A part of an award is shown: it verifies, says what was chosen, and cannot be changed."""

from __future__ import annotations

import base64
import itertools
import json

import pytest

from awards.award_making import awarded
from disclosure.shown import said_in
from insigne.adapters.fetcher import OfflineFetcher
from insigne.proofs import sd_jwt
from insigne_platform.awards import services as awards
from insigne_platform.core import publication
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.disclosure import composition, services
from insigne_platform.disclosure.composition import Field
from insigne_platform.disclosure.models import DisclosableDocument
from insigne_platform.disclosure.services import DERIVED, SD_JWT_VC
from insigne_platform.signing.models import SigningKey
from insigne_platform.verification import services as verification

pytestmark = pytest.mark.django_db

FORMATS = (SD_JWT_VC, DERIVED)
HELD = (Field.NAME, Field.GRADE, Field.NARRATIVE, Field.EVIDENCE)
SAID = {
    Field.NAME: "Amina Yılmaz",
    Field.GRADE: "8.5",
    Field.NARRATIVE: "Measured three lakes.",
    Field.EVIDENCE: "https://uppsala.example/reports/17",
}
CHOICES = [
    chosen for count in range(len(HELD) + 1) for chosen in itertools.combinations(HELD, count)
]


def verified(content, noon):
    return verification.verify(content, None, None, None, at=noon, outside=OfflineFetcher())


def facts_of(view):
    return {fact.label_en: fact.text_en for fact in view.facts}


@pytest.mark.parametrize("format", FORMATS)
def test_every_choice_verifies_and_shows_that_and_nothing_else(mine, cast, noon, format):
    for chosen in CHOICES:
        made = services.present(mine, chosen, format, by=cast.amina, at=noon)
        view = verified(made.content, noon)

        said = said_in(made.content)
        assert view.verdict == "valid", view.report_json
        assert {field for field, text in SAID.items() if text in said} == set(chosen)
        shown = "\n".join(facts_of(view).values())
        assert {field for field, text in SAID.items() if text in shown} == set(chosen)
        assert mine.subject_urn in said


@pytest.mark.parametrize("format", FORMATS)
def test_the_issuer_signs_once_and_the_bytes_stay(mine, cast, noon, format):
    services.present(mine, (), format, by=cast.amina, at=noon)
    (before,) = DisclosableDocument.objects.all()
    services.present(mine, HELD, format, by=cast.amina, at=noon)
    (after,) = DisclosableDocument.objects.all()

    assert bytes(after.body) == bytes(before.body)
    with pytest.raises(TypeError):
        after.save()


def test_the_base_proof_is_refused_by_our_own_verifier(mine, cast, noon):
    services.present(mine, (), DERIVED, by=cast.amina, at=noon)
    held = bytes(DisclosableDocument.objects.get().body)

    assert verified(held, noon).verdict == "invalid"


def test_awards_with_little_and_with_much_have_as_many_digests(mine, cast, noon):
    bare = awarded(mine.version, cast.ada, noon, awards.Recipient(email="eva@employer.example"))
    bare.holder = cast.eva
    bare.save(update_fields=["holder"])
    counts = []
    for award, by in ((mine, cast.amina), (bare, cast.eva)):
        content = services.present(award, (), SD_JWT_VC, by=by, at=noon).content
        token = sd_jwt.SdJwt.parse(content.decode())
        assert token.disclosures == ()
        payload = said_in(content)
        counts.append(payload.count('"_sd"'))
        subject = sd_jwt.read(token).claims["credentialSubject"]
        assert set(subject) == {"id", "type", "achievement"}
    assert counts[0] == counts[1]


@pytest.mark.parametrize("format", FORMATS)
def test_a_changed_file_is_refused(mine, cast, noon, format):
    content = services.present(mine, [Field.GRADE], format, by=cast.amina, at=noon).content
    if format == DERIVED:
        changed = content.replace(b'"8.5"', b'"9.5"')
    else:
        jwt, *disclosures, end = content.decode().split("~")
        decoded = [base64.urlsafe_b64decode(each + "===") for each in disclosures]
        better = [each.replace(b'"8.5"', b'"9.5"') for each in decoded]
        forged = [base64.urlsafe_b64encode(each).decode().rstrip("=") for each in better]
        changed = "~".join([jwt, *forged, end]).encode()

    assert changed != content
    if format == DERIVED:
        assert verified(changed, noon).verdict == "invalid"
    else:  # RFC 9901 §7.1: what the issuer did not sign a digest of makes it no SD-JWT
        with pytest.raises(Invalid, match="it is damaged, or no badge"):
            verified(changed, noon)


@pytest.mark.parametrize("who", ["ada", "eva", "bo"])
@pytest.mark.parametrize("format", FORMATS)
def test_nobody_but_the_holder_shows_a_part(mine, cast, noon, who, format):
    with pytest.raises(NotPermitted):
        services.present(mine, (), format, by=getattr(cast, who), at=noon)
    assert not DisclosableDocument.objects.exists()


def test_a_badge_that_was_taken_back_is_not_shown(mine, cast, noon):
    awards.revoke(mine, "A mistake.", by=cast.ada, at=noon)
    mine.refresh_from_db()

    with pytest.raises(Conflict):
        services.present(mine, (), DERIVED, by=cast.amina, at=noon)


@pytest.mark.parametrize("format", FORMATS)
def test_a_part_that_was_shown_before_says_so_when_the_badge_is_taken_back(
    mine, cast, noon, format
):
    content = services.present(mine, (), format, by=cast.amina, at=noon).content
    awards.revoke(mine, "A mistake.", by=cast.ada, at=noon)

    assert verified(content, noon).verdict == "invalid"


def test_unknown_words_are_refused(mine, cast, noon):
    with pytest.raises(Invalid):
        services.present(mine, ["issuer"], DERIVED, by=cast.amina, at=noon)
    with pytest.raises(Invalid):
        services.present(mine, (), "pdf", by=cast.amina, at=noon)


def test_what_the_award_says_nothing_of_is_passed_over(mine, cast, noon):
    assert set(services.available(mine, by=cast.amina)) == {*HELD, Field.CREDITS}
    mine.grade = ""
    assert set(services.available(mine, by=cast.amina)) == {*HELD, Field.CREDITS} - {Field.GRADE}
    made = services.present(mine, [Field.GRADE], SD_JWT_VC, by=cast.amina, at=noon)

    assert verified(made.content, noon).verdict == "valid"


def test_every_place_of_a_credential_is_shown_always_or_kept_back_on_purpose(mine):
    """A new member of the credential comes to stand in one of the two, or this fails."""
    document = composition.document_of(mine)
    subject = document["credentialSubject"]
    assert isinstance(subject, dict)

    assert set(document) - {"evidence"} == {
        "@context", "id", "type", "issuer", "name", "validFrom", "awardedDate",
        "credentialSubject", "credentialStatus",
    }  # fmt: skip
    achievement = subject["achievement"]
    assert "resultDescription" in achievement
    may_stay = {"identifier", "result", "narrative", "creditsEarned"}
    assert set(subject) - may_stay == {"id", "type", "achievement"}


def test_an_institution_from_before_gets_its_key_when_it_is_needed(mine, cast, noon):
    SigningKey.objects.filter(key_type="p256").delete()
    made = services.present(mine, (), SD_JWT_VC, by=cast.amina, at=noon)

    assert verified(made.content, noon).verdict == "valid"


def test_the_keys_stand_at_the_well_known_address(client, cast):
    issuer = cast.uppsala_issuer
    path = f"/.well-known/jwt-vc-issuer/public/3/issuers/{issuer.public_id}"
    stored = publication.document_at(path)
    answer = client.get(path)

    assert stored is not None
    assert answer.content == bytes(stored.body)
    document = json.loads(answer.content)
    id = f"https://badges.example.org/public/3/issuers/{issuer.public_id}"
    assert document["issuer"] == id
    assert [key["kid"] for key in document["jwks"]["keys"]] == [f"{id}#key-3"]
    assert "d" not in document["jwks"]["keys"][0]
    assert client.get(path + "x").status_code == 404
