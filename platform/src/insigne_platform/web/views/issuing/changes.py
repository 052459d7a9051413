"""Doing something to many awards: which, how many, are you sure, and how far it is."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.awards import permissions, selection, selectors, services
from insigne_platform.awards.models import Award, AwardChange, ChangeKind
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from insigne_platform.web.award_lists import asked_awards, query_of
from insigne_platform.web.change_words import done_sentence, question_words
from insigne_platform.web.forms_afterwards import ChangeForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

MOST_NAMED = 10
MOST_TICKED = 500


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Ask whether it is meant, with the number of awards; and do it."""
    institution = institution_for(request.user, public_id)
    if not permissions.may_change_awards(request.user, institution):
        raise NotPermitted(_("You do not award badges of this institution."))
    kind = request.GET.get("kind", "")
    if kind not in ChangeKind.values:
        raise BadRequest
    chosen = _chosen(request, institution)
    meant = selection.changeable(chosen, kind, institution, by=request.user, at=timezone.now())
    total, of = meant.count(), chosen.order_by().count()
    form = ChangeForm(kind, total, request.POST or None)
    if total and form.is_valid():
        try:
            done = services.open_change(
                institution,
                kind,
                chosen,
                expected=_expected(request, total),
                reason=form.cleaned_data.get("reason", ""),
                public_reason=form.cleaned_data.get("public_reason", ""),
                expires_at=form.expires_at(),
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            return redirect("award-change", done.pk)
    context = {
        "institution": institution,
        "kind": kind,
        "form": form,
        "total": total,
        "others": of - total,
        "named": list(
            meant.select_related("version").defer(*selectors.WITHOUT_PICTURES)[:MOST_NAMED]
        ),
        "more": max(total - MOST_NAMED, 0),
        "back": query_of(request.GET),
        **question_words(kind, total),
    }
    status = 422 if form.errors else 200
    return render(request, "afterwards/change_question.html", context, status=status)


def _chosen(request: SignedInRequest, institution: Institution) -> QuerySet[Award]:
    """Those that were ticked, or all that match what is in the address."""
    if request.GET.get("everything"):
        _form, found = asked_awards(institution, request.GET, by=request.user)
        return found
    asked = (_id(text) for text in request.GET.getlist("award")[:MOST_TICKED])
    ticked = [award_id for award_id in asked if award_id is not None]
    return selectors.awards_of(institution, by=request.user).filter(pk__in=ticked)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _expected(request: HttpRequest, total: int) -> int:
    """How many the page named that was said yes to."""
    named = request.POST.get("expected", "")
    return int(named) if named.isdecimal() and len(named) < 9 else total


def _change_for(person: Person, change_id: UUID) -> AwardChange:
    found = selectors.change_for(change_id, by=person)
    if found is None:
        raise NotPermitted(_("This was not awarded by an institution that you work for."))
    return found


def _progress(found: AwardChange) -> dict[str, object]:
    percent = 100 * found.done // max(found.total, 1)
    return {
        "change": found,
        "institution": found.institution,
        "is_done": found.finished_at is not None,
        "percent": percent,
        "tenth": percent // 10 * 10,
        "sentence": done_sentence(found.kind, found.done),
    }


@login_required
@never_cache
@require_safe
def progress_page(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """Show how far it is, and to whom it was done when it is done."""
    found = _change_for(request.user, change_id)
    title = ngettext("%(count)s award", "%(count)s awards", found.total) % {"count": found.total}
    context = _progress(found) | {"title": f"{found.get_kind_display()}: {title}"}
    return render(request, "afterwards/change.html", context)


@login_required
@never_cache
@require_safe
def progress(request: SignedInRequest, change_id: UUID) -> HttpResponse:
    """Give the bar alone, for the page that asks again every second."""
    context = _progress(_change_for(request.user, change_id))
    return render(request, "afterwards/change_progress.html", context)
