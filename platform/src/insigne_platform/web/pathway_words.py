"""A pathway laid out for its pages: steps with their badges, and how far somebody is."""

from __future__ import annotations

from insigne_platform.endorsements.composition import plain
from insigne_platform.pathways import selectors
from insigne_platform.pathways.models import Pathway
from insigne_platform.pathways.progress import Progress
from insigne_platform.web.badge_presentation import picture_of
from insigne_platform.web.pathway_picture import picture_of_pathway


def pathway_page(pathway: Pathway, progress: Progress | None = None) -> dict[str, object]:
    """Lay out a pathway, as a picture and as the list that says the same."""
    versions = selectors.badges_in(pathway)
    needs = selectors.needs_of(pathway)
    end = versions.get(pathway.leads_to_id) if pathway.leads_to_id else None
    earned = progress.earned if progress else frozenset()
    of_step = {one.id: one for one in progress.steps} if progress else {}
    steps = [
        {
            "step": step,
            "after": [before.name for before in step.after.all()],
            "need": len(step.badges.all()) if step.needed is None else step.needed,
            "progress": of_step.get(step.pk),
            "badges": [
                {
                    "version": version,
                    "picture": picture_of(version),
                    "overlap": one.overlap,
                    "is_earned": one.achievement_id in earned,
                }
                for one in step.badges.all()
                if (version := versions.get(one.achievement_id)) is not None
            ],
        }
        for step in pathway.steps.all()
    ]
    return {
        "pathway": pathway,
        "institution": pathway.issuer.institution,
        "steps": steps,
        "end": end,
        "end_picture": picture_of(end) if end else "",
        "progress": progress,
        "drawing": picture_of_pathway(pathway, needs, end, progress),
        "credits_needed": plain(pathway.credits_needed) if pathway.credits_needed else "",
        "credits_done": plain(progress.credits) if progress else "",
    }
