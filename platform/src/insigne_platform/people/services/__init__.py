"""What happens to persons: they register, sign in, prove and give up addresses, and merge."""

from insigne_platform.people.services.addresses import (
    end_due,
    give_up,
    mail_given_up,
    open_period,
    remind_of_ends,
    set_end,
)
from insigne_platform.people.services.merging import (
    Move,
    ask_to_merge,
    let_move,
    mail_merge_request,
    mail_merge_undone,
    mail_merged,
    merge,
    undo_merge,
    what_moves,
)
from insigne_platform.people.services.registering import (
    announce_proved_address,
    make_first_administrator,
    record_proved_address,
    register,
    set_names,
)
from insigne_platform.people.services.signing_in import (
    mail_sign_in_link,
    open_sign_in_link,
    send_sign_in_link,
)

__all__ = [
    "Move",
    "announce_proved_address",
    "ask_to_merge",
    "end_due",
    "give_up",
    "let_move",
    "mail_given_up",
    "mail_merge_request",
    "mail_merge_undone",
    "mail_merged",
    "mail_sign_in_link",
    "make_first_administrator",
    "merge",
    "open_period",
    "open_sign_in_link",
    "record_proved_address",
    "register",
    "remind_of_ends",
    "send_sign_in_link",
    "set_end",
    "set_names",
    "undo_merge",
    "what_moves",
]
