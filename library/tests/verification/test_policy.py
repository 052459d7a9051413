import json
from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, BO, MALLORY, NOON, answers, badge
from insigne import verification
from insigne.credentials.received import ReceivedCredential
from insigne.verification import (
    AllOf,
    AnyOf,
    DefaultPolicy,
    Evidence,
    IssuedAfter,
    KnownIssuer,
    QualityLabel,
    Requires,
    TrustedIssuers,
    UnsafeAnyIssuer,
    Verdict,
    judge,
)
from insigne.verification.trust_list import ListedIssuer, Period, QualityMark, TrustList

ISSUED = datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
LABEL = "https://surf.example/labels/edubadges"


def listing(*issuers, expires=NOON + DAY):
    return TrustList("https://surf.example/trust", 1, ISSUED, expires, issuers)


UPPSALA = ListedIssuer(ADA.id, "Uppsala", labels=(QualityMark(LABEL, Period(ISSUED, NOON)),))
KNOWS_ADA = listing(UPPSALA)
KNOWS_BO = listing(ListedIssuer(BO.id, "Elsewhere"))
KNEW_ADA = listing(ListedIssuer(ADA.id, "Uppsala", Period(None, ISSUED)))
WILL_KNOW_ADA = listing(ListedIssuer(ADA.id, "Uppsala", Period(ISSUED + DAY)))
KNEW_ADA_LATER = listing(ListedIssuer(ADA.id, "Uppsala", Period(ISSUED, ISSUED + DAY)))
OLD_LIST = listing(UPPSALA, expires=NOON)
YES, NO = KnownIssuer(KNOWS_ADA), KnownIssuer(KNOWS_BO)


def report_on(policy, document=None, recipient=None):
    source = json.dumps(ADA.signed(badge()) if document is None else document).encode()
    documents = {who.id: who.document() for who in (ADA, BO, MALLORY)}
    evidence = Evidence(answers(documents), recipient)
    return judge(ReceivedCredential.parse(source), evidence, policy=policy, at=NOON)


@pytest.mark.parametrize(
    ("policy", "verdict", "code", "listed"),
    [
        (YES, Verdict.VALID, "issuer.listed", True),
        (NO, Verdict.UNKNOWN, "issuer.unlisted", False),
        (KnownIssuer(KNOWS_BO, KNOWS_ADA), Verdict.VALID, "issuer.listed", True),
        (KnownIssuer(KNEW_ADA), Verdict.UNKNOWN, "issuer.unlisted", False),
        (KnownIssuer(WILL_KNOW_ADA), Verdict.UNKNOWN, "issuer.unlisted", False),
        (KnownIssuer(KNEW_ADA_LATER), Verdict.VALID, "issuer.listed", True),
        (KnownIssuer(OLD_LIST), Verdict.UNKNOWN, "issuer.list_expired", False),
        (KnownIssuer(OLD_LIST, KNOWS_ADA), Verdict.VALID, "issuer.listed", True),
        (KnownIssuer(OLD_LIST, KNOWS_BO), Verdict.UNKNOWN, "issuer.unlisted", False),
        (KnownIssuer(), Verdict.UNKNOWN, "issuer.unlisted", False),
        (QualityLabel(LABEL, KNOWS_ADA), Verdict.VALID, "policy.met", True),
        (QualityLabel("another", KNOWS_ADA), Verdict.UNKNOWN, "policy.unmet", True),
        (QualityLabel(LABEL, KNOWS_BO), Verdict.UNKNOWN, "policy.unmet", False),
        (QualityLabel(LABEL, OLD_LIST), Verdict.UNKNOWN, "policy.unmet", False),
        (IssuedAfter(ISSUED), Verdict.VALID, "policy.met", None),
        (IssuedAfter(ISSUED + DAY), Verdict.UNKNOWN, "policy.unmet", None),
        (Requires("binding"), Verdict.VALID, "policy.met", None),
        (Requires("recipient"), Verdict.UNKNOWN, "policy.unmet", None),
        (TrustedIssuers([ADA.id]), Verdict.VALID, "issuer.listed", True),
        (TrustedIssuers([BO.id]), Verdict.UNKNOWN, "issuer.unlisted", False),
    ],
)
def test_a_policy_asks_for_one_thing(policy, verdict, code, listed):
    report = report_on(policy)

    assert (report.verdict, report.findings[-1].code) == (verdict, code)
    assert report.issuer_listed is listed


def test_who_is_on_a_list_is_said_beside_the_verdict():
    for known, listed in (([ADA.id], True), ([BO.id], False), (None, None)):
        report = report_on(DefaultPolicy(known))
        assert (report.verdict, report.issuer_listed) == (Verdict.VALID, listed)


@pytest.mark.parametrize(
    "empty", [AllOf(), AnyOf(), AllOf(AnyOf()), AnyOf(AllOf()), AllOf(YES, AllOf())]
)
def test_an_empty_policy_is_a_refusal(empty):
    report = report_on(empty)

    assert (report.verdict, report.findings[-1].code) == (Verdict.UNKNOWN, "policy.empty")
    assert report_on(empty, badge()).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    ("policy", "verdict"),
    [
        (AllOf(YES), Verdict.VALID),
        (AllOf(YES, IssuedAfter(ISSUED)), Verdict.VALID),
        (AllOf(YES, NO), Verdict.UNKNOWN),
        (AllOf(NO, YES), Verdict.UNKNOWN),
        (AllOf(YES, Requires("recipient")), Verdict.UNKNOWN),
        (AllOf(DefaultPolicy()), Verdict.VALID),
        (AnyOf(YES, NO), Verdict.VALID),
        (AnyOf(NO, YES), Verdict.VALID),
        (AnyOf(NO, Requires("recipient")), Verdict.UNKNOWN),
        (AnyOf(NO, DefaultPolicy()), Verdict.VALID),
        (AllOf(AnyOf(NO, YES), IssuedAfter(ISSUED)), Verdict.VALID),
        (AllOf(AnyOf(NO), YES), Verdict.UNKNOWN),
    ],
)
def test_policies_are_put_together(policy, verdict):
    assert report_on(policy).verdict is verdict


@pytest.mark.parametrize(
    ("policy", "listed"),
    [
        (AllOf(IssuedAfter(ISSUED)), None),
        (AllOf(IssuedAfter(ISSUED), YES), True),
        (AnyOf(NO, YES), True),
        (AnyOf(IssuedAfter(ISSUED), NO), False),
    ],
)
def test_any_list_that_has_the_issuer_has_it(policy, listed):
    assert report_on(policy).issuer_listed is listed


def test_a_recipient_that_was_asked_for_has_to_be_the_one():
    identity = {
        "type": "IdentityObject", "identityType": "emailAddress",
        "hashed": False, "identityHash": "amina@uppsala.example",
    }  # fmt: skip
    document = badge()
    document["credentialSubject"] = {**document["credentialSubject"], "identifier": [identity]}
    signed = ADA.signed(document)

    for recipient, verdict in (
        ("amina@uppsala.example", Verdict.VALID),
        ("bo@elsewhere.example", Verdict.INVALID),
        (None, Verdict.UNKNOWN),
    ):
        assert report_on(Requires("recipient"), signed, recipient).verdict is verdict


def test_no_policy_makes_a_forgery_anything_else():
    forged = MALLORY.signed(badge())

    for policy in (YES, AllOf(YES), AnyOf(YES, DefaultPolicy()), TrustedIssuers([ADA.id])):
        assert report_on(policy, forged).verdict is Verdict.INVALID


def test_a_policy_does_without_the_binding_only_if_all_its_parts_do():
    unbound = MALLORY.signed(badge(), method=f"did:key:{MALLORY.key.public_key.to_multikey()}")
    offline = Evidence()

    def verdict(policy):
        received = ReceivedCredential.parse(json.dumps(unbound).encode())
        return judge(received, offline, policy=policy, at=NOON).verdict

    assert verdict(UnsafeAnyIssuer()) is Verdict.VALID
    assert verdict(AnyOf(UnsafeAnyIssuer())) is Verdict.VALID
    assert verdict(AllOf(UnsafeAnyIssuer(), IssuedAfter(ISSUED))) is Verdict.UNKNOWN
    assert verdict(AnyOf(UnsafeAnyIssuer(), YES)) is Verdict.UNKNOWN


def test_a_badge_without_a_day_was_not_issued_on_one():
    document = badge(validFrom="soon")

    for policy in (YES, QualityLabel(LABEL, KNOWS_ADA), IssuedAfter(ISSUED)):
        finding = report_on(policy, ADA.signed(document)).findings[-1]
        assert finding.outcome == "inconclusive"


def test_policies_are_values():
    assert AllOf(YES) == AllOf(KnownIssuer(KNOWS_ADA))
    assert AllOf(YES) != AnyOf(YES)
    assert QualityLabel(LABEL, KNOWS_ADA) != QualityLabel("another", KNOWS_ADA)


def test_the_room_names_its_policies_and_nothing_else():
    assert (verification.TrustList, verification.KnownIssuer) == (TrustList, KnownIssuer)
    assert not hasattr(verification, "Nonsense")
