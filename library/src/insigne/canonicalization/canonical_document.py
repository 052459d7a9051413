"""The canonical form of a JSON-LD document: what a Data Integrity proof signs the hash of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insigne.canonicalization.active_context import ContextProcessor
from insigne.canonicalization.context_processing import Contexts
from insigne.canonicalization.n_quads import Quad
from insigne.canonicalization.ranking import canonical_text
from insigne.canonicalization.rdfc10 import WORK_LIMIT
from insigne.canonicalization.to_rdf import emission_of, quads_of
from insigne.contexts.bundle import BUNDLE


class Canonicalizer:
    """Canonicalizes documents whose contexts are all among *contexts*, and remembers those."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self._processor: ContextProcessor | None = None

    def canonicalize(
        self,
        document: Mapping[str, Any],
        *,
        hash_name: str = "sha256",
        work_limit: int = WORK_LIMIT,
    ) -> str:
        """Write the canonical N-Quads of *document* (JSON-LD 1.1 in safe mode, RDFC-1.0)."""
        processor = self.processor
        emission = emission_of(document, processor, memory=processor.memory)
        return canonical_text(emission, hash_name=hash_name, work_limit=work_limit)

    def quads(self, document: Mapping[str, Any]) -> list[Quad]:
        """Give the quads of *document*, each blank node by a number."""
        return quads_of(document, self.processor)

    @property
    def special_schemes(self) -> frozenset[str]:
        """Give the schemes that are more than that in some context met so far."""
        return self.processor.special_schemes

    @property
    def processor(self) -> ContextProcessor:
        """What computes the contexts of the next document, and remembers those of the last ones."""
        processor = self._processor
        if processor is None or processor.is_full:
            processor = self._processor = ContextProcessor(self._contexts)
        return processor


OF_THE_BUNDLE = Canonicalizer(BUNDLE)
"""The one with the bundled contexts, and with what it remembers of them."""


def canonicalize(
    document: Mapping[str, Any], *, contexts: Contexts = BUNDLE, hash_name: str = "sha256"
) -> str:
    """Write the canonical N-Quads of *document*, whose contexts are all among *contexts*.

    Raises `MalformedError` where data would be lost or guessed (a term that no context defines, a
    relative IRI, an inline context), and `UnsupportedError` for a context that is not among
    *contexts* and for the parts of JSON-LD that credentials do without. Both say where.
    """
    canonicalizer = OF_THE_BUNDLE if contexts is BUNDLE else Canonicalizer(contexts)
    return canonicalizer.canonicalize(document, hash_name=hash_name)
