"""`./dev bench [NAME…] [--json FILE]`: run the benchmarks and print the ratios.

`./dev bench equality` compares bytes instead of times.
"""

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import (
    baking,
    bulk,
    canonicalization,
    command,
    data_integrity,
    equality,
    issuing,
    pages,
    proofs,
    status,
    tokens,
)
from bench.machine import machine, versions
from bench.timing import Row

BENCHES: Mapping[str, Callable[[], list[Row]]] = {
    "canonicalization": canonicalization.measure,
    "proofs": proofs.measure,
    "data-integrity": data_integrity.measure,
    "tokens": tokens.measure,
    "baking": baking.measure,
    "status": status.measure,
    "command": command.measure,
    "bulk": lambda: [*issuing.measure(), *bulk.measure()],
    "bulk-issue": issuing.measure,
    "bulk-kill": issuing.kill,
    "pages": pages.measure,
}
WHOLE = ("canonicalization", "proofs")
"""What is run when nothing is named: the others are parts of `proofs`."""


def table(rows: list[Row]) -> Table:
    """The rows as a person reads them."""
    drawn = Table("what", "ours (µs)", "peer", "theirs (µs)", "ratio")
    for row in rows:
        theirs = "not present" if row.theirs is None else f"{row.theirs:,.1f}"
        ratio = "" if row.ratio is None else f"{row.ratio:.2f} ×"
        peer = f"{row.peer} ({row.what})" if row.what else row.peer
        drawn.add_row(row.name, f"{row.ours:,.1f}", peer, theirs, ratio)
    return drawn


def main() -> None:
    """Read the command line, measure, print, and write the file that was asked for."""
    parser = argparse.ArgumentParser(prog="./dev bench", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], metavar="NAME")
    parser.add_argument("--json", type=Path, metavar="FILE")
    asked = parser.parse_args()
    names = asked.names or WHOLE
    rows = [row for name in names for row in BENCHES[name]()]
    Console().print(table(rows))
    if asked.json:
        found = {
            "command": " ".join(["./dev bench", *names]),
            "machine": machine(),
            "versions": versions(),
            "rows": [row.to_json() for row in rows],
        }
        asked.json.write_text(json.dumps(found, indent=1) + "\n")


if sys.argv[1:2] == ["equality"]:
    equality.run(sys.argv[2:])
else:
    main()
