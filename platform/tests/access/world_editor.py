"""What stands behind the doors of editor, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from insigne_platform.achievements import services as achievements
from insigne_platform.frameworks import services as frameworks
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
TABLE = b"code,name\nW1,Reads water\nW2,Reads wind\n"


def more_of(side: Any, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of editor name, and give it by its name in the matrix."""
    house = {"public_id": side.institution.public_id}
    edited = achievements.draft_badge(side.issuer, WORDS, by=administrator)
    achievements.edit_draft(edited, {"name_en": "Reading snow"}, by=administrator)
    asked = achievements.draft_badge(side.issuer, WORDS, by=administrator)
    achievements.set_picture(asked, PICTURE, by=administrator)
    achievements.ask_approval(asked, by=administrator, at=NOON)
    template = achievements.save_template(edited, "Snow", by=administrator)
    framework = frameworks.import_framework(
        side.institution, TABLE, by=administrator, at=NOON, name="Water", language="en",
        base="https://water.example",
    )  # fmt: skip
    return {
        "step": {"version_id": edited.pk, "step": "earned"},
        "edited": {"version_id": edited.pk},
        "asked-approval": {"version_id": asked.pk},
        "item": {"version_id": edited.pk},
        "template": {**house, "template_id": template.pk},
        "framework": {
            **house, "framework_id": framework.pk, "item": framework.items.get(code="W1").pk,
        },
    }  # fmt: skip
