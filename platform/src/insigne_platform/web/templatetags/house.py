"""What templates ask about an institution: what it and its issuers were called before."""

from django import template
from django.db.models import QuerySet

from insigne_platform.institutions import selectors
from insigne_platform.institutions.models import FormerName, Institution, Issuer

register = template.Library()


@register.filter
def former_names(named: Institution | Issuer) -> QuerySet[FormerName]:
    """What an institution or an issuer was called before, the last name first."""
    return selectors.former_names(named)
