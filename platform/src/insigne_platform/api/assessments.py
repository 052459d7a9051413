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
from insigne_platform.earning.models import Moment, Registration, ResultList
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
    queued: int = Field(description="How many stand on the waiting list for a seat.")
    cancelled_at: datetime | None


class RegistrationOut(Schema):
    """Somebody who takes a test, and how it went."""

    id: UUID
    email: str
    name: str
    state: str = Field(description="waiting, registered, cancelled, passed or failed.")
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
    """How far a list of results is, and what was wrong with rows."""

    id: UUID
    moment: UUID
    state: str = Field(description="approval, open, done or withdrawn.")
    total: int
    passing: int = Field(description="How many rows award the badge.")
    entered: int
    same: int = Field(description="How many had this very result, and were left alone.")
    problems: list[ProblemOut] = Field(description="Why rows were passed over; kept for 30 days.")
    created_at: datetime
    finished_at: datetime | None


class MoveIn(Given):
    """At which other moment of the same test somebody takes it."""

    moment: UUID


class NoteIn(Given):
    """Why somebody is not to come."""

    note: Annotated[
        Text, Field(max_length=500, description="Goes into the message that is sent.")
    ] = ""


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
    response={202: ResultsOut},
    auth=Scope("awards:write"),
    summary="Enter results of a test",
)
@changes(202)
def enter_results(request: ApiRequest, moment_id: UUID, results: ResultsIn) -> Done:
    """Enter what is right of the rows; the others are answered with their problems.

    A few are entered before the answer, many in the background: ask again until the state is done.
    Who passed is awarded the badge, and everybody gets a message. Where the institution wants a
    second person to approve so many badges, the list waits for one. The same rows sent again change
    nothing.
    """
    moment, rows = moment_of(request, moment_id), _as_rows(results.rows)
    by, at = request.auth.person, timezone.now()
    made = services.offer_rows(moment, rows, label="API", by=by, at=at)
    return Done(_results(made), f"/api/v1/moments/{moment.pk}/results/{made.pk}")


@router.get(
    "/{uuid:moment_id}/results/{uuid:results_id}",
    response=ResultsOut,
    auth=Scope("awards:read"),
    summary="A list of results",
)
def get_results(request: ApiRequest, moment_id: UUID, results_id: UUID) -> ResultsOut:
    """How far a list of results is: ask again until its state is done."""
    return _results(results_for(request, moment_id, results_id))


@router.post(
    "/{uuid:moment_id}/results/{uuid:results_id}/approve",
    response=ResultsOut,
    auth=Scope("awards:write"),
    summary="Approve a list of results",
)
@changes()
def approve_results(request: ApiRequest, moment_id: UUID, results_id: UUID) -> Done:
    """Let results be entered that another person offered."""
    found = results_for(request, moment_id, results_id)
    services.approve_results(found, by=request.auth.person, at=timezone.now())
    return Done(_results(results_for(request, moment_id, results_id)))


@router.post(
    "/{uuid:moment_id}/results/{uuid:results_id}/withdraw",
    response=ResultsOut,
    auth=Scope("awards:write"),
    summary="Withdraw a list of results",
)
@changes()
def withdraw_results(request: ApiRequest, moment_id: UUID, results_id: UUID) -> Done:
    """Throw away a list that waits for approval; nothing of it is entered."""
    found = results_for(request, moment_id, results_id)
    services.withdraw_results(found, by=request.auth.person, at=timezone.now())
    return Done(_results(results_for(request, moment_id, results_id)))


@router.post(
    "/{uuid:moment_id}/cancel",
    response=MomentOut,
    auth=Scope("awards:write"),
    summary="Cancel a moment of a test",
)
@changes()
def cancel_moment(request: ApiRequest, moment_id: UUID, said: NoteIn) -> Done:
    """Let a moment not take place: everybody who was to come, or waited for a seat, is told."""
    found, by = moment_of(request, moment_id), request.auth.person
    services.cancel_moment(found, note=said.note, by=by, at=timezone.now())
    return Done(_moment(moment_of(request, moment_id)))


@router.post(
    "/{uuid:moment_id}/registrations/{uuid:registration_id}/move",
    response=RegistrationOut,
    auth=Scope("awards:write"),
    summary="Move somebody to another moment",
)
@changes()
def move_registration(
    request: ApiRequest, moment_id: UUID, registration_id: UUID, said: MoveIn
) -> Done:
    """Give somebody a seat at another moment of the same test; she is told."""
    found = registration_of(request, moment_id, registration_id)
    there, by = moment_of(request, said.moment), request.auth.person
    moved = services.move_registration(found, there, by=by, at=timezone.now())
    return Done(_registration(moved))


@router.post(
    "/{uuid:moment_id}/registrations/{uuid:registration_id}/cancel",
    response=RegistrationOut,
    auth=Scope("awards:write"),
    summary="Cancel somebody's registration",
)
@changes()
def withdraw_registration(
    request: ApiRequest, moment_id: UUID, registration_id: UUID, said: NoteIn
) -> Done:
    """Cancel a registration; she is told, and who waits for the seat gets it."""
    found, by = registration_of(request, moment_id, registration_id), request.auth.person
    done = services.withdraw_registration(found, note=said.note, by=by, at=timezone.now())
    return Done(_registration(done))


def results_for(request: ApiRequest, moment_id: UUID, results_id: UUID) -> ResultList:
    """A list of results of a moment of the token's institution; every other one is not there."""
    found = selectors.results_for(results_id, by=request.auth.person)
    here = request.auth.institution.pk
    if (
        found is None
        or found.moment_id != moment_id
        or found.moment.assessment.achievement.issuer.institution_id != here
    ):
        raise NotFound("There is no such list of results.")
    return found


def registration_of(request: ApiRequest, moment_id: UUID, registration_id: UUID) -> Registration:
    """Somebody who takes a test at a moment of the token's institution."""
    moment = moment_of(request, moment_id)
    found = selectors.registration_for(registration_id, by=request.auth.person)
    if found is None or found.moment_id != moment.pk:
        raise NotFound("There is no such registration.")
    return found


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
        queued=moment.queued,  # type: ignore[attr-defined]  # counted
        cancelled_at=moment.cancelled_at,
    )


def _results(results: ResultList) -> ResultsOut:
    return ResultsOut(
        id=results.pk,
        moment=results.moment_id,
        state=results.state,
        total=results.total,
        passing=results.passing,
        entered=results.entered,
        same=results.same,
        problems=[ProblemOut.model_validate(each) for each in results.problems],
        created_at=results.created_at,
        finished_at=results.finished_at,
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
