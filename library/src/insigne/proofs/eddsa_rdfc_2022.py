"""The cryptosuite eddsa-rdfc-2022 (Data Integrity EdDSA Cryptosuites)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final

from insigne.canonicalization import canonicalize
from insigne.canonicalization.active_context import Contexts
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError

KEPT_CONFIGURATIONS: Final = 256


def hash_data(
    document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts = BUNDLE
) -> bytes:
    """Give the bytes that are signed ("Create Proof", steps 1 to 4, and "Verify Proof").

    *document* comes without the proof in question, and *options* are that proof without its value.
    """
    transformed = canonicalize(document, contexts=contexts)
    return combined_hash(_configuration_hash(document, options, contexts), transformed)


def combined_hash(configuration_hash: bytes, transformed_document: str) -> bytes:
    """Put the two hashes together ("Hashing"): the configuration's first."""
    return configuration_hash + sha256(transformed_document.encode()).digest()


def _configuration_hash(
    document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts
) -> bytes:
    """Canonicalize and hash the proof's own statement ("Proof Configuration")."""
    context = document.get("@context")
    if options.get("@context", context) != context:
        raise MalformedError("the proof has a context of its own", path="proof.@context")
    created = options.get("created")
    if created is not None:
        _require_instant(created)
    configuration = {**options, "@context": context}
    if contexts is not BUNDLE:
        return _hash_of(configuration, contexts)
    return _hash_of_bundled(strict_json.to_bytes(configuration))


@lru_cache(maxsize=KEPT_CONFIGURATIONS)
def _hash_of_bundled(configuration: bytes) -> bytes:
    """Remember the hash: a thousand badges of one batch share their configuration."""
    value = strict_json.parse(configuration)
    assert isinstance(value, dict)
    return _hash_of(value, BUNDLE)


def _hash_of(configuration: Mapping[str, Any], contexts: Contexts) -> bytes:
    try:
        text = canonicalize(configuration, contexts=contexts)
    except MalformedError as error:
        path = f"proof.{error.path}" if error.path else "proof"
        raise MalformedError(error.message, path=path) from error
    return sha256(text.encode()).digest()


def _require_instant(created: object) -> None:
    if not isinstance(created, str):
        raise MalformedError("an instant is written as a string", path="proof.created")
    try:
        timestamps.parse(created)
    except MalformedError as error:
        raise MalformedError(error.message, path="proof.created") from error
