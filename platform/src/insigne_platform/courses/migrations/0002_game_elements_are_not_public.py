"""What was published of game elements before they were kept inside is taken from the public."""

from django.db import migrations


def take_away(apps, schema_editor):
    Document = apps.get_model("core", "PublicDocument")
    Achievement = apps.get_model("achievements", "Achievement")
    Award = apps.get_model("awards", "Award")
    for achievement in Achievement.objects.filter(scenario="game"):
        name = achievement.public_id
        paths = (f"/public/badges/{name}", f"/public/3/badges/{name}")
        Document.objects.filter(path__in=paths).delete()
        Document.objects.filter(path__startswith=f"/public/badges/{name}/").delete()
    earned = Award.objects.filter(achievement__scenario="game")
    for public_id in earned.values_list("public_id", flat=True).iterator():
        Document.objects.filter(path=f"/public/assertions/{public_id}").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_course_spaces"),
        ("core", "0001_initial"),
        ("achievements", "0001_initial"),
        ("awards", "0001_initial"),
    ]
    operations = [migrations.RunPython(take_away, migrations.RunPython.noop)]
