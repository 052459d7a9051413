"""Commands that other packages add, through the entry-point group `insigne.commands`."""

import sys
from collections.abc import Mapping
from importlib.metadata import entry_points

GROUP = "insigne.commands"


def commands() -> Mapping[str, object]:
    """Give every added command by name; a package that cannot be loaded is named, and left out.

    Each entry point is a mapping from names to typer apps or functions.
    """
    found: dict[str, object] = {}
    for point in entry_points(group=GROUP):
        try:
            found.update(dict(point.load()))
        except Exception as error:  # whatever is wrong with it must not stop the others
            reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
            print(f"The commands of {point.value} cannot be loaded ({reason}).", file=sys.stderr)
    return found
