"""The names of blank nodes where their first-degree hashes tell all of them apart.

In most credentials they do, and then the rank of the hash is the name: these are steps 2 to 4 of
the algorithm in `rdfc10`, on an emission whose lines are written already.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from insigne.canonicalization.emission import Emission
from insigne.canonicalization.n_quads import BlankNode, blank_nodes_of, line
from insigne.canonicalization.rdfc10 import HASHES, WORK_LIMIT, SeenFrom, issue_identifiers

type _Lines = dict[BlankNode, list[str]]

_NAMES = tuple(f"_:c14n{number}" for number in range(256))


def canonical_text(
    emission: Emission, *, hash_name: str = "sha256", work_limit: int = WORK_LIMIT
) -> str:
    """Write the canonical form of what *emission* says (RDFC-1.0)."""
    emission.drop_repetitions()
    hashes = first_degree_hashes(emission, hash_name)
    names = names_by_rank(hashes)
    if names is None:
        issued = issue_identifiers(emission.quads(), hash_name=hash_name, work_limit=work_limit)
        names = [issued[blank] for blank in range(len(hashes))]
    return emission.to_text(names)


def names_by_rank(hashes: Sequence[str]) -> list[str] | None:
    """Name each blank node by the rank of its hash; None if two hashes are equal."""
    name_of = dict(zip(sorted(hashes), _names(len(hashes)), strict=True))
    if len(name_of) < len(hashes):
        return None
    return [name_of[digest] for digest in hashes]


def first_degree_hashes(emission: Emission, hash_name: str = "sha256") -> list[str]:
    """Hash the lines that mention each blank node ("Hash First Degree Quads").

    *emission* repeats no quad.
    """
    hash_ = HASHES[hash_name]
    known = emission.known_hashes if hash_ is sha256 else [None] * len(emission.tails)
    outgoing, incoming = _links_of(emission, known)
    hashes = []
    for blank, digest in enumerate(known):
        if digest is not None:
            hashes.append(digest)
            continue
        # By their beginnings, the lines with an IRI come first, and those from others come last.
        tails = emission.tails[blank]
        lines = ["_:a" + "_:a".join(tails)] if tails else []
        if blank in outgoing:
            lines = sorted(["_:a" + tail for tail in tails] + outgoing[blank])
        if blank in incoming:
            lines = sorted(incoming[blank] + lines)
        hashes.append(hash_("".join(lines).encode()).hexdigest())
    return hashes


def _links_of(emission: Emission, known: Sequence[str | None]) -> tuple[_Lines, _Lines]:
    """Give the lines from each blank node to others, and to each; it being `_:a`, others `_:z`.

    Two quads may give the same line here, and then both count. Those whose hash is *known* are
    passed over.
    """
    outgoing: _Lines = {}
    incoming: _Lines = {}
    for head, blank in emission.heads:
        if known[blank] is None:
            incoming.setdefault(blank, []).append(head + "_:a .\n")
    for subject, between, object_ in emission.links:
        if known[subject] is None:
            outgoing.setdefault(subject, []).append(f"_:a{between}_:z .\n")
        if known[object_] is None:
            incoming.setdefault(object_, []).append(f"_:z{between}_:a .\n")
    for quad in emission.in_graphs:
        for blank in blank_nodes_of(quad):
            outgoing.setdefault(blank, []).append(line(quad, SeenFrom(blank)))
    return outgoing, incoming


def _names(count: int) -> Sequence[str]:
    if count <= len(_NAMES):
        return _NAMES[:count]
    return [f"_:c14n{number}" for number in range(count)]
