"""The bytes that the JCS suites sign: two hashes of two canonical JSON texts, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insigne.canonicalization import jcs
from insigne.canonicalization.context_processing import Contexts
from insigne.contexts.bundle import BUNDLE
from insigne.errors import MalformedError, UnsupportedError
from insigne.proofs.hashes import HASHES
from insigne.proofs.proof_options import require_created


def hash_data(
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    contexts: Contexts = BUNDLE,
    hash_name: str = "sha256",
) -> bytes:
    """Give the bytes that are signed ("Create Proof", steps 1 to 5, and "Verify Proof").

    *document* comes without the proof in question, and *options* are that proof without its value.
    """
    transformed = jcs.canonicalize(_as_signed(document, options, contexts))
    return _configuration_hash(options, hash_name) + HASHES[hash_name](transformed).digest()


def _configuration_hash(options: Mapping[str, Any], hash_name: str) -> bytes:
    require_created(options)
    return HASHES[hash_name](canonical_configuration(options)).digest()


def canonical_configuration(options: Mapping[str, Any]) -> bytes:
    """Write the proof's own statement ("Proof Configuration")."""
    try:
        return jcs.canonicalize(options)
    except MalformedError as error:
        path = f"proof.{error.path}" if error.path else "proof"
        raise MalformedError(error.message, path=path) from error


def _as_signed(
    document: Mapping[str, Any], options: Mapping[str, Any], contexts: Contexts
) -> Mapping[str, Any]:
    """Give the document with the contexts that the proof says it had ("Verify Proof").

    Contexts may have been added behind those, never before or between them. No proof covers what
    was added, so it has to be one of *contexts*, whose terms change no other's.
    """
    if "@context" not in options or options["@context"] == document.get("@context"):
        return document
    now, then = _contexts_of(document), _contexts_of(options)
    if now[: len(then)] != then:
        message = "the document does not begin with the contexts of the proof"
        raise MalformedError(message, path="proof.@context")
    for added in now[len(then) :]:
        if not isinstance(added, str) or added not in contexts:
            raise UnsupportedError(f"a context that the proof does not cover: {str(added)[:80]}")
    return {**document, "@context": options["@context"]}


def _contexts_of(value: Mapping[str, Any]) -> list[object]:
    contexts = value.get("@context", [])
    return contexts if isinstance(contexts, list) else [contexts]
