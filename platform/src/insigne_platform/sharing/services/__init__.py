"""What is done in this room: links are made and opened, and views are written down."""

from insigne_platform.sharing.services.making import (
    address_of,
    make_link,
    renew_address,
    stop_link,
)
from insigne_platform.sharing.services.opening import (
    Answer,
    badges_of,
    document_of,
    let_in,
    link_of_token,
    pass_for,
    was_let_in,
)
from insigne_platform.sharing.services.viewing import (
    forget_old_views,
    forget_views,
    note_view,
    seen_in_a_page,
)

__all__ = [
    "Answer",
    "address_of",
    "badges_of",
    "document_of",
    "forget_old_views",
    "forget_views",
    "let_in",
    "link_of_token",
    "make_link",
    "note_view",
    "pass_for",
    "renew_address",
    "seen_in_a_page",
    "stop_link",
    "was_let_in",
]
