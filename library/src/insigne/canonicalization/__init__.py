"""This room is for one document, one sequence of bytes: JSON-LD to canonical N-Quads."""

from insigne.canonicalization.canonical_document import Canonicalizer, canonicalize

__all__ = ["Canonicalizer", "canonicalize"]
