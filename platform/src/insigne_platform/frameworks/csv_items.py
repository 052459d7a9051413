"""Reading a framework from a table: columns of our own, or those of ESCO's downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
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

# The names by which columns are known, in small letters; the first found is taken.
KNOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "uri": ("uri", "url", "concepturi", "address", "adres", "identifier"),
    "code": ("code", "humancodingscheme", "nummer", "number"),
    "name": ("name", "naam", "preferredlabel", "fullstatement", "title", "titel"),
    "name_nl": ("name_nl", "naam_nl", "preferredlabel_nl"),
    "name_en": ("name_en", "naam_en", "preferredlabel_en"),
    "description": ("description", "omschrijving", "beschrijving", "notes"),
    "description_nl": ("description_nl", "omschrijving_nl"),
    "description_en": ("description_en", "omschrijving_en"),
    "kind": ("kind", "type", "skilltype", "soort"),
}
KINDS: Final[Mapping[str, str]] = {
    "skill": ItemKind.SKILL,
    "skill/competence": ItemKind.SKILL,
    "vaardigheid": ItemKind.SKILL,
    "knowledge": ItemKind.KNOWLEDGE,
    "kennis": ItemKind.KNOWLEDGE,
    "outcome": ItemKind.OUTCOME,
    "learning outcome": ItemKind.OUTCOME,
    "leeruitkomst": ItemKind.OUTCOME,
}


def read_csv(
    content: bytes, language: str, *, columns: Mapping[str, str], base: str
) -> ReadFramework:
    """Read a table; *columns* say which column is what, where the names do not.

    Rows without an address get one from *base* and their code.
    """
    rows = _rows(content)
    head = [cell.strip().lower() for cell in next(rows, [])]
    places = _places(head, columns)
    if "name" not in places and not {"name_nl", "name_en"} & set(places):
        said = ", ".join(cell for cell in head[:12] if cell) or "—"
        raise refusal(
            _("No column has the names. These columns were found: %(columns)s.")
            % {"columns": said[:300]}
        )
    found: dict[str, Item] = {}
    for count, row in enumerate(rows, start=1):
        if count > MOST_ITEMS:
            raise refusal(_("The framework has more than 20,000 items. Import a part of it."))
        item = _item(row, places, language, base)
        if item is not None:
            found[item.uri] = item
    if not found:
        raise refusal(_("No row has both a name and an address or code."))
    source = "esco" if "concepturi" in head else "csv"
    return ReadFramework("", base, source, tuple(found.values()))


def _rows(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refusal(_("This is not a CSV file in UTF-8. Save it as CSV UTF-8.")) from None
    if "\0" in text:
        raise refusal(_("This is not a CSV file in UTF-8. Save it as CSV UTF-8."))
    first = text.partition("\n")[0]
    delimiter = max((",", ";", "\t"), key=first.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        raise refusal(_("A cell of this table is too long, or a quote is never closed.")) from None


def _places(head: Sequence[str], columns: Mapping[str, str]) -> dict[str, int]:
    places: dict[str, int] = {}
    if unknown := set(columns) - set(KNOWN):
        raise TypeError(f"unknown columns: {', '.join(sorted(unknown))}")
    for name, known in KNOWN.items():
        asked = columns.get(name, "").strip().lower()
        wanted = (asked,) if asked else known
        place = next((head.index(each) for each in wanted if each in head), None)
        if place is not None:
            places[name] = place
        elif asked:
            raise refusal(_("There is no column %(name)s in this file.") % {"name": asked[:100]})
    return places


def _item(row: Sequence[str], places: Mapping[str, int], language: str, base: str) -> Item | None:
    said = {name: row[place] for name, place in places.items() if place < len(row)}
    code, uri = clean(said.get("code", ""), "code"), clean(said.get("uri", ""), "uri")
    if not is_address(uri) and base and code:
        uri = f"{base.rstrip('/')}/{code}".replace(" ", "%20")[:1000]
    texts = {
        name: clean(said.get(name, ""), name.partition("_")[0])
        for name in ("name_nl", "name_en", "description_nl", "description_en")
    }
    for kind in ("name", "description"):
        texts[f"{kind}_{language}"] = texts[f"{kind}_{language}"] or clean(said.get(kind, ""), kind)
    if not is_address(uri) or not (texts["name_nl"] or texts["name_en"]):
        return None
    kind = KINDS.get(clean(said.get("kind", ""), "code").lower(), ItemKind.COMPETENCY)
    return Item(uri, code, kind, **texts)
