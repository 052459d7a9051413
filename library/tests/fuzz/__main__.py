"""Fuzz the parsers: `python library/tests/fuzz [--seconds S] [--seed N] [TARGET…]`.

All targets share the time. What is found is written to `library/tests/vectors/fuzz`, where it is
tried at every run of the tests from then on; the exit code is 1 if there was something.
"""

import argparse
import sys
import time
import traceback
import warnings
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from fuzzing import fuzz  # noqa: E402  found only now
from targets import TARGETS  # noqa: E402


def main() -> int:
    """Fuzz every target for its part of the time."""
    parser = argparse.ArgumentParser(description="Throw changed inputs at every parser.")
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=", ".join(TARGETS))
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=int(time.strftime("%Y%m%d")))
    options = parser.parse_args()
    if unknown := set(options.targets) - TARGETS.keys():
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    warnings.simplefilter("error")
    chosen = [TARGETS[name] for name in options.targets or TARGETS]
    began, found = time.monotonic(), 0
    print(f"seed {options.seed}", flush=True)
    for position, target in enumerate(chosen):
        left = options.seconds - (time.monotonic() - began)
        result = fuzz(target, seed=options.seed, seconds=left / (len(chosen) - position))
        found += len(result.faults)
        print(f"{target.name:20} {result.tried:8,} inputs {result.lines:6,} lines", flush=True)
        for fault in result.faults:
            print(f"  FAULT, kept as {fault.write()}")
            traceback.print_exception(fault.error, file=sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
