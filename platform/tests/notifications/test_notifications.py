"""Telling persons: once, only what they want, for themselves, and for a year."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.core.errors import NotPermitted
from insigne_platform.notifications import selectors, services
from insigne_platform.notifications.models import Kind, Notification

pytestmark = pytest.mark.django_db


@pytest.fixture
def award(cast, noon) -> Award:
    return awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)


def kinds_of(person) -> list[str]:
    return [each.kind for each in selectors.notifications_of(person)]


def test_the_same_is_told_once(cast, noon):
    for _again in range(2):
        services.note(cast.amina, Kind.COPY_READY, reference="1", at=noon)
    assert kinds_of(cast.amina) == ["copy_ready"]


def test_what_is_not_wanted_is_not_told_until_it_is_wanted_again(cast, noon):
    services.choose([Kind.REVOKED], by=cast.amina)
    services.note(cast.amina, Kind.COPY_READY, reference="1", at=noon)
    assert kinds_of(cast.amina) == []
    services.choose(Kind.values, by=cast.amina)
    services.note(cast.amina, Kind.COPY_READY, reference="2", at=noon)
    assert kinds_of(cast.amina) == ["copy_ready"]


def test_another_cannot_read_it(cast, noon):
    services.note(cast.amina, Kind.COPY_READY, reference="1", at=noon)
    told = Notification.objects.get()
    assert selectors.notification_of(cast.ada, told.pk) is None
    with pytest.raises(NotPermitted):
        services.mark_read(told, by=cast.ada, at=noon)
    services.mark_all_read(by=cast.ada, at=noon)
    assert selectors.unread_count(cast.amina) == 1
    services.mark_read(told, by=cast.amina, at=noon)
    assert selectors.unread_count(cast.amina) == 0


def test_it_is_forgotten_after_a_year(cast, noon):
    services.note(cast.amina, Kind.COPY_READY, reference="1", at=noon)
    assert services.forget_old(at=noon + timedelta(days=364)) == 0
    assert services.forget_old(at=noon + timedelta(days=365)) == 1


def test_a_badge_that_waits_is_told_without_anybodys_address(award, cast, noon):
    Notification.objects.all().delete()
    services.note_of_batch(award.batch_id, at=noon)
    told = selectors.notifications_of(cast.amina).get()
    assert (told.kind, told.parameters) == ("new_badge", {"badge": award.version.name})


def test_expiring_is_told_on_its_days_only_and_once(award, cast, noon):
    backpack.claim(award, by=cast.amina, at=noon)
    Notification.objects.all().delete()
    Award.objects.filter(pk=award.pk).update(expires_at=noon + timedelta(days=30))
    services.note_expiring(at=noon - timedelta(days=2))
    assert kinds_of(cast.amina) == []
    services.note_expiring(at=noon)
    services.note_expiring(at=noon + timedelta(hours=1))
    assert [each.parameters["days"] for each in selectors.notifications_of(cast.amina)] == ["30"]


def test_a_suspension_is_told_with_its_reason(award, cast, noon):
    backpack.claim(award, by=cast.amina, at=noon)
    Award.objects.filter(pk=award.pk).update(suspended_at=noon, suspension_reason="Looked into.")
    services.note_of_award(award.pk, Kind.SUSPENDED, at=noon)
    told = selectors.notifications_of(cast.amina, kind="suspended").get()
    assert told.parameters["reason"] == "Looked into."


def test_the_pages_show_it_and_a_choice_is_kept(client, cast):
    client.force_login(cast.amina)
    services.note(
        cast.amina, Kind.REVOKED, reference="1", at=timezone.now(), badge="<b>Ice", reason="Wrong."
    )
    page = client.get(reverse("notifications")).content.decode()
    assert "&lt;b&gt;Ice is ingetrokken" in page
    assert "Wrong." in page
    client.post(reverse("notification-choices"), {"kind": ["revoked", "<nonsense>"]})
    assert selectors.wanted_kinds(cast.amina) == ["revoked"]
    client.post(reverse("notifications-read"))
    assert selectors.unread_count(cast.amina) == 0
