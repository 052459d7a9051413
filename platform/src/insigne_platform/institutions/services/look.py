"""What makes an institution's pages its own: an address, colours, a logo, an introduction."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.institutions import colours
from insigne_platform.institutions.logos import accept_logo
from insigne_platform.institutions.models import FormerAddress, Institution
from insigne_platform.institutions.services.filling_in import (
    must_administer,
    only,
    problems_with,
)
from insigne_platform.institutions.slugs import RESERVED
from insigne_platform.people.models import Person

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
INTRODUCTION = ("introduction_nl", "introduction_en")
GROUNDS: Mapping[str, str] = {
    "primary": colours.PAPER,
    "accent": colours.PAPER,
    "primary_dark": colours.PAPER_DARK,
    "accent_dark": colours.PAPER_DARK,
}


@transaction.atomic
def set_introduction(
    institution: Institution, fields: Mapping[str, str], *, slug: str, by: Person
) -> Institution:
    """Set the institution's own address, and what stands on its page."""
    must_administer(by, institution)
    for name, value in only(fields, INTRODUCTION).items():
        setattr(institution, name, value)
    former, institution.slug = institution.slug, slug.strip().lower()
    problems = [*_problems_with_slug(institution), *problems_with(institution)]
    if problems:
        institution.refresh_from_db()
        raise Invalid(problems[:1] if problems[0].field == "slug" else problems)

    institution.save(update_fields=["slug", *INTRODUCTION])
    if former and former != institution.slug:
        FormerAddress.objects.filter(slug=institution.slug).delete()
        FormerAddress.objects.create(institution=institution, slug=former)
        audit.record(
            by, "institution.address_changed", institution, former=former, now=institution.slug
        )
    audit.record(by, "institution.introduction_set", institution)
    return institution


def _problems_with_slug(institution: Institution) -> list[Problem]:
    slug = institution.slug or ""
    if not 2 <= len(slug) <= 60 or not SLUG.fullmatch(slug):
        message = _("Use small letters, digits and hyphens: two to sixty, such as my-university.")
    elif slug in RESERVED:
        message = _("This word is not given out. Choose your own name.")
    elif _is_of_another(slug, institution):
        message = _("Another institution has this address already. Choose another.")
    else:
        return []
    return [Problem("slug", message)]


def _is_of_another(slug: str, institution: Institution) -> bool:
    """Say whether another institution has this word, or had it: its old address leads there."""
    now = Institution.objects.filter(slug=slug).exclude(pk=institution.pk)
    once = FormerAddress.objects.filter(slug=slug).exclude(institution=institution)
    return now.exists() or once.exists()


@transaction.atomic
def set_colours(
    institution: Institution, chosen: Mapping[str, str], *, by: Person, at: datetime
) -> Institution:
    """Set the colours; one for dark screens that is left open is made from the light one.

    Raises `Invalid` with every colour that cannot be seen, and a near one that can.
    """
    must_administer(by, institution)
    given = {name: value.strip().lower() for name, value in only(chosen, tuple(GROUNDS)).items()}
    given = _completed({name: given.get(name, "") for name in GROUNDS})
    if problems := problems_with_colours(given):
        raise Invalid(problems)

    for name, value in given.items():
        setattr(institution, name, value)
    institution.look_changed_at = at
    institution.save(update_fields=[*GROUNDS, "look_changed_at"])
    audit.record(by, "institution.colours_set", institution, **given)
    return institution


def _completed(given: dict[str, str]) -> dict[str, str]:
    """Fill what was left open from what was chosen, where that is a colour at all."""
    found = dict(given)
    if not found["accent"]:
        found["accent"] = found["primary"]
    for name in ("primary", "accent"):
        if colours.is_colour(found[name]) and not found[f"{name}_dark"]:
            found[f"{name}_dark"] = colours.nearest(found[name], colours.PAPER_DARK, colours.SHAPES)
    if not found["primary"]:
        return dict.fromkeys(found, "") if not any(given.values()) else found
    return found


def problems_with_colours(given: Mapping[str, str]) -> list[Problem]:
    """What is wrong with each colour on its own paper, with the nearest that would do."""
    if not any(given.values()):
        return []
    found = []
    for name, ground in GROUNDS.items():
        if message := _problem_with_colour(given.get(name, ""), ground):
            found.append(Problem(name, message))
    return found


def _problem_with_colour(colour: str, ground: str) -> str:
    if not colours.is_colour(colour):
        return _("Give a colour as # and six digits or letters a to f, such as #1d3fa6.")
    judged = colours.judge(colour, ground)
    if judged.is_enough:
        return ""
    said = {
        "ratio": f"{judged.ratio:.1f}",
        "needed": f"{colours.SHAPES:.0f}",
        "colour": judged.passing,
    }
    if ground == colours.PAPER:
        return (
            _(
                "Too light to be seen on white: its contrast is %(ratio)s, and %(needed)s is "
                "needed. %(colour)s is near, and will do."
            )
            % said
        )
    return (
        _(
            "Too dark to be seen on a dark screen: its contrast is %(ratio)s, and %(needed)s is "
            "needed. %(colour)s is near, and will do."
        )
        % said
    )


@transaction.atomic
def set_logo(
    institution: Institution, upload: bytes, *, alt_nl: str, alt_en: str, by: Person, at: datetime
) -> Institution:
    """Set the logo; it is rebuilt from the upload, so that nothing hides in it."""
    must_administer(by, institution)
    institution.logo_alt_nl, institution.logo_alt_en = alt_nl.strip(), alt_en.strip()
    problems = problems_with(institution)
    if not institution.logo_alt_nl and not institution.logo_alt_en:
        problems.append(Problem("alt_nl", _("Say in words what the logo shows.")))
    if problems:
        institution.refresh_from_db()
        raise Invalid(problems)
    logo = accept_logo(upload)

    institution.logo_svg, institution.logo_png = logo.svg, logo.png
    institution.look_changed_at = at
    _save_logo(institution)
    audit.record(by, "institution.logo_set", institution)
    return institution


@transaction.atomic
def remove_logo(institution: Institution, *, by: Person, at: datetime) -> Institution:
    """Take the logo away."""
    must_administer(by, institution)
    institution.logo_svg, institution.logo_png = "", None
    institution.logo_alt_nl = institution.logo_alt_en = ""
    institution.look_changed_at = at
    _save_logo(institution)
    audit.record(by, "institution.logo_removed", institution)
    return institution


def _save_logo(institution: Institution) -> None:
    institution.save(
        update_fields=["logo_svg", "logo_png", "logo_alt_nl", "logo_alt_en", "look_changed_at"]
    )
