"""How far it is: one line on a terminal, drawn over itself, and nothing anywhere else."""

import sys
import time
from typing import TextIO

WIDTH = 30
SECONDS_BETWEEN = 0.1


class Progress:
    """A bar on *stream*, if that is a terminal."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Begin at nothing of *total*."""
        self._stream = stream if stream is not None else sys.stderr
        self._is_shown = self._stream.isatty()
        self._total = total
        self._done = 0
        self._began = self._drawn = time.monotonic()

    def advance(self) -> None:
        """Count one more."""
        self._done += 1
        if self._is_shown and time.monotonic() - self._drawn >= SECONDS_BETWEEN:
            self._drawn = time.monotonic()
            self._stream.write("\r" + self._line() + "\x1b[K")
            self._stream.flush()

    def clear(self) -> None:
        """Wipe the bar off, so that something else can be written there."""
        if self._is_shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _line(self) -> str:
        full = WIDTH * self._done // max(1, self._total)
        rate = self._done / max(1e-9, time.monotonic() - self._began)
        bar = "#" * full + "." * (WIDTH - full)
        return f"[{bar}] {self._done}/{self._total}  {rate:,.0f} a second"
