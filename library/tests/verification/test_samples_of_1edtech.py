"""The sample badges of 1EdTech's public validator, judged without a network."""

import json
from datetime import UTC, datetime

import pytest

from cast import NOON, answer
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne.adapters.gathering import examine

OPEN_BADGES_3 = {
    "simple.json": ["binding.unreachable"],
    "simple-context-alias.json": ["binding.unreachable"],
    "simple-did-key-method.json": ["binding.no_document"],
    "simple-json.png": ["binding.unreachable"],
    "simple-json.svg": ["binding.unreachable"],
    "simple-jwt.png": ["binding.unreachable"],
    "simple-jwt.svg": ["binding.unreachable"],
    "endorsement-valid.json": ["binding.unreachable"],
    "simple_v1.json": ["binding.unreachable"],
    "simple-eddsa-2022.json": ["binding.unreachable"],
    "simple-err-context.json": None,
    "simple-err-expired.json": ["binding.unreachable", "validity.expired"],
    "simple-err-issuer-type.json": None,
    "simple-err-proof-value.json": ["proof.broken", "binding.unreachable"],
    "simple-err-type.json": None,
}


@pytest.fixture(scope="module")
def samples(shared_vectors):
    return shared_vectors / "1edtech"


@pytest.mark.parametrize("name", OPEN_BADGES_3)
def test_open_badges_3(samples, name):
    official = json.loads((samples / "ob30" / "verdicts.json").read_bytes())[name]

    report = examine((samples / "ob30" / name).read_bytes(), fetcher=OfflineFetcher(), at=NOON)

    is_invalid = isinstance(official, list)
    assert (report.verdict == "invalid") == is_invalid, report.summary()
    if OPEN_BADGES_3[name] is not None:
        assert doubts(report) == OPEN_BADGES_3[name], report.summary()


def test_every_sample_with_a_verdict_is_judged(samples):
    official = json.loads((samples / "ob30" / "verdicts.json").read_bytes())

    assert sorted(official) == sorted(OPEN_BADGES_3)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("simple-err-context.json", "structure.context"),
        ("simple-err-issuer-type.json", "structure.schema"),
        ("simple-err-type.json", "structure.schema"),
    ],
)
def test_a_sample_is_refused_for_what_is_wrong_with_it(samples, name, reason):
    report = examine((samples / "ob30" / name).read_bytes(), fetcher=OfflineFetcher(), at=NOON)

    assert report.deciding.code == reason


HOME = "https://example.org/"
ASSETS = {
    f"{HOME}robotics-badge.json": "robotics-badge.json",
    f"{HOME}organization.json": "organization.json",
    f"{HOME}badge-from-organization-with-revocation-list.json": (
        "badge-from-organization-with-revocation-list.json"
    ),
    f"{HOME}organization-with-revocation-list.json": "organization-with-revocation-list.json",
    "http://example.org/key1.json": "key1.json",
    "http://example.org/revocation-list.json": "revocation-list.json",
}


def report_on_open_badges_2(samples, name, hosted, at):
    folder = samples / "ob20"
    known = {
        url: answer(url, (folder / "assets" / asset).read_bytes()) for url, asset in ASSETS.items()
    }
    if hosted:
        address = f"{HOME}beths-robotics-badge.json"
        known[address] = answer(address, (folder / hosted).read_bytes())
    return examine((folder / name).read_bytes(), fetcher=MappingFetcher(known), at=at)


LATER, EARLIER = NOON, datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "hosted", "at", "verdict", "codes"),
    [
        ("basic-assertion.json", "basic-assertion.json", LATER, "valid", []),
        ("simple-badge.png", "basic-assertion.json", LATER, "valid", []),
        (
            "basic-assertion-expired.json",
            "basic-assertion-expired.json",
            LATER,
            "invalid",
            ["validity.expired"],
        ),
        (
            "basic-assertion-expired.json",
            "basic-assertion-expired.json",
            EARLIER,
            "valid",
            [],
        ),
        (
            "basic-assertion-invalid-type.json",
            "basic-assertion-invalid-type.json",
            LATER,
            "invalid",
            ["structure.schema"],
        ),
        (
            "assertion-with-endorsements.json",
            "assertion-with-endorsements.json",
            LATER,
            "unknown",  # the badge class that it names is not among the assets
            ["linked.unreachable", "binding.unreachable", "endorsements.unknown"],
        ),
        ("simple.jwt", None, LATER, "valid", []),
        (
            "simple-revoked.jwt",
            None,
            LATER,
            "invalid",
            ["proof.key_unreachable", "binding.unreachable", "status.revoked"],
        ),
    ],
)
def test_open_badges_2(samples, name, hosted, at, verdict, codes):
    report = report_on_open_badges_2(samples, name, hosted, at)

    assert (report.verdict, doubts(report)) == (verdict, codes), report.summary()


def test_an_open_badges_2_sample_without_its_assets_is_unknown(samples):
    for name in ("basic-assertion.json", "simple-badge.png", "simple.jwt"):
        source = (samples / "ob20" / name).read_bytes()

        assert examine(source, fetcher=OfflineFetcher(), at=NOON).verdict == "unknown"


def doubts(report):
    return [finding.code for finding in report.findings if finding.outcome != "passed"]
