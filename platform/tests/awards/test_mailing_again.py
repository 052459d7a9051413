"""The message sent again to many who did not claim: whom it reaches, and what stops it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from smtplib import SMTPServerDisconnected

import pytest

from awards.award_making import csv_of
from insigne_platform.awards import selection, services
from insigne_platform.awards.models import Award
from insigne_platform.awards.services import claiming, mailing_again
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, NotPermitted
from insigne_platform.core.models import AuditEntry

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def six(cast, noon, ice, mailoutbox):
    listed = services.preview_list(ice, "list.csv", csv_of(6), by=cast.ada, at=noon)
    batch = services.award_list(listed, only_good=True, by=cast.ada, at=noon)
    services.issue_chunk(batch.pk, at=noon)
    services.mail_claims(batch.pk, at=noon)
    outbox.deliver_all()
    mailoutbox.clear()
    return Award.objects.filter(batch=batch).order_by("row_number")


@pytest.fixture
def send_again(cast, noon):
    def open_(chosen, *, at=noon + DAY, **more):
        return services.open_change(cast.uppsala, "mail", chosen, by=cast.ada, at=at, **more)

    return open_


def test_everybody_who_has_not_claimed_is_mailed_again_in_the_background(
    six, send_again, mailoutbox, noon
):
    change = send_again(six, expected=6)
    assert mailoutbox == []  # nobody waits for a mail server

    outbox.deliver_all()

    change.refresh_from_db()
    assert (change.total, change.done, change.finished_at is not None) == (6, 6, True)
    assert sorted(m.to[0] for m in mailoutbox) == sorted(a.recipient_email for a in six)
    assert all("/claim/" in m.body for m in mailoutbox)
    assert AuditEntry.objects.filter(action="award.mailed_again").count() == 6
    assert services.work_on_change(change.pk, at=noon + DAY) == 0
    assert len(mailoutbox) == 6


@pytest.mark.parametrize(
    "fields",
    [
        {"claimed_at": NOON}, {"declined_at": NOON}, {"suspended_at": NOON}, {"expires_at": NOON},
        {"state": "revoked", "revoked_at": NOON}, {"is_renewed": True}, {"recipient_email": ""},
        {"mailed_at": None}, {"mailed_at": NOON + DAY},
    ],
)  # fmt: skip
def test_who_is_not_to_hear_it_again_does_not(cast, noon, six, fields):
    one = six.first()
    Award.objects.filter(pk=one.pk).update(**fields)

    meant = selection.changeable(six, "mail", cast.uppsala, by=cast.ada, at=noon + DAY)

    assert one not in meant
    assert meant.count() == 5


def test_within_the_hour_nobody_is_mailed_twice(six, send_again, noon):
    send_again(six)
    outbox.deliver_all(at=noon + DAY)

    with pytest.raises(Conflict, match="no award"):
        send_again(six, at=noon + DAY + timedelta(minutes=59))


def test_a_mail_server_that_falls_silent_costs_time_and_no_second_mail(
    six, send_again, mailoutbox, monkeypatch, noon
):
    write, said = claiming.write, []

    def falls_silent(to, *args, **more):
        said.append(to)
        if len(said) == 4:
            raise SMTPServerDisconnected
        write(to, *args, **more)

    monkeypatch.setattr(claiming, "write", falls_silent)
    change = send_again(six)
    with pytest.raises(SMTPServerDisconnected):
        services.work_on_change(change.pk, at=noon + DAY)
    change.refresh_from_db()
    assert (change.done, change.finished_at) == (3, None)

    services.work_on_change(change.pk, at=noon + DAY)

    change.refresh_from_db()
    assert (change.done, change.finished_at is not None) == (6, True)
    assert sorted(m.to[0] for m in mailoutbox) == sorted(a.recipient_email for a in six)


def test_it_goes_on_in_pieces(six, send_again, mailoutbox, noon):
    change = send_again(six)

    counts = [mailing_again.mail_more(change, at=noon + DAY, most=4) for _ in range(2)]

    change.refresh_from_db()
    assert (counts, len(mailoutbox), change.finished_at is not None) == ([4, 2], 6, True)


def test_who_claims_while_it_runs_is_left_alone(cast, noon, six, send_again, mailoutbox):
    change = send_again(six)
    Award.objects.filter(pk=six.first().pk).update(claimed_at=noon, holder=cast.amina)

    outbox.deliver_all()

    change.refresh_from_db()
    assert (change.done, change.finished_at is not None, len(mailoutbox)) == (5, True, 5)


def test_an_actor_of_another_house_sends_nothing(cast, noon, six):
    with pytest.raises(NotPermitted):
        services.open_change(cast.uppsala, "mail", six, by=cast.bo, at=noon + DAY)
