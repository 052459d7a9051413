"""What others say of a thing, for any page that shows it."""

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.endorsements import selectors
from insigne_platform.endorsements.composition import plain, value_sentence
from insigne_platform.endorsements.models import Endorsement
from insigne_platform.institutions.models import Issuer
from insigne_platform.verification import services as verification
from insigne_platform.web.templatetags.parts import full_date, in_language

register = template.Library()


@register.inclusion_tag("endorsements/listed.html")
def listed_endorsements_of(thing: Issuer | Achievement | Award) -> dict[str, object]:
    """List the endorsements of an issuer, a badge or an award, each with its verdict."""
    return {"endorsements": [checked(one) for one in selectors.endorsements_of(thing)]}


def said_of(endorsement: Endorsement) -> dict[str, object]:
    """What an endorsement says: its comment, the value as a sentence and in its parts."""
    parts = (
        (_("Counts for"), f"{plain(endorsement.credits)} EC" if endorsement.credits else ""),
        (_("Programme"), endorsement.programme),
        (_("Institution"), endorsement.counts_at),
        (_("Counts until"), full_date(endorsement.valid_until)),
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
        "word": in_language(view, "headline"),
    }
