"""What Amina shows: by her own key, to whoever asked, and what she holds."""

import json

import pytest

from bundles import (
    AMINA,
    CHALLENGE,
    DOMAIN,
    aminas,
    enveloped,
    held,
    held_token,
    presentation,
)
from cast import ADA, BO, MALLORY, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne.adapters.presenting import examine_presentation
from insigne.credentials.received import ReceivedCredential
from insigne.verification import (
    DefaultPolicy,
    Evidence,
    NotFetched,
    TrustedIssuers,
    Verdict,
    judge,
)
from insigne.verification.presentations import judge_presentation

BOTH = answers({ADA.id: ADA.document(), BO.id: BO.document()})
BADGE = ADA.signed(aminas())


def examined(source, resources=BOTH, **asked):
    data = source.encode() if isinstance(source, str) else json.dumps(source).encode()
    options = {"domain": DOMAIN, "challenge": CHALLENGE, "at": NOON} | asked
    return examine_presentation(data, fetcher=MappingFetcher(resources), **options)


def not_passed(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def test_what_amina_shows_is_valid_with_what_she_holds():
    report = examined(held(presentation(BADGE)))

    assert report.verdict is Verdict.VALID, report.summary()
    assert [finding.code for finding in report.findings] == [
        "structure.ok", "proof.ok", "holder.ok", "credentials.ok",
    ]  # fmt: skip
    assert (report.asked_holder, report.credential.issuer_id) == (True, AMINA)
    assert report.to_json()["credential"]["dialect"] == "presentation"
    (part,) = report.parts
    assert (part.role, part.path) == ("credential", "verifiableCredential[0]")
    assert part.report.verdict is Verdict.VALID


def test_a_token_is_asked_for_its_claims_and_its_time_too():
    report = examined(held_token(presentation(BADGE), iss=AMINA, nbf=1767225600, exp=1893456000))

    assert report.verdict is Verdict.VALID, report.summary()
    assert [finding.code for finding in report.findings] == [
        "structure.ok", "proof.ok", "claims.ok", "validity.ok", "holder.ok", "credentials.ok",
    ]  # fmt: skip


def test_nothing_need_be_shown():
    report = examined(held(presentation()))

    assert (report.verdict, report.parts) == (Verdict.VALID, ())


def test_asked_nothing_it_says_that_nothing_was_asked():
    report = examined(held(presentation(BADGE)), domain=None, challenge=None)

    assert (report.verdict, report.asked_holder) == (Verdict.VALID, False)


def test_several_domains_may_be_meant():
    signed = held(presentation(BADGE), domain=[DOMAIN, "https://elsewhere.example"])

    assert examined(signed).verdict is Verdict.VALID


@pytest.mark.parametrize("claims", [{"nbf": "soon"}, {"exp": 10**39}, {"exp": True}])
def test_a_token_with_odd_instants_is_malformed(claims):
    assert not_passed(examined(held_token(presentation(BADGE), **claims))) == ["validity.malformed"]


def test_the_list_of_the_reader_is_about_the_issuers_of_what_is_shown():
    shown = held(presentation(BADGE))

    assert examined(shown, policy=TrustedIssuers([ADA.id])).verdict is Verdict.VALID
    unlisted = examined(shown, policy=TrustedIssuers([BO.id]))
    assert (unlisted.verdict, not_passed(unlisted)) == (Verdict.UNKNOWN, ["credentials.unknown"])
    assert unlisted.parts[0].report.issuer_listed is False


def test_the_address_of_the_recipient_is_asked_of_what_is_shown():
    assert not_passed(examined(held(presentation(BADGE)), recipient="amina@example.org")) == [
        "credentials.unknown"
    ]


@pytest.mark.parametrize("source", [b"", b"{}", b"[1]", b"https://uppsala.example/1", b"\xff"])
def test_what_is_no_presentation_is_invalid(source):
    report = examine_presentation(source, fetcher=OfflineFetcher(), at=NOON)

    assert (report.verdict, not_passed(report)) == (Verdict.INVALID, ["structure.malformed"])


def test_a_badge_is_no_presentation_and_a_presentation_no_badge():
    as_badge = judge(
        ReceivedCredential.parse(json.dumps(held(presentation(BADGE))).encode()),
        Evidence(BOTH),
        policy=DefaultPolicy(),
        at=NOON,
    )

    assert examined(BADGE).verdict is Verdict.INVALID
    assert as_badge.verdict is not Verdict.VALID
    assert "structure.unsupported" in not_passed(as_badge)


def test_a_presentation_that_was_read_already_is_taken_as_it_is():
    received = ReceivedCredential.parse(json.dumps(held(presentation(BADGE))).encode())

    report = examine_presentation(received, fetcher=MappingFetcher(BOTH), at=NOON)

    assert report.verdict is Verdict.VALID


@pytest.mark.parametrize(
    "media_type", ["application/vp+sd-jwt", "application/vp+cose", "application/octet-stream"]
)
def test_a_wrapping_with_something_else_in_it_is_not_read(media_type):
    wrapped = enveloped(held_token(presentation(BADGE)), media_type=media_type)

    report = examined(wrapped)

    assert (report.verdict, not_passed(report)) == (Verdict.UNKNOWN, ["structure.unsupported"])


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (enveloped("a.b", "Credential", "application/vc+jwt"), "structure.malformed"),
        (enveloped("x", "Credential", "application/vc+sd-jwt"), "structure.unsupported"),
        ({**enveloped("a.b.c", "Credential", "text/plain")}, "structure.malformed"),
        (5, "structure.malformed"),
    ],
)
def test_what_is_shown_and_cannot_be_read_is_never_valid(item, code):
    report = examined(held_token(presentation(item)))

    assert report.verdict is not Verdict.VALID
    assert not_passed(report.parts[0].report) == [code]


def test_on_version_1_a_badge_may_be_shown_as_a_token():
    version_1 = "https://www.w3.org/2018/credentials/v1"
    payload = {"@context": [version_1], "type": ["VerifiablePresentation"]}
    shown = {**payload, "verifiableCredential": [ADA.token(aminas())]}

    report = examined(held_token({"vp": shown, "iss": AMINA}, typ="JWT"))

    assert report.verdict is Verdict.VALID, report.summary()


@pytest.mark.parametrize("proof", ["x", [], {}, [5], {"type": "X"}, {"type": "DataIntegrityProof"}])
def test_what_is_no_proof_is_never_valid(proof):
    report = examined({**presentation(BADGE), "proof": proof})

    assert report.verdict is not Verdict.VALID


@pytest.mark.parametrize("holder", ["urn:uuid:1", "did:example:1", "https://[", "did:web:"])
def test_a_holder_who_cannot_be_asked_is_not_known(holder):
    report = examined(held(presentation(BADGE, holder=holder)))

    assert report.verdict is not Verdict.VALID
    assert "holder.no_document" in not_passed(report)


def test_a_holder_whose_address_says_nothing_of_keys_is_not_known():
    shown = held(presentation(BADGE, holder=BO.id), BO.key, BO.method)
    other = answers({ADA.id: ADA.document(), BO.id: {**BO.document(), "id": MALLORY.id}})

    assert "holder.unreadable" in not_passed(examined(shown, other))


def test_without_a_readable_proof_there_is_no_holder():
    report = examined({**presentation(BADGE, holder=None), "proof": {"type": "X"}})

    assert report.credential.issuer_id == ""
    assert report.verdict is not Verdict.VALID


def test_a_credential_of_two_persons_is_about_either():
    subjects = [{"id": AMINA, "knows": BO.id}, {"id": BO.id, "name": "Bo"}]
    both = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ADA.id,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": [{"id": one["id"], "name": "A"} for one in subjects],
    }

    assert examined(held(presentation(ADA.signed(both)))).verdict is Verdict.VALID


def test_a_credential_of_the_w3c_may_be_a_token():
    student = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": ADA.id,
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": AMINA},
    }
    nameless = {**student, "issuer": {"id": ADA.id, "name": 5}}

    def shown(credential):
        token = enveloped(ADA.token(credential), "Credential", "application/vc+jwt")
        return examined(held(presentation(token)))

    assert shown(student).verdict is Verdict.VALID
    assert not_passed(shown(nameless).parts[0].report) == ["structure.schema"]


def test_missing_answers_never_turn_a_no_into_a_yes():
    bad = held(presentation(MALLORY.signed(aminas(ADA)), ADA.signed(badge())))
    resources = {**BOTH, **answers({MALLORY.id: MALLORY.document()})}
    assert examined(bad, resources).verdict is Verdict.INVALID
    for missing in resources:
        answered = {**resources, missing: NotFetched(missing, "the answer took too long")}

        assert examined(bad, answered).verdict is not Verdict.VALID


def test_missing_answers_turn_a_yes_into_unknown_at_most():
    good = held(presentation(BADGE, BO.signed(aminas(BO, 2))))
    for missing in BOTH:
        answered = {**BOTH, missing: NotFetched(missing, "the answer took too long")}

        assert examined(good, answered).verdict is Verdict.UNKNOWN


def test_judging_is_pure():
    received = ReceivedCredential.parse(json.dumps(held(presentation(BADGE))).encode())
    arguments = {"policy": DefaultPolicy(), "at": NOON, "domain": DOMAIN, "challenge": CHALLENGE}

    first, second = (judge_presentation(received, Evidence(BOTH), **arguments) for _ in range(2))

    assert first == second


def test_too_many_addresses_are_not_all_asked():
    others = [
        ADA.token({**aminas(number=1), "id": f"urn:uuid:{i}", "issuer": f"https://i{i}.example/"})
        for i in range(30)
    ]
    shown = [enveloped(token, "Credential", "application/vc+jwt") for token in others]

    report = examined(held_token(presentation(*shown)), {**BOTH})

    assert report.verdict is Verdict.UNKNOWN
    assert "too many addresses" in report.summary()
