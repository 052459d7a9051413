"""Telling by mail what happened, each thing once, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from uuid import UUID

import structlog

from insigne_platform.achievements.models import Achievement
from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core.addresses import absolute
from insigne_platform.earning.models import ApplicationEntry, EntryKind
from insigne_platform.earning.wordings import LETTERS
from insigne_platform.institutions.services import send_letter

log = structlog.get_logger("insigne.earning")

TO_APPLICANT: Mapping[str, str] = {
    EntryKind.SUBMITTED: "application_received",
    EntryKind.ASKED: "application_asked",
    EntryKind.APPROVED: "application_approved",
    EntryKind.DENIED: "application_denied",
}
TO_OFFICE = (EntryKind.SUBMITTED, EntryKind.ANSWERED)


def mail_entry(entry_id: UUID, *, at: datetime) -> bool:
    """Tell the applicant, or the office, what happened; False if that was told before."""
    entry = (
        ApplicationEntry.objects.select_related(
            "application__achievement__issuer__institution", "application__person"
        )
        .filter(pk=entry_id, mailed_at=None)
        .first()
    )
    if entry is None:
        return False
    if entry.kind in TO_APPLICANT:
        _mail_applicant(entry)
    if entry.kind in TO_OFFICE:
        _mail_office(entry)
    ApplicationEntry.objects.filter(pk=entry.pk).update(mailed_at=at)
    return True


def _mail_applicant(entry: ApplicationEntry) -> None:
    application = entry.application
    send(
        application.email,
        TO_APPLICANT[entry.kind],
        language=application.person.language,
        achievement=application.achievement,
        path=f"/applications/{application.pk}",
        name=application.name,
        message=entry.text,
    )


def _mail_office(entry: ApplicationEntry) -> None:
    """Tell the issuer that an application waits; who applied stands behind the link only."""
    application = entry.application
    issuer = application.achievement.issuer
    send(
        issuer.email,
        "application_waits",
        language="nl" if issuer.name_nl else "en",
        achievement=application.achievement,
        path=f"/issuing/applications/{application.pk}",
    )


def send(
    to: str, kind: str, *, language: str, achievement: Achievement, path: str, **values: str
) -> bool:
    """Send a letter about a badge; an address that is refused does not stop the others."""
    version = version_in_force(achievement)
    filled = {
        "name": "",
        "badge": version.text_in("name", language) if version else "",
        "issuer": achievement.issuer.name_in(language),
        "link": absolute(path),
        **values,
    }
    house = achievement.issuer.institution
    try:
        send_letter(to, kind, LETTERS[kind], house=house, language=language, values=filled)
    except SMTPRecipientsRefused:
        log.warning("recipient refused", letter=kind)
        return False
    return True
