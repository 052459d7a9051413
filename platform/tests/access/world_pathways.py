"""What stands behind the doors of pathways, on one side of the world."""

from __future__ import annotations

from typing import Any

from insigne_platform.achievements.models import Achievement
from insigne_platform.pathways import services
from insigne_platform.people.models import Person


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of pathways name, and give it by its name in the matrix."""
    from access.world import NOON

    badge = Achievement.objects.get(public_id=side.named["badge"]["public_id"])
    made = []
    for name in ("A draft", "A pathway"):
        pathway = services.draft_pathway(side.issuer, {"name_en": name}, by=administrator)
        step = services.add_step(pathway, name_en="Ice", by=administrator)
        services.add_badge(step, badge, by=administrator)
        made.append(pathway)
    services.publish(made[1], by=administrator, at=NOON)
    return {
        "pathway-draft": {"pathway_id": made[0].pk},
        "pathway": {"pathway_id": made[1].pk},
        "public-pathway": {"public_id": made[1].public_id},
    }
