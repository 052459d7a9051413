"""This room is for resources outside a credential that it names together with their digests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from insigne.credentials.data_model_values import is_media_type, is_url, objects
from insigne.credentials.reading import Json, id_of, strings_of
from insigne.encoding import multibase
from insigne.errors import MalformedError

DIGEST_MEMBERS: Final = ("digestSRI", "digestMultibase")

_Hash = Callable[[bytes], bytes]
_SRI: Final = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/_\-]+={0,2})(?:\?[\x21-\x7e]*)?\Z")
_SRI_HASHES: Final[Mapping[str, _Hash]] = {
    "sha256": lambda data: hashlib.sha256(data).digest(),
    "sha384": lambda data: hashlib.sha384(data).digest(),
    "sha512": lambda data: hashlib.sha512(data).digest(),
}
# The first bytes of a multihash: which hash it is, and how many bytes follow.
_MULTIHASHES: Final[Mapping[bytes, _Hash]] = {
    b"\x12\x20": _SRI_HASHES["sha256"],
    b"\x20\x30": _SRI_HASHES["sha384"],
    b"\x13\x40": _SRI_HASHES["sha512"],
}


def related_resources(value: object, path: str) -> Iterator[str]:
    """Ask for resources, each once, with a digest (VCDM, "Integrity of Related Resources")."""
    seen: set[str] = set()
    for item, place in objects(value, path):
        if not isinstance(item, Mapping):
            yield f"{place}: is not an object"
            continue
        yield from _resource_problems(item, place)
        if id_of(item) in seen:
            yield f"{place}.id: is named twice"
        seen |= {id_of(item)} - {""}


def is_digest_of(resource: Json, data: bytes) -> bool:
    """Say whether every digest of *resource* that is written out is one of *data*.

    Raises `MalformedError` for a digest of another kind, or if there is none. Of several in one
    `digestSRI`, one must be equal, as in Subresource Integrity.
    """
    if not any(name in resource for name in DIGEST_MEMBERS):
        raise MalformedError("there is no digest")
    readings = (("digestSRI", _is_sri_of), ("digestMultibase", _is_multihash_of))
    return all(
        any(is_of(digest, data) for digest in _digests(resource, name))
        for name, is_of in readings
        if name in resource
    )


def _resource_problems(item: Json, place: str) -> Iterator[str]:
    if not is_url(item.get("id")):
        yield f"{place}.id: is not a URL"
    if "mediaType" in item and not is_media_type(item["mediaType"]):
        yield f"{place}.mediaType: is not a media type"
    if not any(name in item for name in DIGEST_MEMBERS):
        yield f"{place}: has no digest"
    for name in DIGEST_MEMBERS:
        if name in item and not _is_written(item, name):
            yield f"{place}.{name}: is not a digest that can be checked"


def _is_written(item: Json, name: str) -> bool:
    try:
        is_digest_of({name: item[name]}, b"")
    except MalformedError:
        return False
    return True


def _digests(resource: Json, name: str) -> list[str]:
    digests = [part for text in strings_of(resource[name]) for part in text.split()]
    if not digests:
        raise MalformedError("not a digest", path=name)
    return digests


def _is_sri_of(digest: str, data: bytes) -> bool:
    found = _SRI.match(digest)
    if found is None:
        raise MalformedError("not a digest of Subresource Integrity", path="digestSRI")
    text = found[2].rstrip("=").translate(str.maketrans("-_", "+/"))
    try:
        expected = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise MalformedError("not base64", path="digestSRI") from error
    actual = _SRI_HASHES[found[1]](data)
    if len(expected) != len(actual):
        raise MalformedError("a digest of another length", path="digestSRI")
    return expected == actual


def _is_multihash_of(digest: str, data: bytes) -> bool:
    decoded = multibase.decode(digest)
    make = _MULTIHASHES.get(decoded[:2])
    if make is None or len(decoded) != 2 + decoded[1]:
        raise MalformedError("a multihash that we do not know", path="digestMultibase")
    return decoded[2:] == make(data)
