"""Taking what is about somebody out of rows that are about many."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast


def mentioning[M: models.Model](
    model: type[M], names: Sequence[str], words: Collection[str]
) -> Iterator[M]:
    """The rows in which one of the words stands in one of these JSON columns."""
    found = model._default_manager.annotate(
        **{f"{name}_text": Cast(name, models.TextField()) for name in names}
    )
    asked = Q(pk__in=())
    for name in names:
        for word in words:
            asked |= Q(**{f"{name}_text__icontains": word})
    return found.filter(asked).iterator()


def without(value: Any, words: Collection[str]) -> Any:
    """A list without the items that mention a word; anything else as it is."""
    if not isinstance(value, list):
        return value
    lowered = [word.lower() for word in words]
    return [
        item
        for item in value
        if not any(word in json.dumps(item, ensure_ascii=False).lower() for word in lowered)
    ]
