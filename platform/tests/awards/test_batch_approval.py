"""Large lists wait for another person, who is told, and finds them on the overview."""

from __future__ import annotations

import pytest
from django.core import mail

from awards.award_making import csv_of
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.errors import NotPermitted
from insigne_platform.institutions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(cast, noon, ice):
    """A list of seven, where one person decides on five at most."""
    cast.uppsala.approve_batches_above = 5
    cast.uppsala.save()
    return _award(ice, cast.ada, noon, 7)


def _award(version, by, at, count):
    recipients = services.preview_list(version, "winter.csv", csv_of(count), by=by, at=at)
    return services.award_list(recipients, only_good=True, by=by, at=at)


def test_who_may_approve_is_told_and_nobody_else(cast, waiting, add_member):
    add_member(cast.eva, Role.ADMINISTRATOR)
    add_member(cast.amina, Role.AWARDER)

    outbox.deliver_all()

    [letter] = mail.outbox
    assert letter.to == [cast.eva.email]
    assert letter.subject == "Will you approve awarding Reading ice? Recipients: 7"
    assert "Ada Lindqvist" in letter.body
    assert "winter.csv" in letter.body
    assert f"/issuing/batches/{waiting.pk}" in letter.body
    assert not Award.objects.exists()


def test_who_reads_dutch_is_told_in_dutch(cast, waiting, add_member):
    add_member(cast.amina, Role.ADMINISTRATOR)

    outbox.deliver_all()

    assert "Ontvangers: 7" in mail.outbox[0].subject


def test_a_list_of_the_size_that_one_decides_asks_nobody(cast, noon, ice, waiting, add_member):
    services.cancel_batch(waiting, by=cast.ada, at=noon)
    add_member(cast.eva, Role.ADMINISTRATOR)

    small = _award(ice, cast.ada, noon, 5)

    assert small.state == "open"
    assert services.mail_batch_approvers(small.pk) == 0
    assert services.mail_batch_approvers(waiting.pk) == 0
    assert mail.outbox == []


def test_once_approved_it_waits_for_nobody_and_is_awarded(cast, noon, waiting, add_member):
    add_member(cast.eva, Role.ADMINISTRATOR)
    for person in (cast.ada, cast.bo):
        with pytest.raises(NotPermitted):
            services.approve_batch(waiting, by=person, at=noon)

    services.approve_batch(waiting, by=cast.eva, at=noon)
    outbox.deliver_all()

    assert list(selectors.batches_to_approve(cast.uppsala, by=cast.eva)) == []
    assert Award.objects.filter(state="issued").count() == 7
    assert [letter.to for letter in mail.outbox if cast.eva.email in letter.to] == []
    [told] = [letter for letter in mail.outbox if letter.to == [cast.ada.email]]
    assert "winter.csv is approved" in told.subject
    assert "Eva" in told.body
