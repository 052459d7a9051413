"""Lists by the page: each names the next by a cursor, which says after which row it begins.

Rows that are added meanwhile move nothing: nothing is given twice, and nothing is passed over.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import DateTimeField, Model, Q, QuerySet, UUIDField
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from insigne_platform.api.shapes import EARLIEST, LATEST
from insigne_platform.core.errors import Invalid, Problem

MOST = 200
LONGEST_CURSOR = 400
HIGHEST = 2**31


class PageOf[T](Schema):
    """Some of a list, and the cursor with which to ask for what follows."""

    items: list[T]
    next_cursor: str | None = Field(
        None, description="Give it as `cursor` to get the next page; null on the last one."
    )


class Asked(Schema):
    """Which page of a list."""

    cursor: str = Field(
        "", max_length=LONGEST_CURSOR, description="The `next_cursor` of the page before."
    )
    limit: int = Field(50, ge=1, le=MOST, description="How many at most.")


Paging = Annotated[Asked, Query()]


def page[M: Model](
    rows: QuerySet[M], asked: Asked, *, by: str, write: Callable[[M], Any], newest: bool = False
) -> dict[str, object]:
    """Answer a page of *rows*, in the order of *by* (a moment or a number) and then the key."""
    rows = rows.order_by(f"-{by}" if newest else by, "pk")
    if asked.cursor:
        rows = rows.filter(_after(asked.cursor, rows.model, by, newest))
    found: Sequence[M] = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    following = _cursor(shown[-1], by) if len(found) > len(shown) else None
    return {"items": [write(row) for row in shown], "next_cursor": following}


def page_by_word(
    rows: QuerySet[Any, dict[str, Any]],
    asked: Asked,
    *,
    by: str,
    write: Callable[[Sequence[dict[str, Any]]], list[Any]],
) -> dict[str, object]:
    """Answer a page of groups of rows, in the order of the one word *by* that names each."""
    rows = rows.order_by(by)
    if asked.cursor:
        rows = rows.filter(**{f"{by}__gt": _word(asked.cursor)})
    found = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    following = _written([shown[-1][by]]) if len(found) > len(shown) else None
    return {"items": write(shown), "next_cursor": following}


def _cursor(row: Model, by: str) -> str:
    value: Any = row
    for name in by.split("__"):
        value = getattr(value, name)
    place = value.isoformat() if isinstance(value, datetime) else value
    return _written([place, str(row.pk)])


def _written(place: Sequence[object]) -> str:
    text = json.dumps(place, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode("ascii")).decode("ascii").rstrip("=")


def _after(cursor: str, model: type[Model], by: str, newest: bool) -> Q:
    place, key = _read(cursor, model, by)
    further = "lt" if newest else "gt"
    # Said twice, as an index leads to the first and to nothing that begins with "or".
    at_all = Q(**{f"{by}__{further}e": place})
    return at_all & (Q(**{f"{by}__{further}": place}) | Q(**{by: place, "pk__gt": key}))


def _read(cursor: str, model: type[Model], by: str) -> tuple[datetime | int, object]:
    with _only_ours():
        place, key = _decoded(cursor)
        return _place(place, model._meta.get_field(by)), _key(key, model)


def _word(cursor: str) -> str:
    with _only_ours():
        (word,) = _decoded(cursor)
        if not isinstance(word, str) or not word.isprintable():
            raise ValueError("no word of ours")
        return word


def _decoded(cursor: str) -> Sequence[Any]:
    text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    found: Sequence[Any] = json.loads(text)
    return found


@contextmanager
def _only_ours() -> Iterator[None]:
    """Refuse, in words, whatever cannot be read as a cursor."""
    try:
        yield
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError) as error:
        message = _("This is no cursor of ours; begin at the first page.")
        raise Invalid([Problem("cursor", message)]) from error


def _place(given: object, field: object) -> datetime | int:
    """A moment or a number, whichever the list goes by, as far as a database goes."""
    if isinstance(field, DateTimeField):
        moment = datetime.fromisoformat(str(given))
        if moment.tzinfo is None or not EARLIEST <= moment.date() <= LATEST:
            raise ValueError("no moment of ours")
        return moment
    if isinstance(given, bool) or not isinstance(given, int) or not 0 <= given < HIGHEST:
        raise ValueError("no number of ours")
    return given


def _key(given: object, model: type[Model]) -> object:
    if isinstance(model._meta.pk, UUIDField):
        return UUID(str(given))
    number = int(str(given)[:20])
    if not 0 <= number < HIGHEST:
        raise ValueError("no key of ours")
    return number
