"""Writing the same columns of many rows in one go, which is quicker than a statement each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection, models


def update_rows(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Iterable[tuple[UUID, Sequence[object]]],
    *,
    while_empty: str = "",
) -> None:
    """Set *columns* of each row by its key; with *while_empty*, only where that column is null."""
    field_of = {field.name: field for field in model._meta.concrete_fields}
    fields = [*(field_of[name] for name in columns), model._meta.pk]
    quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
    table = connection.ops.quote_name(model._meta.db_table)
    assignments = ", ".join(f"{name} = %s" for name in quoted[:-1])
    sql = f"UPDATE {table} SET {assignments} WHERE {quoted[-1]} = %s"  # noqa: S608 - our own names
    if while_empty:
        sql += f" AND {connection.ops.quote_name(str(field_of[while_empty].column))} IS NULL"
    values = [
        [
            field.get_db_prep_save(value, connection)
            for field, value in zip(fields, (*given, key), strict=True)
        ]
        for key, given in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(sql, values)
