"""Endorsements, laid out for pages in the page's language."""

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from insigne_platform.endorsements.composition import plain, value_sentence
from insigne_platform.endorsements.models import Endorsement
from insigne_platform.verification import services as verification


def said_of(endorsement: Endorsement) -> dict[str, object]:
    """What an endorsement says: its comment, the value as a sentence and in its parts."""
    parts = (
        (_("Counts for"), f"{plain(endorsement.credits)} EC" if endorsement.credits else ""),
        (_("Programme"), endorsement.programme),
        (_("Institution"), endorsement.counts_at),
        (_("Counts until"), _day(endorsement)),
    )
    return {
        "comment": endorsement.comment,
        "sentence": value_sentence(endorsement),
        "parts": [{"label": label, "text": text} for label, text in parts if text],
    }


def checked(endorsement: Endorsement) -> dict[str, object]:
    """An endorsement for a list: what it says, and whether it holds at this moment."""
    view = verification.verify(bytes(endorsement.body), None, None, None, at=timezone.now())
    return {
        "endorsement": endorsement,
        "said": said_of(endorsement),
        "look": str(view.look),
        "view": view,
    }


def _day(endorsement: Endorsement) -> str:
    end = endorsement.valid_until
    return format_date(timezone.localtime(end), "j F Y") if end else ""
