"""Suspended, and lifted again: what a stranger finds, with bytes that never change."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from achievements.badge_making import published
from awards.award_examining import examined
from awards.award_making import AMINA, awarded
from insigne_platform.awards import services
from insigne_platform.awards.models import Award, StatusList
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.publication import document_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("format", ["ob3", "ob3-jwt"])
def test_a_suspended_badge_is_invalid_and_says_so_until_that_is_lifted(cast, noon, given, format):
    file = services.document(given, format, at=noon)
    later = noon + timedelta(days=1)

    services.suspend(given, "Suspicion.", public_reason="Being looked into.", by=cast.ada, at=later)

    report = examined(file, later)
    assert (report.verdict, report.deciding.code) == ("invalid", "status.suspended")

    services.lift(given, by=cast.ada, at=later + timedelta(days=1))

    report = examined(file, later + timedelta(days=1))
    assert report.is_valid, report.summary()
    assert services.document(given, format, at=later) == file


def test_a_credential_has_one_entry_of_two_bits(given, noon):
    entry = json.loads(services.document(given, "ob3", at=noon))["credentialStatus"]

    assert (entry["type"], entry["statusPurpose"], entry["statusSize"]) == (
        "BitstringStatusListEntry", "revocation", 2,
    )  # fmt: skip
    assert [said["message"] for said in entry["statusMessage"]] == [
        "valid", "revoked", "suspended", "revoked",
    ]  # fmt: skip


def test_the_hosted_assertion_answers_revoked_while_it_lasts(cast, noon, given):
    path = f"/public/assertions/{given.public_id}"
    before = bytes(document_at(path).body)

    services.suspend(given, "Suspicion.", by=cast.ada, at=noon)
    during = document_at(path)
    services.lift(given, by=cast.ada, at=noon)

    assert (during.status, json.loads(during.body)["revoked"]) == (410, True)
    assert json.loads(during.body)["revocationReason"] == "suspended"
    assert (document_at(path).status, bytes(document_at(path).body)) == (200, before)


def test_revoking_a_suspended_badge_is_for_good(cast, noon, given):
    file = services.document(given, "ob3", at=noon)
    services.suspend(given, "Suspicion.", by=cast.ada, at=noon)

    services.revoke(given, "Proven.", by=cast.ada, at=noon)

    assert examined(file, noon).deciding.code == "status.revoked"
    with pytest.raises(Conflict):
        services.lift(given, by=cast.ada, at=noon)
    with pytest.raises(Conflict):
        services.suspend(given, "Again.", by=cast.ada, at=noon)


def test_another_badge_of_the_list_stays_valid(cast, noon, ice, given):
    other = awarded(ice, cast.ada, noon, replace(AMINA, email="b@x.example"))

    services.suspend(given, "Suspicion.", by=cast.ada, at=noon)

    assert examined(services.document(other, "ob3", at=noon), noon).is_valid


def test_a_badge_of_before_can_only_be_revoked(cast, noon, ice):
    StatusList.objects.create(issuer=cast.uppsala_issuer, epoch=1, entry_bits=1)
    given = awarded(ice, cast.ada, noon)
    assert given.status_list.epoch == 2  # the older list gives out no places any more
    older = StatusList.objects.get(epoch=1)
    Award.objects.filter(pk=given.pk).update(status_list=older, status_index=7)
    given = Award.objects.get(pk=given.pk)

    with pytest.raises(Conflict, match="only revoke"):
        services.suspend(given, "Suspicion.", by=cast.ada, at=noon)

    assert services.revoke(given, "Proven.", by=cast.ada, at=noon).is_revoked


def test_twice_is_once_and_a_reason_is_needed(cast, noon, given):
    with pytest.raises(Invalid):
        services.suspend(given, " ", by=cast.ada, at=noon)
    with pytest.raises(Invalid):
        services.suspend(given, "x", public_reason="x" * 501, by=cast.ada, at=noon)

    for _each in range(2):
        services.suspend(given, "Suspicion.", by=cast.ada, at=noon)
    for _each in range(2):
        services.lift(given, by=cast.ada, at=noon)

    done = AuditEntry.objects.filter(object_id=str(given.pk)).values_list("action", flat=True)
    assert list(done) == ["award.suspended", "award.lifted"]


def test_bo_suspends_nothing(cast, noon, given):
    published(cast.elsewhere_issuer, cast.bo, noon)

    with pytest.raises(NotPermitted):
        services.suspend(given, "Mine now.", by=cast.bo, at=noon)
    with pytest.raises(NotPermitted):
        services.lift(given, by=cast.bo, at=noon)

    assert not Award.objects.get(pk=given.pk).is_suspended
