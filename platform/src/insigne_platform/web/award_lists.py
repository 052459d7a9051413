"""Which awards an address asks for; the list, the question and the doing read it alike."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.awards import selectors
from insigne_platform.awards.models import Award
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from insigne_platform.web.capped_paging import CappedPaginator
from insigne_platform.web.forms_afterwards import AwardListFilter

LONG_AGO = timedelta(days=36500)
NARROWING = ("search", "state", "expires", "batch", "change")
OF_THE_LIST = ("search", "state", "order", "expires", "batch", "change", "page")


def asked_awards(
    institution: Institution, query: QueryDict, *, by: Person
) -> tuple[AwardListFilter, QuerySet[Award]]:
    """The filter as it was filled in, and the awards that it leaves."""
    if query.get("expires") and not query.get("order"):
        query = query.copy()
        query["order"] = "expiry"
    asked = AwardListFilter(query)
    asked.is_valid()
    clean = asked.cleaned_data
    found = selectors.awards_of(
        institution,
        by=by,
        search=clean.get("search", ""),
        state=clean.get("state", ""),
        order=clean.get("order") or "newest",
        batch=clean.get("batch"),
        change=clean.get("change"),
        expiring=_window(clean.get("expires", "")),
    )
    return asked, found


def _window(expires: str) -> tuple[datetime, datetime] | None:
    now = timezone.now()
    if not expires:
        return None
    if expires == "expired":
        return now - LONG_AGO, now
    return now, now + timedelta(days=int(expires))


def query_of(query: QueryDict) -> str:
    """What of an address is the list's own, to go back to it as it was."""
    kept = QueryDict(mutable=True)
    for name in OF_THE_LIST:
        if value := query.get(name):
            kept[name] = value
    return kept.urlencode()


def total_words(paginator: CappedPaginator) -> str:
    """Say how many awards there are; where nobody counted any further, that it is more."""
    words = ngettext("%(count)s award", "%(count)s awards", paginator.count)
    if paginator.is_capped:
        words = _("More than %(count)s awards")
    return words % {"count": paginator.count}
