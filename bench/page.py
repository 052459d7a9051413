"""`python -m bench.page FILE`: what `./dev bench … --json FILE` found, into docs/benchmarks.md."""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
BEGINNING, END = "<!-- measured -->", "<!-- /measured -->"


def main(file: Path) -> None:
    """Write the part between the two marks anew."""
    before, _, rest = PAGE.read_text().partition(BEGINNING)
    _, _, after = rest.partition(END)
    measured = "\n".join(lines_of(json.loads(file.read_text())))
    PAGE.write_text(f"{before}{BEGINNING}\n{measured}\n{END}{after}")


def lines_of(found: Any) -> Iterator[str]:
    """Give the machine, the table and the versions, as Markdown."""
    machine = found["machine"]
    cores = f"{machine['cores']} cores of {machine['processor']}"
    yield f"Measured with `{found['command']}` on {cores}"
    yield f"({machine['system']}), Python {machine['python']}, Node {machine['node']}."
    yield ""
    yield "| what | Insigne (µs) | peer | theirs (µs) | times as fast |"
    yield "|---|---:|---|---:|---:|"
    for _, rows in groupby(found["rows"], lambda row: row["name"]):
        first, *others = rows
        yield _line(f"**{first['name']}**", f"{first['ours']:,.1f}", first)
        yield from (_line("", "", row) for row in others)
    yield ""
    memory = [row for row in found["rows"] if row["memory"] is not None]
    yield from (f"*{row['name']}* took {row['memory']:.0f} MB at most.\n" for row in memory)
    packages = found["versions"].items()
    yield "Versions: " + ", ".join(f"{name} {version}" for name, version in packages) + "."


def _line(name: str, ours: str, row: Any) -> str:
    peer = f"{row['peer']} ({row['what']})" if row["what"] else row["peer"]
    if row["theirs"] is None:
        missing = "" if row["peer"] == "none" else "not present"
        return f"| {name} | {ours} | {'' if row['peer'] == 'none' else peer} | {missing} | |"
    return f"| {name} | {ours} | {peer} | {row['theirs']:,.1f} | {row['ratio']:.2f} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
