"""What happens to pathways: drawn, published, and completed."""

from insigne_platform.pathways.services.completing import (
    complete_after_batch,
    complete_everybody,
    complete_for_award,
)
from insigne_platform.pathways.services.drawing import (
    add_badge,
    add_step,
    change_step,
    draft_pathway,
    edit_pathway,
    move_step,
    publish,
    remove_badge,
    remove_pathway,
    remove_step,
    unpublish,
)

__all__ = [
    "add_badge",
    "add_step",
    "change_step",
    "complete_after_batch",
    "complete_everybody",
    "complete_for_award",
    "draft_pathway",
    "edit_pathway",
    "move_step",
    "publish",
    "remove_badge",
    "remove_pathway",
    "remove_step",
    "unpublish",
]
