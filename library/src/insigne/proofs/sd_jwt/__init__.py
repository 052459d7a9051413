"""This room is for signed claims that a holder shows one by one (SD-JWT, RFC 9901)."""

from insigne.proofs.sd_jwt.concealing import Concealed, conceal
from insigne.proofs.sd_jwt.disclosure import Disclosure
from insigne.proofs.sd_jwt.issuing import issue
from insigne.proofs.sd_jwt.key_binding import KeyBinding, holder_key_of
from insigne.proofs.sd_jwt.pointers import top_of
from insigne.proofs.sd_jwt.presenting import present
from insigne.proofs.sd_jwt.processing import Disclosed, disclosed
from insigne.proofs.sd_jwt.reading import ReadSdJwt, read
from insigne.proofs.sd_jwt.token import SdJwt

__all__ = [
    "Concealed",
    "Disclosed",
    "Disclosure",
    "KeyBinding",
    "ReadSdJwt",
    "SdJwt",
    "conceal",
    "disclosed",
    "holder_key_of",
    "issue",
    "present",
    "read",
    "top_of",
]
