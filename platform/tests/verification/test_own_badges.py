"""Badges of this very site: issued through the services, checked from its own store."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from achievements.badge_making import published
from awards.award_making import awarded
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import services as awards
from insigne_platform.awards.composition import assertion_path
from insigne_platform.core import publication
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Invalid
from insigne_platform.verification.services import verify
from verification.outsiders import Nobody

pytestmark = pytest.mark.django_db

REASON = "Awarded by mistake: the third lake was not measured."


@pytest.fixture
def given(cast, noon):
    return awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)


@pytest.fixture
def check(noon):
    """Check something; asking anybody over the network fails the test."""

    def verify_it(source=None, text=None, address=None, recipient=None):
        return verify(source, text, address, recipient, at=noon, outside=Nobody())

    return verify_it


def states(view):
    return [level.state for level in view.levels]


@pytest.mark.parametrize("format", ["ob3", "ob3-jwt"])
def test_what_we_signed_is_valid_and_issued_here(given, check, noon, format):
    view = check(awards.document(given, format, at=noon))

    assert (view.verdict, view.look, view.headline_nl) == ("valid", "valid", "Geldig")
    assert states(view) == ["valid", "asked", "valid"]
    assert view.levels[2].word_en == "Issued here"
    assert (view.name, view.issuer_name) == ("Reading ice", "Uppsala University")
    assert view.sentence_en == (
        "Issued by Uppsala University to Amina Yılmaz. The badge is unchanged and not revoked."
    )
    assert view.scenario == "microcredential"
    assert all(found.outcome == "passed" for found in view.findings)


@pytest.mark.parametrize("kind", ["png", "svg"])
@pytest.mark.parametrize("format", ["ob3", "ob3-jwt", "ob2"])
def test_every_picture_that_we_give_is_valid(given, check, noon, kind, format):
    view = check(awards.baked_picture(given, kind, format, at=noon))

    assert (view.look, states(view)) == ("valid", ["valid", "asked", "valid"])


def test_the_address_of_an_award_is_valid_and_names_nobody(given, check):
    view = check(address=absolute(assertion_path(given)))

    assert (view.look, view.name, view.holder_name) == ("valid", "Reading ice", None)
    assert "Amina" not in repr(view)


def test_an_address_may_be_pasted_as_text(given, check):
    assert check(text=f"  {absolute(assertion_path(given))} \n").look == "valid"


def test_a_token_that_a_mail_program_broke_is_made_whole(given, check, noon):
    token = awards.document(given, "ob3-jwt", at=noon).decode()
    broken = "\r\n".join(token[at : at + 76] for at in range(0, len(token), 76))

    assert check(text=broken).look == "valid"


def test_a_mark_before_the_json_does_no_harm(given, check, noon):
    document = awards.document(given, "ob3", at=noon)

    assert check(b"\xef\xbb\xbf" + document).look == "valid"
    assert check(text=document.decode()).look == "valid"


def test_the_worth_is_counted(given, check, noon):
    value = check(awards.document(given, "ob3", at=noon)).value

    assert (value.done, value.of) == (11, 11)
    assert [(row.label_en, row.big_en, row.detail_en) for row in value.rows] == [
        ("Workload", "2.5 EC", "70 hours"),
        ("Level", "NLQF 6", "EQF 6"),
        ("Assessment", "Report and defence", ""),
        ("Participation", "On campus", ""),
        ("Supervision", "Identity checked", ""),
        ("Quality assurance", "Accredited", ""),
    ]
    assert value.rows[0].big_nl == "2,5 EC"


def test_the_hosted_version_is_worth_the_same(given, check):
    value = check(address=absolute(assertion_path(given))).value

    assert value.rows[0].big_en == "2.5 EC"
    assert value.rows[1].big_en == "NLQF 6"


def test_the_facts_are_in_both_languages(given, check, noon):
    facts = {fact.label_nl: fact for fact in check(awards.document(given, "ob3", at=noon)).facts}

    assert facts["Badgehouder"].text_nl == "Amina Yılmaz"
    assert facts["Uitgever"].text_nl == "Uppsala University, Zweden"
    assert facts["Uitgever"].text_en == "Uppsala University, Sweden"
    assert facts["Uitgereikt"].text_nl == "1 juni 2026, geldig zonder einddatum"
    assert facts["Leeruitkomsten"].points == ("Measures ice.", "Warns skaters.")
    assert facts["Vaardigheden"].tags == ("glaciology", "measuring")
    assert facts["Resultaat"].text_en == "Grade: 8.5"
    assert facts["Bewijs"].url == "https://uppsala.example/reports/17"


def test_the_picture_is_one_that_we_published(given, check, noon):
    view = check(awards.document(given, "ob3", at=noon))

    assert publication.document_at(view.picture).media_type == "image/png"
    assert view.picture_alt == "A lake under ice"


def test_a_changed_name_is_invalid(given, check, noon):
    document = awards.document(given, "ob3", at=noon).replace(b"Reading ice", b"Reading sea")

    view = check(document)

    assert (view.look, states(view)) == ("invalid", ["invalid", "asked", "unknown"])
    assert [f.code for f in view.findings if f.outcome == "failed"] == ["proof.broken"]
    assert view.sentence_nl.endswith("Ga er niet op af.")


def test_no_changed_byte_is_valid(given, noon):
    document = awards.document(given, "ob3", at=noon)

    looks = set()
    for place in range(0, len(document), len(document) // 60):
        changed = document[:place] + bytes([document[place] ^ 1]) + document[place + 1 :]
        try:
            view = verify(changed, None, None, None, at=noon, outside=OfflineFetcher())
        except Invalid:
            continue
        looks.add(view.look)

    assert looks <= {"invalid", "unknown"}


@pytest.mark.parametrize("format", ["ob3", "ob3-jwt", "ob2"])
def test_a_revoked_badge_is_invalid_with_day_and_reason(cast, given, check, noon, format):
    document = awards.document(given, format, at=noon)
    awards.revoke(
        given, "Found out.", public_reason=REASON, by=cast.ada, at=noon - timedelta(hours=1)
    )

    view = check(document)

    assert (view.look, view.headline_en) == ("invalid", "Invalid")
    assert view.sentence_nl == (
        "De uitgever heeft deze badge ingetrokken op 1 juni 2026. Ga er niet op af."
    )
    assert view.revocation_reason == REASON
    assert states(view) == ["invalid", "asked", "valid"]
    assert view.levels[0].word_nl == "Ingetrokken"
    assert [f.code for f in view.findings if f.outcome != "passed"] == ["status.revoked"]
    assert view.name == "Reading ice"


def test_the_address_of_a_revoked_award_says_what_it_was(cast, given, check, noon):
    awards.revoke(given, "Found out.", public_reason=REASON, by=cast.ada, at=noon)

    view = check(address=absolute(assertion_path(given)))

    assert (view.look, view.name, view.revocation_reason) == ("invalid", "Reading ice", REASON)
    assert "Amina" not in repr(view)


def test_a_copy_of_a_revoked_assertion_cannot_say_that_it_was_something_else(
    cast, given, check, noon
):
    awards.revoke(given, "Found out.", public_reason=REASON, by=cast.ada, at=noon)
    copy = json.loads(awards.document(given, "ob2", at=noon))
    copy["badge"] = {"type": "BadgeClass", "name": "Brain surgery", "issuer": {"name": "Mallory"}}

    view = check(json.dumps(copy).encode())

    assert (view.name, view.issuer_name) == ("Reading ice", "Uppsala University")


def test_our_badge_carries_no_address_so_whose_it_is_cannot_be_told(given, check, noon):
    view = check(awards.document(given, "ob3", at=noon), recipient="amina@mail.example")

    assert (view.look, states(view)) == ("unknown", ["valid", "unknown", "valid"])
    assert "geen e-mailadres" in view.levels[1].text_nl
    assert view.sentence_en == (
        "The badge is authentic, but it carries no e-mail address to compare with. "
        "That says nothing bad about the badge."
    )


@pytest.mark.parametrize(
    ("recipient", "look", "state"),
    [
        ("amina@mail.example", "valid", "valid"),
        ("bo@elsewhere.example", "invalid", "invalid"),
        (None, "valid", "asked"),
    ],
)
def test_a_version_with_an_address_answers_whose_it_is(
    cast, given, check, noon, recipient, look, state
):
    assert EmailAddress.objects.filter(user=cast.amina, verified=True).exists()
    given.holder = cast.amina
    given.save()
    document = awards.email_variant(given, "amina@mail.example", by=cast.amina, at=noon)

    view = check(document, recipient=recipient)

    assert (view.look, view.levels[1].state) == (look, state)


def test_an_expired_badge_says_so(cast, given, noon):
    view = verify(
        awards.document(given, "ob3", at=noon), None, None, None,
        at=noon - timedelta(days=1), outside=Nobody(),
    )  # fmt: skip

    assert (view.look, view.levels[0].word_en) == ("invalid", "Not yet valid")


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/public/assertions/nothing", "There is no badge at this address."),
        ("/s/some-token", "Open it: that page shows the check."),
        ("/", "There is no badge at this address."),
    ],
)
def test_other_addresses_of_ours_get_a_sentence(check, path, sentence):
    with pytest.raises(Invalid, match=sentence):
        check(address=absolute(path))


def test_the_description_of_a_badge_is_not_a_badge(given, check):
    badge = given.version.achievement.public_id

    for path in (f"/public/badges/{badge}", f"/public/3/badges/{badge}"):
        with pytest.raises(Invalid, match="no badge that somebody was given"):
            check(address=absolute(path))


def test_nothing_is_written(given, check, noon, django_assert_num_queries):
    document = awards.document(given, "ob3", at=noon)

    with django_assert_num_queries(3) as asked:  # issuer, status list, picture
        check(document)

    assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)


def test_the_technical_details_name_proof_key_and_place(given, check, noon):
    technical = dict(check(awards.document(given, "ob3", at=noon)).technical)

    assert technical["Proof"] == "eddsa-rdfc-2022"
    assert technical["Key"].endswith("#key-1")
    assert technical["Status"].endswith(f"place {given.status_index}")
    assert "our own store" in technical["Looked up"]


def test_the_report_is_json(given, check, noon):
    report = json.loads(check(awards.document(given, "ob3", at=noon)).report_json)

    assert (report["format"], report["verdict"]) == ("insigne-report-1", "valid")


@pytest.mark.parametrize("format", ["ob3", "ob3-jwt", "ob2"])
def test_a_suspended_badge_says_suspended_in_every_format(cast, given, check, noon, format):
    document = awards.document(given, format, at=noon)
    awards.suspend(
        given, "Report of a colleague.", public_reason="Being looked into.", by=cast.ada, at=noon
    )

    view = check(document)
    awards.lift(given, by=cast.ada, at=noon)

    assert view.look == "invalid"
    assert view.sentence_en == (
        "The issuer suspended this badge for now, on 1 June 2026. Do not rely on it."
    )
    assert view.levels[0].word_nl == "Opgeschort"
    assert view.revocation_reason == "Being looked into."
    assert "Report of a colleague" not in str(view)
    assert check(document).look == "valid"
