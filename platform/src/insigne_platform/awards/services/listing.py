"""Reading lists of recipients, and saying of every row what would happen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import (
    ListFile,
    ListPart,
    RecipientList,
    RecipientListState,
)
from insigne_platform.awards.recipient_files import RawRow, read_rows
from insigne_platform.awards.recipients import RowChecker
from insigne_platform.awards.services.awarding import must_award
from insigne_platform.awards.services.entering import having
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict
from insigne_platform.people.models import Person

ROWS_OF_A_PART = 1000


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
