"""Telling who registered for a test what happened, each thing once, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import override

from insigne_platform.earning.models import Registration, RegistrationState
from insigne_platform.earning.scores import shown
from insigne_platform.earning.services.mailing import send


def mail_registration(registration_id: UUID, *, at: datetime) -> bool:
    """Tell what is to be told about a registration; False if that was told before."""
    found = (
        Registration.objects.select_related("moment", "assessment__achievement__issuer", "person")
        .filter(pk=registration_id)
        .exclude(to_tell="")
        .first()
    )
    if found is None:
        return False
    language = found.person.language
    send(
        found.email,
        found.to_tell,
        language=language,
        achievement=found.assessment.achievement,
        path=f"/registrations/{found.pk}",
        **_values(found, language),
    )
    Registration.objects.filter(pk=found.pk, to_tell=found.to_tell).update(to_tell="")
    return True


def _values(registration: Registration, language: str) -> dict[str, str]:
    moment = registration.moment
    with override(language):
        return {
            "name": registration.name,
            "test": registration.assessment.title_in(language),
            "moment": _written(moment.starts_at),
            "closes": _written(moment.closes_at),
            "place": moment.place,
            "score": _score(registration),
            "message": _what_follows(registration),
        }


def _written(moment: datetime) -> str:
    local = timezone.localtime(moment)
    words = {"date": format_date(local, "j F Y"), "time": format_date(local, "H:i")}
    return _("%(date)s at %(time)s") % words


def _score(registration: Registration) -> str:
    if registration.score is None:
        return ""
    words = {"score": shown(registration.score)}
    if registration.assessment.pass_mark is None:
        return _("Your score: %(score)s.") % words
    words["mark"] = shown(registration.assessment.pass_mark)
    return _("Your score: %(score)s. One passes from %(mark)s.") % words


def _what_follows(registration: Registration) -> str:
    if registration.state == RegistrationState.CANCELLED:
        return registration.note
    if registration.award_id is None:
        return _("You have the badge already, so you get no second one.")
    return _("The badge comes in a message of its own, with a link to claim it.")
