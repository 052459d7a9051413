"""The document in which a controller lists its keys, and for what it uses each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from insigne.encoding import strict_json, timestamps
from insigne.encoding.remembering import remembered
from insigne.errors import InsigneError, MalformedError
from insigne.identifiers.key_material import key_in
from insigne.keys.public_key import PublicKey

MOST_METHODS: Final = 1000


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """A key in a controller document (Controlled Identifiers, "Verification Methods")."""

    id: str
    controller: str
    key: PublicKey
    expires: datetime | None = None
    revoked: datetime | None = None

    def has_ended(self, at: datetime | None) -> bool:
        """Say whether the key is no longer to be used; without *at*, whether it was revoked."""
        if at is None:
            return self.revoked is not None
        return any(end is not None and end <= at for end in (self.expires, self.revoked))


@dataclass(frozen=True, slots=True)
class ControllerDocument:
    """A DID document or another controlled identifier document, as far as we use it.

    `methods` holds the keys that we can read, `unread` the addresses of those that are written out
    and that we cannot. `assertion_method` holds the addresses of all that are used to sign
    credentials, also of those that we cannot read and of those that stand elsewhere.
    """

    id: str
    methods: Mapping[str, VerificationMethod]
    assertion_method: frozenset[str]
    unread: frozenset[str] = frozenset()

    @classmethod
    def parse(cls, document: Mapping[str, object], *, url_or_did: str) -> ControllerDocument:
        """Read *document*, which was fetched as the one of *url_or_did*.

        A key in a dialect that we do not speak is passed over. Raises `MalformedError` if the
        document is another controller's, or gives one address to two keys.
        """
        return _parsed(strict_json.to_bytes(document), url_or_did)

    def key_for(self, verification_method: str, *, at: datetime | None = None) -> PublicKey | None:
        """Give the key at that address, if this controller signs credentials with it.

        It does so if the address is listed under `assertionMethod`, and the key is its own and
        has not ended.
        """
        method = self.methods.get(verification_method)
        if method is None or verification_method not in self.assertion_method:
            return None
        if method.controller != self.id or method.has_ended(at):
            return None
        return method.key


@remembered(entries=256, longest=32 * 1024)
def _parsed(written_document: bytes, url_or_did: str) -> ControllerDocument:
    """Read a document by its content: an issuer's is asked for with each of its credentials."""
    document = strict_json.parse(written_document)
    assert isinstance(document, dict)
    if document.get("id") != url_or_did:
        raise MalformedError(f"this is not the document of {url_or_did[:200]}", path="id")
    assertions = list(_entries(document, "assertionMethod"))
    written = [*_entries(document, "verificationMethod"), *assertions]
    if len(written) > MOST_METHODS:
        raise MalformedError(f"more than {MOST_METHODS} verification methods")
    methods = _methods(written, url_or_did)
    written_out = [entry for entry in written if isinstance(entry, Mapping)]
    return ControllerDocument(
        id=url_or_did,
        methods=methods,
        assertion_method=_addresses_of(assertions, url_or_did),
        unread=_addresses_of(written_out, url_or_did) - methods.keys(),
    )


def _entries(document: Mapping[str, object], name: str) -> Iterator[object]:
    value = document.get(name, [])
    yield from value if isinstance(value, list) else [value]


def _address_of(entry: object, document_id: str) -> str | None:
    """Give the address of a method, written out or referred to, relative ones made absolute."""
    address = entry.get("id") if isinstance(entry, Mapping) else entry
    if not isinstance(address, str):
        return None
    return document_id + address if address.startswith("#") else address


def _addresses_of(entries: Iterable[object], document_id: str) -> frozenset[str]:
    return frozenset(address for entry in entries if (address := _address_of(entry, document_id)))


def _methods(written: Iterable[object], document_id: str) -> Mapping[str, VerificationMethod]:
    methods: dict[str, VerificationMethod] = {}
    for entry in written:
        if not isinstance(entry, Mapping):
            continue
        try:
            method = _method(entry, document_id)
        except InsigneError:
            continue
        if methods.setdefault(method.id, method) != method:
            raise MalformedError(f"two keys have the address {method.id[:200]}")
    return methods


def _method(entry: Mapping[str, object], document_id: str) -> VerificationMethod:
    address, controller = _address_of(entry, document_id), entry.get("controller")
    if address is None or not isinstance(controller, str):
        raise MalformedError("a verification method without id or controller")
    return VerificationMethod(
        id=address,
        controller=controller,
        key=key_in(entry),
        expires=_instant(entry, "expires"),
        revoked=_instant(entry, "revoked"),
    )


def _instant(entry: Mapping[str, object], name: str) -> datetime | None:
    value = entry.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string", path=name)
    return timestamps.parse(value)
