"""Picking the credential out of whatever file a person hands over."""

from dataclasses import replace

from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.errors import UnsupportedError

MOST_BYTES = 10 * 1024 * 1024
WRITTEN = (b"{", b"[", b"ey", b"http")
"""How JSON, a JWS and an address begin, and no picture does."""


def read_credential(source: bytes) -> ReceivedCredential | None:
    """Read a credential from a picture, a PDF, JSON, a JWS or an address, if there is one.

    Raises `MalformedError` if there is one that is broken, `UnsupportedError` if there are more.
    """
    if source.startswith(b"%PDF-"):
        return _in_pdf(source)
    text = source.strip()
    if not text.startswith(WRITTEN):
        from insigne import baking  # noqa: PLC0415  # loads XML, which no text needs

        if baking.image_type(source) is not None:
            baked = baking.extract(source)
            return None if baked is None else ReceivedCredential.parse(baked.text.encode())
    if text[:1] == b"[":
        raise UnsupportedError("a list; we look at one credential at a time")
    if text[:1] != b"{" and not _looks_written(text):
        return None
    credential = ReceivedCredential.parse(source)
    return credential if _says_what_it_is(credential) else None


def _in_pdf(source: bytes) -> ReceivedCredential | None:
    from insigne.baking import pdf  # noqa: PLC0415  # loads much that no other badge needs

    attached = pdf.extract(source)
    if attached is None:
        return None
    return replace(ReceivedCredential.parse(attached.text.encode()), seal=attached.seal)


def _looks_written(text: bytes) -> bool:
    """Say whether it may be a JWS, an SD-JWT or an address, rather than any other file."""
    if text.startswith((b"https://", b"http://")):
        return b"\n" not in text
    return text.startswith(b"ey") and (text.count(b".") == 2 or b"~" in text)


def _says_what_it_is(credential: ReceivedCredential) -> bool:
    if "VerifiablePresentation" in str(credential.document.get("type")):
        raise UnsupportedError("a presentation; we look at one credential at a time")
    if credential.dialect is not Dialect.UNKNOWN:
        return True
    if credential.jws_text is not None:
        return True
    return bool({"@context", "type", "vc"} & credential.document.keys())
