import json
from dataclasses import replace
from datetime import timedelta

import pytest

from achievements.badge_making import png, published
from awards.award_examining import examined
from awards.award_making import AMINA, awarded
from insigne import baking
from insigne.status import bitstring
from insigne_platform.achievements import services as achievements
from insigne_platform.awards import services
from insigne_platform.awards.models import Award
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry, OutboxFact
from insigne_platform.core.publication import document_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("format", ["ob3", "ob3-jwt", "ob2"])
def test_every_format_is_valid_to_a_stranger_and_made_once(given, noon, format):
    first = services.document(given, format, at=noon)

    again = services.document(Award.objects.get(pk=given.pk), format, at=noon + timedelta(days=9))

    assert again == first
    report = examined(first, noon + timedelta(days=9))
    assert report.is_valid, report.summary()


def test_a_format_that_there_is_not(given, noon):
    with pytest.raises(NotFound):
        services.document(given, "ob9", at=noon)


def test_nothing_is_given_before_it_is_made(cast, noon, ice):
    award = services.award_one(ice, AMINA, by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.document(award, "ob3", at=noon)
    with pytest.raises(Conflict):
        services.revoke(award, "A mistake.", by=cast.ada, at=noon)


@pytest.mark.parametrize(
    ("kind", "format"), [("png", "ob3"), ("svg", "ob3"), ("png", "ob3-jwt"), ("png", "ob2")]
)
def test_the_picture_carries_the_very_bytes(given, noon, kind, format):
    picture = services.baked_picture(given, kind, format, at=noon)

    baked = baking.extract(picture)

    assert baked.text.encode() == services.document(given, format, at=noon)
    assert baked.standard == (
        baking.Standard.OPEN_BADGES_2 if format == "ob2" else baking.Standard.OPEN_BADGES_3
    )
    report = examined(picture, noon)
    assert report.is_valid, report.summary()


def test_a_badge_without_a_drawing_gives_no_drawing(cast, noon):
    plain = achievements.draft_badge(
        cast.uppsala_issuer,
        {"scenario": "informal", "language": "en", "name_en": "Plain", "description_en": "Plain.",
         "criteria_en": "Be there.", "picture_alt_en": "Blue"},
        by=cast.ada,
    )  # fmt: skip
    achievements.set_picture(plain, png(), by=cast.ada)
    achievements.publish(plain, by=cast.ada, at=noon)
    award = awarded(plain, cast.ada, noon)

    assert services.baked_picture(award, "png", "ob3", at=noon)
    with pytest.raises(NotFound):
        services.baked_picture(award, "svg", "ob3", at=noon)


def test_a_game_element_has_no_grade_and_is_valid(cast, noon):
    game = published(cast.uppsala_issuer, cast.ada, noon, scenario="game", language="nl",
                     description_nl="d", criteria_nl="c", picture_alt_nl="a")  # fmt: skip
    award = awarded(game, cast.ada, noon, replace(AMINA, grade="", evidence_url="", narrative=""))

    document = services.document(award, "ob3", at=noon)

    assert "result" not in json.loads(document)["credentialSubject"]
    assert json.loads(document)["credentialSubject"]["achievement"]["name"] == "IJs lezen"
    assert examined(document, noon).is_valid


def test_the_holder_can_have_her_address_in_it(cast, noon, given):
    given = services.record_claim(given, by=cast.amina, at=noon)

    with_hash = services.email_variant(given, "AMINA@mail.example", by=cast.amina, at=noon)

    assert b"amina@mail.example" not in with_hash
    assert with_hash == services.email_variant(given, AMINA.email, by=cast.amina, at=noon)
    assert examined(with_hash, noon, recipient=AMINA.email).is_valid
    assert not examined(with_hash, noon, recipient="bo@elsewhere.example").is_valid
    plain = services.document(given, "ob3", at=noon)
    assert examined(plain, noon, recipient=AMINA.email).verdict == "unknown"


def test_nobody_else_puts_an_address_in_it(cast, noon, given):
    given = services.record_claim(given, by=cast.amina, at=noon)

    for person, address in (
        (cast.ada, AMINA.email), (cast.bo, cast.bo.email), (cast.amina, cast.bo.email)
    ):  # fmt: skip
        with pytest.raises(NotPermitted):
            services.email_variant(given, address, by=person, at=noon)


def _status(award: Award) -> int:
    document = json.loads(document_at(f"/public/status/{award.status_list.public_id}").body)
    listed = bitstring.decode(document["credentialSubject"]["encodedList"])
    return listed.value_at(award.status_index, award.status_list.entry_bits)


def test_revoking_reaches_every_place_at_once(cast, noon, ice, given):
    other = awarded(ice, cast.ada, noon, replace(AMINA, email="b@x.example"))
    files = {f: services.document(given, f, at=noon) for f in ("ob3", "ob3-jwt", "ob2")}
    later = noon + timedelta(days=1)

    revoked = services.revoke(
        given,
        "Fraud.",
        public_reason=" The examination\nwas not completed. ",
        by=cast.ada,
        at=later,
    )

    assert (revoked.state, revoked.revoked_at, revoked.revoked_by) == ("revoked", later, cast.ada)
    hosted = document_at(f"/public/assertions/{given.public_id}")
    assert (hosted.status, json.loads(hosted.body)["revoked"]) == (410, True)
    assert json.loads(hosted.body)["revocationReason"] == "The examination was not completed."
    assert (_status(given), _status(other)) == (1, 0)
    for format, source in files.items():
        report = examined(source, later)
        assert (format, report.verdict, report.deciding.code) == (
            format, "invalid", "status.revoked"
        ), report.summary()  # fmt: skip
    assert examined(services.document(other, "ob3", at=later), later).is_valid
    assert services.document(revoked, "ob3", at=later) == files["ob3"]
    assert OutboxFact.objects.filter(name="awards.award_revoked").count() == 1


def test_a_bit_that_is_set_stays_set(cast, noon, ice, given):
    services.revoke(given, "A mistake.", by=cast.ada, at=noon)
    other = awarded(ice, cast.ada, noon, replace(AMINA, email="b@x.example"))

    services.revoke(given, "Another reason.", by=cast.ada, at=noon)
    services.revoke(other, "A mistake.", by=cast.ada, at=noon)

    given.refresh_from_db()
    assert given.revocation_note == "A mistake."
    assert (_status(given), _status(other)) == (1, 1)
    assert AuditEntry.objects.filter(action="award.revoked").count() == 2


def test_many_are_revoked_together_or_not_at_all(cast, noon, ice, given):
    other = awarded(ice, cast.ada, noon, replace(AMINA, email="b@x.example"))
    elsewhere = awarded(published(cast.elsewhere_issuer, cast.bo, noon), cast.bo, noon)

    with pytest.raises(NotPermitted):
        services.revoke_many([given, elsewhere], "A mistake.", by=cast.ada, at=noon)
    assert not Award.objects.filter(state="revoked").exists()

    revoked = services.revoke_many([given, other], "A mistake.", by=cast.ada, at=noon)
    assert [award.pk for award in revoked] == [given.pk, other.pk]
    assert all(award.is_revoked for award in revoked)


@pytest.mark.parametrize("reason", ["", " \n", "x" * 501])
def test_a_reason_is_needed(cast, noon, given, reason):
    with pytest.raises(Invalid):
        services.revoke(given, reason, by=cast.ada, at=noon)

    assert not Award.objects.get(pk=given.pk).is_revoked
