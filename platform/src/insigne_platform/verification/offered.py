"""What somebody offers to be checked, read as one credential or refused with one sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext as _

from insigne.adapters.fetcher import Fetcher
from insigne.adapters.files import read_credential
from insigne.baking import image_type
from insigne.baking.pdf import is_pdf
from insigne.credentials.reading import strings_of
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Fetched, Need, Purpose
from insigne_platform.core.addresses import is_own, path_of
from insigne_platform.core.errors import Invalid, Problem

LARGEST: Final = 10 * 1024 * 1024
LONGEST_ADDRESS: Final = 2048
BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
CARRIERS: Final = {
    "image/png": "PNG picture",
    "image/svg+xml": "SVG picture",
    "application/pdf": "PDF",
}
# Documents that badges hang together from, and that are no badges that somebody was given.
DESCRIPTIONS: Final = frozenset({"BadgeClass", "Issuer", "Profile", "Achievement"})
AWARDED: Final = frozenset({"Assertion", "VerifiableCredential"})


@dataclass(frozen=True, slots=True)
class Offered:
    """A credential, in what it came, and the bytes of that as they came."""

    credential: ReceivedCredential
    carrier: str
    body: bytes


def offered(
    source: bytes | None, text: str | None, address: str | None, fetcher: Fetcher
) -> Offered:
    """Read what was offered, or raise `Invalid` with the sentence that says why not."""
    if source is not None:
        return _in_bytes(source, "file")
    given = (text or address or "").strip()
    if not given:
        raise _refused(
            "text", _("There is nothing to check. Choose a file, or give a link or text.")
        )
    if address is not None or (_begins_as_address(given) and len(given.split()) == 1):
        return _at_address(given, fetcher)
    return _in_bytes(_bytes_of(given), "text")


def _in_bytes(source: bytes, field: str) -> Offered:
    if len(source) > LARGEST:
        raise _refused(field, _("This is larger than 10 MB. Choose a smaller file."))
    source = source.removeprefix(BYTE_ORDER_MARK)
    if not source.strip():
        raise _refused(field, _("This is empty. Choose the file that the issuer or holder gave."))
    kind = "application/pdf" if is_pdf(source) else image_type(source)
    credential = _credential_in(source, field, is_picture=kind is not None)
    carrier = CARRIERS.get(kind or "") or ("JSON" if credential.jws_text is None else "JWS")
    return Offered(credential, carrier, source)


def _at_address(address: str, fetcher: Fetcher) -> Offered:
    """Read the credential at an address; if there is none to read, the address is the question."""
    if len(address) > LONGEST_ADDRESS or not is_web_address(address):
        raise _refused("text", _("This is not a complete web address. Copy it again, whole."))
    if not is_own(address) and not address.lower().startswith("https://"):
        raise _refused("text", _("We only look at addresses that begin with https://."))
    if (path_of(address) or "").startswith("/s/"):
        message = _("This is a link to a shared badge. Open it: that page shows the check.")
        raise _refused("text", message)
    answer = fetcher.fetch(Need(address, Purpose.CREDENTIAL))
    if isinstance(answer, Fetched) and answer.status == 200:
        is_picture = image_type(answer.body) is not None
        credential = _credential_in(answer.body, "text", is_picture=is_picture)
        return Offered(credential, "web address", answer.body)
    if is_own(address) and not (isinstance(answer, Fetched) and answer.status == 410):
        raise _refused("text", _("There is no badge at this address."))
    return Offered(ReceivedCredential.parse(address.encode()), "web address", address.encode())


def _credential_in(source: bytes, field: str, *, is_picture: bool) -> ReceivedCredential:
    try:
        credential = read_credential(source)
    except MalformedError as error:
        message = _("This cannot be read: it is damaged, or no badge. Ask for the file again.")
        raise _refused(field, message) from error
    except UnsupportedError as error:
        message = _("This is a kind of file that we cannot check. Offer one badge at a time.")
        raise _refused(field, message) from error
    if credential is None and is_picture:
        message = _(
            "There is no badge inside this file. "
            "A copy, a scan or a screenshot loses it: ask for the file as the issuer gave it."
        )
        raise _refused(field, message)
    if credential is None:
        raise _refused(field, _("There is no badge in this."))
    if _is_description(credential):
        message = _("This describes a badge or an issuer. It is no badge that somebody was given.")
        raise _refused(field, message)
    return credential


def _is_description(credential: ReceivedCredential) -> bool:
    types = set(strings_of(credential.document.get("type")))
    return bool(types & DESCRIPTIONS) and not types & AWARDED


def _bytes_of(text: str) -> bytes:
    """Encode what was pasted; a token that a mail program broke into lines is made whole."""
    joined = "".join(text.split())
    if re.fullmatch(r"ey[\w-]+\.[\w-]+\.[\w-]*", joined, re.ASCII):
        text = joined
    return text.encode("utf-8", errors="replace")


def _begins_as_address(text: str) -> bool:
    return text[:8].lower().startswith(("https://", "http://"))


def _refused(field: str, message: str) -> Invalid:
    return Invalid([Problem(field, message)])
