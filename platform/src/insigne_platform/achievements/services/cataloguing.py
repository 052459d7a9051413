"""What an institution shows in its catalogue."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.achievements.permissions import may_edit
from insigne_platform.core import audit
from insigne_platform.core.errors import NotPermitted
from insigne_platform.people.models import Person


@transaction.atomic
def show_in_catalogue(achievement: Achievement, shown: bool, *, by: Person) -> Achievement:
    """Show a badge in the catalogue from now on, or leave it out; its own page stays."""
    if not may_edit(by, achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    achievement.in_catalogue = shown
    achievement.save(update_fields=["in_catalogue"])
    action = "badge.shown_in_catalogue" if shown else "badge.left_out_of_catalogue"
    audit.record(by, action, achievement)
    return achievement
