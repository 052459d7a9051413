"""Which key signed an assertion, and which keys its issuer lists."""

from collections.abc import Mapping

from insigne.credentials.reading import as_list, id_of
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError
from insigne.identifiers.key_document import KeyDocument
from insigne.keys.public_key import PublicKey
from insigne.verification.addresses import is_same_id, is_web_address
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.open_badges_2.chain import chain_of
from insigne.verification.resources import Document, Trouble, Unread, fetched, parse_json

MOST_KEYS = 8
PEM = b"-----BEGIN "


def possible_keys(credential: ReceivedCredential, issuer: Document) -> list[str]:
    """Give the address of the key that the assertion names, or else those that *issuer* lists.

    Raises `MalformedError` if neither says whose key it is.
    """
    if key := credential.assertion.key:
        return [key]
    listed = keys_listed_by(issuer)
    if not 0 < len(listed) <= MOST_KEYS:
        raise MalformedError("neither the assertion nor its issuer says whose key signed it")
    return listed


def keys_listed_by(issuer: Document) -> list[str]:
    """Give the addresses of the keys in an issuer profile."""
    return [address for key in as_list(issuer.get("publicKey")) if (address := id_of(key))]


def key_document_of(
    address: str, credential: ReceivedCredential, evidence: Evidence
) -> KeyDocument | Unread:
    """Read the key at *address*: as the issuer's own profile writes it out, else as hosted."""
    issuer = chain_of(credential, evidence).issuer
    if not isinstance(issuer, Unread):
        for key in as_list(issuer.get("publicKey")):
            if isinstance(key, Mapping) and id_of(key) == address and "publicKeyPem" in key:
                return _read(key, address)
    return _hosted_key(address, evidence)


def _hosted_key(address: str, evidence: Evidence) -> KeyDocument | Unread:
    """Read a CryptographicKey, or PEM alone, as 1.x published keys."""
    if not is_web_address(address):
        return Unread(address, Trouble.UNREADABLE, "it is not a web address")
    answer = fetched(evidence, address, Purpose.KEYS)
    if isinstance(answer, Unread):
        return answer
    if answer.body.lstrip().startswith(PEM):
        return _safely(address, lambda: KeyDocument(PublicKey.from_pem(answer.body.strip())))
    document = parse_json(address, answer.body)
    return document if isinstance(document, Unread) else _read(document, address)


def _read(document: Document, address: str) -> KeyDocument | Unread:
    said_id = document.get("id")
    if said_id is not None and not is_same_id(str(said_id), address):
        return Unread(address, Trouble.UNREADABLE, f"it says that it is {said_id}")
    return _safely(address, lambda: KeyDocument.parse(document))


def _safely(address: str, read) -> KeyDocument | Unread:  # type: ignore[no-untyped-def]  # any reader
    try:
        key: KeyDocument = read()
    except InsigneError as error:
        return Unread(address, Trouble.UNREADABLE, f"it is not a key: {error}")
    return key
