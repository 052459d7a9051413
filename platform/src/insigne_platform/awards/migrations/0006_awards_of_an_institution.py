"""Every award says whose it is and what it is called, so that long lists have their own order."""

from __future__ import annotations

from typing import Any, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Index, Q

AT_ONCE: Final = 1000
NEWEST: Final = ["institution", "-awarded_at", "id"]
LISTED: Final = {
    "waiting": Q(claimed_at__isnull=True, declined_at__isnull=True, revoked_at__isnull=True),
    "claimed": Q(claimed_at__isnull=False),
    "declined": Q(declined_at__isnull=False),
    "suspended": Q(suspended_at__isnull=False),
    "revoked": Q(revoked_at__isnull=False),
    "unfinished": Q(issued_at__isnull=True),
}
NEW: Final = [
    Index(
        fields=["recipient_email", "institution", "-awarded_at", "id"], name="awards_of_address"
    ),
    Index(fields=NEWEST, name="awards_newest"),
    Index(
        fields=["institution", "recipient_name", "recipient_email", "id"], name="awards_by_name"
    ),
    Index(fields=["institution", "badge_name", "id"], name="awards_by_badge"),
    Index(
        fields=["institution", "expires_at", "id"],
        name="awards_expiring",
        condition=Q(expires_at__isnull=False),
    ),
    Index(
        fields=["expires_at"],
        name="awards_running_out",
        condition=Q(expires_at__isnull=False),
    ),
    *(
        Index(fields=NEWEST, name=f"awards_list_{state}", condition=condition)
        for state, condition in LISTED.items()
    ),
]


def fill(apps: Any, schema_editor: Any) -> None:
    """Say of the awards of every badge, one badge after the other, whose they are."""
    award = apps.get_model("awards", "Award")
    versions = apps.get_model("achievements", "AchievementVersion").objects.filter(
        pk__in=award.objects.values("version")
    )
    for key, institution, dutch, english in versions.values_list(
        "pk", "achievement__issuer__institution", "name_nl", "name_en"
    ):
        award.objects.filter(version=key).update(
            institution_id=institution, badge_name=english or dutch
        )
    _know_recipients(award, apps.get_model("awards", "KnownRecipient"))
    if schema_editor.connection.vendor == "postgresql":
        # A table with rows whose references are still to be checked cannot be altered.
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _know_recipients(award: Any, known: Any) -> None:
    """In Python, as the database of one machine knows no small letters but those of English."""
    rows = award.objects.order_by().values_list("institution", "recipient_email", "recipient_name")
    made = []
    for institution, email, name in rows.distinct().iterator(AT_ONCE):
        row = known(institution_id=institution, email=email.lower(), name=name.lower())
        made.append(row)
        if len(made) == AT_ONCE:
            known.objects.bulk_create(made, AT_ONCE // 4, ignore_conflicts=True)
            made = []
    known.objects.bulk_create(made, AT_ONCE // 4, ignore_conflicts=True)


def _to(table: str, **more: Any) -> Any:
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to=table, **more)


class Migration(migrations.Migration):
    """Two columns, who is known, and the indexes that begin with the institution."""

    dependencies = [
        ("achievements", "0003_picture_design_and_catalogue"),
        ("awards", "0005_uncollected"),
        ("institutions", "0003_presets"),
    ]

    operations = [
        migrations.CreateModel(
            name="KnownRecipient",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("email", models.CharField(max_length=254)),
                ("name", models.CharField(max_length=200)),
                (
                    "institution",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="institutions.institution",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("institution", "email", "name"), name="one_known_recipient"
                    )
                ]
            },
        ),
        # Without indexes in the way, which are made anew below.
        migrations.RemoveIndex("award", "awards_newest"),
        migrations.RemoveIndex("award", "awards_by_name"),
        migrations.RemoveIndex("award", "awards_expiring"),
        migrations.RemoveIndex("award", "awards_awar_recipie_c4cac4_idx"),
        migrations.AddField(
            "award",
            "institution",
            _to("institutions.institution", null=True, related_name="+", db_index=False),
        ),
        migrations.AddField("award", "badge_name", models.CharField(max_length=200, null=True)),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            "award",
            "institution",
            _to("institutions.institution", related_name="+", db_index=False),
        ),
        migrations.AlterField("award", "badge_name", models.CharField(max_length=200)),
        migrations.AlterField(
            "award", "batch", _to("awards.batch", related_name="awards", db_index=False)
        ),
        migrations.AlterField(
            "award",
            "achievement",
            _to("achievements.achievement", related_name="awards", db_index=False),
        ),
        migrations.AlterField(
            "award",
            "status_list",
            _to("awards.statuslist", null=True, related_name="awards", db_index=False),
        ),
        *(migrations.AddIndex("award", index) for index in NEW),
        migrations.AddIndex("batch", Index(fields=["-created_at", "id"], name="batches_newest")),
    ]
