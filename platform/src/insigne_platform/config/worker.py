"""The worker: it tells the facts that wait, and sweeps up what a dead worker left."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence

import structlog
from django.db import close_old_connections

from insigne_platform.core import outbox

log = structlog.get_logger("insigne.worker")

REST = 2.0  # seconds at most between two looks; a new fact of this process wakes at once
SWEEP = 60.0
LONGEST_STOP = 10.0  # seconds for what is at hand; a longer piece is taken back and done anew


class Worker:
    """A loop that runs in a thread of the server, or as a process of its own."""

    def __init__(self, sweepers: Sequence[Callable[[], object]] = ()) -> None:
        self._sweepers = sweepers
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._swept = float("-inf")

    def start(self) -> None:
        """Work in a thread of this process."""
        self._thread = threading.Thread(target=self.run, name="insigne-worker", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Finish the one thing that is at hand, and end; what waits is for the next worker."""
        self._stopping.set()
        outbox.wake.set()
        if self._thread is not None:
            self._thread.join(timeout=LONGEST_STOP)

    def run(self) -> None:
        """Work until `stop`; trouble is logged and the loop goes on."""
        while not self._stopping.is_set():
            outbox.wake.clear()
            told = self._round()
            if not told:
                outbox.wake.wait(REST)

    def _round(self) -> int:
        close_old_connections()
        try:
            if time.monotonic() - self._swept > SWEEP:
                self._swept = time.monotonic()
                for sweep in self._sweepers:
                    if not self._stopping.is_set():
                        sweep()
            return outbox.deliver_pending(is_over=self._stopping.is_set)
        except Exception:  # the database may be away; the worker outlives that
            log.exception("worker round failed")
            return 0
        finally:
            close_old_connections()
