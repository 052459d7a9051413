"""Reading a framework from CASE 1.0 or 1.1 JSON (a CFPackage, or CFItems with their CFDocument)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from insigne_platform.frameworks.items import (
    MOST_ITEMS,
    Item,
    ReadFramework,
    clean,
    is_address,
    refusal,
)
from insigne_platform.frameworks.models import ItemKind

KINDS: Final[Mapping[str, str]] = {
    "skill": ItemKind.SKILL,
    "knowledge": ItemKind.KNOWLEDGE,
    "learning outcome": ItemKind.OUTCOME,
    "outcome": ItemKind.OUTCOME,
}


def read_case(content: bytes, language: str) -> ReadFramework:
    """Read a package; its items are in the language that they name, or else in *language*."""
    try:
        package = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refusal(_("This is not JSON. Export the framework as CASE JSON.")) from None
    document, items = _parts(package)
    if len(items) > MOST_ITEMS:
        raise refusal(_("The framework has more than 20,000 items. Import a part of it."))
    spoken = _language(document, language)
    found = {
        item.uri: item for each in items if isinstance(each, dict) and (item := _item(each, spoken))
    }
    if not found:
        raise refusal(_("No item in this file has both words and an address."))
    uri = clean(document.get("uri"), "uri")
    name = clean(document.get("title"), "name")[:300]
    return ReadFramework(name, uri if is_address(uri) else "", "case", tuple(found.values()))


def _parts(package: object) -> tuple[dict[str, object], list[object]]:
    if not isinstance(package, dict):
        raise refusal(_("This JSON is not a CASE framework: it has no CFItems."))
    document, items = package.get("CFDocument"), package.get("CFItems")
    if not isinstance(items, list):
        raise refusal(_("This JSON is not a CASE framework: it has no CFItems."))
    return (document if isinstance(document, dict) else {}), items


def _language(document: Mapping[str, object], otherwise: str) -> str:
    named = clean(document.get("language"), "code").lower()
    return named[:2] if named[:2] in ("nl", "en") else otherwise


def _item(each: Mapping[str, object], language: str) -> Item | None:
    uri = clean(each.get("uri"), "uri")
    name = clean(each.get("fullStatement"), "name")
    if not name or not is_address(uri):
        return None
    spoken = _language(each, language)
    kind = KINDS.get(clean(each.get("CFItemType"), "code").lower(), ItemKind.COMPETENCY)
    notes = clean(each.get("notes"), "description")
    code = clean(each.get("humanCodingScheme"), "code")
    if spoken == "nl":
        return Item(uri, code, kind, name_nl=name, description_nl=notes)
    return Item(uri, code, kind, name_en=name, description_en=notes)
