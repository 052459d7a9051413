"""What happens to institutions: they are founded, named, furnished, and have people."""

from insigne_platform.institutions.services.founding import (
    add_group,
    add_issuer,
    change_group,
    change_issuer,
    found,
)
from insigne_platform.institutions.services.identity import change_identity, correct_name, rename
from insigne_platform.institutions.services.invitations import (
    accept,
    invite,
    mail_invitation,
    send_again,
    withdraw,
)
from insigne_platform.institutions.services.letters import restore_letter, send_letter, set_letter
from insigne_platform.institutions.services.look import (
    remove_logo,
    set_colours,
    set_introduction,
    set_logo,
)
from insigne_platform.institutions.services.safeguards import set_safeguards
from insigne_platform.institutions.services.staff import (
    add_member,
    add_staff,
    change_rights,
    change_role,
    remove_member,
    rights_of,
)

__all__ = [
    "accept",
    "add_group",
    "add_issuer",
    "add_member",
    "add_staff",
    "change_group",
    "change_identity",
    "change_issuer",
    "change_rights",
    "change_role",
    "correct_name",
    "found",
    "invite",
    "mail_invitation",
    "remove_logo",
    "remove_member",
    "rename",
    "restore_letter",
    "rights_of",
    "send_again",
    "send_letter",
    "set_colours",
    "set_introduction",
    "set_letter",
    "set_logo",
    "set_safeguards",
    "withdraw",
]
