"""Who is shown the way to the history of an institution."""

from django import template

from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_administer

register = template.Library()


@register.simple_tag(takes_context=True)
def may_see_history(context: template.Context, institution: Institution) -> bool:
    """Say whether who looks at the page may read what was done."""
    person = getattr(context.get("request"), "user", None)
    return bool(person and person.is_authenticated and may_administer(person, institution))
