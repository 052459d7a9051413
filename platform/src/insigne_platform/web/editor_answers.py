"""What the editor answers to a script that saves, and to two people who change the same draft."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.differences import LABELS, value_in_words
from insigne_platform.achievements.fields import EDITABLE
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.services import DraftChanged
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.web.templatetags.parts import clock


def is_autosave(request: HttpRequest) -> bool:
    """Say whether a script saves, and not a person who pressed a button."""
    return request.headers.get("X-Requested-With") == "fetch"


def saved(request: HttpRequest, aside: Mapping[str, Any], revision: int) -> HttpResponse:
    """Tell the script when it was saved, and what stands beside the step now."""
    said = _("Saved at %(time)s.") % {"time": clock(timezone.now())}
    html = render_to_string("issuing/editor/aside.html", dict(aside), request)
    return JsonResponse({"saved": said, "revision": revision, "aside": html})


def refused(problem: str, *, status: int) -> HttpResponse:
    """Tell the script why it was not saved."""
    return JsonResponse({"problem": problem}, status=status)


def collision(changed: DraftChanged) -> dict[str, Any]:
    """Lay out what two people wrote in the same fields, for the second one to choose."""
    return {
        "collisions": [
            {
                "field": each.field,
                "label": LABELS.get(each.field, each.field),
                "mine": _shown(each.field, each.mine),
                "theirs": _shown(each.field, each.theirs),
            }
            for each in changed.collisions
        ],
        "revision": changed.revision,
        "mine": json.dumps(changed.mine),
    }


def _shown(field: str, value: Any) -> str:
    """What somebody chose or wrote, as a person would read it."""
    known = getattr(AchievementVersion._meta.get_field(field), "flatchoices", ())
    choices = dict(known) if isinstance(value, str) else {}
    return str(choices.get(value, "")) or value_in_words(field, value)


def fields_in(text: str) -> dict[str, Any]:
    """Read the fields that the page of a collision sent back."""
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict) or not set(said) <= set(EDITABLE):
        message = _("What was sent could not be read. Go back to the draft.")
        raise Invalid([Problem("mine", message)])
    return said
