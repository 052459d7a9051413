"""Which key signed an Open Badges 2.0 assertion, and which keys its issuer lists."""

from collections.abc import Mapping

from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError
from insigne.identifiers.key_document import KeyDocument
from insigne.verification.addresses import is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.open_badges_2 import chain_of, mapping
from insigne.verification.resources import Document, Trouble, Unread, read_json


def creator_of(credential: ReceivedCredential, evidence: Evidence) -> str | Unread:
    """Give the address of the key that the assertion names, or else its issuer's only key.

    Raises `MalformedError` if neither says whose key it is.
    """
    creator = mapping(credential.document.get("verification")).get("creator")
    if isinstance(creator, str):
        return creator
    issuer = chain_of(credential, evidence).issuer
    if isinstance(issuer, Unread):
        return issuer
    listed = keys_listed_by(issuer)
    if creator is not None or len(listed) != 1:
        raise MalformedError("the assertion does not say whose key signed it")
    return listed[0]


def keys_listed_by(issuer: Document) -> list[str]:
    """Give the addresses of the keys in an issuer profile."""
    listed = issuer.get("publicKey")
    keys = listed if isinstance(listed, list) else [listed]
    addresses = [key.get("id") if isinstance(key, Mapping) else key for key in keys]
    return [address for address in addresses if isinstance(address, str)]


def key_document_of(address: str, evidence: Evidence) -> KeyDocument | Unread:
    """Read the CryptographicKey at *address*."""
    if not is_web_address(address):
        return Unread(address, Trouble.UNREADABLE, "it is not a web address")
    document = read_json(evidence, address, Purpose.KEYS)
    if isinstance(document, Unread):
        return document
    try:
        return KeyDocument.parse(document)
    except InsigneError as error:
        return Unread(address, Trouble.UNREADABLE, f"it is not a key: {error}")
