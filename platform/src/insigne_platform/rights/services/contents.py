"""What there is of somebody: each part of a copy, in words that another program reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from insigne_platform.awards import composition
from insigne_platform.awards import services as awards
from insigne_platform.backpack import selectors as backpack
from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.core.addresses import absolute
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.publication import document_at
from insigne_platform.earning.models import Application
from insigne_platform.grants import selectors as grants
from insigne_platform.notifications.selectors import notifications_of
from insigne_platform.people.models import AddressPeriod, Person
from insigne_platform.people.selectors import addresses_of
from insigne_platform.sharing import selectors as sharing

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

ENDINGS: Final = {"PNG": "png", "SVG": "svg", "JWS": "jwt"}


@dataclass(frozen=True, slots=True)
class Kept:
    """A badge as a file, its picture if it is not inside, and the holder's words at it."""

    content: bytes
    ending: str
    picture: bytes
    words: Mapping[str, object]


@dataclass(slots=True)
class Answers:
    """What addresses answer by which the badges are verified: issuers and status lists."""

    paths: set[str] = field(default_factory=set)

    def need(self, badge: Holding | ImportedBadge) -> None:
        """Note what is asked when this badge is verified; nothing for one from elsewhere."""
        if isinstance(badge, ImportedBadge):
            return
        award = badge.award
        self.paths.add(f"/public/3/issuers/{award.version.achievement.issuer.public_id}")
        if award.status_list is not None:
            self.paths.add(composition.status_list_path(award.status_list))

    def found(self) -> dict[str, bytes]:
        """The answers as they are now, by their addresses."""
        documents = {path: document_at(path) for path in self.paths}
        return {absolute(path): bytes(found.body) for path, found in documents.items() if found}


def badges_of(person: Person) -> tuple[QuerySet[Holding], QuerySet[ImportedBadge]]:
    """Every badge that is not in the bin, also those that are not on the wall."""
    own = Holding.objects.filter(person=person, deleted_at=None)
    imported = ImportedBadge.objects.filter(person=person, deleted_at=None)
    return (
        own.select_related(*backpack.WITH_ALL).prefetch_related("tags"),
        imported.prefetch_related("tags"),
    )


def kept(badge: Holding | ImportedBadge, *, at: datetime) -> Kept:
    """One badge: the bytes that were signed or that came, and what the holder wrote at it."""
    words: dict[str, object] = {
        "tags": [tag.name for tag in badge.tags.all()],
        "note": badge.note,
    }
    if isinstance(badge, Holding):
        award = badge.award
        issuer = award.version.achievement.issuer
        words |= {"kind": "awarded", "name": award.version.name, "issuer": issuer.name}
        words |= {"awarded_at": award.awarded_at, "kept_at": badge.kept_at}
        words |= {"revoked": award.is_revoked}
        content = awards.document(award, "ob3", at=at)
        return Kept(content, "json", bytes(award.version.picture_png or b""), words)
    words |= {"kind": "imported", "name": badge.name, "issuer": badge.issuer_name}
    words |= {"awarded_at": badge.awarded_at, "kept_at": badge.created_at}
    words |= {"last_verdict": badge.verdict, "checked_at": badge.checked_at}
    ending = ENDINGS.get(badge.carrier, "json")
    is_inside = ending in ("png", "svg")
    return Kept(
        bytes(badge.source), ending, b"" if is_inside else bytes(badge.picture or b""), words
    )


def parts_of(person: Person, path_of: Mapping[UUID, str]) -> dict[str, Sequence[Any]]:
    """What there is besides badges; *path_of* says where a badge lies in the copy."""
    return {
        "account": _account(person),
        "collections": _collections(person, path_of),
        "links": _links(person),
        "views": _rows(sharing.views_of(person), "at", "through", "badges", "fields",
                       "audience", "viewer", "purpose"),
        "requests": _requests(person),
        "applications": _rows(Application.objects.filter(person=person), "submitted_at", "state",
                              "email", "name", "text", "links"),
        "notifications": _rows(notifications_of(person), "created_at", "kind", "parameters",
                               "read_at"),
        "deeds": _rows(AuditEntry.objects.filter(actor=person.pk), "at", "action",
                       "object_type", "object_id", "details"),
    }  # fmt: skip


def _account(person: Person) -> list[Mapping[str, object]]:
    periods = AddressPeriod.objects.filter(person=person)
    return [
        {
            "display_name": person.display_name,
            "language": person.language,
            "joined_at": person.date_joined,
            "addresses": [
                {"address": each.email, "verified": each.verified} for each in addresses_of(person)
            ],
            "periods": _rows(periods, "address", "since", "until"),
        }
    ]


def _collections(person: Person, path_of: Mapping[UUID, str]) -> list[Mapping[str, object]]:
    return [
        {
            "name": collection.name,
            "introduction": collection.introduction,
            "badges": [
                path_of[item.badge.pk]
                for item in backpack.items_of(collection)
                if item.badge.pk in path_of
            ],
        }
        for collection in backpack.collections_of(person)
    ]


def _links(person: Person) -> list[Mapping[str, object]]:
    return _rows(
        sharing.links_of(person), "created_at", "audience", "purpose", "expires_at", "is_one_time",
        "revoked_at", "opened_count", "last_opened_at",
    )  # fmt: skip


def _requests(person: Person) -> list[Mapping[str, object]]:
    """What organisations asked of her, and what she granted them."""
    return [
        {
            "organisation": each.organisation.name,
            "domain": each.organisation.domain,
            "purpose": each.purpose,
            "asked_at": each.created_at,
            "state": each.state,
            "granted_until": each.grant.ends_at if hasattr(each, "grant") else None,
            "granted_fields": each.grant.fields if hasattr(each, "grant") else [],
        }
        for each in grants.asked_of(person)
    ]


def _rows(found: QuerySet[Any], *names: str) -> list[Mapping[str, object]]:
    return [{name: getattr(row, name) for name in names} for row in found.iterator()]
