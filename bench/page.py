"""`python -m bench.page FILE…`: what `./dev bench … --json FILE` found, into docs/benchmarks.md.

Each file goes where its rows belong: lists of recipients, pages, or all the rest.
"""

import json
import sys
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parent.parent / "docs" / "benchmarks.md"
LISTS, PAGES = "bulk ", "page "
"""What the names of the rows begin with."""
VERIFYING = "bulk verify"


def main(files: Sequence[Path]) -> None:
    """Write the parts anew that these files are about; two databases stand side by side."""
    found = [json.loads(file.read_text()) for file in files]
    pages = [one for one in found if _is_about(one, PAGES)]
    lists = [one for one in found if _is_about(one, LISTS)]
    others = [one for one in found if one not in pages and one not in lists]
    for one in others:
        _write("measured", lines_of(one))
    if lists:
        _write("lists", lines_of_lists(lists))
    if pages:
        _write("pages", lines_of_pages(pages))


def _is_about(found: Any, beginning: str) -> bool:
    names = [row["name"] for row in found["rows"]]
    return all(name.startswith(beginning) for name in names)


def _write(name: str, lines: Iterator[str]) -> None:
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    before, _, rest = PAGE.read_text().partition(begin)
    _, _, after = rest.partition(end)
    PAGE.write_text(f"{before}{begin}\n" + "\n".join(lines) + f"\n{end}{after}")


def _machine(found: Any) -> str:
    machine = found["machine"]
    cores = f"{machine['cores']} cores of {machine['processor']}"
    return f"{cores} ({machine['system']}), Python {machine['python']}"


def lines_of_lists(found: Sequence[Any]) -> Iterator[str]:
    """Give what each list took, in seconds, as Markdown."""
    yield f"Measured on {_machine(found[0])}."
    yield ""
    yield "| row | seconds | what | memory |"
    yield "|---|---:|---|---:|"
    for row in (row for one in found for row in one["rows"]):
        if not row["name"].startswith(VERIFYING):
            memory = f"{row['memory']:.0f} MB" if row["memory"] is not None else ""
            yield f"| **{row['name']}** | {row['ours'] / 1e6:.1f} | {row['what']} | {memory} |"


def lines_of_pages(found: Sequence[Any]) -> Iterator[str]:
    """Give the 95th percentile of each page, in milliseconds, a column for each database."""
    times: dict[str, dict[str, float]] = {}
    for row in (row for one in found for row in one["rows"]):
        name, _, where = row["name"].removeprefix(PAGES).rpartition(", ")
        times.setdefault(name, {})[where] = row["ours"] / 1000
    places = sorted({where for of_page in times.values() for where in of_page}, reverse=True)
    yield f"The 95th percentile in milliseconds, measured on {_machine(found[0])}."
    yield ""
    yield f"| page | {' | '.join(places)} |"
    yield f"|---|{'---:|' * len(places)}"
    for name, of_page in times.items():
        cells = [f"{of_page[where]:,.0f}" if where in of_page else "" for where in places]
        yield f"| {name} | {' | '.join(cells)} |"


def lines_of(found: Any) -> Iterator[str]:
    """Give the machine, the table and the versions, as Markdown."""
    node = found["machine"]["node"]
    yield f"Measured with `{found['command']}` on {_machine(found)}, Node {node}."
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
    main([Path(name) for name in sys.argv[1:]])
