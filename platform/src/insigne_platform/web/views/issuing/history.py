"""The audit trail of an institution: who did what, when, to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import batched

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from insigne_platform.core.errors import NotPermitted
from insigne_platform.core.history import entries_of
from insigne_platform.core.models import AuditEntry
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.institutions.selectors import members_of
from insigne_platform.web.capped_paging import CappedPaginator
from insigne_platform.web.forms_afterwards import HistoryFilter
from insigne_platform.web.history_names import actors_of, names_of
from insigne_platform.web.history_words import ALL_KINDS, KINDS, deed
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.safe_csv import csv_lines
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 50
MOST_IN_A_FILE = 100_000
AT_ONCE = 500


@login_required
@never_cache
@require_safe
def history(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what was done, newest first, by the page."""
    institution = _administered(request, public_id)
    asked, found = _asked(request, institution)
    page = CappedPaginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "institution": institution,
        "form": asked,
        "page": page,
        "rows": list(_rows(list(page))),
        "is_asked": any(asked.cleaned_data.values()),
        "query": request.GET.urlencode(),
    }
    return render(request, "afterwards/history.html", context)


@login_required
@never_cache
@require_safe
def history_file(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Give what the page shows as a file, all pages of it."""
    institution = _administered(request, public_id)
    _form, found = _asked(request, institution)
    text = "".join(csv_lines(_file_rows(found[:MOST_IN_A_FILE])))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="history.csv"'
    return response


def _administered(request: SignedInRequest, public_id: str) -> Institution:
    institution = institution_for(request.user, public_id)
    if not may_administer(request.user, institution):
        raise NotPermitted(_("You do not administer this institution."))
    return institution


def _asked(
    request: SignedInRequest, institution: Institution
) -> tuple[HistoryFilter, QuerySet[AuditEntry]]:
    people = {str(member.person_id): str(member.person) for member in members_of(institution)}
    asked = HistoryFilter(list(people.items()), request.GET)
    asked.is_valid()
    clean = asked.cleaned_data
    kind = clean.get("kind", "")
    since, until = clean.get("since"), clean.get("until")
    return asked, entries_of(
        institution.pk,
        actor=clean.get("person") or None,
        prefixes=KINDS.get(kind, ()),
        without=ALL_KINDS if kind == "other" else (),
        object_id=clean.get("object", ""),
        since=_midnight(since) if since else None,
        before=_midnight(until + timedelta(days=1)) if until else None,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=timezone.get_current_timezone())


def _rows(entries: list[AuditEntry]) -> Iterator[dict[str, object]]:
    names, actors = names_of(entries), actors_of(entries)
    for entry in entries:
        who = actors.get(entry.actor, "") if entry.actor else _("The platform")
        yield {
            "entry": entry,
            "who": who or _("Somebody whose account is gone"),
            "deed": deed(entry.action),
            "what": names.get((entry.object_type, entry.object_id)),
        }


def _file_rows(found: QuerySet[AuditEntry]) -> Iterator[Iterable[object]]:
    yield (_("Time"), _("Who"), _("What"), _("About"), _("Act"), _("Kind"), _("Identifier"))
    for entries in batched(found.iterator(chunk_size=AT_ONCE), AT_ONCE):
        for row in _rows(list(entries)):
            entry, what = row["entry"], row["what"]
            assert isinstance(entry, AuditEntry)
            yield (
                timezone.localtime(entry.at).isoformat(timespec="seconds"),
                row["who"],
                row["deed"],
                getattr(what, "name", ""),
                entry.action,
                entry.object_type,
                entry.object_id,
            )
