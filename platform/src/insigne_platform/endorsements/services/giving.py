"""Giving an endorsement, keeping one that others gave, and withdrawing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, Scenario
from insigne_platform.awards.models import Award
from insigne_platform.awards.permutation import permuted
from insigne_platform.core import audit, outbox, publication
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.endorsements import composition, permissions
from insigne_platform.endorsements.events import EndorsementWithdrawn, RequestAnswered
from insigne_platform.endorsements.models import (
    Endorsement,
    EndorsementList,
    EndorsementRequest,
    RequestState,
)
from insigne_platform.endorsements.services.asking import open_request
from insigne_platform.institutions.models import Issuer
from insigne_platform.people.models import Language, Person
from insigne_platform.signing import services as signing

PROOF = "eddsa-rdfc-2022"
LONGEST = {"comment": 4000, "programme": 200, "counts_at": 200}
MOST_CREDITS = Decimal(240)


@dataclass(frozen=True, slots=True)
class Said:
    """What an endorsement says: in words, and what it counts for."""

    comment: str = ""
    credits: Decimal | None = None
    programme: str = ""
    counts_at: str = ""
    valid_until: date | None = None
    language: str = Language.DUTCH


@dataclass(frozen=True, slots=True)
class Outside:
    """Something of others that is endorsed, as it was read and checked before."""

    kind: str
    id: str
    name: str
    issuer: str = ""


@transaction.atomic
def endorse(
    thing: Issuer | Achievement | Award | Outside | EndorsementRequest,
    said: Said,
    *,
    as_issuer: Issuer,
    by: Person,
    at: datetime,
) -> Endorsement:
    """Sign what *as_issuer* says of *thing*, store the bytes once and publish them.

    Raises `Invalid` with everything that is wrong with what is said.
    """
    if not permissions.may_endorse_as(by, as_issuer):
        raise NotPermitted(_("You do not award badges of this issuer."))
    request, subject = _request_and_subject(thing, as_issuer, by)
    if problems := _problems_with(said, at):
        raise Invalid(problems)

    status_list, index = _take_place(as_issuer, at)
    endorsement = Endorsement(
        **subject,
        request=request,
        issuer=as_issuer,
        endorser_name=as_issuer.name_in(said.language),
        language=said.language,
        comment=said.comment.strip(),
        credits=said.credits,
        programme=" ".join(said.programme.split()),
        counts_at=" ".join(said.counts_at.split()),
        given_at=at.replace(microsecond=0),
        given_by=by,
        valid_until=_end_of(said.valid_until),
        status_list=status_list,
        status_index=index,
    )
    endorsement.body = signing.sign_credential(
        composition.credential(endorsement), issuer=as_issuer, proof=PROOF, at=at
    )
    _store(endorsement)
    _close(request, at)
    audit.record(by, "endorsement.given", endorsement, issuer=as_issuer.pk)
    return endorsement


def _request_and_subject(
    thing: Issuer | Achievement | Award | Outside | EndorsementRequest, issuer: Issuer, by: Person
) -> tuple[EndorsementRequest | None, dict[str, object]]:
    if isinstance(thing, EndorsementRequest):
        request = open_request(thing)
        if request.asked_id is not None and request.asked_id != issuer.institution_id:
            raise NotPermitted(_("Another institution was asked."))
        _must_be_another(request.asking_id, issuer)
        return request, subject_of_request(request)
    if isinstance(thing, Outside):
        return None, {
            "kind": thing.kind,
            "subject_id": thing.id,
            "subject_name": thing.name[:300],
            "subject_issuer": thing.issuer[:300],
        }
    owner = thing if isinstance(thing, Issuer) else None
    if not isinstance(thing, Issuer):
        achievement = thing.achievement if isinstance(thing, Award) else thing
        if achievement.scenario == Scenario.GAME:
            raise Conflict(
                _("A game element is seen in its course only, so nobody can endorse it.")
            )
        owner = achievement.issuer
    _must_be_another(owner.institution_id if owner else None, issuer)
    return None, composition.subject_of(thing)


def _must_be_another(institution_id: object, issuer: Issuer) -> None:
    if institution_id == issuer.institution_id:
        raise Conflict(_("An institution does not endorse itself."))


def subject_of_request(request: EndorsementRequest) -> dict[str, object]:
    """What a request is about, as an endorsement stores it."""
    names = (
        "kind", "subject_id", "subject_name", "subject_issuer",
        "issuer_endorsed", "achievement", "award",
    )  # fmt: skip
    return {name: getattr(request, name) for name in names}


def _problems_with(said: Said, at: datetime) -> list[Problem]:
    problems = [
        Problem(name, _("This is too long."))
        for name, most in LONGEST.items()
        if len(getattr(said, name)) > most
    ]
    if not said.comment.strip() and not (said.credits or said.programme.strip()):
        problems.append(
            Problem("comment", _("Say something of it: in words, or what it counts for."))
        )
    if said.credits is not None and not Decimal(0) < said.credits <= MOST_CREDITS:
        problems.append(Problem("credits", _("Credits are more than 0 and at most 240.")))
    if said.valid_until is not None and said.valid_until <= timezone.localdate(at):
        problems.append(Problem("valid_until", _("This day is over.")))
    if said.language not in Language.values:
        problems.append(Problem("language", _("Choose Dutch or English.")))
    if any("\x00" in getattr(said, name) for name in LONGEST):
        problems.append(Problem("comment", _("There are signs in it that are no text.")))
    return problems


def _end_of(day: date | None) -> datetime | None:
    if day is None:
        return None
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


@transaction.atomic
def receive(
    request: EndorsementRequest, body: bytes, *, said: str, endorser: str, at: datetime
) -> Endorsement:
    """Keep the signed endorsement that somebody elsewhere made for a request.

    The caller read and checked it (it holds, and is about what was asked): *said* is its comment
    and *endorser* the name of its issuer, as they stand in it.
    """
    request = open_request(request)
    endorsement = Endorsement(
        **subject_of_request(request),
        request=request,
        endorser_name=endorser[:300],
        language=request.language,
        comment=said[:4000],
        given_at=at,
        body=body,
        media_type="application/ld+json" if body.lstrip()[:1] == b"{" else "application/vc+jwt",
    )
    _store(endorsement)
    _close(request, at)
    audit.record(None, "endorsement.received", endorsement, request=request.pk)
    return endorsement


def _store(endorsement: Endorsement) -> None:
    endorsement.sha256 = hashlib.sha256(endorsement.body).hexdigest()
    endorsement.save()
    path = composition.endorsement_path(endorsement)
    publication.publish(path, bytes(endorsement.body), media_type=endorsement.media_type)


def _close(request: EndorsementRequest | None, at: datetime) -> None:
    if request is None:
        return
    request.state, request.answered_at = RequestState.GIVEN, at
    request.save(update_fields=["state", "answered_at"])
    outbox.publish(RequestAnswered(str(request.pk)))


def _take_place(issuer: Issuer, at: datetime) -> tuple[EndorsementList, int]:
    """Give out a place that no endorsement has; a full list is followed by another one."""
    lists = EndorsementList.objects.select_for_update().filter(issuer=issuer)
    newest = lists.order_by("-epoch").first()
    if newest is None or newest.cursor >= newest.capacity:
        epoch = newest.epoch + 1 if newest else 1
        newest = EndorsementList.objects.create(issuer=issuer, epoch=epoch)
        _publish_list(newest, at)
    index = permuted(newest.cursor, key=bytes(newest.permutation_key), size=newest.capacity)
    newest.cursor += 1
    newest.save(update_fields=["cursor"])
    return newest, index


def _publish_list(status_list: EndorsementList, at: datetime) -> None:
    """Sign the list as it is now and put it at its address; call it in a transaction."""
    withdrawn = Endorsement.objects.filter(
        status_list=status_list, withdrawn_at__isnull=False, status_index__isnull=False
    ).values_list("status_index", flat=True)
    places = [place for place in withdrawn if place is not None]
    document = composition.list_document(status_list, places, at=at)
    body = signing.sign_status_list(document, issuer=status_list.issuer, at=at)
    publication.publish(composition.list_path(status_list), body)


@transaction.atomic
def withdraw(endorsement: Endorsement, reason: str, *, by: Person, at: datetime) -> Endorsement:
    """Say no more what was said: the status bit and the signed list change; the bytes stay.

    What was withdrawn stays so; doing it twice does nothing the second time.
    """
    reason = " ".join(reason.split())
    if not permissions.may_withdraw(by, endorsement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if not reason:
        raise Invalid([Problem("reason", _("Say why: it stands on the public page."))])
    if len(reason) > 500:
        raise Invalid([Problem("reason", _("A reason has at most 500 characters."))])

    locked = Endorsement.objects.select_for_update().get(pk=endorsement.pk)
    if locked.withdrawn_at is not None or locked.status_list_id is None:
        return locked
    status_list = EndorsementList.objects.select_for_update().get(pk=locked.status_list_id)
    locked.withdrawn_at, locked.withdrawn_by, locked.withdrawal_reason = at, by, reason
    locked.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    _publish_list(status_list, at)
    audit.record(by, "endorsement.withdrawn", locked)
    outbox.publish(EndorsementWithdrawn(str(locked.pk)))
    return locked
