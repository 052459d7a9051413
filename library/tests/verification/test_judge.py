import json
from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, BO, MALLORY, NOON, answer, answers, badge, status_entry
from insigne.credentials.received import ReceivedCredential
from insigne.proofs import jose
from insigne.verification import (
    DefaultPolicy,
    Evidence,
    Fetched,
    NotFetched,
    Report,
    TrustedIssuers,
    UnsafeAnyIssuer,
    Verdict,
    judge,
)
from insigne.verification.finding import failed, inconclusive, passed
from insigne.verification.judge import verdict_of

ADAS_DOCUMENT = answers({ADA.id: ADA.document()})


def report_on(source, resources=None, *, policy=None, at=NOON, recipient=None):
    data = source.encode() if isinstance(source, str) else json.dumps(source).encode()
    evidence = Evidence(ADAS_DOCUMENT if resources is None else resources, recipient)
    return judge(ReceivedCredential.parse(data), evidence, policy=policy or DefaultPolicy(), at=at)


def doubts(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def test_adas_badge_is_valid():
    report = report_on(ADA.signed(badge()))

    assert [finding.code for finding in report.findings] == [
        "structure.ok", "proof.ok", "binding.ok", "validity.ok", "status.none",
    ]  # fmt: skip
    assert report.verdict is Verdict.VALID
    assert report.credential.name == "Clinical reasoning"
    assert report.credential.issuer_name == "Uppsala"


def test_adas_token_is_valid():
    report = report_on(ADA.token(badge()))

    assert [finding.code for finding in report.findings] == [
        "structure.ok", "proof.ok", "claims.ok", "binding.ok", "validity.ok", "status.none",
    ]  # fmt: skip
    assert report.verdict is Verdict.VALID


def test_a_jwt_of_version_1_and_its_claims_must_agree():
    inner = badge()
    claims = {"iss": ADA.id, "jti": inner["id"], "nbf": 1767225600}

    def token(**changes):
        payload = json.dumps(claims | {"vc": inner} | changes).encode()
        return jose.sign_compact(payload, signer=ADA.key, header={"typ": "JWT", "kid": ADA.method})

    assert "claims.differ" not in doubts(report_on(token()))
    assert "claims.differ" in doubts(report_on(token(iss=BO.id)))
    assert "claims.differ" in doubts(report_on(token(jti="urn:uuid:other")))


@pytest.mark.parametrize("kind", [["emailAddress"], {"emailAddress": 1}, None, 7])
def test_a_kind_of_identity_may_be_anything_and_is_asked_for_all_the_same(kind):
    credential = badge()
    credential["credentialSubject"]["identifier"] = [
        {"identityHash": "amina@example.org", "hashed": False, "identityType": kind}
    ]

    report = report_on(ADA.token(credential), recipient="amina@example.org")

    said = [finding.code for finding in report.findings if finding.check == "recipient"]
    assert said == (["recipient.ok"] if kind == ["emailAddress"] else ["recipient.unknown"])


def test_a_did_key_answers_for_itself():
    key = MALLORY.key.public_key.to_multikey()
    issuer = f"did:key:{key}"
    credential = badge(issuer={"id": issuer, "type": ["Profile"], "name": "M"})

    report = report_on(MALLORY.signed(credential, f"{issuer}#{key}"), {})

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


def test_another_key_than_the_did_key_fails():
    issuer = f"did:key:{ADA.key.public_key.to_multikey()}"
    credential = badge(issuer={"id": issuer, "type": ["Profile"], "name": "A"})
    key = MALLORY.key.public_key.to_multikey()

    report = report_on(MALLORY.signed(credential, f"did:key:{key}#{key}"), {})

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["binding.other_key"])


@pytest.mark.parametrize(
    "method",
    [
        MALLORY.method,
        f"{ADA.id}#{MALLORY.key.public_key.to_multikey()}",
        f"did:key:{MALLORY.key.public_key.to_multikey()}",
    ],
)
def test_mallorys_key_over_adas_name_fails_where_ada_was_asked(method):
    resources = {**ADAS_DOCUMENT, **answers({MALLORY.id: MALLORY.document()})}

    report = report_on(MALLORY.signed(badge(), method), resources)

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["binding.not_listed"])


def test_mallory_under_adas_own_method_fails():
    report = report_on(MALLORY.signed(badge(), ADA.method))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["proof.broken"])


def test_a_document_at_mallorys_address_does_not_speak_for_ada():
    pretending = {**ADA.document(), **{"verificationMethod": [], "assertionMethod": []}}
    forged = {**MALLORY.document(), "id": ADA.id}
    resources = answers({MALLORY.id: forged, ADA.id: pretending})

    report = report_on(MALLORY.signed(badge(), f"{MALLORY.id}#key-1"), resources)

    assert (report.verdict, doubts(report)) == (
        Verdict.UNKNOWN,
        ["proof.key_missing", "binding.no_key"],
    )


def test_a_key_that_only_the_header_gives_binds_nobody():
    token = MALLORY.token_with_key(badge())

    unread, read = report_on(token, {}), report_on(token)

    assert (unread.verdict, doubts(unread)) == (Verdict.UNKNOWN, ["binding.unreachable"])
    assert (read.verdict, doubts(read)) == (Verdict.INVALID, ["binding.not_listed"])


def test_adas_key_in_the_header_is_looked_for_in_her_document():
    token = ADA.token_with_key(badge())

    assert report_on(token).verdict is Verdict.VALID


def test_two_proofs_of_which_adas_is_broken_fail():
    good, bad = MALLORY.signed(badge(), MALLORY.method), ADA.signed(badge(name="Another"))
    both = {**badge(), "proof": [good["proof"], bad["proof"]]}
    resources = {**ADAS_DOCUMENT, **answers({MALLORY.id: MALLORY.document()})}

    report = report_on(both, resources)

    assert report.verdict is Verdict.INVALID
    assert doubts(report) == ["proof.broken"]


def test_two_good_proofs_are_bound_by_adas():
    both = {**badge(), "proof": [ADA.signed(badge())["proof"], BO.signed(badge())["proof"]]}

    report = report_on(both, {**ADAS_DOCUMENT, **answers({BO.id: BO.document()})})

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        (None, "binding.unreachable"),
        (NotFetched(ADA.id, "the name is not known"), "binding.unreachable"),
        (answer(ADA.id, {}, status=404), "binding.unreachable"),
        (answer(ADA.id, {}, status=500), "binding.unreachable"),
        (answer(ADA.id, {}, status=410), "binding.gone"),
        (answer(ADA.id, b"<html>Uppsala</html>"), "binding.unreadable"),
        (answer(ADA.id, b"[]"), "binding.unreadable"),
        (answer(ADA.id, {"id": ADA.id, "type": "Profile"}), "binding.no_keys"),
        (answer(ADA.id, MALLORY.document()), "binding.unreadable"),
        (
            answer(ADA.id, MALLORY.document(), final_url="https://mallory.example/x"),
            "binding.redirected",
        ),
    ],
)
def test_an_issuer_that_cannot_be_asked_is_no_forger(resource, code):
    resources = {} if resource is None else {ADA.id: resource}
    signed = ADA.signed(badge(), f"{ADA.id}#{ADA.key.public_key.to_multikey()}")

    report = report_on(signed, resources)

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, [code])


def test_without_her_document_adas_key_is_not_even_known():
    report = report_on(ADA.signed(badge()), {})

    assert report.verdict is Verdict.UNKNOWN
    assert doubts(report) == ["proof.key_unreachable", "binding.no_key"]


def test_a_key_that_is_no_longer_listed_does_not_bind():
    document = {**ADA.document(), "assertionMethod": []}

    report = report_on(ADA.signed(badge()), answers({ADA.id: document}))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["binding.not_listed"])


def test_nobody_signed():
    report = report_on(badge())

    assert report.verdict is Verdict.INVALID
    assert doubts(report) == ["proof.missing", "binding.no_key"]


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another name"},
        {"validUntil": "2036-01-01T00:00:00Z"},
        {"awardedDate": "2026-01-01T00:00:00Z"},
    ],
)
def test_a_change_after_signing_fails(change):
    report = report_on({**ADA.signed(badge()), **change})

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["proof.broken"])


@pytest.mark.parametrize(
    "change",
    [
        {"honours": "summa cum laude"},
        {"credentialSubject": {**badge()["credentialSubject"], "honours": "summa"}},
    ],
)
def test_a_term_that_no_context_defines_fails(change):
    report = report_on({**ADA.signed(badge()), **change})

    assert report.verdict is Verdict.INVALID
    assert "proof.malformed" in doubts(report)


@pytest.mark.parametrize(
    "context",
    [{"honours": "https://schema.org/award"}, {"name": "https://schema.org/x"}],
)
def test_an_inline_context_is_refused(context):
    signed = ADA.signed(badge())
    signed["@context"] = [*signed["@context"], context]

    report = report_on(signed)

    assert report.verdict is Verdict.INVALID
    assert "proof.malformed" in doubts(report)


def test_an_unknown_context_is_a_dialect_that_we_do_not_speak():
    signed = ADA.signed(badge())
    signed["@context"] = [*signed["@context"], "https://mallory.example/context.json"]

    report = report_on(signed)

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, ["proof.unsupported"])


def test_an_unknown_cryptosuite_is_not_a_forgery():
    signed = ADA.signed(badge())
    signed["proof"]["cryptosuite"] = "bbs-2023"

    report = report_on(signed)

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, ["proof.unsupported"])


def test_a_proof_for_another_purpose_fails():
    signed = ADA.signed(badge())
    signed["proof"]["proofPurpose"] = "authentication"

    assert doubts(report_on(signed)) == ["proof.malformed"]


@pytest.mark.parametrize("kid", [MALLORY.method, f"{ADA.id}#key-2", "#key-2"])
def test_a_token_whose_kid_is_elsewhere_is_not_valid(kid):
    token = ADA.token(badge(), kid=kid)

    assert report_on(token).verdict is not Verdict.VALID


def test_the_window_of_validity_has_five_minutes_of_leeway():
    start, end = datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC)
    signed = ADA.signed(badge(validUntil="2027-01-01T00:00:00Z"))

    codes = {
        at: doubts(report_on(signed, at=at))
        for at in (
            start - timedelta(minutes=6),
            start - timedelta(minutes=5),
            end + timedelta(minutes=5),
            end + timedelta(minutes=6),
        )
    }

    assert list(codes.values()) == [["validity.not_yet"], [], [], ["validity.expired"]]


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time_are_no_trouble(year):
    signed = ADA.signed(badge(validUntil="9999-12-31T23:59:59Z"))

    report = report_on(signed, at=datetime(year, 12, 31, 23, 59, tzinfo=UTC))

    assert doubts(report) == (["validity.not_yet"] if year == 1 else [])


def test_trusted_issuers_make_an_unlisted_one_unknown():
    signed = ADA.signed(badge())

    listed = report_on(signed, policy=TrustedIssuers([ADA.id]))
    unlisted = report_on(signed, policy=TrustedIssuers([BO.id]))
    beside = report_on(signed, policy=DefaultPolicy(known_issuers=[BO.id]))

    assert (listed.verdict, listed.issuer_listed) == (Verdict.VALID, True)
    assert (unlisted.verdict, doubts(unlisted)) == (Verdict.UNKNOWN, ["issuer.unlisted"])
    assert (beside.verdict, beside.issuer_listed) == (Verdict.VALID, False)


def test_any_issuer_does_without_the_binding_but_not_against_it():
    signed = ADA.signed(badge(), f"{ADA.id}#{ADA.key.public_key.to_multikey()}")
    forged = MALLORY.signed(badge(), f"{ADA.id}#{MALLORY.key.public_key.to_multikey()}")

    assert report_on(signed, {}, policy=UnsafeAnyIssuer()).verdict is Verdict.VALID
    assert report_on(forged, policy=UnsafeAnyIssuer()).verdict is Verdict.INVALID


def test_an_empty_report_is_a_no():
    assert Report().verdict is Verdict.INVALID
    assert not Report().is_valid
    assert verdict_of((), DefaultPolicy()) is Verdict.INVALID


@pytest.mark.parametrize(
    ("findings", "verdict"),
    [
        ((passed("validity.ok", ""),), Verdict.INVALID),
        ((passed("proof.ok", ""),), Verdict.INVALID),
        ((passed("binding.ok", ""),), Verdict.INVALID),
        ((passed("proof.ok", ""), passed("binding.ok", "")), Verdict.VALID),
        ((passed("source.ok", ""), passed("binding.ok", "")), Verdict.VALID),
        ((failed("proof.broken", ""), inconclusive("status.stale", "")), Verdict.INVALID),
        ((passed("proof.ok", ""), inconclusive("binding.no_key", "")), Verdict.UNKNOWN),
    ],
)
def test_findings_add_up(findings, verdict):
    assert verdict_of(findings, DefaultPolicy()) is verdict


def test_a_report_is_json():
    report = report_on(ADA.signed(badge(credentialStatus=status_entry())))

    assert json.loads(json.dumps(report.to_json())) == {
        "format": "insigne-report-1",
        "verdict": "unknown",
        "at": "2026-06-01T12:00:00Z",
        "credential": {
            "dialect": "open-badges-3",
            "id": "urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-8f6d0d3c6c6f",
            "name": "Clinical reasoning",
            "issuer": {"id": "https://uppsala.example/issuers/1", "name": "Uppsala"},
            "validFrom": "2026-01-01T00:00:00Z",
            "validUntil": None,
        },
        "issuerListed": None,
        "recipientAsked": False,
        "holderAsked": False,
        "findings": [finding.to_json() for finding in report.findings],
        "parts": [],
    }


def test_a_fetched_answer_for_another_scheme_is_not_the_issuers():
    odd = Fetched(ADA.id, ADA.id.replace("https", "http"), 200, b"{}", "", NOON)

    assert doubts(report_on(ADA.signed(badge()), {ADA.id: odd}))[-1] == "binding.no_key"
