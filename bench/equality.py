"""Whether canonical forms are byte for byte those of PyLD and of npm jsonld, over random documents.

A document is canonicalized thrice: by a processor that remembers nothing, by one that does, and by
that one again. Where a peer has a known defect, a difference counts as explained only if the
document has what triggers it; a difference without such a cause fails the run.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from pyld import jsonld
from rich.console import Console
from rich.table import Table

from insigne.canonicalization import Canonicalizer
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form
from insigne.canonicalization.ranking import canonical_text
from insigne.canonicalization.rdfc10 import canonicalize_quads
from insigne.canonicalization.to_rdf import emission_of
from insigne.contexts.bundle import BUNDLE
from insigne.errors import InsigneError, UnsupportedError

HERE = Path(__file__).parent
NODE = HERE.parent / ".tools" / "node"
sys.path.insert(0, str(HERE.parent / "library" / "tests" / "canonicalization"))

from known_defects import CAUSES_OF_JSONLD, CAUSES_OF_PYLD, Causes, cause_of  # noqa: E402  # as the next
from random_credentials import Dice  # noqa: E402  # the generator stands among the tests
from random_slots import SlotDice  # noqa: E402  # as the one before

DOCUMENTS, DOCUMENTS_FOR_NODE = 10_000, 4_000

type Document = Mapping[str, object]
type Answer = str | None
"""A canonical form, or nothing from who refused."""


@dataclass
class Comparison:
    """How the answers of one peer compare with ours."""

    peer: str
    equal: int = 0
    explained: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unexplained: list[int] = field(default_factory=list)

    def count(
        self, seed: int, document: Document, ours: Answer, theirs: Answer, causes: Causes
    ) -> None:
        """Note how one document fared."""
        if ours is None or theirs is None:
            who = "both" if ours is theirs else "we" if ours is None else "the peer"
            self.refused[f"refused by {who}"] += 1
        elif ours == theirs:
            self.equal += 1
        elif cause := cause_of(causes, document, theirs):
            self.explained[cause] += 1
        else:
            self.unexplained.append(seed)


class Ours:
    """Our answers."""

    def __init__(self) -> None:
        self._canonicalizer = Canonicalizer(BUNDLE)
        self.filled = self.not_filled = 0

    def answer(self, document: Document, seed: int) -> Answer:
        """Canonicalize in every way that we have; all of them agree, or the run fails."""
        general = _answer(lambda: canonicalize_quads(self._canonicalizer.quads(document)))
        ways = (self._cold, self._canonicalizer.canonicalize, self._canonicalizer.canonicalize)
        if any(_answer(partial(way, document)) != general for way in ways):
            raise AssertionError(f"what is remembered changes the answer: {seed}")
        if seed % 5 == 0 and general is not None:
            self._fill(document, seed)
        return general

    def _cold(self, document: Document) -> str:
        processor = self._canonicalizer.processor
        return canonical_text(emission_of(document, processor))

    def _fill(self, document: Document, seed: int) -> None:
        """Make slots of some strings, compile, fill in others; or be refused."""
        dice = SlotDice(seed)
        try:
            form = Form.of(dice.with_slots(document))
            compiled = CompiledDocument.compile(form, self._canonicalizer)
        except (UnsupportedError, ValueError):
            self.not_filled += 1
            return
        for _ in range(5):
            values = dice.values(form)
            found, filled = compiled.fill(values), form.filled(values)
            if found is None:
                self.not_filled += 1
            elif found == _answer(lambda: self._canonicalizer.canonicalize(filled)):  # noqa: B023  # called at once
                self.filled += 1
            else:
                raise AssertionError(f"a filled template differs: {seed}")


def _answer(call: Callable[[], str]) -> Answer:
    try:
        return call()
    except InsigneError:
        return None


def by_pyld(document: Document) -> Answer:
    """The answer of PyLD."""
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    try:
        canonical: str = jsonld.normalize(document, options)
    except jsonld.JsonLdError:
        return None
    return canonical


def _load(url: str, options: object) -> dict[str, object]:
    return {"contentType": None, "contextUrl": None, "documentUrl": url, "document": BUNDLE[url]}


def by_jsonld(documents: Iterable[Document]) -> Iterator[Answer]:
    """The answers of npm jsonld, one after the other."""
    script = NODE / "jsonld.mjs"
    script.write_text((HERE / "peers" / "jsonld.mjs").read_text())
    with subprocess.Popen(
        ["node", script.name], cwd=NODE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as node:
        assert node.stdin and node.stdout
        for item in ({url: BUNDLE[url] for url in BUNDLE}, *documents):
            node.stdin.write(json.dumps(item) + "\n")
            node.stdin.flush()
            if item is not None and "@context" in item:
                yield json.loads(node.stdout.readline()).get("canonical")
        node.stdin.close()


def compare(documents: int, documents_for_node: int) -> tuple[list[Comparison], Ours]:
    """Ask everybody, and count."""
    us, python, node = Ours(), Comparison("PyLD"), Comparison("npm jsonld")
    answers: dict[int, Answer] = {}
    for seed in range(documents):
        document = Dice(seed).document()
        answers[seed] = us.answer(document, seed)
        python.count(seed, document, answers[seed], by_pyld(document), CAUSES_OF_PYLD)
    if not (NODE / ".ready").exists():
        return [python], us
    seeds = range(min(documents, documents_for_node))
    theirs = by_jsonld(Dice(seed).document() for seed in seeds)
    for seed, answer in zip(seeds, theirs, strict=True):
        node.count(seed, Dice(seed).document(), answers[seed], answer, CAUSES_OF_JSONLD)
    return [python, node], us


def table(comparisons: Iterable[Comparison], us: Ours) -> Table:
    """The counts as a person reads them."""
    drawn = Table("peer", "documents", "count")
    for one in comparisons:
        drawn.add_row(one.peer, "equal byte for byte", f"{one.equal:,}")
        for reason, count in [*one.refused.items(), *one.explained.items()]:
            drawn.add_row("", reason, f"{count:,}")
        drawn.add_row("", "different without a known cause", f"{len(one.unexplained):,}")
    drawn.add_row("ourselves", "templates filled, equal to the general way", f"{us.filled:,}")
    drawn.add_row("", "templates left to the general way", f"{us.not_filled:,}")
    return drawn


def run(arguments: list[str]) -> None:
    """Compare, print, and fail if anything differs that should not."""
    parser = argparse.ArgumentParser(prog="./dev bench equality", description=__doc__)
    parser.add_argument("--documents", type=int, default=DOCUMENTS)
    parser.add_argument("--documents-for-node", type=int, default=DOCUMENTS_FOR_NODE)
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args(arguments)
    comparisons, us = compare(asked.documents, asked.documents_for_node)
    Console().print(table(comparisons, us))
    if asked.json:
        asked.json.write_text(json.dumps(list(map(vars, comparisons)), indent=1) + "\n")
    if unexplained := [(one.peer, one.unexplained) for one in comparisons if one.unexplained]:
        raise SystemExit(f"different without a known cause, by seed: {unexplained}")
