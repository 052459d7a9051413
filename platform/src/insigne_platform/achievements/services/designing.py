"""The picture studio: a draft gets a picture that follows from a design."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.fields import PICTURE
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.permissions import may_edit
from insigne_platform.achievements.pictures import logo_for_drawing, picture_of_drawing
from insigne_platform.achievements.studio.design import Design
from insigne_platform.achievements.studio.drawing import draw
from insigne_platform.achievements.studio.words import alternative_text
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.people.models import Person

ALTS = ("picture_alt_nl", "picture_alt_en")


@transaction.atomic
def set_design(
    version: AchievementVersion,
    design: Design,
    *,
    by: Person,
    alt_nl: str = "",
    alt_en: str = "",
) -> AchievementVersion:
    """Give a draft the picture that follows from *design*, which is kept to be worked on again.

    Without words for who cannot see the picture, it gets those that follow from the design.
    Raises `Invalid` if the design shows a logo that the institution does not have.
    """
    if not may_edit(by, version.achievement):
        raise NotPermitted(_("You do not make badges for this issuer."))
    if version.is_published:
        raise Conflict(_("A published version never changes. Make a new version."))
    logo = logo_for_drawing(version.achievement.issuer.institution)
    if problems := _problems_with(design, logo, alt_nl, alt_en):
        raise Invalid(problems)

    version.picture_alt_nl = alt_nl.strip() or alternative_text(design, "nl")
    version.picture_alt_en = alt_en.strip() or alternative_text(design, "en")
    title = version.text_in("picture_alt", version.language)
    picture = picture_of_drawing(draw(design, title=title, logo=logo))
    version.picture_svg, version.picture_png = picture.svg, picture.png
    version.picture_design = design.to_json()
    version.save(update_fields=[*PICTURE, *ALTS])
    audit.record(by, "badge.picture_designed", version)
    return version


def _problems_with(design: Design, logo: bytes, alt_nl: str, alt_en: str) -> list[Problem]:
    problems = []
    if design.logo != "none" and not logo:
        problems.append(Problem("logo", _("The institution has no logo yet.")))
    if not any((design.sign != "none", design.lines, design.logo == "sign")):
        problems.append(Problem("sign", _("Choose a sign, or write a word: this is empty.")))
    for name, text in (("alt_nl", alt_nl), ("alt_en", alt_en)):
        if len(text) > 300:
            problems.append(Problem(name, _("At most 300 characters.")))
    return problems
