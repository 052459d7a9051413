"""The figures of an institution: the page, and the files of it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from insigne_platform.core.errors import NotPermitted
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from insigne_platform.statistics import months
from insigne_platform.statistics.permissions import may_see_statistics
from insigne_platform.statistics.selectors import (
    MEASURES,
    Counts,
    Dashboard,
    OfBadge,
    dashboard,
    rows_of,
)
from insigne_platform.web import plots
from insigne_platform.web.figure_files import FILES, Table
from insigne_platform.web.forms_statistics import FiguresForm
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.templatetags.parts import in_language
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE, IN_A_PLOT, MOST_MONTHS = 25, 10, 24


@login_required
@require_safe
def statistics(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show how much was awarded, claimed, shared and viewed."""
    institution, form = _asked(request, public_id)
    first, last = months.period(form.period_name, at=timezone.now())
    found = dashboard(institution, by=request.user, first=first, last=last, group=form.group_id)
    measure = form.measure_name
    badges = sorted(found.by_badge, key=lambda badge: -(badge.counts.get(measure) or 0))
    over_time = _over_time(found, first, last)
    context = {
        "institution": institution,
        "here": "statistics",
        "form": form,
        "measure": dict(form.fields["measure"].choices)[measure],  # type: ignore[attr-defined]
        "figures": _figures(found.total),
        "times": over_time,
        "columns": plots.columns([
            plots.Point(label, counts.get(measure), is_running)
            for label, counts, is_running in over_time
        ]),
        "rows": plots.rows([
            plots.Point(in_language(badge), badge.counts.get(measure))
            for badge in badges[:IN_A_PLOT]
        ]),
        "page": Paginator(badges, ON_A_PAGE).get_page(request.GET.get("page")),
        "groups": _groups(found, form.group_names),
        "is_empty": not found.by_badge,
    }  # fmt: skip
    return render(request, "statistics/statistics.html", context)


@login_required
@require_safe
def export(request: SignedInRequest, public_id: str, kind: str) -> HttpResponse:
    """Give every badge in every month as a file."""
    institution, form = _asked(request, public_id)
    if kind not in FILES:
        raise Http404
    first, last = months.period(form.period_name, at=timezone.now())
    found = rows_of(institution, by=request.user, first=first, last=last, group=form.group_id)
    file = FILES[kind]
    name = f"{_('statistics')}-{institution.public_id}.{kind}"
    return HttpResponse(
        file.write(_table(found, form.group_names)),
        content_type=file.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _asked(request: SignedInRequest, public_id: str) -> tuple[Institution, FiguresForm]:
    institution = institution_for(request.user, public_id)
    _must_see(request.user, institution)
    return institution, FiguresForm(institution, request.GET)


def _must_see(person: Person, institution: Institution) -> None:
    if not may_see_statistics(person, institution):
        raise NotPermitted(_("You do not see the figures of this institution."))


def _figures(total: Counts) -> list[dict[str, object]]:
    labels = (_("Awarded"), _("Claimed"), _("Shared by holders"), _("Viewed by others"))
    figures: list[dict[str, object]] = [
        {"label": label, "number": total.get(measure)}
        for label, measure in zip(labels, MEASURES, strict=True)
    ]
    if total.awarded:
        share = round(100 * total.claimed / total.awarded)
        figures[1]["said"] = _("%(share)s%% of what was awarded") % {"share": share}
    return figures


def _over_time(found: Dashboard, first: int, last: int) -> list[tuple[str, Counts, bool]]:
    """How much in each month, or in each year where the months are too many to be read."""
    if found.by_month:
        first = max(first, min(min(found.by_month), last - 11))
    nothing = Counts()
    if last - first < MOST_MONTHS:
        return [
            (_month(month), found.by_month.get(month, nothing), month == last)
            for month in range(first, last + 1)
        ]
    return [
        (str(year), found.by_year.get(year, nothing), year == last // 12)
        for year in range(first // 12, last // 12 + 1)
    ]


def _month(month: int) -> str:
    return format_date(months.first_day(month), "M y")


def _groups(found: Dashboard, names: Mapping[str, str]) -> list[dict[str, object]]:
    rows = [
        {"name": names.get(str(group), _("Without a group")), "counts": counts}
        for group, counts in found.by_group.items()
    ]
    return sorted(rows, key=lambda row: str(row["name"])) if len(rows) > 1 else []


def _table(found: list[tuple[OfBadge, int]], names: Mapping[str, str]) -> Table:
    head = (
        _("Month"), _("Badge"), _("Group"), _("Awarded"), _("Claimed"), _("Shared"), _("Viewed"),
    )  # fmt: skip
    few = _("fewer than 5")
    rows = [
        (
            f"{months.first_day(month):%Y-%m}",
            in_language(badge),
            names.get(str(badge.group), ""),
            *(few if (count := badge.counts.get(name)) is None else count for name in MEASURES),
        )
        for badge, month in found
    ]
    return Table(_("Statistics"), head, rows)
