"""Lists at their limits, on the pages: too long, no room for them, and waiting for approval."""

from __future__ import annotations

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from django.utils import timezone

from awards.award_making import csv_of
from insigne_platform.awards import recipient_files, selectors, services
from insigne_platform.awards.models import ListFile, ListPart, RecipientList
from insigne_platform.awards.services import listing
from insigne_platform.institutions.models import Role
from insigne_platform.web.problems import is_disk_full

pytestmark = pytest.mark.django_db
TOO_MANY = "The file has more than 1,000,000 rows. Split it into smaller ones."


def full(*_args: object, **_options: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def waiting(cast, published):
    """A list of seven, where one person decides on five at most."""
    cast.uppsala.approve_batches_above = 5
    cast.uppsala.save()
    now = timezone.now()
    recipients = services.preview_list(published, "w.csv", csv_of(7), by=cast.ada, at=now)
    return services.award_list(recipients, only_good=True, by=cast.ada, at=now)


def test_a_row_too_many_leaves_nothing_behind(monkeypatch, at_the_door, cast, published):
    monkeypatch.setattr(recipient_files, "MOST_ROWS", 30)
    monkeypatch.setattr(recipient_files, "LOOKED_AT", 10)
    file = SimpleUploadedFile("group.csv", csv_of(31), "text/csv")

    response = at_the_door(cast.ada).post(
        reverse("badge-award-list", args=[published.pk]), {"file": file}
    )

    assert response.status_code == 422
    assert TOO_MANY in response.content.decode()
    assert not RecipientList.objects.exists()
    assert not ListFile.objects.exists()


def test_a_list_that_the_disk_has_no_room_for_is_not_half_kept(
    monkeypatch, at_the_door, cast, published
):
    client = at_the_door(cast.ada)
    client.raise_request_exception = False
    monkeypatch.setattr(listing.ListPart.objects, "create", full)
    file = SimpleUploadedFile("group.csv", csv_of(3), "text/csv")

    response = client.post(reverse("badge-award-list", args=[published.pk]), {"file": file})

    page = response.content.decode()
    assert response.status_code == 507
    assert "The disk of this service is full" in page
    assert not RecipientList.objects.exists()
    assert not ListFile.objects.exists()
    assert not ListPart.objects.exists()


def test_it_stands_on_the_overview_of_who_may_approve(cast, waiting, add_member, at_the_door):
    add_member(cast.eva, Role.ADMINISTRATOR)
    add_member(cast.amina, Role.AWARDER)
    address = reverse("issuing-institution", args=[cast.uppsala.public_id])
    says = "Waits for your approval"

    of_eva, of_ada, of_amina = (
        at_the_door(person).get(address).content.decode()
        for person in (cast.eva, cast.ada, cast.amina)
    )

    assert says in of_eva
    assert reverse("batch", args=[waiting.pk]) in of_eva
    assert says not in of_ada
    assert says not in of_amina
    assert list(selectors.batches_to_approve(cast.uppsala, by=cast.bo)) == []


def test_a_list_to_approve_is_one_question_however_many_there_are(
    cast, waiting, add_member, django_assert_num_queries
):
    add_member(cast.eva, Role.ADMINISTRATOR)

    with django_assert_num_queries(1):
        found = [
            (batch.version.name, str(batch.awarded_by), batch.total)
            for batch in selectors.batches_to_approve(cast.uppsala, by=cast.eva)
        ]

    assert found == [(waiting.version.name, "Ada Lindqvist", 7)]


@pytest.mark.parametrize(
    ("error", "is_full"),
    [
        (OSError(errno.ENOSPC, "no room"), True),
        (OSError(errno.EDQUOT, "no room for you"), True),
        (OperationalError("database or disk is full"), True),
        (OSError(errno.EACCES, "no"), False),
        (OperationalError("database is locked"), False),
        (None, False),
    ],
)
def test_a_full_disk_is_told_from_other_trouble(error, is_full):
    assert is_disk_full(error) is is_full
