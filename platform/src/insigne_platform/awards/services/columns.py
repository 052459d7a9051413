"""What the columns of a file mean: by their names, or as the institution said before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from insigne_platform.awards.models import KnownColumn
from insigne_platform.awards.recipient_columns import COLUMNS, column_of, simple
from insigne_platform.awards.recipient_files import CitizenNumbers, first_rows
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.institutions.models import Institution

SAMPLES = 3
LONGEST_SAMPLE = 60

type Column = dict[str, Any]
"""`place`, `header`, `samples`, `column` (its meaning, or nothing), `is_known`."""


def columns_of_file(institution: Institution, file_name: str, data: bytes) -> list[Column]:
    """The columns of a file, with what stands in them and what we take them for."""
    headers, rows = first_rows(file_name, data, SAMPLES)
    if not headers:
        raise Invalid([Problem("file", _("The file is empty."))])
    CitizenNumbers(headers)
    said = dict(
        KnownColumn.objects.filter(
            institution=institution, header__in=[key_of(header) for header in headers]
        ).values_list("header", "column")
    )
    columns: list[Column] = []
    taken: set[str] = set()
    for place, header in enumerate(headers):
        key = key_of(header)
        meant = said.get(key, column_of(header) or "")
        is_known = key in said or bool(meant) or not header
        if meant in taken:
            meant, is_known = "", False
        taken.add(meant)
        samples = [row[place][:LONGEST_SAMPLE] for row in rows if place < len(row)]
        columns.append({
            "place": place, "header": header[:100], "samples": samples,
            "column": meant, "is_known": is_known,
        })  # fmt: skip
    return columns


def are_clear(columns: Sequence[Column]) -> bool:
    """Say whether nobody needs to be asked: every column is known, and one is the address."""
    return all(column["is_known"] for column in columns) and any(
        column["column"] == "email" for column in columns
    )


def named(columns: Sequence[Column], meanings: Mapping[int, str]) -> list[Column]:
    """The columns with the meanings that somebody chose; those that were left out are not read."""
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    found = []
    for column in columns:
        meant = meanings.get(column["place"], "")
        if meant and meant not in COLUMNS:
            problems.append(Problem("columns", _("There is no such kind of column.")))
        elif meant in taken:
            sentence = _("Two columns have the same meaning: %(header)s.")
            problems.append(Problem("columns", sentence % {"header": column["header"]}))
        elif meant:
            taken[meant] = column["header"]
        found.append({**column, "column": meant, "is_known": True})
    if "email" not in taken:
        problems.append(Problem("columns", _("Say which column has the e-mail addresses.")))
    if problems:
        raise Invalid(problems)
    return found


def remember(institution: Institution, columns: Sequence[Column]) -> None:
    """Keep what the institution means by its headers, for its next list."""
    for column in columns:
        if key := key_of(column["header"]):
            KnownColumn.objects.update_or_create(
                institution=institution, header=key, defaults={"column": column["column"]}
            )


def key_of(header: str) -> str:
    """A header without what people write differently each time."""
    return simple(header)[:100]
