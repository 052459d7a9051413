"""Badges of issuers elsewhere: believed for what they prove, and never for what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid
from insigne_platform.signing.composition import issuer_path
from insigne_platform.verification.services import verify
from verification.outsiders import (
    ASSERTION,
    KEY,
    LISA,
    LISAS_DOCUMENT,
    answer,
    assertion,
    badge,
    signed,
    studio,
    subject,
    world,
)

GOLDEN = Path(__file__).parents[3] / "library" / "tests" / "vectors" / "golden"

pytestmark = pytest.mark.django_db

ONLINE = world({LISA: LISAS_DOCUMENT})


def states(view):
    return [level.state for level in view.levels]


def test_an_authentic_badge_of_an_issuer_elsewhere_is_unlisted(noon):
    view = verify(signed(badge()), None, None, None, at=noon, outside=ONLINE)

    assert (view.verdict, view.look) == ("valid", "unlisted")
    assert view.headline_nl == "Echt. De uitgever staat niet op uw lijst."
    assert view.sentence_nl == (
        "Uitgegeven door Studio Lisa. De badge is ongewijzigd. "
        "Of u die uitgever vertrouwt, beslist u zelf."
    )
    assert states(view) == ["valid", "asked", "unlisted"]
    assert "studio.example" in view.levels[2].text_en


def test_a_platform_that_is_down_makes_it_unknown(noon):
    view = verify(signed(badge()), None, None, None, at=noon, outside=OfflineFetcher())

    assert (view.look, view.headline_en) == ("unknown", "Cannot tell yet")
    assert view.sentence_nl.endswith("Dat zegt niets over de badge.")
    assert states(view) == ["unknown", "asked", "unknown"]
    assert view.name == "Sewing"
    assert view.levels[2].word_en == "Not confirmed"


def test_somebody_elses_key_under_the_name_of_our_issuer_is_invalid(cast, noon):
    ours = absolute(issuer_path(cast.uppsala_issuer))
    forged = signed(badge(ours))

    view = verify(forged, None, None, None, at=noon, outside=ONLINE)

    assert (view.look, states(view)) == ("invalid", ["invalid", "asked", "invalid"])


def test_a_did_key_is_no_address(noon):
    key = KEY.public_key.to_multikey()
    did = f"did:key:{key}"

    view = verify(
        signed(badge(did), f"{did}#{key}"), None, None, None, at=noon, outside=OfflineFetcher()
    )

    assert (view.look, states(view)) == ("unlisted", ["valid", "asked", "unlisted"])
    assert "one key" in view.levels[2].text_en


def test_an_informal_badge_without_worth_has_no_card(noon):
    view = verify(signed(badge()), None, None, None, at=noon, outside=ONLINE)

    assert (view.value, view.scenario) == (None, None)


def test_a_microcredential_that_states_little_is_counted_honestly(noon):
    credential = badge(
        credentialSubject=subject(achievementType="MicroCredential", creditsAvailable=5)
    )

    value = verify(signed(credential), None, None, None, at=noon, outside=ONLINE).value

    # learner, title, awarding body, date of issue and workload; no country or anything else
    assert (value.done, value.of) == (5, 11)
    assert [row.big_en for row in value.rows] == ["5 EC", "", "", "", "", ""]


def test_a_hosted_assertion_is_looked_up(noon):
    view = verify(None, None, ASSERTION, "amina@mail.example", at=noon, outside=world(studio()))

    assert (view.look, states(view)) == ("unlisted", ["valid", "valid", "unlisted"])
    assert (view.name, view.issuer_name) == ("Sewing", "Studio Lisa")
    assert "own address" in view.levels[0].text_en


def test_a_hosted_assertion_whose_host_is_down_is_unknown_and_shows_its_copy(noon):
    copy = json.dumps(assertion(badge=studio()["https://studio.example/badges/1"])).encode()

    view = verify(copy, None, None, None, at=noon, outside=OfflineFetcher())

    assert (view.look, view.name) == ("unknown", "Sewing")
    assert "source.unreachable" in [found.code for found in view.findings]


def test_an_address_that_is_down_is_unknown(noon):
    view = verify(None, None, ASSERTION, None, at=noon, outside=OfflineFetcher())

    assert (view.look, states(view)) == ("unknown", ["unknown", "asked", "unknown"])


def test_an_assertion_that_is_gone_and_revoked_is_invalid_with_its_reason(noon):
    gone = answer(ASSERTION, 410, {"id": ASSERTION, "revoked": True, "revocationReason": "Error."})

    view = verify(None, None, ASSERTION, None, at=noon, outside=MappingFetcher({ASSERTION: gone}))

    assert (view.look, view.revocation_reason) == ("invalid", "Error.")
    assert view.sentence_en == "The issuer revoked this badge. Do not rely on it."
    assert [found.code for found in view.findings if found.outcome != "passed"] == [
        "status.revoked"
    ]


def test_a_page_without_a_badge_is_said(noon):
    page = MappingFetcher({ASSERTION: b"<!doctype html><title>Hello</title>"})

    with pytest.raises(Invalid, match="There is no badge in this"):
        verify(None, None, ASSERTION, None, at=noon, outside=page)


def test_text_that_turns_its_surroundings_is_shown_escaped(noon):
    name = "Sewing\u202egnitteb\u0000"
    credential = badge(credentialSubject=subject(name=name), name=name)

    view = verify(signed(credential), None, None, None, at=noon, outside=ONLINE)

    assert view.name == "Sewing\\u202egnitteb\\u0000"
    assert "\u202e" not in repr(view)
    assert json.loads(view.report_json)["credential"]["name"] == name


def test_no_link_leads_to_a_script(noon):
    credential = badge(
        evidence=[{"id": "javascript:alert(1)", "type": ["Evidence"], "name": "Look"}],
        credentialSubject=subject(criteria={"id": "javascript:alert(2)"}),
    )

    view = verify(signed(credential), None, None, None, at=noon, outside=ONLINE)

    assert [fact.url for fact in view.facts if fact.url] == []
    assert "Look" in [fact.text_en for fact in view.facts]


def test_only_a_badge_that_is_authentic_has_links(noon):
    link = "https://studio.example/shirt"
    document = signed(badge(evidence=[{"id": link, "type": ["Evidence"]}]))

    urls = [
        [
            fact.url
            for fact in verify(source, None, None, None, at=noon, outside=ONLINE).facts
            if fact.text_en == link
        ]
        for source in (document, document.replace(b"Sews", b"Sewn"))
    ]

    assert urls == [[link], [""]]


def test_a_picture_elsewhere_is_not_shown(noon):
    image = {"id": "https://studio.example/tracker.png", "type": "Image"}
    credential = badge(credentialSubject=subject(image=image))

    assert verify(signed(credential), None, None, None, at=noon, outside=ONLINE).picture is None


def test_an_sd_jwt_is_answered_like_any_other_badge(noon):
    token = (GOLDEN / "0.2.0" / "3-sd-jwt-vc" / "credential.sd-jwt").read_bytes()

    view = verify(token, None, None, None, at=noon, outside=OfflineFetcher())

    assert view.look == "unknown"
    assert dict(view.technical)["Format"].startswith("SD-JWT VC, SD-JWT")
