"""Deciding whether one may apply for a badge, who may, and how reviewers look at it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.earning.models import Opening, WhoMayApply
from insigne_platform.earning.permissions import may_set_up
from insigne_platform.people.models import Person

DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
MOST_CRITERIA = 12
MOST_LEVELS = 6


@dataclass(frozen=True, slots=True)
class OpeningWords:
    """How one may apply: everything that the page asks."""

    is_open: bool = False
    opens_on: date | None = None
    closes_on: date | None = None
    who: str = WhoMayApply.ANYBODY
    domains: str = ""
    instructions_nl: str = ""
    instructions_en: str = ""
    rubric: Sequence[tuple[str, str]] = ()


@transaction.atomic
def set_opening(achievement: Achievement, said: OpeningWords, *, by: Person) -> Opening:
    """Open or close a badge for applications, from the next moment on."""
    if not may_set_up(by, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))
    domains = domains_in(said.domains)
    rubric, problems = _rubric(said.rubric)
    problems += _problems_with(said, domains)
    if problems:
        raise Invalid(problems)

    opening, _made = Opening.objects.update_or_create(
        achievement=achievement,
        defaults={
            "is_open": said.is_open,
            "opens_on": said.opens_on,
            "closes_on": said.closes_on,
            "who": said.who,
            "domains": domains,
            "instructions_nl": said.instructions_nl.strip(),
            "instructions_en": said.instructions_en.strip(),
            "rubric": rubric,
        },
    )
    audit.record(by, "opening.set", achievement, is_open=said.is_open, who=said.who)
    return opening


def domains_in(text: str) -> list[str]:
    """Read domains as people write them: with an @, with commas, or each on its own line."""
    parts = re.split(r"[\s,;]+", text.lower())
    return list(dict.fromkeys(part.removeprefix("@") for part in parts if part.strip("@")))


def domain_problems(domains: Sequence[str], field: str = "domains") -> list[Problem]:
    """Say which of the domains are none."""
    if len(domains) > 50:
        return [Problem(field, _("At most 50 domains."))]
    return [
        Problem(field, _("“%(domain)s” is not a domain, such as student.example.nl.") % {
            "domain": domain[:60]
        })
        for domain in domains
        if not DOMAIN.fullmatch(domain)
    ]  # fmt: skip


def _problems_with(said: OpeningWords, domains: Sequence[str]) -> list[Problem]:
    problems = domain_problems(domains)
    if said.who not in WhoMayApply.values:
        problems.append(Problem("who", _("Choose who may apply.")))
    if said.who == WhoMayApply.DOMAIN and not domains:
        problems.append(Problem("domains", _("Name at least one domain.")))
    if said.opens_on and said.closes_on and said.closes_on < said.opens_on:
        problems.append(Problem("closes_on", _("It would close before it opens.")))
    problems += [
        Problem(field, _("At most 4000 characters."))
        for field in ("instructions_nl", "instructions_en")
        if len(getattr(said, field)) > 4000
    ]
    return problems


def _rubric(rows: Sequence[tuple[str, str]]) -> tuple[list[dict[str, object]], list[Problem]]:
    """Read the criteria, each with its levels from low to high."""
    rubric: list[dict[str, object]] = []
    problems: list[Problem] = []
    for number, (criterion, levels) in enumerate(rows, start=1):
        name = " ".join(criterion.split())
        named = [" ".join(level.split()) for level in levels.split(",") if level.strip()]
        if not name and not named:
            continue
        if not name:
            problems.append(Problem(f"criterion_{number}", _("Name the criterion.")))
        elif not 2 <= len(set(named)) == len(named) <= MOST_LEVELS:
            message = _("Name two to six different levels, with commas in between.")
            problems.append(Problem(f"levels_{number}", message))
        elif len(name) > 200 or any(len(level) > 60 for level in named):
            message = _("A criterion has at most 200 characters, a level 60.")
            problems.append(Problem(f"criterion_{number}", message))
        rubric.append({"criterion": name, "levels": named})
    if len(rubric) > MOST_CRITERIA:
        problems.append(Problem("criterion_1", _("At most twelve criteria.")))
    return rubric, problems
