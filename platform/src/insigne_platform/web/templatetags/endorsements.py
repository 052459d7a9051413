"""What others say of a thing, for any page that shows it."""

from django import template

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.endorsements import selectors
from insigne_platform.institutions.models import Issuer
from insigne_platform.web.endorsement_words import checked

register = template.Library()


@register.inclusion_tag("endorsements/listed.html")
def endorsements_of(thing: Issuer | Achievement | Award) -> dict[str, object]:
    """List the endorsements of an issuer, a badge or an award, each with its verdict."""
    return {"endorsements": [checked(one) for one in selectors.endorsements_of(thing)]}
