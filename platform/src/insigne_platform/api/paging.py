"""Lists by the page: each names the next by a cursor, which says after which row it begins.

Rows that are added meanwhile move nothing: nothing is given twice, and nothing is passed over.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Query, Schema

from insigne_platform.core.errors import Invalid, Problem

MOST = 200
LONGEST_CURSOR = 400


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
        rows = rows.filter(_after(asked.cursor, by, newest))
    found: Sequence[M] = list(rows[: asked.limit + 1])
    shown = found[: asked.limit]
    following = _cursor(shown[-1], by) if len(found) > len(shown) else None
    return {"items": [write(row) for row in shown], "next_cursor": following}


def _cursor(row: Model, by: str) -> str:
    value: Any = row
    for name in by.split("__"):
        value = getattr(value, name)
    place = value.isoformat() if isinstance(value, datetime) else value
    text = json.dumps([place, str(row.pk)], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode("ascii")).decode("ascii").rstrip("=")


def _after(cursor: str, by: str, newest: bool) -> Q:
    place, key = _read(cursor)
    further = "lt" if newest else "gt"
    # Said twice, as an index leads to the first and to nothing that begins with "or".
    at_all = Q(**{f"{by}__{further}e": place})
    return at_all & (Q(**{f"{by}__{further}": place}) | Q(**{by: place, "pk__gt": key}))


def _read(cursor: str) -> tuple[datetime | int, UUID]:
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        place, key = json.loads(text)
        if isinstance(place, str):
            moment = datetime.fromisoformat(place)
            if moment.tzinfo is None:
                raise ValueError("a moment of no place")
            return moment, UUID(key)
        if isinstance(place, bool) or not isinstance(place, int) or not 0 <= place < 2**31:
            raise ValueError("no place of ours")
        return place, UUID(key)
    except (ValueError, TypeError, AttributeError, binascii.Error, RecursionError) as error:
        message = _("This is no cursor of ours; begin at the first page.")
        raise Invalid([Problem("cursor", message)]) from error
