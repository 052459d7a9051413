"""Canonicalizing, beside PyLD."""

from collections.abc import Mapping

from pyld import jsonld

from bench.sample import credential
from bench.timing import Row, microseconds
from insigne.canonicalization import canonicalize
from insigne.canonicalization.rdfc10 import canonicalize_n_quads
from insigne.contexts.bundle import BUNDLE

OPTIONS = {"algorithm": "URDNA2015", "format": "application/n-quads"}


def measure() -> list[Row]:
    """Rows for a whole document and for its dataset alone; both sides give the same bytes."""
    document = credential()
    n_quads = canonicalize(document)
    if n_quads != _pyld(document):
        raise AssertionError("speed that is not exact does not count")
    from_n_quads = OPTIONS | {"inputFormat": "application/n-quads"}
    return [
        Row(
            "canonicalize JSON-LD",
            microseconds(lambda: canonicalize(document)),
            "PyLD",
            microseconds(lambda: _pyld(document)),
        ),
        Row(
            "canonicalize N-Quads",
            microseconds(lambda: canonicalize_n_quads(n_quads)),
            "PyLD",
            microseconds(lambda: jsonld.normalize(n_quads, from_n_quads)),
        ),
    ]


def _pyld(document: Mapping[str, object]) -> str:
    canonical: str = jsonld.normalize(document, OPTIONS | {"documentLoader": _load})
    return canonical


def _load(url: str, options: object) -> dict[str, object]:
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": url,
        "document": BUNDLE[url],
    }
