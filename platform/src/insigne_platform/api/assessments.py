"""Tests: the moments at which they are taken, who takes them, and how it went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import PageOf, Paging, page
from insigne_platform.api.shapes import Given, Named, Text
from insigne_platform.awards.recipients import RawRow
from insigne_platform.core.errors import NotFound
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Moment, Registration
from insigne_platform.earning.result_files import MOST_RESULTS

router = Router(tags=["Tests"])


class MomentOut(Schema):
    """A moment at which a test is taken."""

    id: UUID
    badge: str
    title: Named
    starts_at: datetime
    closes_at: datetime = Field(description="When registration closes.")
    place: str
    seats: int
    taken: int
    waiting: int = Field(description="How many have no result yet.")


class RegistrationOut(Schema):
    """Somebody who takes a test, and how it went."""

    id: UUID
    email: str
    name: str
    state: str = Field(description="registered, cancelled, passed or failed.")
    score: float | None
    registered_at: datetime
    result_at: datetime | None
    award: UUID | None


class ResultIn(Given):
    """How a test went for somebody."""

    email: Annotated[
        Text, Field(min_length=3, max_length=254, json_schema_extra={"format": "email"})
    ]
    score: Annotated[float | None, Field(ge=0, le=9999)] = None
    passed: bool | None = Field(
        None, description="May be left out where the test has a pass mark and there is a score."
    )


class ResultsIn(Given):
    """Results of one moment."""

    rows: Annotated[list[ResultIn], Field(min_length=1, max_length=MOST_RESULTS)]


class ProblemOut(Schema):
    """Why a row was passed over."""

    row: int | None = Field(description="Which of the rows: 1, 2, …")
    field: str
    message: str


class ResultsOut(Schema):
    """What became of the rows."""

    entered: int
    same: int = Field(description="How many had this very result, and were left alone.")
    problems: list[ProblemOut]


@router.get(
    "", response=PageOf[MomentOut], auth=Scope("awards:read"), summary="List moments of tests"
)
def list_moments(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """When tests are taken for badges that the token's maker awards, latest first."""
    caller = request.auth
    found = selectors.moments_at(caller.institution, by=caller.person, at=timezone.now())
    return page(found, asked, by="starts_at", write=_moment, newest=True)


@router.get(
    "/{uuid:moment_id}/registrations",
    response=PageOf[RegistrationOut],
    auth=Scope("awards:read"),
    summary="Who takes a test",
)
def list_registrations(request: ApiRequest, moment_id: UUID, asked: Paging) -> dict[str, object]:
    """Who registered for a moment and did not cancel, first come first, with the results."""
    found = selectors.registrations_at(moment_of(request, moment_id))
    return page(found, asked, by="registered_at", write=_registration)


@router.post(
    "/{uuid:moment_id}/results",
    response=ResultsOut,
    auth=Scope("awards:write"),
    summary="Enter results of a test",
)
@changes()
def enter_results(request: ApiRequest, moment_id: UUID, results: ResultsIn) -> Done:
    """Enter what is right of the rows; the others are answered with their problems.

    Who passed is awarded the badge at once, and everybody gets a message. The same rows sent again
    change nothing.
    """
    moment = moment_of(request, moment_id)
    rows = _as_rows(results.rows)
    done = services.enter_rows(moment, rows, by=request.auth.person, at=timezone.now())
    return Done(
        ResultsOut(
            entered=len(done.ready),
            same=done.same,
            problems=[
                ProblemOut(row=each.row, field=each.field, message=each.message)
                for each in done.problems
            ],
        )
    )


def moment_of(request: ApiRequest, moment_id: UUID) -> Moment:
    """A moment of a test of the token's institution; every other one is not there."""
    caller = request.auth
    found = selectors.moment_for(moment_id, by=caller.person)
    here = caller.institution.pk
    if found is None or found.assessment.achievement.issuer.institution_id != here:
        raise NotFound("There is no such moment.")
    return found


def _as_rows(results: Sequence[ResultIn]) -> list[RawRow]:
    """Write the rows as those of a file, so that the service judges all of them alike."""
    words = {True: "passed", False: "failed", None: ""}
    return [
        RawRow(
            number,
            {
                "email": each.email,
                "score": "" if each.score is None else str(round(each.score, 2)),
                "passed": words[each.passed],
            },
        )
        for number, each in enumerate(results, start=1)
    ]


def _moment(moment: Moment) -> MomentOut:
    test = moment.assessment
    return MomentOut(
        id=moment.pk,
        badge=test.achievement.public_id,
        title=Named(nl=test.title_nl, en=test.title_en),
        starts_at=moment.starts_at,
        closes_at=moment.closes_at,
        place=moment.place,
        seats=moment.seats,
        taken=moment.taken,  # type: ignore[attr-defined]  # counted
        waiting=moment.waiting,  # type: ignore[attr-defined]  # counted
    )


def _registration(registration: Registration) -> RegistrationOut:
    score = registration.score
    return RegistrationOut(
        id=registration.pk,
        email=registration.email,
        name=registration.name,
        state=registration.state,
        score=None if score is None else float(score),
        registered_at=registration.registered_at,
        result_at=registration.result_at,
        award=registration.award_id,
    )
