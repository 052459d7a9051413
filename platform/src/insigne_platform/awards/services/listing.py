"""Reading lists of recipients, and saying of every row what would happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.events import ListOffered
from insigne_platform.awards.models import (
    ENDED,
    ListFile,
    ListPart,
    RecipientList,
    RecipientListState,
    RowLeft,
)
from insigne_platform.awards.recipient_files import RawRow, must_look_like_a_list, read_rows
from insigne_platform.awards.recipients import RowChecker
from insigne_platform.awards.services.awarding import must_award
from insigne_platform.awards.services.columns import (
    are_clear,
    columns_of_file,
    named,
    remember,
)
from insigne_platform.awards.services.entering import having
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid
from insigne_platform.people.models import Person

ROWS_OF_A_PART = 1000
AT_ONCE = 300_000  # bytes that are read while somebody waits: some thousands of rows
KEPT = timedelta(days=30)  # for as long the result of a list can be fetched


@transaction.atomic
def preview_list(
    version: AchievementVersion, file_name: str, data: bytes, *, by: Person, at: datetime
) -> RecipientList:
    """Read a file of recipients and say of every row what would happen; nothing is awarded yet."""
    must_award(by, version)
    recipients = RecipientList.objects.create(
        version=version, uploaded_by=by, file_name=file_name[-200:]
    )
    fill(recipients, read_rows(file_name, data), at=at)
    audit.record(by, "list.read", recipients, rows=recipients.good, problems=recipients.bad)
    return recipients


@transaction.atomic
def offer_list(
    version: AchievementVersion, file_name: str, data: bytes, *, by: Person, at: datetime
) -> RecipientList:
    """Keep a file of recipients, and read it if it is clear what its columns mean.

    If it is not, it waits for `name_columns`. A long one is read by the worker. Raises `Invalid`
    for a file that is no list.
    """
    must_award(by, version)
    must_look_like_a_list(file_name, data)
    institution = version.achievement.issuer.institution
    columns = columns_of_file(institution, file_name, data)
    recipients = RecipientList.objects.create(
        version=version,
        uploaded_by=by,
        file_name=file_name[-200:],
        columns=columns,
        state=RecipientListState.COLUMNS,
    )
    ListFile.objects.create(recipients=recipients, data=data)
    audit.record(by, "list.offered", recipients, size=len(data))
    if are_clear(columns):
        _read_now_or_later(recipients, len(data), at)
    return recipients


@transaction.atomic
def name_columns(
    recipients: RecipientList, meanings: Mapping[int, str], *, by: Person, at: datetime
) -> None:
    """Say what the columns of a list mean, by their places; it is remembered, and the list read.

    A list that was read already is read anew. Raises `Invalid` if two have one meaning, or none
    is the address.
    """
    must_award(by, recipients.version)
    recipients = RecipientList.objects.select_for_update().get(pk=recipients.pk)
    if recipients.state not in (RecipientListState.COLUMNS, RecipientListState.PREVIEW,
                                RecipientListState.REFUSED):  # fmt: skip
        raise Conflict(_("This list was awarded or thrown away already."))
    recipients.columns = named(recipients.columns, meanings)
    recipients.save(update_fields=["columns"])
    remember(recipients.version.achievement.issuer.institution, recipients.columns)
    size = len(ListFile.objects.get(recipients=recipients).data)
    _read_now_or_later(recipients, size, at)


def read_list(list_id: UUID, *, at: datetime) -> None:
    """Read a list that waits for it, in the language of who offered it; twice is no harm."""
    recipients = RecipientList.objects.select_related("uploaded_by", "version").get(pk=list_id)
    if recipients.state != RecipientListState.READING:
        return
    with translation.override(recipients.uploaded_by.language or "nl"):
        _read(recipients, at)


def _read_now_or_later(recipients: RecipientList, size: int, at: datetime) -> None:
    recipients.state = RecipientListState.READING
    recipients.save(update_fields=["state"])
    if size <= AT_ONCE:
        _read(recipients, at)
    else:
        outbox.publish(ListOffered(str(recipients.pk)))


def _read(recipients: RecipientList, at: datetime) -> None:
    """Read the file from its start; if it will not do, that is written down with the list."""
    data = bytes(ListFile.objects.get(recipients=recipients).data)
    meant = {column["place"]: column["column"] for column in recipients.columns if column["column"]}
    recipients.read = recipients.good = recipients.having = recipients.bad = 0
    recipients.refusals = []
    try:
        with transaction.atomic():
            recipients.parts.all().delete()
            fill(recipients, read_rows(recipients.file_name, data, meant), at=at)
            recipients.state = RecipientListState.PREVIEW
            recipients.save()
    except Invalid as refused:
        recipients.read = recipients.good = recipients.having = recipients.bad = 0
        recipients.refusals = [problem.message for problem in refused.problems]
        recipients.state = RecipientListState.REFUSED
        recipients.save()
    audit.record(
        recipients.uploaded_by, "list.read", recipients, rows=recipients.good,
        problems=recipients.bad, state=recipients.state,
    )  # fmt: skip


@transaction.atomic
def forget_lists(*, at: datetime) -> int:
    """Throw away the rows and files of lists that were done with long ago, or never used."""
    long_ago = at - KEPT
    done = RecipientList.objects.filter(batch__state__in=ENDED, batch__finished_at__lt=long_ago)
    unused = RecipientList.objects.filter(batch=None, created_at__lt=long_ago)
    unused.exclude(state=RecipientListState.DISCARDED).update(state=RecipientListState.DISCARDED)
    old = list((done | unused).filter(parts__isnull=False).distinct().values_list("pk", flat=True))
    ListPart.objects.filter(recipients__in=old).delete()
    ListFile.objects.filter(recipients__in=unused).delete()
    RowLeft.objects.filter(batch__state__in=ENDED, batch__finished_at__lt=long_ago).delete()
    return len(old)


@transaction.atomic
def discard_list(recipients: RecipientList, *, by: Person) -> None:
    """Throw away a list that was read, with the addresses in it; doing it twice is no harm."""
    must_award(by, recipients.version)
    recipients = RecipientList.objects.select_for_update().get(pk=recipients.pk)
    if recipients.state == RecipientListState.AWARDED:
        raise Conflict(_("This list was awarded already."))

    recipients.state = RecipientListState.DISCARDED
    recipients.save(update_fields=["state"])
    recipients.parts.all().delete()
    ListFile.objects.filter(recipients=recipients).delete()
    audit.record(by, "list.discarded", recipients)


def fill(recipients: RecipientList, rows: Iterator[RawRow], *, at: datetime) -> None:
    """Check the rows and keep them, a thousand at a time."""
    checker = RowChecker(at)
    number = 0
    while some := list(islice(rows, ROWS_OF_A_PART)):
        number += 1
        _keep(recipients, number, some, checker, at)
    recipients.save(update_fields=["good", "having", "bad", "read"])


def _keep(
    recipients: RecipientList,
    number: int,
    rows: Sequence[RawRow],
    checker: RowChecker,
    at: datetime,
) -> None:
    good, problems = checker.check(rows)
    who_has_it = having(recipients.version, [recipient.email for recipient in good], at)
    fresh = [recipient.to_json() for recipient in good if recipient.email not in who_has_it]
    already = [recipient.to_json() for recipient in good if recipient.email in who_has_it]
    found: list[Mapping[str, object]] = [
        {"row": problem.row, "field": problem.field, "message": problem.message}
        for problem in problems
    ]
    ListPart.objects.create(
        recipients=recipients,
        number=number,
        rows=fresh,
        already=already,
        problems=found,
        good=len(fresh),
        bad=len(rows) - len(good),
    )
    recipients.read += len(rows)
    recipients.good += len(fresh)
    recipients.having += len(already)
    recipients.bad += len(rows) - len(good)
