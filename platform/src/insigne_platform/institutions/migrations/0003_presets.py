"""Who had a role gets the rights that it stood for; every institution gets an address."""

from itertools import count

from django.db import migrations
from django.utils.text import slugify

RIGHTS = {
    "administrator": (
        "may_edit_badges", "may_award", "may_approve", "may_revoke", "may_manage_staff",
        "may_see_statistics", "may_sign",
    ),
    "awarder": ("may_edit_badges", "may_award", "may_revoke", "may_see_statistics"),
    "observer": ("may_see_statistics",),
}


def give_rights(apps, schema_editor):
    Membership = apps.get_model("institutions", "Membership")
    for role, rights in RIGHTS.items():
        Membership.objects.filter(role=role).update(**dict.fromkeys(rights, True))


def give_addresses(apps, schema_editor):
    Institution = apps.get_model("institutions", "Institution")
    taken = set()
    for institution in Institution.objects.filter(slug=None).order_by("created_at"):
        word = slugify(institution.name_nl or institution.name_en)[:50].strip("-") or "instelling"
        candidates = (word if number == 1 else f"{word}-{number}" for number in count(1))
        institution.slug = next(each for each in candidates if each not in taken)
        taken.add(institution.slug)
        institution.save(update_fields=["slug"])


class Migration(migrations.Migration):

    dependencies = [("institutions", "0002_rights_and_look")]

    operations = [
        migrations.RunPython(give_rights, migrations.RunPython.noop),
        migrations.RunPython(give_addresses, migrations.RunPython.noop),
    ]
