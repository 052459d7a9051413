"""Applying for a badge with evidence, answering what reviewers ask, and thinking better of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.events import ApplicationMoved
from insigne_platform.earning.evidence import OfferedFile, ReadFile, read_files
from insigne_platform.earning.models import (
    Application,
    ApplicationEntry,
    ApplicationState,
    EntryKind,
    EvidenceFile,
)
from insigne_platform.earning.selectors import opening_of
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

LONGEST_TEXT = 10000
MOST_LINKS = 10


@transaction.atomic
def apply(
    achievement: Achievement,
    *,
    email: str,
    name: str,
    text: str = "",
    links: str = "",
    files: Sequence[OfferedFile] = (),
    by: Person,
    at: datetime,
) -> Application:
    """Ask for a badge at one of the person's own confirmed addresses, and show why.

    Raises `Invalid` with everything that is wrong, `Conflict` if an application is open already.
    """
    _must_be_open(achievement, at)
    taken, problems = read_evidence(text, links, files)
    problems = _problems_with_who(achievement, email, name, by) + problems
    if not (text.strip() or links.strip() or files):
        problems.append(Problem("text", _("Show in a text, a link or a file why you earned it.")))
    if problems:
        raise Invalid(problems)

    try:
        with transaction.atomic():
            application = Application.objects.create(
                achievement=achievement,
                person=by,
                email=email.strip().lower(),
                name=" ".join(name.split()),
                text=text.strip(),
                links=links_in(links),
                submitted_at=at,
            )
    except IntegrityError as twice:
        raise Conflict(_("You applied for this badge already; it is being looked at.")) from twice
    _keep(application, taken)
    audit.record(by, "application.submitted", application, files=len(taken))
    enter(application, EntryKind.SUBMITTED, by=by, at=at)
    return application


@transaction.atomic
def answer(
    application: Application,
    *,
    text: str,
    links: str = "",
    files: Sequence[OfferedFile] = (),
    by: Person,
    at: datetime,
) -> Application:
    """Give the reviewers what they asked for; the application goes back to them."""
    application = _own(application, by)
    if application.state != ApplicationState.MORE_ASKED:
        raise Conflict(_("Nothing is asked of you at the moment."))
    taken, problems = read_evidence(text, links, files, already=application.files.count())
    if len(text) > 4000:
        problems.append(Problem("text", _("At most 4000 characters.")))
    if not (text.strip() or links.strip() or files):
        problems.append(Problem("text", _("Write an answer, or add a link or a file.")))
    if problems:
        raise Invalid(problems)

    application.links = list(dict.fromkeys([*application.links, *links_in(links)]))[:50]
    application.state = ApplicationState.SUBMITTED
    application.submitted_at = at
    application.save(update_fields=["links", "state", "submitted_at"])
    _keep(application, taken)
    audit.record(by, "application.answered", application, files=len(taken))
    enter(application, EntryKind.ANSWERED, text=text, by=by, at=at)
    return application


@transaction.atomic
def withdraw(application: Application, *, by: Person, at: datetime) -> None:
    """Take an application back; its evidence is thrown away."""
    application = _own(application, by)
    if not application.is_undecided:
        raise Conflict(_("This application was decided already."))
    application.state = ApplicationState.WITHDRAWN
    application.text, application.links = "", []
    application.save(update_fields=["state", "text", "links"])
    application.files.all().delete()
    audit.record(by, "application.withdrawn", application)
    ApplicationEntry.objects.create(
        application=application, kind=EntryKind.WITHDRAWN, author=by, at=at
    )


def enter(
    application: Application, kind: str, *, by: Person, at: datetime, text: str = ""
) -> ApplicationEntry:
    """Write down what happened, and have it told by mail."""
    entry = ApplicationEntry.objects.create(
        application=application, kind=kind, author=by, text=text.strip(), at=at
    )
    outbox.publish(ApplicationMoved(str(entry.pk)))
    return entry


def _own(application: Application, by: Person) -> Application:
    if application.person_id != by.pk:
        raise NotPermitted(_("This is not an application of yours."))
    return Application.objects.select_for_update().get(pk=application.pk)


def _must_be_open(achievement: Achievement, at: datetime) -> None:
    opening = opening_of(achievement)
    day = timezone.localdate(at)
    if (
        opening is None
        or achievement.archived_at is not None
        or not opening.takes_applications_on(day)
    ):
        raise Conflict(_("One cannot apply for this badge now."))


def _problems_with_who(
    achievement: Achievement, email: str, name: str, by: Person
) -> list[Problem]:
    problems = []
    opening = opening_of(achievement)
    email = email.strip().lower()
    if email not in verified_addresses(by):
        problems.append(Problem("email", _("Choose an address that you confirmed.")))
    elif opening is not None and not opening.welcomes(email):
        domains = ", ".join(opening.domains)
        sentence = _("Only who has an address of %(domains)s may apply.")
        problems.append(Problem("email", sentence % {"domains": domains}))
    if not name.strip():
        problems.append(Problem("name", _("Enter your name as it is to stand on the badge.")))
    elif len(name) > 200:
        problems.append(Problem("name", _("A name has at most 200 characters.")))
    return problems


def read_evidence(
    text: str, links: str, files: Sequence[OfferedFile], *, already: int = 0
) -> tuple[list[ReadFile], list[Problem]]:
    """Read a text, links and files, and say what is wrong with them."""
    taken, problems = read_files(files, already=already)
    if len(text) > LONGEST_TEXT:
        problems.append(Problem("text", _("At most 10,000 characters.")))
    found = links_in(links)
    if len(found) > MOST_LINKS:
        problems.append(Problem("links", _("At most ten links.")))
    problems += [
        Problem("links", _("“%(link)s” is not a web address; it starts with https://") % {
            "link": link[:60]
        })
        for link in found
        if not _is_web_address(link)
    ]  # fmt: skip
    return taken, problems


def links_in(text: str) -> list[str]:
    """The links in a text with one on each line, each once."""
    return list(dict.fromkeys(text.split()))


def _is_web_address(link: str) -> bool:
    try:
        URLValidator(schemes=["https", "http"])(link)
        return len(link) <= 500 and urlsplit(link).username is None
    except (ValidationError, ValueError):
        return False


def _keep(application: Application, files: Sequence[ReadFile]) -> None:
    for file in files:
        EvidenceFile.objects.create(
            application=application,
            name=file.name,
            media_type=file.media_type,
            size=len(file.content),
            content=file.content,
        )
