"""This room is for revocation and suspension lists: writing them, and reading them."""

from insigne.status.bitstring import Bitstring
from insigne.status.status_list_credential import (
    StatusListEntry,
    read_status,
    status_list_credential,
)

__all__ = ["Bitstring", "StatusListEntry", "read_status", "status_list_credential"]
