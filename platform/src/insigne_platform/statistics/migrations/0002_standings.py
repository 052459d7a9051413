"""How the awards of a badge stand is kept, and counted once for the badges that are there."""

from __future__ import annotations

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, Q

STANDS = {
    "awarded": Q(),
    "claimed": Q(state="issued", claimed_at__isnull=False),
    "waiting": Q(state="issued", claimed_at=None, declined_at=None),
    "revoked": Q(state="revoked"),
}


def count(apps: Any, _schema_editor: Any) -> None:
    """Count the awards of every badge."""
    counted = {name: Count("pk", filter=which) for name, which in STANDS.items()}
    rows = apps.get_model("awards", "Award").objects.order_by().values("achievement_id")
    standing = apps.get_model("statistics", "Standing")
    standing.objects.bulk_create((standing(**row) for row in rows.annotate(**counted)), 200)


class Migration(migrations.Migration):
    """One table, with a row for every badge that was awarded."""

    dependencies = [
        ("awards", "0006_awards_of_an_institution"),
        ("statistics", "0001_counters"),
    ]

    operations = [
        migrations.CreateModel(
            name="Standing",
            fields=[
                (
                    "achievement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="achievements.achievement",
                    ),
                ),
                *((name, models.PositiveIntegerField(default=0)) for name in STANDS),
            ],
        ),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
