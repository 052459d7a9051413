"""What happens to badges: they are drafted, shown with a picture, approved and published."""

from insigne_platform.achievements.services.approving import (
    approve,
    ask_approval,
    mail_approvers,
    mail_maker,
    send_back,
    waiting_approval,
    withdraw,
)
from insigne_platform.achievements.services.cataloguing import show_in_catalogue
from insigne_platform.achievements.services.designing import set_design
from insigne_platform.achievements.services.drafts import (
    Collision,
    DraftChanged,
    copy_badge,
    discard_draft,
    draft_badge,
    edit_draft,
    new_version,
    set_picture,
    undo,
)
from insigne_platform.achievements.services.publishing import archive, publish, restore
from insigne_platform.achievements.services.templates import (
    draft_from_template,
    remove_template,
    save_template,
)

__all__ = [
    "Collision",
    "DraftChanged",
    "approve",
    "archive",
    "ask_approval",
    "copy_badge",
    "discard_draft",
    "draft_badge",
    "draft_from_template",
    "edit_draft",
    "mail_approvers",
    "mail_maker",
    "new_version",
    "publish",
    "remove_template",
    "restore",
    "save_template",
    "send_back",
    "set_design",
    "set_picture",
    "show_in_catalogue",
    "undo",
    "waiting_approval",
    "withdraw",
]
