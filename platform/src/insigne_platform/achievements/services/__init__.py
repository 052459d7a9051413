"""What happens to badges: they are drafted, shown with a picture, and published."""

from insigne_platform.achievements.services.cataloguing import show_in_catalogue
from insigne_platform.achievements.services.designing import set_design
from insigne_platform.achievements.services.drafts import (
    copy_badge,
    discard_draft,
    draft_badge,
    edit_draft,
    new_version,
    set_picture,
)
from insigne_platform.achievements.services.publishing import archive, publish, restore

__all__ = [
    "archive",
    "copy_badge",
    "discard_draft",
    "draft_badge",
    "edit_draft",
    "new_version",
    "publish",
    "restore",
    "set_design",
    "set_picture",
    "show_in_catalogue",
]
