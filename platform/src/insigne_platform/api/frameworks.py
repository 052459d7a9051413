"""Frameworks of skills and outcomes: brought in from files, and looked through."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated
from uuid import UUID

from django.utils import timezone
from ninja import Field, Query, Router, Schema

from insigne_platform.api.authentication import ApiRequest, Scope
from insigne_platform.api.changes import Done, changes
from insigne_platform.api.paging import Asked, PageOf, Paging, page
from insigne_platform.api.shapes import Language, Text
from insigne_platform.core.errors import NotFound
from insigne_platform.frameworks import selectors, services
from insigne_platform.frameworks.models import Framework, FrameworkItem

router = Router(tags=["Frameworks"])
items = Router(tags=["Frameworks"])
TABLE_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "text/csv": {"schema": {"type": "string"}},
            "application/json": {"schema": {"type": "object"}},
        },
    }
}


class ImportAsked(Schema):
    """How a file is read."""

    name: Annotated[Text, Field(max_length=300)] = Field("", description="Else as the file says.")
    language: Language = Field("nl", description="Of its words, where the file does not say it.")
    base: Annotated[Text, Field(max_length=1000)] = Field(
        "", description="Where items of a CSV have no address: what theirs begins with."
    )


class FrameworkOut(Schema):
    """A framework."""

    id: UUID
    name: str
    uri: str
    source: str
    items: int
    imported_at: datetime


class ItemsAsked(Asked):
    """Which items."""

    search: str = Field("", max_length=200, description="Words in name, code or description.")
    framework: UUID | None = None


class ItemOut(Schema):
    """A skill, competence or outcome; as an alignment it can stand in a badge."""

    id: UUID
    framework: str
    url: str
    code: str
    kind: str
    name_nl: str
    name_en: str
    description_nl: str
    description_en: str


@router.get("", response=PageOf[FrameworkOut], auth=Scope("badges:read"), summary="List frameworks")
def list_frameworks(request: ApiRequest, asked: Paging) -> dict[str, object]:
    """The frameworks of the institution, oldest first."""
    found = selectors.frameworks_of(request.auth.institution)
    return page(found, asked, by="created_at", write=_framework)


@router.post(
    "",
    response={201: FrameworkOut},
    auth=Scope("badges:write"),
    summary="Bring in a framework",
    openapi_extra=TABLE_BODY,
)
@changes(201)
def import_framework(request: ApiRequest, asked: Query[ImportAsked]) -> Done:
    """Bring in a framework from CASE JSON or CSV, as the body itself; the same name is replaced."""
    made = services.import_framework(
        request.auth.institution,
        request.body,
        name=asked.name,
        language=asked.language,
        base=asked.base,
        by=request.auth.person,
        at=timezone.now(),
    )
    return Done(_framework(made), f"/api/v1/frameworks/{made.pk}")


@router.get(
    "/{uuid:framework_id}",
    response=FrameworkOut,
    auth=Scope("badges:read"),
    summary="One framework",
)
def get_framework(request: ApiRequest, framework_id: UUID) -> FrameworkOut:
    """One framework."""
    return _framework(framework_for(request, framework_id))


@router.delete(
    "/{uuid:framework_id}",
    response={204: None},
    auth=Scope("badges:write"),
    summary="Remove a framework",
)
@changes(204)
def remove_framework(request: ApiRequest, framework_id: UUID) -> Done:
    """Take a framework away; badges keep what they picked from it."""
    services.remove_framework(framework_for(request, framework_id), by=request.auth.person)
    return Done(None)


@items.get("", response=PageOf[ItemOut], auth=Scope("badges:read"), summary="Look for items")
def list_framework_items(request: ApiRequest, asked: Query[ItemsAsked]) -> dict[str, object]:
    """The items of the institution's frameworks in which all of the words occur."""
    found = selectors.items_found(request.auth.institution, asked.search)
    if asked.framework:
        found = found.filter(framework=asked.framework)
    return page(found, asked, by="created_at", write=_item)


def framework_for(request: ApiRequest, framework_id: UUID) -> Framework:
    """A framework of the token's institution; every other one is not there."""
    found = selectors.framework_of(request.auth.institution, framework_id)
    if found is None:
        raise NotFound("There is no such framework.")
    return found


def _framework(framework: Framework) -> FrameworkOut:
    return FrameworkOut(
        id=framework.pk,
        name=framework.name,
        uri=framework.uri,
        source=framework.source,
        items=framework.item_count,
        imported_at=framework.imported_at,
    )


def _item(item: FrameworkItem) -> ItemOut:
    return ItemOut(
        id=item.pk,
        framework=item.framework.name,
        url=item.uri,
        code=item.code,
        kind=item.kind,
        name_nl=item.name_nl,
        name_en=item.name_en,
        description_nl=item.description_nl,
        description_en=item.description_en,
    )
