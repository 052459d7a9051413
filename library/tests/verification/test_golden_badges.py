"""What earlier versions issued stays valid, and what they revoked stays revoked."""

import pytest

from golden import GOLDEN_BADGES
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne.adapters.gathering import examine


@pytest.mark.parametrize("badge", GOLDEN_BADGES, ids=lambda badge: badge.name)
def test_a_golden_badge_is_judged_as_ever(badge):
    report = examine(
        badge.source,
        fetcher=MappingFetcher(badge.evidence),
        recipient=badge.recipient,
        at=badge.at,
    )

    not_passed = [finding.check for finding in report.findings if finding.outcome != "passed"]
    assert not_passed == badge.not_passed, report.summary()
    assert report.verdict == badge.verdict, report.summary()


@pytest.mark.parametrize("badge", GOLDEN_BADGES, ids=lambda badge: badge.name)
def test_a_golden_badge_needs_every_address_that_it_comes_with(badge):
    offline = examine(badge.source, fetcher=OfflineFetcher(), at=badge.at)

    assert offline.verdict == ("unknown" if badge.evidence else "valid")


def test_every_version_has_its_badges():
    names = {badge.name for badge in GOLDEN_BADGES}

    assert {name for name in names if name.startswith("0.1.0/")} == {
        "0.1.0/2-hosted", "0.1.0/2-png", "0.1.0/2-signed", "0.1.0/2-signed-revoked", "0.1.0/2-svg",
        "0.1.0/3-controller-document", "0.1.0/3-did-key", "0.1.0/3-jwt-eddsa", "0.1.0/3-jwt-es256",
        "0.1.0/3-jwt-rs256", "0.1.0/3-png", "0.1.0/3-revoked", "0.1.0/3-svg",
    }  # fmt: skip
    assert {name for name in names if name.startswith("0.2.0/")} == {
        "0.2.0/3-compiled", "0.2.0/3-ecdsa-jcs-2019", "0.2.0/3-ecdsa-rdfc-2019-p256",
        "0.2.0/3-ecdsa-rdfc-2019-p384", "0.2.0/3-ecdsa-sd-2023-derived", "0.2.0/3-eddsa-jcs-2022",
        "0.2.0/3-endorsed", "0.2.0/3-not-suspended", "0.2.0/3-sd-jwt-vc", "0.2.0/3-vc-jose",
        "0.2.0/clr-2", "0.2.0/clr-2-svg",
    }  # fmt: skip
