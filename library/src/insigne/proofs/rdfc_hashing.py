"""The bytes that the RDF suites sign: two hashes of two canonical forms, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from insigne.canonicalization import canonicalize
from insigne.canonicalization.canonical_forms import canonical_form
from insigne.canonicalization.context_processing import Contexts
from insigne.contexts.bundle import BUNDLE
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.proofs.hashes import HASHES
from insigne.proofs.proof_options import configuration_of

KEPT_CONFIGURATIONS: Final = 256


def hash_data(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    contexts: Contexts = BUNDLE,
    hash_name: str = "sha256",
) -> bytes:
    """Give the bytes that are signed ("Create Proof", steps 1 to 4, and "Verify Proof").

    *document* comes without the proof in question, and *options* are that proof without its value.
    """
    if contexts is BUNDLE and hash_name == "sha256":
        transformed = canonical_form(document)
    else:
        transformed = canonicalize(document, contexts=contexts, hash_name=hash_name)
    return combined_hash(
        configuration_hash(document, options, contexts, hash_name), transformed, hash_name
    )


def combined_hash(
    configuration: bytes, transformed_document: str, hash_name: str = "sha256"
) -> bytes:
    """Put the two hashes together ("Hashing"): the configuration's first."""
    return configuration + HASHES[hash_name](transformed_document.encode()).digest()


def configuration_hash(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    contexts: Contexts = BUNDLE,
    hash_name: str = "sha256",
) -> bytes:
    """Canonicalize and hash the proof's own statement ("Proof Configuration")."""
    configuration = configuration_of(document, options)
    if contexts is not BUNDLE:
        return _hash_of(configuration, contexts, hash_name)
    return _hash_of_bundled(strict_json.to_bytes(configuration), hash_name)


@lru_cache(maxsize=KEPT_CONFIGURATIONS)
def _hash_of_bundled(configuration: bytes, hash_name: str) -> bytes:
    """Remember the hash: a thousand badges of one batch share their configuration."""
    value = strict_json.parse(configuration)
    assert isinstance(value, dict)
    return _hash_of(value, BUNDLE, hash_name)


def _hash_of(configuration: Mapping[str, Any], contexts: Contexts, hash_name: str) -> bytes:
    try:
        text = canonicalize(configuration, contexts=contexts, hash_name=hash_name)
    except MalformedError as error:
        path = f"proof.{error.path}" if error.path else "proof"
        raise MalformedError(error.message, path=path) from error
    return HASHES[hash_name](text.encode()).digest()
