"""This room is for what a credential says: Open Badges 2 and 3 on the VC Data Model."""

from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential

__all__ = ["Dialect", "ReceivedCredential"]
