"""What the database of one machine does not do by itself: it counts what its indexes hold."""

from __future__ import annotations

import time
from typing import Final

from django.db import connection

EVERY: Final = 24 * 3600.0
_counted_at: float | None = None


def count_for_plans() -> int:
    """Have SQLite count its tables, once a day; answer 1 if it did. PostgreSQL counts by itself.

    Without it SQLite takes an institution with a million awards for one with ten, and walks
    through all of them where an address would lead to one.
    """
    global _counted_at
    now = time.monotonic()
    if connection.vendor != "sqlite" or (_counted_at is not None and now < _counted_at + EVERY):
        return 0
    _counted_at = now
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return 1
