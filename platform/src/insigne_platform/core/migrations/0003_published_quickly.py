"""Public documents are put away with less ado (PostgreSQL)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from insigne_platform.core.postgresql import quickly_packed, without_pattern_indexes

TABLE = "core_publicdocument"


def lighten(_apps: Any, schema_editor: Any) -> None:
    """One index of the path is enough, and LZ4 packs the body."""
    without_pattern_indexes(schema_editor, TABLE, ["path"])
    quickly_packed(schema_editor, TABLE, ["body"])


class Migration(migrations.Migration):
    """Nothing that Django knows of changes."""

    dependencies = [("core", "0002_audit_of_institution")]
    operations = [migrations.RunPython(lighten, migrations.RunPython.noop)]
