"""What happens to frameworks: they are imported from files, and removed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.frameworks.case_json import read_case
from insigne_platform.frameworks.csv_items import read_csv
from insigne_platform.frameworks.items import (
    LARGEST_FILE,
    Item,
    ReadFramework,
    clean,
    is_address,
    refusal,
)
from insigne_platform.frameworks.models import Framework, FrameworkItem
from insigne_platform.frameworks.permissions import may_import
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person

MOST_FRAMEWORKS = 50


@transaction.atomic
def import_framework(
    institution: Institution,
    content: bytes,
    *,
    by: Person,
    at: datetime,
    name: str = "",
    language: str = "nl",
    base: str = "",
    columns: Mapping[str, str] | None = None,
) -> Framework:
    """Bring in a framework from CASE JSON or CSV; one of the same name is replaced.

    Badges keep what they picked from it before.
    Raises `Invalid` with what is wrong with the file.
    """
    if not may_import(by, institution):
        raise NotPermitted(_("You do not bring in frameworks for this institution."))
    read = _read(content, language=language, base=base.strip(), columns=columns or {})
    name = clean(name, "name")[:300] or read.name
    if not name:
        raise Invalid([Problem("name", _("Give the framework a name."))])
    there = institution.frameworks.filter(name=name).first()
    if there is None and institution.frameworks.count() >= MOST_FRAMEWORKS:
        raise Invalid([Problem("name", _("There are 50 frameworks. Remove one first."))])

    framework = there or Framework(institution=institution, name=name)
    framework.uri, framework.source, framework.item_count = read.uri, read.source, len(read.items)
    framework.imported_by, framework.imported_at = by, at
    framework.save()
    framework.items.all().delete()
    FrameworkItem.objects.bulk_create((_row(framework, item) for item in read.items), 1000)
    audit.record(by, "framework.imported", framework, items=len(read.items), source=read.source)
    return framework


@transaction.atomic
def remove_framework(framework: Framework, *, by: Person) -> None:
    """Take a framework away; badges keep what they picked from it."""
    if not may_import(by, framework.institution):
        raise NotPermitted(_("You do not bring in frameworks for this institution."))
    audit.record(by, "framework.removed", framework, items=framework.item_count)
    framework.delete()


def _read(content: bytes, *, language: str, base: str, columns: Mapping[str, str]) -> ReadFramework:
    if language not in ("nl", "en"):
        raise Invalid([Problem("language", _("Choose Dutch or English."))])
    if base and not is_address(base):
        raise Invalid([Problem("base", _("Give an address that begins with https://."))])
    if not content.strip():
        raise refusal(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise refusal(_("The file is larger than 10 MB. Import a part of the framework."))
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"["):
        return read_case(content, language)
    return read_csv(content, language, columns=columns, base=base)


def _row(framework: Framework, item: Item) -> FrameworkItem:
    return FrameworkItem(
        framework=framework,
        uri=item.uri,
        code=item.code,
        kind=item.kind,
        name_nl=item.name_nl,
        name_en=item.name_en,
        description_nl=item.description_nl,
        description_en=item.description_en,
        words=item.words,
    )
