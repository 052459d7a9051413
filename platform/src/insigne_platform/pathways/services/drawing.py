"""Drawing a pathway, step by step, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement, Scenario, VersionState
from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Issuer
from insigne_platform.institutions.permissions import may_edit_badges
from insigne_platform.pathways import permissions
from insigne_platform.pathways.events import PathwayPublished
from insigne_platform.pathways.models import Pathway, PathwayState, Step, StepBadge
from insigne_platform.pathways.progress import cycle_in
from insigne_platform.people.models import Person

TEXTS = ("name_nl", "name_en", "description_nl", "description_en")
MOST_STEPS, MOST_BADGES, LONGEST = 40, 60, 4000


@transaction.atomic
def draft_pathway(issuer: Issuer, fields: Mapping[str, object], *, by: Person) -> Pathway:
    """Begin a pathway. Raises `Invalid` with everything that is wrong with *fields*."""
    if not may_edit_badges(by, issuer):
        raise NotPermitted(_("You do not make badges for this issuer."))
    pathway = Pathway(issuer=issuer)
    _fill(pathway, fields)
    pathway.save()
    audit.record(by, "pathway.drafted", pathway, issuer=issuer.pk)
    return pathway


@transaction.atomic
def edit_pathway(pathway: Pathway, fields: Mapping[str, object], *, by: Person) -> Pathway:
    """Change what a pathway says, asks and leads to; fields that are not named stay."""
    pathway = _must_draw(pathway, by)
    _fill(pathway, fields)
    pathway.save()
    audit.record(by, "pathway.edited", pathway, fields=sorted(fields))
    return pathway


def _fill(pathway: Pathway, fields: Mapping[str, object]) -> None:
    for name in TEXTS:
        if name in fields:
            setattr(pathway, name, str(fields[name] or "").strip())
    if "credits_needed" in fields:
        pathway.credits_needed = fields["credits_needed"] or None  # type: ignore[assignment]
    if "leads_to" in fields:
        pathway.leads_to = fields["leads_to"]  # type: ignore[assignment]
    problems = []
    if not (pathway.name_nl or pathway.name_en):
        problems.append(Problem("name_nl", _("Give the pathway a name.")))
    try:
        pathway.clean_fields(exclude=["issuer", "leads_to", "published_by", "published_at"])
    except ValidationError as error:
        problems += [
            Problem(name, text) for name, texts in error.message_dict.items() for text in texts
        ]
    problems += [
        Problem(name, _("This is too long."))
        for name in ("description_nl", "description_en")
        if len(getattr(pathway, name)) > LONGEST
    ]
    if pathway.leads_to is not None:
        problems += [
            Problem("leads_to", text) for text in _problems_with_badge(pathway, pathway.leads_to)
        ]
        if not problems and pathway.leads_to_id in _achievements_of(pathway):
            problems.append(
                Problem("leads_to", _("The badge at the end cannot be a badge on the way."))
            )
    if problems:
        raise Invalid(problems)


def _problems_with_badge(pathway: Pathway, achievement: Achievement) -> list[str]:
    if achievement.issuer.institution_id != pathway.issuer.institution_id:
        return [_("Choose a badge of your own institution.")]
    if achievement.scenario == Scenario.GAME:
        return [_("A game element is seen in its course only; choose another badge.")]
    if not achievement.versions.filter(state=VersionState.PUBLISHED).exists():
        return [_("This badge is not published yet.")]
    return []


def _must_draw(pathway: Pathway, by: Person) -> Pathway:
    if not permissions.may_edit(by, pathway):
        raise NotPermitted(_("You do not make badges for this issuer."))
    locked = Pathway.objects.select_for_update().get(pk=pathway.pk)
    if locked.is_published:
        raise Conflict(_("This pathway is published. Take it back to a draft first."))
    locked.issuer = pathway.issuer
    return locked


def _achievements_of(pathway: Pathway) -> set[UUID]:
    rows = StepBadge.objects.filter(step__pathway=pathway)
    return set(rows.values_list("achievement_id", flat=True))


@transaction.atomic
def add_step(
    pathway: Pathway,
    *,
    name_nl: str = "",
    name_en: str = "",
    after_last: bool = False,
    by: Person,
) -> Step:
    """Add a step at the end, on its own or after the one that is the last now."""
    pathway = _must_draw(pathway, by)
    if pathway.steps.count() >= MOST_STEPS:
        raise Conflict(_("A pathway has at most 40 steps."))
    last = pathway.steps.aggregate(last=Max("place"))["last"] or 0
    step = Step(pathway=pathway, place=last + 1, name_nl=name_nl.strip(), name_en=name_en.strip())
    if not (step.name_nl or step.name_en):
        raise Invalid([Problem("name_nl", _("Give the step a name."))])
    _clean(step)
    before = pathway.steps.order_by("place").last()
    step.save()
    if after_last and before is not None:
        step.after.add(before)
    audit.record(by, "pathway.step_added", pathway, step=step.pk)
    return step


def _clean(step: Step) -> None:
    try:
        step.clean_fields(exclude=["pathway"])
    except ValidationError as error:
        problems = [
            Problem(name, text) for name, texts in error.message_dict.items() for text in texts
        ]
        raise Invalid(problems) from error


@transaction.atomic
def change_step(
    step: Step,
    *,
    name_nl: str,
    name_en: str,
    needed: int | None,
    after: Sequence[Step],
    by: Person,
) -> Step:
    """Change a step: its name, how many of its badges are needed, and what it comes after.

    Steps that wait for each other in a circle are refused, by their names.
    """
    pathway = _must_draw(step.pathway, by)
    step.name_nl, step.name_en, step.needed = name_nl.strip(), name_en.strip(), needed
    problems = []
    if not (step.name_nl or step.name_en):
        problems.append(Problem("name_nl", _("Give the step a name.")))
    if needed is not None and needed < 1:
        problems.append(Problem("needed", _("At least one badge is needed.")))
    if any(other.pathway_id != step.pathway_id for other in after):
        problems.append(Problem("after", _("Choose steps of this pathway.")))
    elif sentence := _cycle(pathway, step, after):
        problems.append(Problem("after", sentence))
    if problems:
        raise Invalid(problems)
    _clean(step)
    step.save()
    step.after.set(after)
    audit.record(by, "pathway.step_changed", pathway, step=step.pk)
    return step


def _cycle(pathway: Pathway, step: Step, after: Sequence[Step]) -> str:
    steps = {one.pk: one for one in pathway.steps.prefetch_related("after")}
    graph = {id: [before.pk for before in one.after.all()] for id, one in steps.items()}
    graph[step.pk] = [other.pk for other in after]
    circle = cycle_in(graph)
    if not circle:
        return ""
    names = [steps[id].name for id in (*circle, circle[0])]
    return _("These steps would wait for each other: %(names)s.") % {"names": " → ".join(names)}


@transaction.atomic
def move_step(step: Step, direction: int, *, by: Person) -> None:
    """Move a step one place up (-1) or down (1) in the list; at the end it stays."""
    pathway = _must_draw(step.pathway, by)
    steps = list(pathway.steps.order_by("place"))
    here = next(place for place, one in enumerate(steps) if one.pk == step.pk)
    there = here + (1 if direction > 0 else -1)
    if not 0 <= there < len(steps):
        return
    one, other = steps[here], steps[there]
    last = steps[-1].place + 1
    places = (one.place, other.place)
    Step.objects.filter(pk=one.pk).update(place=last)
    Step.objects.filter(pk=other.pk).update(place=places[0])
    Step.objects.filter(pk=one.pk).update(place=places[1])
    audit.record(by, "pathway.step_moved", pathway, step=step.pk)


@transaction.atomic
def remove_step(step: Step, *, by: Person) -> None:
    """Take a step out of the pathway, with the badges in it."""
    pathway = _must_draw(step.pathway, by)
    audit.record(by, "pathway.step_removed", pathway, step=step.pk)
    step.delete()


@transaction.atomic
def add_badge(step: Step, achievement: Achievement, *, overlap: str = "", by: Person) -> StepBadge:
    """Put a badge into a step; it stands in a pathway once, and never at its own end."""
    pathway = _must_draw(step.pathway, by)
    problems = _problems_with_badge(pathway, achievement)
    if achievement.pk == pathway.leads_to_id:
        problems.append(_("The badge at the end cannot be a badge on the way."))
    if achievement.pk in _achievements_of(pathway):
        problems.append(_("This badge stands in the pathway already."))
    if step.badges.count() >= MOST_BADGES:
        problems.append(_("A step has at most 60 badges."))
    found = [Problem("badge", text) for text in problems]
    overlap = " ".join(overlap.split())
    if len(overlap) > 60:
        found.append(Problem("overlap", _("At most 60 characters.")))
    if found:
        raise Invalid(found)
    added = StepBadge.objects.create(step=step, achievement=achievement, overlap=overlap)
    audit.record(by, "pathway.badge_added", pathway, achievement=achievement.pk)
    return added


@transaction.atomic
def remove_badge(badge: StepBadge, *, by: Person) -> None:
    """Take a badge out of a step."""
    pathway = _must_draw(badge.step.pathway, by)
    audit.record(by, "pathway.badge_removed", pathway, achievement=badge.achievement_id)
    badge.delete()


@transaction.atomic
def publish(pathway: Pathway, *, by: Person, at: datetime) -> Pathway:
    """Publish a pathway: everybody sees it, and whoever completes it gets its badge.

    Raises `Invalid` with everything that is still missing, circles of pathways among it.
    """
    if not permissions.may_publish(by, pathway):
        raise NotPermitted(_("You do not award badges of this issuer."))
    pathway = _must_draw(pathway, by)
    if problems := _problems_with(pathway):
        raise Invalid(problems)
    pathway.state = PathwayState.PUBLISHED
    pathway.published_at, pathway.published_by = at, by
    pathway.save(update_fields=["state", "published_at", "published_by"])
    audit.record(by, "pathway.published", pathway)
    outbox.publish(PathwayPublished(str(pathway.pk)))
    return pathway


def _problems_with(pathway: Pathway) -> list[Problem]:
    steps = list(pathway.steps.prefetch_related("badges"))
    problems = []
    if not steps:
        problems.append(Problem("steps", _("Add a step with badges first.")))
    for step in steps:
        count, names = len(step.badges.all()), {"name": step.name, "n": step.needed}
        if not count:
            problems.append(Problem("steps", _("“%(name)s” has no badges yet.") % names))
        elif step.needed is not None and step.needed > count:
            sentence = _("“%(name)s” needs %(n)s badges, and has fewer.")
            problems.append(Problem("steps", sentence % names))
    if pathway.leads_to_id is not None and (name := _pathway_circle(pathway)):
        sentence = _("The badge at the end leads, through “%(name)s”, back to this pathway.")
        problems.append(Problem("leads_to", sentence % {"name": name}))
    return problems


def _pathway_circle(pathway: Pathway) -> str:
    """The name of a pathway through which the badge at the end would lead to itself."""
    others = Pathway.objects.filter(
        issuer__institution=pathway.issuer.institution_id,
        state=PathwayState.PUBLISHED,
        leads_to__isnull=False,
    ).exclude(pk=pathway.pk)
    ends = {other: _achievements_of(other) for other in others}
    reached, wanted = {pathway.leads_to_id}, _achievements_of(pathway)
    grew = True
    while grew:
        grew = False
        for other, needs in ends.items():
            if needs & reached and other.leads_to_id not in reached:
                if other.leads_to_id in wanted:
                    return other.name
                reached.add(other.leads_to_id)
                grew = True
    return ""


@transaction.atomic
def unpublish(pathway: Pathway, *, by: Person) -> Pathway:
    """Take a pathway back to a draft; what it awarded stays."""
    if not permissions.may_edit(by, pathway):
        raise NotPermitted(_("You do not make badges for this issuer."))
    pathway.state = PathwayState.DRAFT
    pathway.save(update_fields=["state"])
    audit.record(by, "pathway.unpublished", pathway)
    return pathway


@transaction.atomic
def remove_pathway(pathway: Pathway, *, by: Person) -> None:
    """Throw a draft away that nobody completed."""
    pathway = _must_draw(pathway, by)
    if pathway.completions.exists():
        raise Conflict(_("Somebody completed this pathway, so it stays."))
    audit.record(by, "pathway.removed", pathway)
    pathway.delete()
