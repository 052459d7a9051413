"""Applications: who asks for a badge, with which evidence, and what is decided."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import quote
from uuid import UUID

from django.http import HttpResponse
from django.utils import timezone
from ninja import Field, Query, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.openings import earned
from insigne_platform.api.paging import Asked, PageOf, page
from insigne_platform.api.shapes import Given, Text
from insigne_platform.core.errors import NotFound
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Application

router = Router(tags=["Applications"])

Message = Annotated[Text, Field(max_length=4000)]
FILE_ANSWERS = {
    "responses": {
        200: {
            "description": "The file",
            "content": {
                kind: {"schema": {"type": "string"}}
                for kind in (
                    "application/pdf",
                    "image/png",
                    "image/jpeg",
                    "text/plain",
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                    "application/vnd.oasis.opendocument.text",
                )
            },
        }
    }
}


class ApplicationsAsked(Asked):
    """Which applications."""

    badge: str = Field("", max_length=12, description="Only for this badge.")
    state: Literal["", "submitted", "more_asked", "approved", "denied", "withdrawn"] = Field(
        "", description="Left out, all of them; submitted ones wait for you."
    )
    search: str = Field("", max_length=200, description="Words in name, address or badge.")


class ApplicationDecisionIn(Given):
    """What you find, and what you write to the applicant."""

    scores: Annotated[list[Annotated[Text, Field(max_length=60)]], Field(max_length=12)] = Field(
        [], description="A level for each criterion of the badge's rubric, in its order."
    )
    message: Message = ""


class ApplicantIsToldIn(ApplicationDecisionIn):
    """What the applicant reads: what you ask, or why she is not given the badge."""

    message: Annotated[Text, Field(min_length=1, max_length=4000)]


class EvidenceFileOut(Schema):
    """A file that was sent in as evidence."""

    id: UUID
    name: str
    media_type: str
    size: int


class ApplicationEntryOut(Schema):
    """One thing that was said or decided."""

    kind: str
    text: str
    at: datetime


class ApplicationOut(Schema):
    """An application."""

    id: UUID
    badge: str
    email: str
    name: str
    state: str
    text: str
    links: list[str]
    scores: list[str]
    submitted_at: datetime
    decided_at: datetime | None
    award: UUID | None


class WholeApplicationOut(ApplicationOut):
    """An application with its evidence, and with what was said."""

    files: list[EvidenceFileOut]
    entries: list[ApplicationEntryOut]


@router.get(
    "",
    response=PageOf[ApplicationOut],
    auth=Scope("earning:read"),
    summary="List applications",
)
def list_applications(request: ApiRequest, asked: Query[ApplicationsAsked]) -> dict[str, object]:
    """The applications for badges that the token's maker awards, oldest first."""
    caller = request.auth
    found = selectors.applications_of(
        caller.institution, by=caller.person, search=asked.search, state=asked.state or "all"
    )
    if asked.badge:
        found = found.filter(achievement=earned(request, asked.badge))
    return page(found, asked, by="submitted_at", write=_application)


@router.get(
    "/{uuid:application_id}",
    response=WholeApplicationOut,
    auth=Scope("earning:read"),
    summary="One application",
)
def get_application(request: ApiRequest, application_id: UUID) -> WholeApplicationOut:
    """An application with its evidence, and with what was said."""
    return _whole(application_for(request, application_id))


@router.get(
    "/{uuid:application_id}/files/{uuid:file_id}",
    auth=Scope("earning:read"),
    summary="A file of an application",
    openapi_extra=FILE_ANSWERS,
)
def get_evidence(request: ApiRequest, application_id: UUID, file_id: UUID) -> HttpResponse:
    """A file as it was sent in; what is in it was checked for its kind alone."""
    application = application_for(request, application_id)
    found = application.files.filter(pk=file_id).first()
    if found is None:
        raise NotFound("There is no such file.")
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(found.name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(bytes(found.content), content_type=found.media_type, headers=headers)


@router.post(
    "/{uuid:application_id}/approve",
    response=WholeApplicationOut,
    auth=Scope("earning:write"),
    summary="Approve an application",
)
@changes()
def approve_application(
    request: ApiRequest, application_id: UUID, decision: ApplicationDecisionIn
) -> Done:
    """Award the badge to who applied, in the version that is given now."""
    return _reviewed(services.approve, request, application_id, decision)


@router.post(
    "/{uuid:application_id}/ask",
    response=WholeApplicationOut,
    auth=Scope("earning:write"),
    summary="Ask an applicant for more",
)
@changes()
def ask_applicant(request: ApiRequest, application_id: UUID, question: ApplicantIsToldIn) -> Done:
    """Ask something; the application waits until it is answered."""
    return _reviewed(services.ask_for_more, request, application_id, question)


@router.post(
    "/{uuid:application_id}/deny",
    response=WholeApplicationOut,
    auth=Scope("earning:write"),
    summary="Deny an application",
)
@changes()
def deny_application(
    request: ApiRequest, application_id: UUID, decision: ApplicantIsToldIn
) -> Done:
    """Do not award the badge, and say why."""
    return _reviewed(services.deny, request, application_id, decision)


def _reviewed(
    act: Callable[..., object],
    request: ApiRequest,
    application_id: UUID,
    found: ApplicationDecisionIn,
) -> Done:
    """Do to an application what its reviewer decided, and answer it as it is then."""
    act(
        application_for(request, application_id),
        scores=found.scores,
        message=found.message,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(_whole(application_for(request, application_id)))


def application_for(request: ApiRequest, application_id: UUID) -> Application:
    """An application at the token's institution, for who reviews it; others are not there."""
    caller = request.auth
    found = selectors.application_for_reviewer(application_id, by=caller.person)
    if found is None or found.achievement.issuer.institution_id != caller.institution.pk:
        raise NotFound("There is no such application.")
    return found


def _said(application: Application) -> dict[str, object]:
    return {
        "id": application.pk,
        "badge": application.achievement.public_id,
        "email": application.email,
        "name": application.name,
        "state": application.state,
        "text": application.text,
        "links": application.links,
        "scores": application.scores,
        "submitted_at": application.submitted_at,
        "decided_at": application.decided_at,
        "award": application.award_id,
    }


def _application(application: Application) -> ApplicationOut:
    return ApplicationOut.model_validate(_said(application))


def _whole(application: Application) -> WholeApplicationOut:
    files = application.files.defer("content")
    return WholeApplicationOut.model_validate(
        {
            **_said(application),
            "files": [
                {"id": each.pk, "name": each.name, "media_type": each.media_type, "size": each.size}
                for each in files
            ],
            "entries": [
                {"kind": each.kind, "text": each.text, "at": each.at}
                for each in application.entries.all()
            ],
        }
    )
