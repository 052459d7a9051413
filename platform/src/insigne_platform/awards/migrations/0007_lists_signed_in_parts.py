"""Rows of a list become awards when they are signed, and fewer indexes wait for each award."""

from __future__ import annotations

import uuid
from typing import Any

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.models import Index, Q

import insigne_platform.awards.models
from insigne_platform.core.postgresql import quickly_packed, unpacked, without_pattern_indexes


class AlterWithTheNext(migrations.AlterField):
    """Altered with the next field on SQLite, which makes the whole table anew for each."""

    def database_forwards(self, app_label: str, schema_editor: Any, *states: Any) -> None:
        """Do nothing on SQLite: the next alteration takes the table as the state has it."""
        if schema_editor.connection.vendor != "sqlite":
            super().database_forwards(app_label, schema_editor, *states)


def lighten(_apps: Any, schema_editor: Any) -> None:
    """Tell PostgreSQL what it need not do for every award."""
    without_pattern_indexes(schema_editor, "awards_award", ["public_id", "credential_id"])
    quickly_packed(schema_editor, "awards_issueddocument", ["signed_input", "body"])
    unpacked(schema_editor, "awards_partintent", ["body"])


def _to(table: str, **more: Any) -> Any:
    return models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT, to=table, null=True, db_index=False, **more
    )


PERSON = settings.AUTH_USER_MODEL
SELDOM = ("holder", "revoked_by", "suspended_by", "change")


class Migration(migrations.Migration):
    """An intent for each part of a list; indexes of what most awards do not have are of the rest."""

    dependencies = [
        ("awards", "0006_awards_of_an_institution"),
        ("core", "0003_published_quickly"),
        migrations.swappable_dependency(PERSON),
    ]

    operations = [
        migrations.CreateModel(
            name="PartIntent",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "created_at",
                    models.DateTimeField(default=django.utils.timezone.now, editable=False),
                ),
                ("body", models.BinaryField()),
                (
                    "part",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="intent",
                        to="awards.listpart",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.RemoveIndex("award", "awards_awar_batch_i_d8ad81_idx"),
        AlterWithTheNext("award", "holder", _to(PERSON, related_name="awards")),
        AlterWithTheNext("award", "revoked_by", _to(PERSON, related_name="+")),
        AlterWithTheNext("award", "suspended_by", _to(PERSON, related_name="+")),
        AlterWithTheNext("award", "change", _to("awards.awardchange", related_name="awards")),
        migrations.AlterField(
            "award",
            "subject_urn",
            models.CharField(
                default=insigne_platform.awards.models.new_urn, editable=False, max_length=45
            ),
        ),
        *(
            migrations.AddIndex(
                "award",
                Index(fields=[name], name=f"awards_{name}", condition=Q((f"{name}__isnull", False))),
            )
            for name in SELDOM
        ),
        migrations.AddIndex(
            "award",
            Index(
                fields=["batch", "row_number"],
                name="awards_unmade",
                condition=Q(issued_at__isnull=True),
            ),
        ),
        migrations.RunPython(lighten, migrations.RunPython.noop),
    ]
