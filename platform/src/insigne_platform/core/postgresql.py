"""What only PostgreSQL is told about a table; migrations call it, and elsewhere it does nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def without_pattern_indexes(schema_editor: Any, table: str, columns: Sequence[str]) -> None:
    """Drop the second index of unique texts, for `LIKE`: nobody asks for a part of these."""
    if schema_editor.connection.vendor == "postgresql":
        for column in columns:
            name = schema_editor._create_index_name(table, [column], suffix="_like")
            schema_editor.execute(f'DROP INDEX IF EXISTS "{name}"')


def quickly_packed(schema_editor: Any, table: str, columns: Sequence[str]) -> None:
    """Pack long values with LZ4 where the server can: it packs as well, in a tenth of the time."""
    if schema_editor.connection.vendor == "postgresql" and _knows_lz4(schema_editor.connection):
        for column in columns:
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER "{column}" SET COMPRESSION lz4')


def unpacked(schema_editor: Any, table: str, columns: Sequence[str]) -> None:
    """Keep long values as they are: they stay for seconds only."""
    if schema_editor.connection.vendor == "postgresql":
        for column in columns:
            schema_editor.execute(f'ALTER TABLE "{table}" ALTER "{column}" SET STORAGE EXTERNAL')


def _knows_lz4(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
        )
        row = cursor.fetchone()
    return bool(row and row[0])
