"""What happens to institutions: they are founded, named, furnished, and have people."""

from insigne_platform.institutions.services.founding import (
    add_group,
    add_issuer,
    change_issuer,
    found,
)
from insigne_platform.institutions.services.safeguards import set_safeguards
from insigne_platform.institutions.services.staff import (
    add_member,
    add_staff,
    change_rights,
    change_role,
    remove_member,
)

__all__ = [
    "add_group",
    "add_issuer",
    "add_member",
    "add_staff",
    "change_issuer",
    "change_rights",
    "change_role",
    "found",
    "remove_member",
    "set_safeguards",
]
