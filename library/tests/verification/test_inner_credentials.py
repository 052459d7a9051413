"""Credentials inside a credential: what is asked of them, and what it does to the whole."""

import json

import pytest

from bundles import AMINA, aminas, association, endorsed, endorsement, record
from cast import ADA, BO, LIST_ID, MALLORY, NOON, answer, answers, badge, status_entry
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.credentials.received import ReceivedCredential
from insigne.verification import (
    DefaultPolicy,
    Evidence,
    NotFetched,
    TrustedIssuers,
    Verdict,
    judge,
)
from insigne.verification.evidence import Need, Purpose
from insigne.verification.finding import passed, sum_of
from insigne.verification.part import Part, Role
from insigne.verification.report import Report
from insigne.verification.words import headline, sentence

BOTH = answers({ADA.id: ADA.document(), BO.id: BO.document()})
REFRESH = "https://uppsala.example/refresh/1"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"


def report_on(source, resources=BOTH, *, policy=None, at=NOON):
    data = source.encode() if isinstance(source, str) else json.dumps(source).encode()
    credential = ReceivedCredential.parse(data)
    return judge(credential, Evidence(resources), policy=policy or DefaultPolicy(), at=at)


def not_passed(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]


def refreshable(**changes):
    credential = badge(
        refreshService={"id": REFRESH, "type": "1EdTechCredentialRefresh"}, **changes
    )
    return {**credential, "@context": [*credential["@context"], EXTENSIONS]}


def test_the_report_holds_the_reports_on_what_is_inside():
    report = report_on(ADA.signed(endorsed(BO.signed(endorsement()))))

    (part,) = report.to_json()["parts"]
    assert report.verdict is Verdict.VALID
    assert part["role"] == "endorsement"
    assert part["path"] == "credentialSubject.achievement.endorsement[0]"
    assert part["report"]["verdict"] == "valid"
    assert part["report"]["credential"]["issuer"] == {"id": BO.id, "name": BO.name}
    assert [finding["check"] for finding in part["report"]["findings"]] == [
        "structure", "proof", "binding", "validity", "status", "about",
    ]  # fmt: skip


def test_the_summary_for_logs_says_what_was_wrong_inside():
    report = report_on(ADA.signed(endorsed(endorsement())))

    assert "failed: endorsements.invalid: invalid: credentialSubject" in report.summary()
    assert "    failed: proof.missing" in report.summary()


def test_words_say_which_kind_of_thing_is_wrong():
    report = report_on(ADA.signed(endorsed(endorsement())))

    assert headline(report, "en") == (
        "Invalid. This badge carries an endorsement that does not hold."
    )
    assert headline(report, "nl") == (
        "Ongeldig. Bij deze badge staat een aanbeveling die niet geldig is."
    )


def test_a_badge_without_anything_inside_is_not_asked_about_it():
    checks = [finding.check for finding in report_on(ADA.signed(badge())).findings]

    assert checks == ["structure", "proof", "binding", "validity", "status"]


@pytest.mark.parametrize("value", [5, None, "x", [5], {}, [[endorsement()]]])
@pytest.mark.parametrize("name", ["endorsement", "endorsementJwt"])
def test_what_is_no_endorsement_is_never_passed_over(name, value):
    report = report_on(ADA.token(badge(**{name: value}) | {name: value}))

    assert report.verdict is Verdict.INVALID


def test_a_list_does_not_hide_an_endorsement():
    forged = MALLORY.signed(endorsement(BO))
    credential = badge(evidence=[{"type": ["Evidence"], "endorsement": [forged]}])

    report = report_on(ADA.token(credential), {**BOTH, **answers({MALLORY.id: MALLORY.document()})})

    assert not_passed(report) == ["endorsements.invalid"]
    assert [part.path for part in report.parts] == ["evidence[0].endorsement[0]"]


def test_an_endorsement_may_be_of_the_issuer_by_its_address_alone():
    credential = badge(issuer=ADA.id, endorsement=[BO.signed(endorsement(of=ADA.id))])

    assert not_passed(report_on(ADA.token(credential))) == []


def test_an_endorsement_that_is_judged_alone_is_an_endorsement():
    report = report_on(BO.signed(endorsement()))

    assert (report.verdict, report.credential.dialect) == (Verdict.VALID, "endorsement-3")


def test_what_cannot_be_asked_today_makes_nothing_invalid():
    """Whichever single answer is missing, a valid whole becomes unknown at most."""
    signed = ADA.signed(record(ADA.signed(aminas()), BO.signed(aminas(BO, 2))))
    for missing in BOTH:
        answered = {**BOTH, missing: NotFetched(missing, "the answer took too long")}

        assert report_on(signed, answered).verdict is Verdict.UNKNOWN


def test_no_missing_answer_makes_a_bad_whole_good():
    bad = ADA.signed(record(ADA.signed(aminas()), MALLORY.signed(aminas(BO, 2))))
    resources = {**BOTH, **answers({MALLORY.id: MALLORY.document()})}
    assert report_on(bad, resources).verdict is Verdict.INVALID
    for missing in resources:
        answered = {**resources, missing: NotFetched(missing, "the answer took too long")}

        assert report_on(bad, answered).verdict is not Verdict.VALID


def test_everything_inside_is_looked_up_before_judging():
    withdrawn = BO.signed(endorsement(credentialStatus=status_entry()))
    fetcher = MappingFetcher(BOTH)

    report = examine(json.dumps(ADA.signed(endorsed(withdrawn))).encode(), fetcher=fetcher, at=NOON)

    assert not_passed(report) == ["endorsements.unknown"]
    assert not_passed(report.parts[0].report) == ["status.unreachable"]
    assert LIST_ID in report.summary()


def test_the_policy_of_the_reader_is_about_the_outer_issuer():
    signed = ADA.signed(endorsed(BO.signed(endorsement())))

    assert report_on(signed, policy=TrustedIssuers([ADA.id])).verdict is Verdict.VALID


def test_a_refreshed_badge_is_only_asked_for_once_the_old_one_is_authentic():
    class Asked(Evidence):
        urls: list = []

        def look_up(self, need: Need):
            self.urls.append((need.url, need.purpose))
            return super().look_up(need)

    for source, is_asked in (
        (ADA.signed(refreshable()), True),
        (MALLORY.signed(refreshable(), ADA.method), False),
        ({**ADA.signed(refreshable()), "name": "Surgery"}, False),
    ):
        Asked.urls = []
        credential = ReceivedCredential.parse(json.dumps(source).encode())
        judge(credential, Asked(BOTH), policy=DefaultPolicy(), at=NOON)

        assert ((REFRESH, Purpose.CREDENTIAL) in Asked.urls) is is_asked


@pytest.mark.parametrize(
    ("answered", "code"),
    [
        (answer(REFRESH, ADA.signed(refreshable(validFrom="2026-05-01T00:00:00Z"))), "newer"),
        (answer(REFRESH, ADA.signed(refreshable())), "current"),
        (answer(REFRESH, ADA.signed(refreshable(validFrom="2025-01-01T00:00:00Z"))), "current"),
        (answer(REFRESH, b"", status=404), "none"),
        (answer(REFRESH, b"", status=410), "none"),
        (answer(REFRESH, b"", status=503), "unreachable"),
        (answer(REFRESH, b"", final_url="https://mallory.example/"), "unreachable"),
        (answer(REFRESH, b"<html>"), "unreadable"),
        (answer(REFRESH, b"{}"), "other"),
        (answer(REFRESH, b'{"validFrom": 5}'), "unreadable"),
        (answer(REFRESH, b"https://uppsala.example/public/1"), "other"),
        (answer(REFRESH, ADA.signed(refreshable(id="urn:uuid:2"))), "other"),
        (answer(REFRESH, BO.signed({**refreshable(), "issuer": BO.id})), "other"),
        (
            answer(REFRESH, ADA.signed(refreshable(
                validFrom="2026-05-01T00:00:00Z", validUntil="2026-05-02T00:00:00Z"
            ))),
            "invalid",
        ),
        (answer(REFRESH, refreshable(validFrom="2026-05-01T00:00:00Z")), "unknown"),
    ],
)  # fmt: skip
def test_what_a_refresh_service_may_answer(answered, code):
    report = report_on(ADA.signed(refreshable()), {**BOTH, REFRESH: answered})

    said = [finding.code for finding in report.findings if finding.check == "refresh"]
    assert said == [f"refresh.{code}"]
    assert report.verdict is {
        "newer": Verdict.VALID, "current": Verdict.VALID, "none": Verdict.VALID,
        "invalid": Verdict.INVALID,
    }.get(code, Verdict.UNKNOWN)  # fmt: skip


def test_a_refresh_service_of_another_kind_is_for_a_wallet():
    credential = badge(refreshService={"id": REFRESH, "type": "VerifiableCredentialRefreshService"})

    assert not_passed(report_on(ADA.token(credential))) == []


def test_a_newer_badge_is_spoken_of_with_its_date():
    newer = ADA.signed(refreshable(validFrom="2026-05-01T00:00:00Z"))
    report = report_on(ADA.signed(refreshable()), {**BOTH, REFRESH: answer(REFRESH, newer)})

    (finding,) = [finding for finding in report.findings if finding.check == "refresh"]
    assert sentence(finding, "en") == "The issuer has a newer version of this badge, of 1 May 2026."
    assert report.parts[0].path == REFRESH


def test_too_many_related_resources_are_not_fetched():
    resources = [{"id": f"urn:{i}", "digestSRI": "sha256-" + "A" * 43 + "="} for i in range(17)]

    report = report_on(ADA.token(badge(relatedResource=resources)))

    assert not_passed(report) == ["related.unsupported"]


def test_a_related_resource_without_an_address_cannot_be_compared():
    resource = {"id": "urn:uuid:1", "digestSRI": "sha256-" + "A" * 43 + "="}

    assert not_passed(report_on(ADA.token(badge(relatedResource=resource)))) == [
        "related.unsupported"
    ]


def test_a_schema_that_is_too_large_is_not_read():
    url = "https://uppsala.example/schema.json"
    credential = badge(credentialSchema=[{"id": url, "type": "JsonSchema"}])
    large = json.dumps({"description": "x" * 600_000}).encode()

    report = report_on(ADA.signed(credential), {**BOTH, url: answer(url, large)})

    assert not_passed(report) == ["schemas.unreadable"]


def test_a_record_in_a_token_may_hold_nothing_but_objects():
    held = record()
    held["credentialSubject"]["verifiableCredential"] = [ADA.token(aminas())]

    assert not_passed(report_on(ADA.token(held))) == ["structure.schema", "nested.malformed"]


def test_associations_may_end_at_what_the_record_itself_describes():
    described = {
        "id": "https://uppsala.example/badges/2",
        "type": ["Achievement"],
        "name": "Snow",
        "description": "Reads snow.",
        "criteria": {"narrative": "Read snow."},
    }
    held = record(ADA.signed(aminas()), associations=(association(1, 2),))
    held["credentialSubject"]["achievement"] = [described]

    assert not_passed(report_on(ADA.signed(held))) == []


def test_the_worst_part_counts_and_none_is_silent():
    valid, unknown, invalid = (
        Part(Role.CREDENTIAL, str(verdict), Report((passed("proof.ok", ""),), verdict))
        for verdict in (Verdict.VALID, Verdict.UNKNOWN, Verdict.INVALID)
    )

    assert sum_of("nested", (valid, valid)).code == "nested.ok"
    assert sum_of("nested", (valid, unknown)).code == "nested.unknown"
    found = sum_of("nested", (unknown, invalid, valid))
    assert (found.code, found.outcome) == ("nested.invalid", "failed")
    assert found.values == {"first": "invalid"}
    assert len(found.parts) == 3


def test_amina_is_who_the_record_is_about():
    assert record()["credentialSubject"]["id"] == AMINA
