import json

import pytest

from cast import ADA, MALLORY, NOON, answer, answers
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.recipient import identity_hash
from insigne.encoding import base64url
from insigne.keys.key_type import KeyType
from insigne.keys.private_key import PrivateKey
from insigne.proofs import jose
from insigne.verification import DefaultPolicy, Evidence, NotFetched, Verdict, judge

CONTEXT = "https://w3id.org/openbadges/v2"
HOME = "https://uppsala.example/public"
ASSERTION, BADGE, ISSUER = f"{HOME}/assertions/1", f"{HOME}/badges/1", f"{HOME}/issuers/1"
KEY, REVOCATIONS = f"{HOME}/keys/1", f"{HOME}/revocations"
AMINA = "amina@example.org"


def assertion(**changes):
    return {
        "@context": CONTEXT,
        "type": "Assertion",
        "id": ASSERTION,
        "recipient": {
            "type": "email",
            "hashed": True,
            "salt": "sea",
            "identity": identity_hash(AMINA, "sea"),
        },
        "badge": BADGE,
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "HostedBadge"},
        **changes,
    }


def signed_assertion(**changes):
    return assertion(verification={"type": "SignedBadge", "creator": KEY}, **changes)


def badge_class(**changes):
    return {
        "@context": CONTEXT,
        "type": "BadgeClass",
        "id": BADGE,
        "name": "Clinical reasoning",
        "description": "Reasons from findings to a diagnosis.",
        "image": f"{BADGE}/image",
        "criteria": {"narrative": "Two cases."},
        "issuer": ISSUER,
        **changes,
    }


def issuer(**changes):
    return {
        "@context": CONTEXT,
        "type": "Issuer",
        "id": ISSUER,
        "name": "Uppsala",
        "url": "https://uppsala.example",
        "email": "badges@uppsala.example",
        "publicKey": KEY,
        **changes,
    }


def key_document(issuer_key=ADA.key, **changes):
    return {
        "@context": CONTEXT,
        "type": "CryptographicKey",
        "id": KEY,
        "owner": ISSUER,
        "publicKeyPem": issuer_key.public_key.to_pem().decode(),
        **changes,
    }


def world(**changes):
    documents = {
        ASSERTION: assertion(),
        BADGE: badge_class(),
        ISSUER: issuer(),
        KEY: key_document(),
    }
    return answers(documents) | changes.pop("answers", {}) | answers(changes.pop("documents", {}))


def report_on(source, resources, recipient=None):
    data = source if isinstance(source, bytes) else json.dumps(source).encode()
    evidence = Evidence(resources, recipient)
    return judge(ReceivedCredential.parse(data), evidence, policy=DefaultPolicy(), at=NOON)


def jws(payload, key=ADA.key):
    return jose.sign_compact(json.dumps(payload).encode(), signer=key, header={}).encode()


def doubts(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def test_a_hosted_assertion_is_valid():
    report = report_on(assertion(), world())

    assert [finding.code for finding in report.findings] == [
        "structure.ok", "source.ok", "linked.ok", "binding.ok", "validity.ok", "status.ok",
    ]  # fmt: skip
    assert report.verdict is Verdict.VALID
    assert report.credential.issuer_name == "Uppsala"
    assert report.credential.name == "Clinical reasoning"


def test_an_address_alone_is_enough():
    report = report_on(ASSERTION.encode(), world())

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


def test_what_the_copy_says_is_not_believed():
    copy = assertion(issuedOn="2019-01-01T00:00:00Z", expires="2020-01-01T00:00:00Z")

    report = report_on(copy, world())

    assert report.verdict is Verdict.VALID
    assert "source.differs" in [finding.code for finding in report.findings]
    assert report.credential.valid_from == "2026-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("said", "verdict", "codes"),
    [
        (answer(ASSERTION, assertion()), Verdict.VALID, []),
        (
            answer(ASSERTION, {"id": ASSERTION, "revoked": True}),
            Verdict.INVALID,
            ["binding.unreachable", "status.revoked"],
        ),
        (
            answer(ASSERTION, {"id": ASSERTION, "revoked": True}, status=410),
            Verdict.INVALID,
            ["source.gone", "binding.unreachable", "status.revoked"],
        ),
        (
            answer(ASSERTION, b"", status=410),
            Verdict.INVALID,
            ["source.gone", "binding.unreachable", "status.revoked"],
        ),
        (answer(ASSERTION, b"", status=404), Verdict.UNKNOWN, "unreachable"),
        (answer(ASSERTION, b"", status=401), Verdict.UNKNOWN, "unreachable"),
        (answer(ASSERTION, b"", status=429), Verdict.UNKNOWN, "unreachable"),
        (answer(ASSERTION, b"", status=500), Verdict.UNKNOWN, "unreachable"),
        (answer(ASSERTION, b"", status=503), Verdict.UNKNOWN, "unreachable"),
        (NotFetched(ASSERTION, "the answer took too long"), Verdict.UNKNOWN, "unreachable"),
        (NotFetched(ASSERTION, "the name is not known"), Verdict.UNKNOWN, "unreachable"),
        (answer(ASSERTION, b"<html>"), Verdict.UNKNOWN, "unreadable"),
    ],
)
def test_what_the_address_says_today(said, verdict, codes):
    report = report_on(assertion(), world(answers={ASSERTION: said}))

    if isinstance(codes, str):
        codes = [f"source.{codes}", "binding.unreachable", "status.unreachable"]
    assert report.verdict is verdict, report.summary()
    assert doubts(report) == codes


def test_the_reason_of_a_revocation_is_passed_on():
    said = answer(ASSERTION, {"id": ASSERTION, "revoked": True, "revocationReason": "A mistake."})

    report = report_on(assertion(), world(answers={ASSERTION: said}))

    assert report.deciding.values["reason"] == "A mistake."


def test_an_answer_from_elsewhere_does_not_count():
    said = answer(ASSERTION, assertion(), final_url="https://mallory.example/1")

    report = report_on(assertion(), world(answers={ASSERTION: said}))

    assert report.verdict is Verdict.UNKNOWN
    assert "source.redirected" in doubts(report)


def test_an_answer_about_another_assertion_fails():
    report = report_on(assertion(), world(documents={ASSERTION: assertion(id=f"{ASSERTION}2")}))

    assert report.verdict is Verdict.INVALID
    assert "source.other_id" in doubts(report)


def test_mallory_hosts_a_badge_of_adas():
    address = "https://mallory.example/assertions/1"
    forged = assertion(id=address)

    report = report_on(forged, world(documents={address: forged}))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["binding.outside"])


def test_an_issuer_inside_the_assertion_is_looked_up_all_the_same():
    address = "https://mallory.example/assertions/1"
    generous = issuer(verification={"allowedOrigins": "mallory.example"})
    forged = assertion(id=address, badge=badge_class(issuer=generous))

    report = report_on(forged, world(documents={address: forged}))

    assert report.verdict is Verdict.INVALID
    assert "binding.outside" in doubts(report)


@pytest.mark.parametrize(
    ("policy", "is_fine"),
    [
        ({"startsWith": f"{HOME}/assertions"}, True),
        ({"startsWith": f"{HOME}/assertions/"}, True),
        ({"startsWith": [f"{HOME}/other", f"{HOME}/assertions"]}, True),
        ({"startsWith": f"{HOME}/assert"}, False),
        ({"startsWith": "https://uppsala.exam"}, False),
        ({"allowedOrigins": "uppsala.example"}, True),
        ({"allowedOrigins": ["elsewhere.example"]}, False),
        ({"allowedOrigins": "uppsala.example", "startsWith": f"{HOME}/other"}, False),
    ],
)
def test_the_issuer_says_where_its_assertions_live(policy, is_fine):
    report = report_on(assertion(), world(documents={ISSUER: issuer(verification=policy)}))

    assert doubts(report) == ([] if is_fine else ["binding.outside"])


@pytest.mark.parametrize(
    ("address", "document"),
    [
        (BADGE, badge_class(type="Profile")),
        (BADGE, badge_class(name="")),
        (ISSUER, issuer(type="X")),
    ],
)
def test_linked_documents_are_looked_at(address, document):
    report = report_on(assertion(), world(documents={address: document}))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["linked.malformed"])


def test_a_hosted_assertion_needs_an_address():
    report = report_on(assertion(id="urn:uuid:1"), world())

    assert report.verdict is Verdict.INVALID
    assert "source.no_address" in doubts(report)


@pytest.mark.parametrize("key_type", [kind for kind in KeyType if kind is not KeyType.RSA_PSS])
def test_a_signed_assertion_is_valid(key_type):
    key = PrivateKey.generate(key_type)

    report = report_on(jws(signed_assertion(), key), world(documents={KEY: key_document(key)}))

    assert [finding.code for finding in report.findings] == [
        "structure.ok", "proof.ok", "linked.ok", "binding.ok", "validity.ok", "status.none",
    ]  # fmt: skip
    assert report.verdict is Verdict.VALID


def test_a_signed_assertion_may_have_its_issuers_only_key():
    payload = assertion(verification={"type": "SignedBadge"}, id="urn:uuid:1")

    assert report_on(jws(payload), world()).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("documents", "key", "codes"),
    [
        ({}, MALLORY.key, ["proof.broken"]),
        ({KEY: key_document(MALLORY.key)}, ADA.key, ["proof.broken"]),
        ({ISSUER: issuer(publicKey=f"{HOME}/keys/2")}, ADA.key, ["binding.not_listed"]),
        ({ISSUER: issuer(publicKey=[])}, ADA.key, ["binding.not_listed"]),
        ({KEY: key_document(owner="https://mallory.example")}, ADA.key, ["binding.not_listed"]),
        ({KEY: key_document(owner=None)}, ADA.key, ["binding.not_listed"]),
    ],
)
def test_a_signed_assertion_that_fails(documents, key, codes):
    report = report_on(jws(signed_assertion(), key), world(documents=documents))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, codes)


def test_mallorys_own_key_binds_nobody():
    address = "https://mallory.example/key"
    payload = assertion(verification={"type": "SignedBadge", "creator": address})
    document = key_document(MALLORY.key, id=address)

    report = report_on(jws(payload, MALLORY.key), world(documents={address: document}))

    assert (report.verdict, doubts(report)) == (Verdict.INVALID, ["binding.not_listed"])


def test_a_signed_assertion_without_its_signature_fails():
    report = report_on(signed_assertion(), world())

    assert report.verdict is Verdict.INVALID
    assert "proof.missing" in doubts(report)


@pytest.mark.parametrize(
    ("entries", "verdict"),
    [
        ([], Verdict.VALID),
        ([ASSERTION], Verdict.INVALID),
        ([{"id": ASSERTION}], Verdict.INVALID),
        ({"id": ASSERTION}, Verdict.INVALID),
        ([{"uid": "7"}], Verdict.INVALID),
        ([{"id": "urn:uuid:1"}, "urn:uuid:2"], Verdict.VALID),
    ],
)
def test_the_revocation_list_of_signed_assertions(entries, verdict):
    listed = {"id": REVOCATIONS, "type": "RevocationList", "revokedAssertions": entries}
    documents = {ISSUER: issuer(revocationList=REVOCATIONS), REVOCATIONS: listed}

    report = report_on(jws(signed_assertion(uid="7")), world(documents=documents))

    assert report.verdict is verdict
    assert doubts(report) == ([] if verdict is Verdict.VALID else ["status.revoked"])


@pytest.mark.parametrize(
    ("recipient", "codes"),
    [(AMINA, []), ("Amina@Example.org", []), ("bo@example.org", ["recipient.other"])],
)
def test_whose_badge_it_is(recipient, codes):
    assert doubts(report_on(assertion(), world(), recipient)) == codes


def test_a_badge_without_an_address_cannot_say_whose_it_is():
    said = assertion(recipient={"type": "id", "hashed": False, "identity": "urn:uuid:9"})

    report = report_on(assertion(), world(documents={ASSERTION: said}), AMINA)

    assert (report.verdict, doubts(report)) == (Verdict.UNKNOWN, ["recipient.unknown"])


def test_a_revoked_answer_is_about_this_assertion():
    said = answer(ASSERTION, {"id": f"{ASSERTION}2", "revoked": True})

    report = report_on(assertion(), world(answers={ASSERTION: said}))

    assert report.verdict is Verdict.INVALID
    assert "source.other_id" in doubts(report)


def test_an_issuer_may_write_its_key_out():
    key = {**key_document(), "id": "urn:uuid:9"}
    payload = assertion(verification={"type": "SignedBadge", "creator": "urn:uuid:9"})

    report = report_on(jws(payload), world(documents={ISSUER: issuer(publicKey=[key])}))

    assert (report.verdict, doubts(report)) == (Verdict.VALID, [])


def test_a_key_that_is_nowhere_leaves_it_open():
    payload = assertion(verification={"type": "SignedBadge", "creator": "urn:uuid:9"})

    report = report_on(jws(payload), world(documents={ISSUER: issuer(publicKey="urn:uuid:9")}))

    assert report.verdict is Verdict.UNKNOWN
    assert doubts(report) == ["proof.key_unreachable", "binding.unreachable"]


def test_without_its_issuer_nobody_knows_the_key():
    payload = assertion(verification={"type": "SignedBadge"})

    report = report_on(jws(payload), world(answers={ISSUER: NotFetched(ISSUER, "no answer")}))

    assert report.verdict is Verdict.UNKNOWN
    assert doubts(report) == [
        "proof.key_unreachable", "linked.unreachable", "binding.unreachable", "status.unreachable",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "codes"),
    [
        ({"alg": "RS512"}, ["proof.unsupported"]),
        ({"alg": "none"}, ["proof.malformed"]),
        ({"alg": "EdDSA", "crit": ["b64"], "b64": False}, ["proof.malformed"]),
    ],
)
def test_a_signature_of_another_kind(header, codes):
    two_keys = issuer(publicKey=[f"{HOME}/keys/0", KEY])
    payload = assertion(verification={"type": "SignedBadge"})
    _, body, signature = jws(payload).split(b".")
    head = base64url.encode(json.dumps(header).encode()).encode()

    report = report_on(b".".join([head, body, signature]), world(documents={ISSUER: two_keys}))

    assert report.verdict is (Verdict.UNKNOWN if "unsupported" in codes[0] else Verdict.INVALID)
    assert [code for code in doubts(report) if code.startswith("proof")] == codes


def test_an_assertion_in_a_jws_that_asks_to_be_looked_up_is_looked_up():
    report = report_on(jws(assertion(), MALLORY.key), world())

    assert report.verdict is Verdict.VALID
    assert "source.ok" in [finding.code for finding in report.findings]


@pytest.mark.parametrize(
    "said", [{}, {"error": "maintenance"}, {"id": ASSERTION, "type": ["VerifiableCredential"]}]
)
def test_what_is_no_assertion_says_nothing_about_one(said):
    report = report_on(assertion(), world(documents={ASSERTION: said}))

    assert report.verdict is Verdict.UNKNOWN
    assert doubts(report) == ["source.unreadable", "binding.unreachable", "status.unreachable"]


@pytest.mark.parametrize(
    ("listed", "code"),
    [("not an address", "status.unreachable"), (5, "status.unreachable"), (None, "status.none")],
)
def test_a_revocation_list_has_an_address(listed, code):
    report = report_on(
        jws(signed_assertion()), world(documents={ISSUER: issuer(revocationList=listed)})
    )

    assert code in [finding.code for finding in report.findings]
