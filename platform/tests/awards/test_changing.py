"""One thing done to many awards, in chunks, lists signed once; and what takes another's place."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from achievements.badge_making import published
from awards.award_examining import examined
from awards.award_making import AMINA, awarded, csv_of
from insigne_platform.awards import services
from insigne_platform.awards.models import Award, AwardChange
from insigne_platform.awards.services import changing
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.publication import document_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def thirty(cast, noon, ice):
    listed = services.preview_list(ice, "list.csv", csv_of(30), by=cast.ada, at=noon)
    batch = services.award_list(listed, only_good=True, by=cast.ada, at=noon)
    outbox.deliver_all()
    return Award.objects.filter(batch=batch)


def test_a_batch_is_revoked_in_chunks_and_its_list_is_signed_once(cast, noon, thirty, monkeypatch):
    signed = []
    publish = changing.publish_status_list
    monkeypatch.setattr(
        changing, "publish_status_list", lambda one, at: signed.append(one) or publish(one, at=at)
    )

    change = services.open_change(
        cast.uppsala, "revoke", thirty, expected=30, reason="Fraud.", by=cast.ada, at=noon
    )
    assert (change.total, change.done, change.finished_at) == (30, 0, None)
    assert services.work_on_change(change.pk, at=noon, size=12) == 12
    assert signed == []  # half of it is done, and the list waits for the other half
    outbox.deliver_all()

    change.refresh_from_db()
    assert (change.done, change.finished_at is not None, len(signed)) == (30, True, 1)
    assert {award.state for award in thirty.all()} == {"revoked"}
    assert {award.revocation_note for award in thirty.all()} == {"Fraud."}
    one = thirty.first()
    report = examined(services.document(one, "ob3", at=noon), timezone.now())
    assert report.deciding.code == "status.revoked"
    assert document_at(f"/public/assertions/{one.public_id}").status == 410
    assert AuditEntry.objects.filter(action="award.revoked").count() == 30
    assert services.work_on_change(change.pk, at=noon) == 0


def test_what_was_confirmed_is_what_is_done(cast, noon, thirty):
    services.revoke(thirty.first(), "A mistake.", by=cast.ada, at=noon)

    with pytest.raises(Conflict, match="29"):
        services.open_change(
            cast.uppsala, "revoke", thirty, expected=30, reason="Fraud.", by=cast.ada, at=noon
        )

    assert not AwardChange.objects.exists()
    assert thirty.filter(state="revoked").count() == 1


def test_two_changes_do_not_take_the_same_awards(cast, noon, thirty):
    services.open_change(cast.uppsala, "suspend", thirty, reason="Wait.", by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.open_change(cast.uppsala, "revoke", thirty, reason="No.", by=cast.ada, at=noon)


def test_a_change_that_stopped_is_taken_up_again(cast, noon, thirty):
    change = services.open_change(
        cast.uppsala, "suspend", thirty, reason="Wait.", by=cast.ada, at=noon
    )
    services.work_on_change(change.pk, at=noon, size=10)

    assert services.resume_changes(at=noon + timedelta(minutes=5)) == 0
    assert services.resume_changes(at=noon + timedelta(minutes=11)) == 1
    outbox.deliver_all()

    assert all(award.is_suspended for award in thirty.all())
    lifted = services.open_change(cast.uppsala, "lift", thirty, by=cast.ada, at=noon)
    outbox.deliver_all()
    assert not any(award.is_suspended for award in thirty.all())
    assert lifted.total == 30


def test_only_awards_of_the_house_are_changed(cast, noon, given):
    elsewhere = awarded(published(cast.elsewhere_issuer, cast.bo, noon), cast.bo, noon)

    change = services.open_change(
        cast.uppsala, "revoke", Award.objects.all(), reason="All.", by=cast.ada, at=noon
    )

    elsewhere.refresh_from_db()
    assert (change.total, elsewhere.state) == (1, "issued")
    with pytest.raises(NotPermitted):
        services.open_change(
            cast.uppsala, "revoke", Award.objects.all(), reason="All.", by=cast.bo, at=noon
        )
    with pytest.raises(Invalid):
        services.open_change(
            cast.elsewhere, "revoke", Award.objects.all(), reason=" ", by=cast.bo, at=noon
        )


@pytest.fixture
def kept(cast, noon, given):
    outbox.deliver_all()
    return backpack.claim(given, by=cast.amina, at=noon)


def test_a_correction_takes_the_place_of_the_old(cast, noon, given, kept):
    old_file = services.document(given, "ob3", at=noon)
    link = backpack.share(kept, by=cast.amina, at=noon)
    mail.outbox.clear()
    fields = {"name": "Amina Yilmaz-de Boer", "grade": "9", "narrative": "", "evidence_url": ""}

    new = services.correct(given, fields, "Name misspelled.", by=cast.ada, at=noon)
    outbox.deliver_all()

    new.refresh_from_db()
    given.refresh_from_db()
    kept.refresh_from_db()
    assert (given.state, given.revocation_reason) == ("revoked", "Replaced by a corrected badge.")
    assert (new.state, new.holder, kept.award, new.replaces) == ("issued", cast.amina, new, given)
    assert (new.recipient_name, new.grade, new.awarded_at) == (
        "Amina Yilmaz-de Boer", "9", given.awarded_at,
    )  # fmt: skip
    assert examined(old_file, noon).deciding.code == "status.revoked"
    assert examined(services.document(new, "ob3", at=noon), noon).is_valid
    shown = backpack.open_share(backpack.share_address(link).rpartition("/")[2], at=noon)
    assert shown.award == new
    assert [letter.to for letter in mail.outbox] == [[cast.amina.email]]
    live = Award.objects.filter(achievement=given.achievement).exclude(state="revoked")
    assert list(live) == [new]


def test_a_correction_changes_something_and_is_checked(cast, noon, given):
    same = {
        "name": AMINA.name, "grade": AMINA.grade, "narrative": AMINA.narrative,
        "evidence_url": AMINA.evidence_url,
    }  # fmt: skip

    with pytest.raises(Conflict):
        services.correct(given, same, "No reason.", by=cast.ada, at=noon)
    with pytest.raises(Invalid):
        services.correct(given, {**same, "evidence_url": "javascript:1"}, "x", by=cast.ada, at=noon)
    with pytest.raises(Invalid):
        services.correct(given, {**same, "grade": "9"}, " ", by=cast.ada, at=noon)
    with pytest.raises(NotPermitted):
        services.correct(given, {**same, "grade": "9"}, "Mine.", by=cast.bo, at=noon)

    assert Award.objects.count() == 1


def test_renewing_gives_new_dates_and_keeps_the_place(cast, noon):
    yearly = published(cast.uppsala_issuer, cast.ada, noon, valid_months=12)
    old = awarded(yearly, cast.ada, noon)
    outbox.deliver_all()
    holding = backpack.claim(old, by=cast.amina, at=noon)
    later = noon + timedelta(days=350)

    services.open_change(
        cast.uppsala, "renew", Award.objects.filter(pk=old.pk), by=cast.ada, at=later
    )
    outbox.deliver_all()

    old.refresh_from_db()
    holding.refresh_from_db()
    new = old.replaced_by
    assert (old.state, old.is_renewed, holding.award) == ("issued", True, new)
    assert (new.awarded_at, new.expires_at) == (later, later.replace(year=later.year + 1))
    assert json.loads(services.document(new, "ob3", at=later))["validUntil"].startswith("2028-05")
    with pytest.raises(Conflict):  # it is renewed already
        services.open_change(
            cast.uppsala, "renew", Award.objects.filter(pk=old.pk), by=cast.ada, at=later
        )


def test_holders_are_told_once_before_it_expires(cast, noon):
    yearly = published(cast.uppsala_issuer, cast.ada, noon, valid_months=12)
    award = awarded(yearly, cast.ada, noon)
    awarded(yearly, cast.ada, noon, replace(AMINA, email="unclaimed@mail.example"))
    backpack.claim(award, by=cast.amina, at=noon)
    services.set_reminders(cast.uppsala, is_on=True, days_before=60, by=cast.ada)
    mail.outbox.clear()

    assert services.remind_expiring(at=noon + timedelta(days=300)) == 0
    assert services.remind_expiring(at=noon + timedelta(days=310)) == 1
    assert services.remind_expiring(at=noon + timedelta(days=311)) == 0

    assert [letter.to for letter in mail.outbox] == [[cast.amina.email]]
    with pytest.raises(NotPermitted):
        services.set_reminders(cast.uppsala, is_on=False, days_before=60, by=cast.bo)
    with pytest.raises(Invalid):
        services.set_reminders(cast.uppsala, is_on=True, days_before=0, by=cast.ada)


def test_who_wants_no_reminders_sends_none(cast, noon):
    yearly = published(cast.uppsala_issuer, cast.ada, noon, valid_months=12)
    backpack.claim(awarded(yearly, cast.ada, noon), by=cast.amina, at=noon)
    services.set_reminders(cast.uppsala, is_on=False, days_before=60, by=cast.ada)

    assert services.remind_expiring(at=noon + timedelta(days=360)) == 0
