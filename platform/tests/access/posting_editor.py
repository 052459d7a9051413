"""What is posted to the addresses of editor."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from access.world import Side

TABLE = b"code,name\nW1,Reads ice\n"
DRAFT = "/issuing/badges/<uuid:version_id>"


def _framework(_side: Side) -> dict[str, object]:
    return {
        "file": SimpleUploadedFile("skills.csv", TABLE, "text/csv"),
        "name": "Skills of ice",
        "language": "en",
        "base": "https://skills.example",
    }


POSTED: Mapping[str, Callable[[Side], dict[str, object]]] = {
    f"{DRAFT}/step/<slug:step>": lambda _: {"name_en": "Reading old ice"},
    f"{DRAFT}/settle": lambda _: {"mine": '{"name_en": "Mine"}', "take_name_en": "mine"},
    f"{DRAFT}/approval": lambda _: {"withdraw": "1"},
    f"{DRAFT}/template": lambda _: {"name": "A start"},
    f"{DRAFT}/add": lambda side: {"item": f"{side.named['framework']['item']}:skill"},
    "/issuing/<str:public_id>/frameworks": _framework,
}
