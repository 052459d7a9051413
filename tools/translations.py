"""Keep the Dutch words whole: `check`, `update [--from FILE]` and `compile`.

English is the source language and stands in the code and the templates; this tool finds
every string there, and compares it with the Dutch catalogue. It needs no gettext tools.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "platform" / "src" / "insigne_platform"
DUTCH = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
NOT_FOR_PEOPLE = {"migrations", "__pycache__", "locale", "static"}
TEMPLATE_ENDINGS = {".html", ".txt"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
DAY_OF_HEADER = datetime(2026, 11, 23, tzinfo=UTC)  # fixed, so that a change shows words only
PLACEHOLDER = re.compile(r"%\((\w+)\)|%[sd]|\{(\w*)\}")

type Key = tuple[str, str | None]
type Id = str | tuple[str, ...]


@dataclass
class Found:
    """A string to translate, and the files where it stands."""

    id: Id
    context: str | None
    files: set[str] = field(default_factory=set)


def files() -> Iterator[Path]:
    """List every Python file and template of the platform, in a fixed order."""
    for path in sorted(SOURCE.rglob("*")):
        if NOT_FOR_PEOPLE.isdisjoint(path.relative_to(SOURCE).parts):
            is_template = path.suffix in TEMPLATE_ENDINGS and "templates" in path.parts
            if path.suffix == ".py" or is_template:
                yield path


def strings() -> dict[Key, Found]:
    """Find every string for people, by its text and context."""
    found: dict[Key, Found] = {}
    for path in files():
        name = path.relative_to(SOURCE).as_posix()
        for message_id, context in strings_in(path):
            singular = message_id if isinstance(message_id, str) else message_id[0]
            entry = found.setdefault((singular, context), Found(message_id, context))
            if isinstance(message_id, tuple):
                entry.id = message_id
            entry.files.add(name)
    return found


def strings_in(path: Path) -> Iterator[tuple[Id, str | None]]:
    """Find the strings of one file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # A template becomes lines of code, without the indentation that Python would mind.
        code = templatize(text, origin=str(path))
        text = "\n".join(line.strip() for line in code.splitlines())
    for _line, message_id, _comments, context in extract(
        "python", BytesIO(text.encode()), keywords=KEYWORDS
    ):
        yield message_id, context


def empty() -> Catalog:
    """Begin a catalogue."""
    return Catalog(
        locale="nl",
        header_comment="# The Dutch words of Insigne: je for holders, u for viewers and staff.",
        project="Insigne",
        version="1",
        copyright_holder="the Insigne contributors",
        msgid_bugs_address="",
        last_translator="the Insigne contributors",
        language_team="nl",
        creation_date=DAY_OF_HEADER,
        revision_date=DAY_OF_HEADER,
        fuzzy=False,
    )


def dutch(path: Path = DUTCH) -> Catalog:
    """Read a catalogue, or begin one."""
    if not path.exists():
        return empty()
    with path.open("rb") as file:
        return read_po(file, locale="nl")


def entries(catalog: Catalog) -> dict[Key, Message]:
    """List the catalogue's messages without its header."""
    return {(m.id if isinstance(m.id, str) else m.id[0], m.context): m for m in catalog if m.id}


def translations_of(message: Message) -> tuple[str, ...]:
    """List what stands in Dutch: one string, or one for each plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))


def problems_of(message: Message) -> Iterator[str]:
    """Say what is wrong with one translation."""
    ids = (message.id,) if isinstance(message.id, str) else message.id
    translated = translations_of(message)
    if not all(translated) or len(translated) != len(ids):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is marked fuzzy"
    wanted = placeholders(ids[-1])
    yield from (
        f"has other placeholders: {text!r}" for text in translated if placeholders(text) != wanted
    )


def placeholders(text: str) -> set[str]:
    """Find what is filled in later, as in `%(name)s` or `{name}`."""
    return {match.group(0) for match in PLACEHOLDER.finditer(text)}


def check() -> int:
    """Report every string that is missing, empty, fuzzy, unused or filled in differently."""
    wanted, have = strings(), entries(dutch())
    complaints = [f"{key[0]!r} is missing ({', '.join(sorted(wanted[key].files))})"
                  for key in wanted.keys() - have.keys()]  # fmt: skip
    complaints += [f"{key[0]!r} is used nowhere" for key in have.keys() - wanted.keys()]
    complaints += [
        f"{key[0]!r} {problem}"
        for key in wanted.keys() & have.keys()
        for problem in problems_of(have[key])
    ]
    for complaint in sorted(complaints):
        print(f"Dutch: {complaint}", file=sys.stderr)
    print(f"{len(wanted)} strings, {len(complaints)} complaints", file=sys.stderr)
    return 1 if complaints else 0


def update(more: Path | None = None) -> int:
    """Add what is missing with an empty translation, drop what is unused; take words from *more*."""
    have = entries(dutch())
    given = entries(dutch(more)) if more else {}
    catalog = empty()
    for key, found in sorted(strings().items(), key=lambda item: (item[0][0], item[0][1] or "")):
        old = have.get(key)
        if old is None or not all(translations_of(old)):
            old = given.get(key, old)
        catalog.add(
            found.id,
            string=_fitting(old, found.id),
            context=found.context,
            locations=_places(found),
        )
    DUTCH.parent.mkdir(parents=True, exist_ok=True)
    with DUTCH.open("wb") as file:
        write_po(file, catalog, width=110, omit_header=False)
    return 0


def _places(found: Found) -> list[Any]:
    # A place without a line number, so that moving lines changes nothing here.
    return [(name, None) for name in sorted(found.files)]


def _fitting(old: Message | None, wanted: Id) -> str | tuple[str, ...]:
    if old is not None and isinstance(old.id, str) == isinstance(wanted, str):
        return translations_of(old) if isinstance(wanted, tuple) else str(old.string)
    return "" if isinstance(wanted, str) else ("", "")


def compile_() -> int:
    """Write the catalogue in the form that the platform reads."""
    with DUTCH.with_suffix(".mo").open("wb") as file:
        write_mo(file, dutch())
    return 0


def main(arguments: list[str]) -> int:
    """Do what the first argument names."""
    settings.configure(USE_I18N=True)
    match arguments:
        case ["check"]:
            return check()
        case ["update"]:
            return update()
        case ["update", "--from", file]:
            return update(Path(file))
        case ["compile"]:
            return compile_()
    print("translations.py check | update [--from FILE] | compile", file=sys.stderr)
    return 64


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
