"""A report is signed by its verifier, and whoever reads it can tell."""

import json
from datetime import UTC, datetime

import pytest

from cast import ADA, BO, MALLORY, NOON, answer, answers
from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError
from insigne.identifiers import did_jwk, did_key
from insigne.proofs import jose
from insigne.verification import Evidence, NotFetched, signed_report
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report
from insigne.verification.signed_report import SignedReport, check, digest_of, need_of, sign

SOURCE = b"the file that was verified"
REPORT = Report(verdict=Verdict.INVALID, at=NOON)
DID = did_key.did_key_of(ADA.key.public_key)
DID_METHOD = did_key.verification_method_of_did_key(DID)
WORLD = Evidence(answers({ADA.id: ADA.document()}))


def signed(method=ADA.method, by=ADA, report=REPORT):
    return sign(report, digest_of(SOURCE), signer=by.key, verification_method=method, at=NOON)


def changed(header=None, **claims):
    """What Ada signs after it was changed: the signature is good, the content is not ours."""
    parts = jose.parse_compact(signed())
    payload = {**json.loads(parts.payload), **claims}
    others = {name: value for name, value in parts.header.items() if name != "alg"}
    header = {**others, **(header or {})}
    return jose.sign_compact(
        json.dumps({name: value for name, value in payload.items() if value is not None}).encode(),
        signer=ADA.key,
        header={name: value for name, value in header.items() if value is not None},
    )


def test_a_signed_report_holds_the_report_and_who_found_it():
    read = SignedReport.parse(signed())

    assert read.report.to_json() == REPORT.to_json()
    assert (read.verifier, read.verification_method) == (ADA.id, ADA.method)
    assert read.at == datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_the_digest_is_one_that_anybody_can_make():
    """The value is that of `openssl dgst -sha256 -binary | base64`."""
    assert digest_of(b"hello") == "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="


def test_the_signature_of_a_listed_key_counts():
    found = check(SignedReport.parse(signed()), WORLD, at=NOON, source=SOURCE)

    assert (found.outcome, found.code) == ("passed", "report.ok")


JWK_METHOD = did_jwk.verification_method_of_did_jwk(did_jwk.did_jwk_of(ADA.key.public_key))


@pytest.mark.parametrize("method", [DID_METHOD, JWK_METHOD])
def test_who_is_their_own_key_needs_nobody(method):
    read = SignedReport.parse(signed(method))

    assert need_of(read) is None
    assert check(read, Evidence(), at=NOON).code == "report.ok"


def test_the_verifiers_own_document_is_what_is_needed():
    need = need_of(SignedReport.parse(signed()))

    assert need is not None
    assert need.url == ADA.id


@pytest.mark.parametrize(
    ("text", "evidence", "code"),
    [
        (signed(by=MALLORY), WORLD, "report.broken"),
        (signed().rsplit(".", 1)[0] + "." + "A" * 86, WORLD, "report.broken"),
        (signed(), Evidence(), "report.unreachable"),
        (signed(), Evidence({ADA.id: NotFetched(ADA.id, "cut")}), "report.unreachable"),
        (signed(), Evidence({ADA.id: answer(ADA.id, b"", status=410)}), "report.unreachable"),
        (signed(), Evidence({ADA.id: answer(ADA.id, BO.document())}), "report.other_key"),
        (signed(f"{ADA.id}#key-2"), WORLD, "report.other_key"),
        (signed("did:example:ada#key-1"), Evidence(), "report.unsupported"),
        (changed(header={"kid": f"{DID}#other"}, iss=DID), Evidence(), "report.other_key"),
    ],
)
def test_another_signature_does_not_count(text, evidence, code):
    assert check(SignedReport.parse(text), evidence, at=NOON).code == code


def test_a_key_that_was_revoked_counts_no_more():
    document = ADA.document()
    document["verificationMethod"][0]["revoked"] = "2026-01-01T00:00:00Z"
    evidence = Evidence(answers({ADA.id: document}))

    assert check(SignedReport.parse(signed()), evidence, at=NOON).code == "report.other_key"


def test_a_report_on_another_file_is_told_apart():
    found = check(SignedReport.parse(signed()), WORLD, at=NOON, source=SOURCE + b"!")

    assert (found.outcome, found.code) == ("failed", "report.other_file")


def test_an_identifier_that_leads_nowhere_needs_nothing():
    assert need_of(SignedReport.parse(signed("did:example:ada#key-1"))) is None


def test_nobody_signs_in_anothers_name():
    with pytest.raises(MalformedError, match="the signer's key is not"):
        signed(DID_METHOD, by=BO)
    with pytest.raises(MalformedError):
        signed(f"{DID}#other")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.c",
        changed(report=None),
        changed(report={"format": "insigne-report-1"}),
        changed(iss=None),
        changed(iss=BO.id),
        changed(iss=1),
        changed(iat=None),
        changed(iat="now"),
        changed(iat=True),
        changed(iat=10**30),
        changed(digestSRI=None),
        changed(header={"kid": None}),
        changed(header={"kid": f"{BO.id}#key-1"}),
        changed(header={"kid": "key-1"}),
        jose.sign_compact(b"[]", signer=ADA.key, header={"typ": signed_report.TYPE}),
    ],
)
def test_what_is_no_signed_report_is_malformed(text):
    with pytest.raises(MalformedError):
        SignedReport.parse(text)


@pytest.mark.parametrize("typ", ["JWT", "vc+jwt", None])
def test_a_credential_is_no_report(typ):
    with pytest.raises(UnsupportedError):
        SignedReport.parse(changed(header={"typ": typ}))


def test_without_a_signature_it_is_no_signed_report():
    header = base64url.encode(json.dumps({"alg": "none", "typ": signed_report.TYPE}).encode())
    text = ".".join([header, signed().split(".")[1], ""])

    with pytest.raises(MalformedError):
        SignedReport.parse(text)
