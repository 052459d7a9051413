"""Asking for an endorsement, and the answers that are no."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, Scenario, VersionState
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core import audit, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.core.tokens import token_for
from insigne_platform.endorsements import composition, permissions
from insigne_platform.endorsements.events import EndorsementAsked, RequestAnswered
from insigne_platform.endorsements.models import EndorsementRequest, RequestState
from insigne_platform.endorsements.selectors import ANSWER, request_of
from insigne_platform.endorsements.wordings import LETTERS
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.institutions.services import send_letter
from insigne_platform.people.models import Language, Person

LONGEST_MESSAGE, LONGEST_REASON = 2000, 1000
OPEN_AT_ONCE = 100  # requests of one institution by mail, so that nobody floods the world


@transaction.atomic
def ask(
    thing: Issuer | Achievement | Award,
    *,
    of: Institution | None = None,
    email: str = "",
    message: str = "",
    language: str = Language.DUTCH,
    by: Person,
) -> EndorsementRequest:
    """Ask an institution of this instance, or somebody by mail, to endorse *thing*.

    Raises `Invalid` with everything that is wrong, `Conflict` if the same was asked already.
    """
    issuer = _issuer_of(thing)
    if not permissions.may_ask_for(by, issuer):
        raise NotPermitted(_("You do not award badges of this issuer."))
    _must_be_public(thing)
    email, message = email.strip().lower(), message.strip()
    if problems := _problems_with(issuer, of, email, message, language):
        raise Invalid(problems)
    subject = composition.subject_of(thing)
    asked = EndorsementRequest.objects.filter(
        subject_id=subject["subject_id"], asked=of, email=email, state=RequestState.OPEN
    )
    if asked.exists():
        raise Conflict(_("This was asked already, and waits for an answer."))

    request = EndorsementRequest.objects.create(
        **subject,
        asked_by=by,
        asking=issuer.institution,
        asked=of,
        email=email,
        language=language,
        message=message,
    )
    audit.record(by, "endorsement.asked", request, institution=issuer.institution_id)
    outbox.publish(EndorsementAsked(str(request.pk)))
    return request


def _issuer_of(thing: Issuer | Achievement | Award) -> Issuer:
    if isinstance(thing, Issuer):
        return thing
    return thing.issuer if isinstance(thing, Achievement) else thing.achievement.issuer


def _must_be_public(thing: Issuer | Achievement | Award) -> None:
    if isinstance(thing, Issuer):
        return
    achievement = thing if isinstance(thing, Achievement) else thing.achievement
    if achievement.scenario == Scenario.GAME:
        raise Conflict(_("A game element is seen in its course only, so nobody can endorse it."))
    if isinstance(thing, Award):
        if thing.state != AwardState.ISSUED:
            raise Conflict(_("This badge was revoked, or is still being made."))
    elif not achievement.versions.filter(state=VersionState.PUBLISHED).exists():
        raise Conflict(_("This badge is not published yet."))


def _problems_with(
    issuer: Issuer, of: Institution | None, email: str, message: str, language: str
) -> list[Problem]:
    problems = []
    if of is None and not email:
        problems.append(Problem("of", _("Choose an institution, or give an e-mail address.")))
    if of is not None and email:
        problems.append(Problem("email", _("Choose one of the two: an institution or an address.")))
    if of is not None and of.pk == issuer.institution_id:
        problems.append(Problem("of", _("An institution does not endorse itself.")))
    if email and not _is_address(email):
        problems.append(Problem("email", _("This is not a complete e-mail address. Check it.")))
    if len(message) > LONGEST_MESSAGE:
        problems.append(Problem("message", _("A message has at most 2,000 characters.")))
    if language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    if email and _open_by_mail(issuer.institution) >= OPEN_AT_ONCE:
        problems.append(Problem("email", _("Too many requests wait for an answer already.")))
    return problems


def _open_by_mail(institution: Institution) -> int:
    return (
        EndorsementRequest.objects.filter(asking=institution, state=RequestState.OPEN)
        .exclude(email="")
        .count()
    )


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254


@transaction.atomic
def take_back(request: EndorsementRequest, *, by: Person, at: datetime) -> EndorsementRequest:
    """Ask no more: the link that was mailed opens nothing from now on."""
    if not permissions.may_take_back(by, request):
        raise NotPermitted(_("You do not award badges for this institution."))
    return _close(request, RequestState.TAKEN_BACK, by=by, at=at)


@transaction.atomic
def decline(
    request: EndorsementRequest, reason: str, *, by: Person, at: datetime
) -> EndorsementRequest:
    """Say no for the institution that was asked, with a reason that the asker reads."""
    if not permissions.may_answer(by, request):
        raise NotPermitted(_("You do not award badges for this institution."))
    return _declined(request, reason, by=by, at=at)


@transaction.atomic
def decline_by_link(token: str, reason: str, *, at: datetime) -> EndorsementRequest:
    """Say no with the link that was mailed."""
    request = request_of(token)
    if request is None:
        raise NotFound(_("There is no such request."))
    return _declined(request, reason, by=None, at=at)


def _declined(
    request: EndorsementRequest, reason: str, *, by: Person | None, at: datetime
) -> EndorsementRequest:
    reason = " ".join(reason.split())
    if not reason:
        raise Invalid([Problem("reason", _("Say why not: who asked reads it."))])
    if len(reason) > LONGEST_REASON:
        raise Invalid([Problem("reason", _("A reason has at most 1,000 characters."))])
    closed = _close(request, RequestState.DECLINED, by=by, at=at, reason=reason)
    outbox.publish(RequestAnswered(str(closed.pk)))
    return closed


def _close(
    request: EndorsementRequest, state: str, *, by: Person | None, at: datetime, reason: str = ""
) -> EndorsementRequest:
    locked = open_request(request)
    locked.state, locked.answered_at, locked.reason = state, at, reason
    locked.save(update_fields=["state", "answered_at", "reason"])
    audit.record(by, f"endorsement.request_{state}", locked)
    return locked


def open_request(request: EndorsementRequest) -> EndorsementRequest:
    """The request, locked; `Conflict` if it has its answer already."""
    locked = EndorsementRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_open:
        raise Conflict(_("This request has its answer already."))
    return locked


def answer_address(request: EndorsementRequest) -> str:
    """The address at which who was mailed answers."""
    return absolute(f"/endorse/{token_for(ANSWER, request.pk)}")


def mail_request(request_id: UUID, *, at: datetime) -> None:
    """Mail what is asked, once: to the address that was given, or to the institution's own."""
    request = EndorsementRequest.objects.select_related("asking", "asked").get(pk=request_id)
    if request.mailed_at is not None or not request.is_open:
        return
    inside = request.asked is not None
    to = request.asked.email if request.asked is not None else request.email
    path = f"/issuing/endorsement-requests/{request.pk}"
    language, house = request.language, request.asking
    send_letter(
        to,
        "endorsement_asked",
        LETTERS["endorsement_asked"],
        house=house,
        language=language,
        values={
            "institution": house.name_in(language),
            "issuer": house.name_in(language),
            "subject": request.subject_name,
            "question": request.message,
            "link": absolute(path) if inside else answer_address(request),
        },
    )
    EndorsementRequest.objects.filter(pk=request.pk).update(mailed_at=at)


def mail_answer(request_id: UUID) -> None:
    """Mail the answer to who asked: in the words of who answers, or else in those of the house."""
    request = EndorsementRequest.objects.select_related("asked_by", "asked", "asking").get(
        pk=request_id
    )
    asker, house = request.asked_by, request.asked or request.asking
    is_given = request.state == RequestState.GIVEN
    kind = "endorsement_given" if is_given else "endorsement_declined"
    send_letter(
        asker.email,
        kind,
        LETTERS[kind],
        house=house,
        language=asker.language,
        values={
            "name": asker.display_name,
            "issuer": house.name_in(asker.language),
            "subject": request.subject_name,
            "endorser": request.asked.name_in(asker.language) if request.asked else request.email,
            "reason": request.reason,
            "link": absolute(f"/issuing/endorsement-requests/{request.pk}"),
        },
    )
