"""Requests and grants, laid out for the templates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.disclosure.composition import Field
from insigne_platform.disclosure.services import DERIVED, SD_JWT_VC
from insigne_platform.grants.models import (
    AccessRequest,
    Grant,
    GrantedBadge,
    Organisation,
    RequestState,
)
from insigne_platform.grants.services.looking import WHOLE
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.verification import services as verification
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.forms_disclosure import FIELD_WORDS
from insigne_platform.web.presentation import facts
from insigne_platform.web.templatetags.parts import in_language

KINDS: Mapping[str, str] = {"json": DERIVED, "sd-jwt": SD_JWT_VC, "badge": WHOLE}
"""The files of a granted badge, by the end of their address."""


def organisation_words(organisation: Organisation) -> Mapping[str, object]:
    """Who it is, as far as that is known."""
    return {
        "name": organisation.name,
        "domain": organisation.domain,
        "kind": organisation.get_kind_display(),
        "is_proved": organisation.is_proved,
        "proved_at": organisation.proved_at,
        "proved_by": organisation.get_proved_by_display(),
    }


def request_card(request: AccessRequest, *, at: datetime) -> Mapping[str, object]:
    """Lay out a request, for who asked and for who is asked."""
    grant = getattr(request, "grant", None)
    return {
        "pk": request.pk,
        "organisation": organisation_words(request.organisation),
        "principal": organisation_words(request.mandate.principal) if request.mandate else None,
        "mandate_purpose": request.mandate.purpose if request.mandate else "",
        "address": request.address,
        "purpose": request.purpose,
        "message": request.message,
        "badges": request.badges,
        "fields": field_words(request.fields),
        "days": days_words(request.days),
        "asked_at": request.created_at,
        "expires_at": request.expires_at,
        "waits": request.waits(at),
        "state": "valid" if grant and grant.holds(at) else "unknown",
        "state_word": state_of(request, at),
        "grant": grant,
        "holds": bool(grant and grant.holds(at)),
    }


def state_of(request: AccessRequest, at: datetime) -> str:
    """Say in a few words what became of a request."""
    grant = getattr(request, "grant", None)
    if grant is not None:
        return grant_state(grant, at)
    if request.state == RequestState.WAITING and not request.waits(at):
        return _("Not answered in time")
    return str(request.get_state_display())


def grant_state(grant: Grant, at: datetime) -> str:
    """Say whether a grant holds, and why not."""
    if grant.revoked_at is not None:
        return _("Taken back")
    if at >= grant.ends_at:
        return _("Ran out")
    if not grant.holds(at):
        return _("The mandate ended")
    return _("Granted")


def grant_card(
    grant: Grant, badges: Sequence[GrantedBadge], *, at: datetime
) -> Mapping[str, object]:
    """Lay out a grant for its holder."""
    times = ngettext("Used %(n)s time", "Used %(n)s times", grant.used_count)
    return {
        "pk": grant.pk,
        "request": request_card(grant.request, at=at),
        "badges": [name_of(each.badge) for each in badges],
        "fields": field_words(grant.fields),
        "kept_back": field_words([f for f in grant.request.fields if f not in grant.fields]),
        "granted_at": grant.created_at,
        "ends_at": grant.ends_at,
        "holds": grant.holds(at),
        "state_word": grant_state(grant, at),
        "used": times % {"n": grant.used_count} if grant.used_count else _("Not used yet"),
        "last_used_at": grant.last_used_at,
    }


def shown_badge(
    badge: Holding | ImportedBadge, content: bytes, *, at: datetime
) -> Mapping[str, object]:
    """Lay out what somebody sees of a badge: read from the file itself, and checked now."""
    view = verification.verify(content, None, None, None, at=at)
    laid: dict[str, object] = {
        "name": name_of(badge),
        "look": str(view.look),
        "word": in_language(view, "headline"),
        "facts": facts(view.facts),
    }
    if isinstance(badge, Holding):
        version = badge.award.version
        return laid | {
            "picture": picture_of(version),
            "scenario": version.achievement.scenario,
            "is_part": True,
        }
    return laid | {"picture": view.picture, "scenario": "game", "is_part": False}


def files_of(grant: Grant, granted: GrantedBadge) -> Sequence[Mapping[str, str]]:
    """The files of a granted badge: their addresses and what they are called."""
    kinds = {"badge": _("The badge as it came")}
    if granted.holding is not None:
        kinds = {"json": _("Open Badges file (JSON)"), "sd-jwt": "SD-JWT"}
    return [
        {
            "url": reverse(
                "organisation-grant-file",
                args=[grant.organisation_id, grant.pk, granted.pk, kind],
            ),
            "words": words,
        }
        for kind, words in kinds.items()
    ]


def field_words(fields: Sequence[str]) -> list[str]:
    """The parts of a badge, as people call them."""
    return [str(words) for field, words in FIELD_WORDS.items() if Field(field).value in fields]


def days_words(days: int) -> str:
    """So many days."""
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": days}
