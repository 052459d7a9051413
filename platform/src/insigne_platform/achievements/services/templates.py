"""Starting points for the badges of an institution."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.fields import EDITABLE, snapshot
from insigne_platform.achievements.models import AchievementVersion, BadgeTemplate
from insigne_platform.achievements.permissions import may_edit
from insigne_platform.achievements.services.drafts import draft_badge
from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Issuer
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person

MOST_TEMPLATES = 100


@transaction.atomic
def save_template(version: AchievementVersion, name: str, *, by: Person) -> BadgeTemplate:
    """Keep what a badge says as a starting point; one of the same name is replaced."""
    if not may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    institution = version.achievement.issuer.institution
    name = " ".join(name.split())
    if not name or len(name) > 200:
        raise Invalid([Problem("name", _("Give the template a name of at most 200 characters."))])
    there = institution.badge_templates.filter(name=name).first()
    if there is None and institution.badge_templates.count() >= MOST_TEMPLATES:
        raise Invalid([Problem("name", _("There are 100 templates. Remove one first."))])

    template = there or BadgeTemplate(institution=institution, name=name)
    template.scenario, template.said = version.achievement.scenario, snapshot(version)
    template.picture_svg, template.picture_png = version.picture_svg, version.picture_png
    template.made_by = by
    template.save()
    audit.record(by, "template.saved", template, source=version.pk)
    return template


@transaction.atomic
def draft_from_template(
    template: BadgeTemplate, issuer: Issuer, *, by: Person
) -> AchievementVersion:
    """Begin a badge from a template of the same institution."""
    if issuer.institution_id != template.institution_id:
        raise NotPermitted(_("This template is not of your institution."))
    said = {name: value for name, value in template.said.items() if name in EDITABLE}
    version = draft_badge(issuer, {**said, "scenario": template.scenario}, by=by)
    version.picture_svg, version.picture_png = template.picture_svg, template.picture_png
    version.save()
    return version


@transaction.atomic
def remove_template(template: BadgeTemplate, *, by: Person) -> None:
    """Take a template away; badges that were begun from it stay."""
    if by != template.made_by and not may_administer(by, template.institution):
        raise NotPermitted(_("Only who made a template or an administrator removes it."))
    audit.record(by, "template.removed", template)
    template.delete()
