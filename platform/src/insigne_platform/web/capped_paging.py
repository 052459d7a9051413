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
MOST_FOUND: Final = 1_000  # of a search, of which each has to be looked at


class CappedPaginator(Pages):
    """Counts as far as *most*; who wants what lies behind that narrows the list."""

    object_list: QuerySet[Any]

    def __init__(
        self,
        found: QuerySet[Any],
        per_page: int,
        *,
        whole: QuerySet[Any] | None = None,
        most: int = MOST_COUNTED,
    ) -> None:
        """Page through *found*; *whole* reads what is shown of any row, by its key alone."""
        super().__init__(found, per_page)
        self._most = most
        self._whole = found if whole is None else whole

    @cached_property
    def _found(self) -> list[Any]:
        """The keys of all that are counted, in their order: found and counted at once."""
        return list(self.object_list.values_list("pk", flat=True)[: self._most + 1])

    @cached_property
    def _counted(self) -> int:
        if self._most <= MOST_FOUND:
            return len(self._found)
        return self.object_list.order_by()[: self._most + 1].count()

    @property
    def is_capped(self) -> bool:
        """Say whether there are more than were counted."""
        return self._counted > self._most

    @cached_property
    def count(self) -> int:
        """How many there are, or the most that are counted."""
        return min(self._counted, self._most)

    def page(self, number: int | str) -> Page[Any]:
        """Find which rows are on the page first, and read everything about those alone."""
        number = self.validate_number(number)
        start = (number - 1) * self.per_page
        end = min(start + self.per_page, self._most)
        if self._most <= MOST_FOUND:
            keys = self._found[start:end]
        else:
            keys = list(self.object_list.values_list("pk", flat=True)[start:end])
        rows = {row.pk: row for row in self._whole.filter(pk__in=keys)}
        return Page([rows[key] for key in keys if key in rows], number, self)
