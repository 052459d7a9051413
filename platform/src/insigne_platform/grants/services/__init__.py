"""What is done in this room: organisations prove who they are, ask, and look; holders decide."""

from insigne_platform.grants.services.answering import grant, refuse, revoke
from insigne_platform.grants.services.asking import ask, forget_old, withdraw
from insigne_platform.grants.services.looking import open_grant, shown_of
from insigne_platform.grants.services.mailing import (
    mail_answer,
    mail_member,
    mail_request,
    mail_revoked,
)
from insigne_platform.grants.services.mandating import end_mandate, give_mandate
from insigne_platform.grants.services.organising import (
    add_member,
    found_organisation,
    remove_member,
)
from insigne_platform.grants.services.proving import prove

__all__ = [
    "add_member",
    "ask",
    "end_mandate",
    "forget_old",
    "found_organisation",
    "give_mandate",
    "grant",
    "mail_answer",
    "mail_member",
    "mail_request",
    "mail_revoked",
    "open_grant",
    "prove",
    "refuse",
    "remove_member",
    "revoke",
    "shown_of",
    "withdraw",
]
