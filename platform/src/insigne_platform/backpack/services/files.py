"""A badge as a file to take along."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils.text import slugify
from django.utils.translation import gettext as _

from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.core.errors import Conflict, NotFound
from insigne_platform.people.models import Person

PNG, SVG = "image/png", "image/svg+xml"


class Download(NamedTuple):
    """A file to take along."""

    file_name: str
    media_type: str
    content: bytes


class FileKind(NamedTuple):
    """Of which format a download is, into which picture it is put, and how it is called."""

    format: str
    picture: str
    media_type: str
    ending: str


KINDS: Mapping[str, FileKind] = {
    "png": FileKind("ob3", "png", PNG, ".png"),
    "svg": FileKind("ob3", "svg", SVG, ".svg"),
    "json": FileKind("ob3", "", "application/vc+ld+json", ".json"),
    "jwt": FileKind("ob3-jwt", "", "application/vc+jwt", ".jwt"),
    "png-ob2": FileKind("ob2", "png", PNG, "-ob2.png"),
}


ENDINGS: Mapping[str, str] = {
    "PNG picture": ".png",
    "SVG picture": ".svg",
    "JSON": ".json",
    "PDF": ".pdf",
}


def download(holding: Holding, kind: str, *, by: Person, at: datetime) -> Download:
    """The badge as a file of a kind in `KINDS`."""
    must_hold(by, holding)
    return file_of(holding.award, kind, at)


def with_address(
    holding: Holding, address: str, *, by: Person, at: datetime, kind: str = "png"
) -> Download:
    """The badge as a file in which one of the holder's addresses can be checked.

    It carries a salted hash of the address, which somebody could guess; so it is made only
    when the holder asks.
    """
    must_hold(by, holding)
    if kind not in KINDS or KINDS[kind].format == "ob2":
        raise NotFound(_("There is no such kind of file."))
    award, file_kind = holding.award, KINDS[kind]
    body = awards.email_variant(award, address, by=by, at=at, format=file_kind.format)
    if file_kind.picture:
        body = awards.bake_into(award, file_kind.picture, body)
    return Download(_file_name(award, file_kind), file_kind.media_type, body)


def download_imported(badge: ImportedBadge, *, by: Person) -> Download:
    """The badge from elsewhere as it came, byte for byte; never as something a browser opens."""
    must_hold(by, badge)
    name = slugify(badge.name)[:60] or "badge"
    content = bytes(badge.source)
    return Download(name + _ending(badge, content), "application/octet-stream", content)


def _ending(badge: ImportedBadge, content: bytes) -> str:
    if badge.carrier in ENDINGS:
        return ENDINGS[badge.carrier]
    if content.startswith(b"\x89PNG"):
        return ".png"
    start = content.lstrip()[:1]
    return {b"{": ".json", b"<": ".svg"}.get(start, ".jwt")


def file_of(award: Award, kind: str, at: datetime) -> Download:
    """Write the award as a file of a kind in `KINDS`."""
    if kind not in KINDS:
        raise NotFound(_("There is no such kind of file."))
    file_kind = KINDS[kind]
    if file_kind.format == "ob2" and not award.version.achievement.is_public:
        raise NotFound(_("A game element has no older kind of file: that is checked in public."))
    if file_kind.format == "ob2" and award.is_revoked:
        raise Conflict(_("This badge was revoked; its older kind of file is not given any more."))
    if file_kind.picture:
        content = awards.baked_picture(award, file_kind.picture, file_kind.format, at=at)
    else:
        content = awards.document(award, file_kind.format, at=at)
    return Download(_file_name(award, file_kind), file_kind.media_type, content)


def _file_name(award: Award, kind: FileKind) -> str:
    name = slugify(award.version.text_in("name", award.version.language))[:60] or "badge"
    return name + kind.ending
