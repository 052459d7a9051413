"""Batches: many awards that were decided together."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.award_shapes import (
    RECIPIENT_FIELDS,
    AwardOut,
    BadgeId,
    RecipientIn,
    award_out,
)
from insigne_platform.api.badges import version_to_award
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Given, Moment, Text
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Batch, RowLeft
from insigne_platform.core.errors import Invalid, NotFound, Problem

router = Router(tags=["Batches"])

MOST_ROWS = 20_000
FIRST_ROW = 2  # of a list with a head: what the service calls row 2 was sent as the first one


class BatchIn(Given):
    """Awards of one badge to many people."""

    badge: BadgeId
    rows: Annotated[list[RecipientIn], Field(min_length=1, max_length=MOST_ROWS)]
    label: Annotated[Text, Field(max_length=150, description="What you call this list.")] = "API"
    only_good: bool = Field(
        False, description="Pass over rows with problems; else they are a reason to award nothing."
    )
    starts_at: Moment | None = Field(None, description="When to begin; left out, at once.")


class PlanIn(Given):
    """When a planned batch begins."""

    starts_at: Moment | None = Field(description="A moment that is to come; null is at once.")


class BatchOut(Schema):
    """How far a batch is."""

    id: UUID
    badge: str
    version: int
    label: str
    state: str = Field(description="approval, scheduled, open, running, paused, done or cancelled.")
    total: int
    done: int | None = Field(None, description="How many are made; not counted in lists.")
    already: int = Field(description="How many people had the badge, and were not given it again.")
    created_at: datetime
    starts_at: datetime | None
    finished_at: datetime | None


class RowLeftOut(Schema):
    """A row of which no award was made."""

    row: int
    email: str
    name: str
    reason: str = Field(description="Empty if the batch was stopped before it.")


@router.get("", response=PageOf[BatchOut], auth=Scope("awards:read"), summary="List batches")
def list_batches(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """What was awarded together, newest first; an award to one person is a batch of one."""
    found = selectors.batches_of(request.auth.institution, by=request.auth.person)
    return page(found, asked, by="created_at", write=_batch, newest=True)


@router.post(
    "", response={202: BatchOut}, auth=Scope("awards:write"), summary="Award to many people"
)
@changes(202)
def create_batch(request: ApiRequest, batch: BatchIn) -> Done:
    """Decide about many awards at once; their files are made afterwards, in the background.

    Whoever has the badge already is not given it again, so the same rows sent twice are no harm.
    Where the institution wants a second person to approve large lists, the batch waits for one.
    """
    version, by, at = version_to_award(request, batch.badge), request.auth.person, timezone.now()
    try:
        listed = services.preview_list(version, batch.label, _as_list(batch.rows), by=by, at=at)
        made = services.award_list(
            listed, only_good=batch.only_good, starts_at=batch.starts_at, by=by, at=at
        )
    except Invalid as error:
        raise Invalid([_as_sent(found) for found in error.problems]) from error
    return Done(_progress(made), f"/api/v1/batches/{made.pk}")


@router.get(
    "/{uuid:batch_id}", response=BatchOut, auth=Scope("awards:read"), summary="One batch"
)  # fmt: skip
def get_batch(request: ApiRequest, batch_id: UUID) -> BatchOut:
    """How far a batch is: ask again until its state is done."""
    return _progress(batch_for(request, batch_id))


@router.get(
    "/{uuid:batch_id}/awards",
    response=PageOf[AwardOut],
    auth=Scope("awards:read"),
    summary="The awards of a batch",
)
def list_batch_awards(request: ApiRequest, batch_id: UUID, asked: Paging) -> dict[str, object]:
    """What became of every row, in the order in which the rows were sent."""
    batch = batch_for(request, batch_id)
    found = selectors.awards_of(batch, by=request.auth.person)
    return page(found, asked, by="row_number", write=award_out)


@router.get(
    "/{uuid:batch_id}/left",
    response=PageOf[RowLeftOut],
    auth=Scope("awards:read"),
    summary="The rows of a batch that were left",
)
def list_rows_left(request: ApiRequest, batch_id: UUID, asked: Paging) -> dict[str, object]:
    """Of which rows no award could be made, and why; `retry` takes them up again."""
    found = selectors.rows_left_of(batch_for(request, batch_id))
    return page(found, asked, by="row_number", write=_left)


@router.post(
    "/{uuid:batch_id}/approve",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Approve a batch",
)
@changes()
def approve_batch(request: ApiRequest, batch_id: UUID) -> Done:
    """Let a large batch go on that another person decided on."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.approve_batch(batch, by=by, at=timezone.now())
    return Done(_progress(batch_for(request, batch_id)))


@router.post(
    "/{uuid:batch_id}/pause",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Pause a batch",
)
@changes()
def pause_batch(request: ApiRequest, batch_id: UUID) -> Done:
    """Let a batch rest; what is being signed at this moment is still stored."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.pause_batch(batch, by=by)
    return Done(_progress(batch_for(request, batch_id)))


@router.post(
    "/{uuid:batch_id}/resume",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Go on with a batch",
)
@changes()
def resume_batch(request: ApiRequest, batch_id: UUID) -> Done:
    """Go on with a batch that rests."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.resume_batch(batch, by=by, at=timezone.now())
    return Done(_progress(batch_for(request, batch_id)))


@router.post(
    "/{uuid:batch_id}/cancel",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Stop a batch",
)
@changes()
def cancel_batch(request: ApiRequest, batch_id: UUID) -> Done:
    """Stop a batch for good: who has the badge keeps it, nobody else on the list gets it."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.cancel_batch(batch, by=by, at=timezone.now())
    return Done(_progress(batch_for(request, batch_id)))


@router.post(
    "/{uuid:batch_id}/retry",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Try a batch again",
)
@changes()
def retry_batch(request: ApiRequest, batch_id: UUID) -> Done:
    """Try again to award the rows of a finished batch that could not be made."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.retry_batch(batch, by=by, at=timezone.now())
    return Done(_progress(batch_for(request, batch_id)))


@router.post(
    "/{uuid:batch_id}/plan",
    response=BatchOut,
    auth=Scope("awards:write"),
    summary="Plan a batch anew",
)
@changes()
def plan_batch(request: ApiRequest, batch_id: UUID, plan: PlanIn) -> Done:
    """Change when a planned batch begins."""
    batch, by = batch_for(request, batch_id), request.auth.person
    services.plan_batch(batch, plan.starts_at, by=by, at=timezone.now())
    return Done(_progress(batch_for(request, batch_id)))


def batch_for(request: ApiRequest, batch_id: UUID) -> Batch:
    """A batch of the token's institution; every other one is not there."""
    caller = request.auth
    found = selectors.batch_for(batch_id, by=caller.person)
    if found is None or found.version.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such batch.")
    return found


def _as_list(rows: Sequence[RecipientIn]) -> bytes:
    """Write the rows as the list that the service reads, so that it judges all of them alike."""
    text = io.StringIO()
    writer = csv.writer(text, quoting=csv.QUOTE_ALL)
    writer.writerow(RECIPIENT_FIELDS)
    writer.writerows([getattr(row, name) or "" for name in RECIPIENT_FIELDS] for row in rows)
    return text.getvalue().encode("utf-8")


def _as_sent(found: Problem) -> Problem:
    row = None if found.row is None else found.row - FIRST_ROW + 1
    field = "rows" if found.field == "file" else found.field
    return Problem(field, found.message, row)


def _batch(batch: Batch) -> BatchOut:
    return BatchOut(
        id=batch.pk,
        badge=batch.version.achievement.public_id,
        version=batch.version.number,
        label=batch.label,
        state=batch.state,
        total=batch.total,
        already=batch.already,
        created_at=batch.created_at,
        starts_at=batch.starts_at,
        finished_at=batch.finished_at,
        done=None,
    )


def _progress(batch: Batch) -> BatchOut:
    written = _batch(batch)
    written.done = selectors.batch_progress(batch).done
    return written


def _left(row: RowLeft) -> RowLeftOut:
    return RowLeftOut(
        row=max(row.row_number - FIRST_ROW + 1, 1),
        email=row.recipient.get("email", ""),
        name=row.recipient.get("name", ""),
        reason=row.reason,
    )
