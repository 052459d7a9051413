"""Paging over lists that may be very long: counting stops where nobody turns pages any more."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

if TYPE_CHECKING:
    Pages = Paginator[Any]
else:
    Pages = Paginator  # not generic when it runs

MOST_COUNTED: Final = 10_000


class CappedPaginator(Pages):
    """Counts as far as `MOST_COUNTED`; who wants what lies behind that narrows the list."""

    object_list: QuerySet[Any]

    @cached_property
    def _counted(self) -> int:
        return self.object_list.order_by()[: MOST_COUNTED + 1].count()

    @property
    def is_capped(self) -> bool:
        """Say whether there are more than were counted."""
        return self._counted > MOST_COUNTED

    @cached_property
    def count(self) -> int:
        """How many there are, or the most that are counted."""
        return min(self._counted, MOST_COUNTED)

    def page(self, number: int | str) -> Page[Any]:
        """Find which rows are on the page first, and read everything about those alone."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        rows = self.object_list.all()
        keys = list(rows.values_list("pk", flat=True)[start : start + self.per_page])
        return Page(list(rows.filter(pk__in=keys)), number, self)
