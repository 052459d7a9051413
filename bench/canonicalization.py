"""Canonicalizing, beside PyLD; both sides give the same bytes."""

from pyld import jsonld

from bench import with_pyld
from bench.materials import documents, one_after_another
from bench.sample import credential
from bench.timing import Peer, Row, race, timer
from insigne.canonicalization import canonicalize
from insigne.canonicalization.rdfc10 import canonicalize_n_quads


def measure() -> list[Row]:
    """Rows for a whole document, award after award, and for a dataset alone."""
    document, following = credential(), one_after_another(documents())
    n_quads = canonicalize(document)
    if n_quads != with_pyld.canonical(document):
        raise AssertionError("speed that is not exact does not count")
    options = with_pyld.OPTIONS | {"inputFormat": "application/n-quads"}
    pyld = Peer("PyLD", timer(lambda: with_pyld.canonical(document)))
    pyld_dataset = Peer("PyLD", timer(lambda: jsonld.normalize(n_quads, options)))
    return [
        *race("canonicalize JSON-LD", timer(lambda: canonicalize(following())), [pyld]),
        *race("canonicalize N-Quads", timer(lambda: canonicalize_n_quads(n_quads)), [pyld_dataset]),
    ]
