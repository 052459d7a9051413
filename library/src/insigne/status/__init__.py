"""This room is for revocation and suspension lists: writing them, and reading them."""

from insigne.status.allocation import IndexAllocation
from insigne.status.bitstring import Bitstring
from insigne.status.status_list import StatusList
from insigne.status.status_list_credential import read_status, status_list_credential
from insigne.status.status_list_entry import StatusListEntry, entries_for

__all__ = [
    "Bitstring",
    "IndexAllocation",
    "StatusList",
    "StatusListEntry",
    "entries_for",
    "read_status",
    "status_list_credential",
]
