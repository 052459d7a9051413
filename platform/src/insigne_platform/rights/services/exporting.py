"""A copy of everything that is somebody's own: a zip that says what is in it, and can be verified.

`manifest.json` lists every file with its SHA-256, the badges with the holder's own words, and the
addresses whose answers lie in `answers/`, by which the badges are verified without a network.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from insigne_platform.backpack.exported import FORMAT, MANIFEST, VERSION
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import base_url
from insigne_platform.core.errors import Conflict
from insigne_platform.notifications.models import Kind
from insigne_platform.notifications.services import note
from insigne_platform.people.models import Person
from insigne_platform.rights.events import ExportAsked
from insigne_platform.rights.models import Export
from insigne_platform.rights.services import contents
from insigne_platform.rights.services.contents import Answers, Kept

WEEK: Final = timedelta(days=7)
AT_ONCE: Final = 50  # badges between two words of how far it is
DATED: Final = (1980, 1, 1, 0, 0, 0)  # what a zip says of a file's date; the manifest says more


@transaction.atomic
def ask_for_export(*, by: Person, at: datetime) -> Export:
    """Begin a copy of everything. Raises `Conflict` while another one is being made."""
    if Export.objects.filter(person=by, finished_at=None).exists():
        raise Conflict(_("A copy is being made already. Wait until it is there."))
    total = sum(rows.count() for rows in contents.badges_of(by))
    made = Export.objects.create(person=by, total=total, created_at=at)
    audit.record(by, "export.asked", made)
    outbox.publish(ExportAsked(str(made.pk)))
    return made


def make_export(export_id: UUID, *, at: datetime) -> None:
    """Make the copy. After a crash it is made from the start; once it is there, nothing happens."""
    export = Export.objects.filter(pk=export_id, finished_at=None).select_related("person").first()
    if export is None:
        return
    with translation.override(export.person.language):
        archive = _Archive(export, at)
        for own in contents.badges_of(export.person):
            archive.add_badges(own)
        body = archive.closed()
    Export.objects.filter(pk=export.pk, finished_at=None).update(
        archive=body, size=len(body), finished_at=at, done=export.total
    )
    note(export.person, Kind.COPY_READY, reference=str(export.pk), at=at)


def forget_exports(*, at: datetime) -> int:
    """Delete copies that were there for a week; answer how many."""
    deleted, _each = Export.objects.filter(created_at__lte=at - WEEK).delete()
    return deleted


class _Archive:
    """The zip while it is written, and what is to be said of it at its end."""

    def __init__(self, export: Export, at: datetime) -> None:
        self._export, self._at = export, at
        self._written = io.BytesIO()
        self._zip = zipfile.ZipFile(self._written, "w", zipfile.ZIP_DEFLATED)
        self._files: list[dict[str, object]] = []
        self._badges: list[dict[str, object]] = []
        self._path_of: dict[UUID, str] = {}
        self._pictures: dict[str, str] = {}
        self._answers = Answers()
        self._done = 0

    def add_badges(self, badges: Any) -> None:
        for badge in badges.iterator(chunk_size=AT_ONCE):
            kept = contents.kept(badge, at=self._at)
            number = len(self._badges) + 1
            path = f"badges/{number:04}.{kept.ending}"
            self._add(path, kept.content)
            self._path_of[badge.pk] = path
            self._answers.need(badge)
            self._badges.append({"path": path, **kept.words, "picture": self._picture(kept)})
            self._done += 1
            if self._done % AT_ONCE == 0:
                Export.objects.filter(pk=self._export.pk).update(done=self._done)

    def closed(self) -> bytes:
        """Write what is said of everything, and give the whole."""
        person = self._export.person
        answers = {}
        for number, (url, body) in enumerate(sorted(self._answers.found().items()), start=1):
            path = f"answers/{number:03}.json"
            self._add(path, body)
            answers[url] = path
        parts = contents.parts_of(person, self._path_of)
        for name, part in parts.items():
            self._add(f"{name}.json", _json(part))
        self._add("index.html", self._page(parts).encode())
        manifest = {
            "format": FORMAT,
            "version": VERSION,
            "made_at": self._at.isoformat(),
            "made_by": base_url(),
            "badges": self._badges,
            "collections": parts["collections"],
            "answers": answers,
            "files": self._files,
        }
        self._write(MANIFEST, _json(manifest))
        self._zip.close()
        return self._written.getvalue()

    def _picture(self, kept: Kept) -> str:
        """A picture is there once for all badges that have it."""
        if not kept.picture:
            return ""
        digest = hashlib.sha256(kept.picture).hexdigest()
        if digest not in self._pictures:
            self._pictures[digest] = f"pictures/{len(self._pictures) + 1:03}.png"
            self._add(self._pictures[digest], kept.picture)
        return self._pictures[digest]

    def _page(self, parts: Mapping[str, Sequence[object]]) -> str:
        context = {
            "person": self._export.person,
            "badges": self._badges,
            "parts": parts,
            "at": self._at,
            "instance": base_url(),
        }
        return render_to_string("rights/copy.html", context)

    def _add(self, path: str, body: bytes) -> None:
        self._write(path, body)
        digest = hashlib.sha256(body).hexdigest()
        self._files.append({"path": path, "size": len(body), "sha256": digest})

    def _write(self, path: str, body: bytes) -> None:
        entry = zipfile.ZipInfo(path, DATED)
        entry.compress_type = zipfile.ZIP_DEFLATED
        self._zip.writestr(entry, body)


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1, default=str).encode()
