"""Badges from elsewhere come in: each is examined as by anybody, and kept with its verdict."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Sum
from django.utils import translation
from django.utils.translation import gettext as _

from insigne.adapters.fetcher import Fetcher
from insigne.credentials.dialect import Dialect
from insigne_platform.backpack import archives, pictures
from insigne_platform.backpack.events import ImportOpened
from insigne_platform.backpack.models import (
    Holding,
    Import,
    ImportedBadge,
    ImportFile,
    Outcome,
)
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.backpack.services.restoring import restore_collections, restore_words
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, Problem, ServiceError
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.verification import services as verification
from insigne_platform.verification import stored_view
from insigne_platform.verification.composition import Examination
from insigne_platform.verification.levels import TAKEN_BACK
from insigne_platform.verification.selectors import award_named
from insigne_platform.verification.showing import one_line
from insigne_platform.verification.whose import whose

log = structlog.get_logger("insigne.import")

MOST_BADGES: Final = 5000
MOST_BYTES: Final = 512 * 1024 * 1024
AT_ONCE: Final = 25  # files between two looks at what else is to be done
SECONDS: Final = 60.0
NO_BADGES: Final = frozenset({Dialect.ENDORSEMENT_3, Dialect.PRESENTATION, Dialect.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one file."""

    outcome: Outcome
    badge: ImportedBadge | None = None
    holding: Holding | None = None
    message: str = ""


def bring(
    source: bytes | None,
    file_name: str,
    text: str | None,
    *,
    by: Person,
    at: datetime,
    outside: Fetcher = verification.OUTSIDE,
) -> Import:
    """Bring one file, an address or a text at once; a zip is opened now and read afterwards.

    Raises `Invalid` for what is refused whole, and `Conflict` while another zip is being read.
    """
    if source is not None and archives.is_archive(source):
        return _bring_archive(source, archives.safe_name(file_name), by=by, at=at)
    name = archives.safe_name(file_name) if source is not None else _("what you pasted")
    taken = _take(source, name, text, by=by, at=at, outside=outside)
    if taken.outcome is Outcome.REFUSED:
        raise Invalid([Problem("text" if source is None else "file", taken.message)])
    with transaction.atomic():
        made = Import.objects.create(person=by, file_name=name, total=1, finished_at=at)
        ImportFile.objects.create(
            of=made,
            position=0,
            name=name,
            outcome=taken.outcome,
            badge=taken.badge,
            holding=taken.holding,
        )
    return made


@transaction.atomic
def _bring_archive(source: bytes, name: str, *, by: Person, at: datetime) -> Import:
    if Import.objects.filter(person=by, finished_at=None).exists():
        raise Conflict(_("Another zip of yours is still being read. Wait until it is done."))
    inside = archives.files_in(source)
    copy = archives.copy_in(source)
    manifest, inside = copy or (None, inside)
    made = Import.objects.create(
        person=by, file_name=name, archive=source, total=len(inside),
        words=None if manifest is None else list(manifest.collections),
    )  # fmt: skip
    ImportFile.objects.bulk_create(
        [
            ImportFile(
                of=made,
                position=file.index,
                name=archives.safe_name(file.name),
                path=file.name[:300] if manifest else "",
                words=manifest.badges[file.name] if manifest else None,
            )
            for file in inside
        ],
        batch_size=200,
    )
    audit.record(by, "import.opened", made, files=len(inside))
    outbox.publish(ImportOpened(str(made.pk)))
    return made


def read_import(import_id: UUID, *, at: datetime, outside: Fetcher = verification.OUTSIDE) -> bool:
    """Look at the next files of a zip, and answer whether there are more.

    One file that goes wrong says so by itself, and the others go on.
    """
    found = Import.objects.filter(pk=import_id, finished_at=None).select_related("person").first()
    if found is None or found.archive is None:
        return False
    waiting = found.files.filter(outcome=Outcome.WAITING)
    files, began = list(waiting[:AT_ONCE]), time.monotonic()
    archive = bytes(found.archive)
    with translation.override(found.person.language):
        contents = archives.read_inside(archive, (file.position for file in files))
        for file, content in zip(files, contents, strict=True):
            _look_at(file, content, by=found.person, at=at, outside=outside)
            if time.monotonic() - began > SECONDS:
                break
    if waiting.exists():
        return True
    if found.words:
        with translation.override(found.person.language):
            restore_collections(found)
    Import.objects.filter(pk=import_id).update(finished_at=at, archive=None)
    return False


def _look_at(
    file: ImportFile, content: bytes | str, *, by: Person, at: datetime, outside: Fetcher
) -> None:
    if isinstance(content, str):
        taken = _refused(content)
    elif archives.is_archive(content):
        taken = _refused(_("This is a zip in a zip. Bring it by itself."))
    else:
        try:
            taken = _take(content, file.name, None, by=by, at=at, outside=outside)
        except Exception as error:
            log.error("a file could not be imported", kind=type(error).__name__)
            taken = _refused(_("This file could not be read. Try it by itself."))
    file.outcome, file.message = taken.outcome, taken.message[:500]
    file.badge, file.holding = taken.badge, taken.holding
    if file.words:
        restore_words(file, by=by)
    file.save(update_fields=["outcome", "message", "badge", "holding"])


def _take(
    source: bytes | None,
    name: str,
    text: str | None,
    *,
    by: Person,
    at: datetime,
    outside: Fetcher,
) -> Taken:
    """Examine one badge and keep it. The network is asked before the database is written to."""
    try:
        found = verification.examine(source, text, None, at=at, outside=outside)
    except ServiceError as refused:
        return _refused(str(refused))
    if found.stated.dialect in NO_BADGES:
        return _refused(_("This is no badge that we know: Open Badges 0.5 to 3.0, or CLR 2.0."))
    if source is None and found.offered.credential.is_reference and not found.stated.name:
        return _refused(_("There is no badge to be read at this address, or not now."))
    return _already_ours(found, by) or _keep(found, name, by=by, at=at)


def _refused(message: str) -> Taken:
    return Taken(Outcome.REFUSED, message=message)


def _already_ours(found: Examination, by: Person) -> Taken | None:
    """Recognise a badge that was awarded here: it hangs in the backpack, or waits for it."""
    award = award_named(found.offered.credential.id) if found.is_ours else None
    if award is None:
        return None
    holding = Holding.objects.filter(award=award, person=by).first()
    if holding is not None:
        if holding.deleted_at is None:
            return Taken(Outcome.OWN, holding=holding)
        holding.deleted_at = None
        holding.save(update_fields=["deleted_at"])
        return Taken(Outcome.RESTORED, holding=holding)
    is_offered = award.holder_id is None and award.recipient_email in verified_addresses(by)
    return Taken(Outcome.OFFERED) if is_offered and not award.is_revoked else None


@transaction.atomic
def _keep(found: Examination, name: str, *, by: Person, at: datetime) -> Taken:
    body, credential = found.offered.body, found.offered.credential
    digest = hashlib.sha256(credential.source.strip()).hexdigest()
    mine = ImportedBadge.objects.filter(person=by)
    known = mine.filter(digest=digest).first()
    if known is not None:
        was_deleted = known.deleted_at is not None
        known.deleted_at = None
        known.save(update_fields=["deleted_at"])
        return Taken(Outcome.RESTORED if was_deleted else Outcome.AGAIN, known)
    room = mine.aggregate(bytes=Sum("size"))["bytes"] or 0
    if mine.count() >= MOST_BADGES or room + len(body) > MOST_BYTES:
        return _refused(_("Your backpack is full. Delete badges that you do not need."))
    picture = pictures.picture_of(body, found.stated.images)
    badge = ImportedBadge(
        person=by,
        digest=digest,
        source=body,
        size=len(body),
        file_name=name,
        carrier=found.offered.carrier,
        picture=picture,
        has_picture=picture is not None,
        created_at=at,
    )
    _write_verdict(badge, found, by=by, at=at)
    badge.save()
    audit.record(by, "badge.imported", badge, verdict=badge.verdict)
    return Taken(Outcome.ADDED, badge)


def check_again(
    badge: ImportedBadge,
    *,
    by: Person,
    at: datetime,
    outside: Fetcher = verification.OUTSIDE,
) -> ImportedBadge:
    """Examine the bytes once more, and write down what that said, in the place of what was."""
    must_hold(by, badge)
    source = bytes(badge.source)
    found = verification.examine(source, None, None, at=at, outside=outside)
    with transaction.atomic():
        _write_verdict(badge, found, by=by, at=at)
        badge.save()
        audit.record(by, "badge.checked", badge, verdict=badge.verdict)
    return badge


def _write_verdict(badge: ImportedBadge, found: Examination, *, by: Person, at: datetime) -> None:
    """Note the verdict, and what the badge says as far as it could be read this time."""
    stated, view = found.stated, found.view
    badge.name = one_line(stated.name)[:300] or badge.name
    badge.issuer_name = one_line(stated.issuer_name)[:300] or badge.issuer_name
    badge.awarded_at = stated.awarded or badge.awarded_at
    badge.expires_at = stated.expires
    badge.dialect = str(stated.dialect)
    badge.verdict, badge.look = view.verdict, str(view.look)
    badge.is_taken_back = any(finding.code in TAKEN_BACK for finding in view.findings)
    badge.checked_at = at
    badge.view = stored_view.to_json(view)
    meant = whose(found.offered.credential, stated, verified_addresses(by))
    badge.named_by, badge.own_address = str(meant.names), meant.address
