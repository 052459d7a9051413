"""Structured logs, one JSON object a line, without personal data."""

from __future__ import annotations

import logging
import sys
import traceback

import structlog
from structlog.typing import EventDict, WrappedLogger

MOST_CAUSES = 5
SAY_PATHS = ("django.request", "django.security", "waitress")


def configure(level: str) -> None:
    """Send everything that is logged to standard error, as JSON lines."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[without_addresses, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                frames_only,
                structlog.processors.JSONRenderer(),
            ],
        )
    )
    handler.set_name("insigne")
    root = logging.getLogger()
    root.handlers = [h for h in root.handlers if h.get_name() != "insigne"] + [handler]
    root.setLevel(level)
    logging.getLogger("django.utils.autoreload").setLevel(logging.WARNING)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    logging.getLogger("django.template").setLevel(logging.WARNING)
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # it names every address it asks


def without_addresses(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Keep paths out of Django's own messages: a path may hold somebody's token."""
    record = event.get("_record")
    if record is not None and record.name.startswith(SAY_PATHS):
        event["event"] = f"{record.name}: answered {getattr(record, 'status_code', 500)}"
    return event


def frames_only(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """Keep what an error says out of the log: it may name an address. Where it was, suffices."""
    exc_info = event.pop("exc_info", None)
    error = sys.exception() if exc_info is True else exc_info
    if isinstance(error, tuple):
        error = error[1]
    errors: list[dict[str, object]] = []
    while isinstance(error, BaseException) and len(errors) < MOST_CAUSES:
        frames = traceback.extract_tb(error.__traceback__)
        where = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        errors.append({"error": type(error).__name__, "frames": where})
        error = error.__cause__ or error.__context__
    if errors:
        event["errors"] = errors
    return event
