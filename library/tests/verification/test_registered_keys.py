"""Whose key it is, by what the verifier knows beforehand."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cast import ADA, BO, LIST_ID, MALLORY, NOON, Issuer, answers, badge, status_entry, status_list
from certificates import between, leaf, root
from insigne.credentials.received import ReceivedCredential
from insigne.identifiers.did_key import did_key_of, verification_method_of_did_key
from insigne.identifiers.key_document import KeyDocument
from insigne.identifiers.key_history import EndReason, KeyHistory, RegisteredKey
from insigne.keys.private_key import PrivateKey
from insigne.proofs import jose
from insigne.verification import Anchors, DefaultPolicy, Evidence, Verdict, judge
from insigne.verification.evidence import NotFetched

OLD = datetime(2025, 12, 1, tzinfo=UTC)
SIGNED = datetime(2026, 1, 1, tzinfo=UTC)  # as the cast's proofs say
LATER = datetime(2026, 3, 1, tzinfo=UTC)
ADAS_KEY = ADA.key.public_key
OFFLINE = {ADA.id: NotFetched(ADA.id, "cut")}
BY_MULTIKEY = f"{ADA.id}#{ADAS_KEY.to_multikey()}"


def histories(*keys, is_complete=False, issuer_id=ADA.id):
    return Anchors(key_histories={issuer_id: KeyHistory(keys, is_complete)})


def report_on(document, anchors, resources=None, at=NOON, witnessed_at=None):
    source = document if isinstance(document, str) else json.dumps(document)
    known = answers({ADA.id: ADA.document()}) if resources is None else resources
    evidence = Evidence(known, anchors=anchors, witnessed_at=witnessed_at)
    received = ReceivedCredential.parse(source.encode())
    return judge(received, evidence, policy=DefaultPolicy(), at=at)


def found(report):
    return next(finding.code for finding in report.findings if finding.check == "binding")


def test_a_registered_key_needs_no_answer_from_the_issuer():
    document = ADA.signed(badge(), method=BY_MULTIKEY)

    report = report_on(document, histories(RegisteredKey(ADAS_KEY)), OFFLINE)

    assert (report.verdict, found(report)) == (Verdict.VALID, "binding.ok")


@pytest.mark.parametrize(
    ("key", "verdict", "code"),
    [
        (RegisteredKey(ADAS_KEY, OLD), Verdict.VALID, "binding.ok"),
        (
            RegisteredKey(ADAS_KEY, OLD, revoked_at=LATER, reason=EndReason.SUPERSEDED),
            Verdict.VALID,
            "binding.ok",
        ),
        (
            RegisteredKey(ADAS_KEY, revoked_at=OLD, reason=EndReason.CEASED),
            Verdict.INVALID,
            "binding.key_ended",
        ),
        (RegisteredKey(ADAS_KEY, LATER), Verdict.INVALID, "binding.key_not_yet"),
        (
            RegisteredKey(ADAS_KEY, OLD, revoked_at=LATER, reason=EndReason.COMPROMISED),
            Verdict.INVALID,
            "binding.key_compromised",
        ),
        (RegisteredKey(ADAS_KEY, OLD, revoked_at=LATER), Verdict.UNKNOWN, "binding.key_doubtful"),
    ],
)
@pytest.mark.parametrize("form", ["proof", "token"])
def test_a_register_says_who_was_allowed_to_sign_when(form, key, verdict, code):
    document = ADA.signed(badge()) if form == "proof" else ADA.token(badge())

    report = report_on(document, histories(key))

    assert (report.verdict, found(report)) == (verdict, code)


def test_a_token_may_say_itself_when_it_was_signed():
    key = RegisteredKey(ADAS_KEY, LATER)
    seconds = int(LATER.timestamp())

    for iat, code in (
        (seconds, "ok"),
        (seconds - 1, "key_not_yet"),
        ("now", "key_doubtful"),
        (1e300, "key_doubtful"),
    ):
        payload = json.dumps({**badge(), "iat": iat}).encode()
        token = jose.sign_compact(payload, signer=ADA.key, header={"kid": ADA.method})
        assert found(report_on(token, histories(key))) == f"binding.{code}"


def test_what_was_seen_before_the_theft_still_holds():
    key = RegisteredKey(ADAS_KEY, OLD, revoked_at=LATER, reason=EndReason.COMPROMISED)
    document = ADA.signed(badge())

    seen = report_on(document, histories(key), witnessed_at=LATER - timedelta(days=1))
    seen_too_late = report_on(document, histories(key), witnessed_at=LATER)

    assert (seen.verdict, found(seen)) == (Verdict.VALID, "binding.ok")
    assert seen_too_late.verdict is Verdict.INVALID


def test_a_key_that_the_register_does_not_have_is_for_the_issuer_to_say():
    anchors = histories(RegisteredKey(BO.key.public_key))

    assert report_on(ADA.signed(badge()), anchors).verdict is Verdict.VALID
    assert report_on(ADA.signed(badge()), anchors, OFFLINE).verdict is Verdict.UNKNOWN
    forged = MALLORY.signed(badge(), method=f"{ADA.id}#{MALLORY.key.public_key.to_multikey()}")
    assert found(report_on(forged, anchors)) == "binding.not_listed"


def test_a_complete_register_is_not_overruled_by_the_issuer_s_address():
    anchors = histories(RegisteredKey(BO.key.public_key), is_complete=True)

    report = report_on(ADA.signed(badge()), anchors)

    assert (report.verdict, found(report)) == (Verdict.UNKNOWN, "binding.not_registered")


def test_a_register_speaks_of_its_own_issuer_only():
    anchors = histories(RegisteredKey(MALLORY.key.public_key), issuer_id=MALLORY.id)
    forged = MALLORY.signed(badge(), method=f"{ADA.id}#{MALLORY.key.public_key.to_multikey()}")

    assert report_on(forged, anchors).verdict is Verdict.INVALID


def test_a_did_key_can_be_stolen_too():
    did = did_key_of(ADAS_KEY)
    document = ADA.signed(
        badge(issuer={"id": did, "type": ["Profile"], "name": "Uppsala"}),
        method=verification_method_of_did_key(did),
    )
    stolen = RegisteredKey(ADAS_KEY, revoked_at=LATER, reason=EndReason.COMPROMISED)

    assert report_on(document, Anchors()).verdict is Verdict.VALID
    assert found(report_on(document, histories(stolen, issuer_id=did))) == "binding.key_compromised"


def test_a_list_signed_with_a_stolen_key_says_nothing():
    second = replace(ADA, key=PrivateKey.from_seed(b"2" * 32))
    second_method = f"{ADA.id}#{second.key.public_key.to_multikey()}"
    stolen = RegisteredKey(ADAS_KEY, revoked_at=LATER, reason=EndReason.COMPROMISED)
    anchors = histories(stolen, RegisteredKey(second.key.public_key))
    credential = second.signed(badge(credentialStatus=status_entry()), method=second_method)

    report = report_on(
        credential, anchors, answers({ADA.id: ADA.document(), LIST_ID: status_list()})
    )

    codes = [finding.code for finding in report.findings if finding.outcome != "passed"]
    assert codes == ["status.untrusted"]


def with_chain(chain, by: Issuer = ADA, **header):
    from base64 import b64encode

    x5c = [b64encode(der).decode() for der in chain]
    return jose.sign_compact(
        json.dumps(badge()).encode(), signer=by.key, header={"typ": "JWT", "x5c": x5c, **header}
    )


KNOWN_ROOT = Anchors(roots=(root(),))
CHAIN = [leaf(), between()]


def test_a_known_root_vouches_for_an_issuer_that_does_not_answer():
    report = report_on(with_chain(CHAIN), KNOWN_ROOT, OFFLINE)

    assert (report.verdict, found(report)) == (Verdict.VALID, "binding.ok")


def test_without_roots_a_chain_says_nothing_though_the_issuer_lists_its_key():
    report = report_on(with_chain(CHAIN), Anchors())

    assert (report.verdict, found(report)) == (Verdict.UNKNOWN, "binding.no_roots")


def test_a_chain_beside_an_address_is_no_second_way():
    report = report_on(with_chain(CHAIN, kid=ADA.method), KNOWN_ROOT, OFFLINE)

    assert report.verdict is Verdict.UNKNOWN
    assert report_on(with_chain(CHAIN, kid=ADA.method), Anchors()).verdict is Verdict.VALID


def test_keys_in_one_header_have_to_be_one():
    same, other = ADAS_KEY.to_jwk(), BO.key.public_key.to_jwk()

    assert report_on(with_chain(CHAIN, jwk=same), KNOWN_ROOT).verdict is Verdict.VALID
    for token in (with_chain(CHAIN, jwk=other), with_chain(CHAIN, by=BO, kid=ADA.method)):
        assert report_on(token, KNOWN_ROOT).verdict is Verdict.INVALID


def test_a_certificate_has_to_be_of_the_time_at_which_the_badge_was_seen():
    chain = [leaf(end=LATER), between()]

    report = report_on(with_chain(chain), KNOWN_ROOT)
    seen = report_on(with_chain(chain), KNOWN_ROOT, witnessed_at=LATER - timedelta(days=1))

    assert (report.verdict, found(report)) == (Verdict.UNKNOWN, "binding.chain_ended")
    assert (seen.verdict, found(seen)) == (Verdict.VALID, "binding.ok")


def test_another_s_certificate_is_no_proof():
    report = report_on(with_chain([leaf(names=()), between()]), KNOWN_ROOT)

    assert (report.verdict, found(report)) == (Verdict.INVALID, "binding.other_name")


def test_a_register_goes_before_a_chain():
    stolen = RegisteredKey(ADAS_KEY, revoked_at=LATER, reason=EndReason.COMPROMISED)
    anchors = Anchors(key_histories={ADA.id: KeyHistory((stolen,))}, roots=(root(),))

    assert found(report_on(with_chain(CHAIN), anchors)) == "binding.key_compromised"


GOLDEN = Path(__file__).parents[1] / "vectors" / "golden" / "0.1.0" / "2-signed"
UPPSALA = "https://uppsala.example/public"


@pytest.mark.parametrize(
    ("times", "verdict", "code"),
    [
        ({}, Verdict.VALID, "binding.ok"),
        ({"revoked_at": NOON, "reason": EndReason.SUPERSEDED}, Verdict.VALID, "binding.ok"),
        (
            {"revoked_at": NOON, "reason": EndReason.COMPROMISED},
            Verdict.INVALID,
            "binding.key_compromised",
        ),
        ({"valid_from": NOON}, Verdict.INVALID, "binding.key_not_yet"),
    ],
)
def test_a_register_speaks_of_the_keys_of_open_badges_2_too(times, verdict, code):
    pages = {"badges": "badge", "issuers": "issuer", "keys": "key", "revocations": "revocations"}
    resources = answers(
        {
            f"{UPPSALA}/{place}/1": (GOLDEN / f"{name}.json").read_bytes()
            for place, name in pages.items()
        }
    )
    key = KeyDocument.parse(json.loads((GOLDEN / "key.json").read_bytes())).key
    anchors = histories(RegisteredKey(key, **times), issuer_id=f"{UPPSALA}/issuers/1")
    token = (GOLDEN / "assertion.jws").read_text()

    report = report_on(token, anchors, resources)
    without_the_key = {url: page for url, page in resources.items() if "/keys/" not in url}
    unknown = [report_on(token, anchors, known) for known in (without_the_key, {})]

    assert (report.verdict, found(report)) == (verdict, code)
    assert [each.verdict for each in unknown] == [Verdict.UNKNOWN, Verdict.UNKNOWN]


def test_a_key_that_nobody_names_is_in_no_register():
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "urn:uuid:1",
        "verification": {"type": "SignedBadge", "creator": 7},
        "badge": {"type": "BadgeClass", "issuer": {"id": ADA.id, "type": "Issuer"}},
    }
    token = jose.sign_compact(json.dumps(assertion).encode(), signer=ADA.key, header={})

    assert report_on(token, histories(RegisteredKey(ADAS_KEY))).verdict is not Verdict.VALID


@pytest.mark.parametrize("created", ["yesterday", 7])
def test_a_signing_day_that_cannot_be_read_is_none(created):
    """A proof without a readable day is malformed too; the register is doubtful, and no more."""
    document = ADA.signed(badge())
    document["proof"]["created"] = created

    report = report_on(document, histories(RegisteredKey(ADAS_KEY, OLD)))

    assert (report.verdict, found(report)) == (Verdict.INVALID, "binding.key_doubtful")


def test_a_proof_without_a_day_was_made_when_the_badge_began():
    ended = RegisteredKey(ADAS_KEY, OLD, SIGNED)
    document = ADA.signed(badge())
    del document["proof"]["created"]

    assert found(report_on(document, histories(ended))) == "binding.key_ended"
