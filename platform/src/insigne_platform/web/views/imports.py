"""Badges from elsewhere: bringing them in, and what can be done with each."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.backpack import selectors, services
from insigne_platform.backpack.models import Import, ImportedBadge
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.verification import stored_view
from insigne_platform.web.backpack_words import (
    imported_name,
    imported_picture,
    outcome_words,
    ownership,
)
from insigne_platform.web.forms_backpack import ImportForm, words_form
from insigne_platform.web.limits import at_most
from insigne_platform.web.presentation import verdict_page
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

FILES_ON_A_PAGE = 100


def imported(person: Person, badge_id: UUID, *, in_bin: bool = False) -> ImportedBadge:
    """A badge from elsewhere in one's own backpack; for anybody else it is a closed door."""
    badge = selectors.imported_of(person, badge_id, in_bin=in_bin)
    if badge is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    return badge


def _import(person: Person, import_id: UUID) -> Import:
    found = selectors.import_of(person, import_id)
    if found is None:
        raise NotPermitted(_("This is not what you brought in."))
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(60, every=timedelta(minutes=1))
def bring(request: SignedInRequest) -> HttpResponse:
    """Ask for badges from elsewhere, and take them in."""
    is_posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if is_posted else ImportForm()
    if form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = services.bring(
                upload.read() if upload else None,
                upload.name if upload else "",
                form.cleaned_data["text"] or None,
                by=request.user,
                at=timezone.now(),
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            return _to_what_came_of_it(request, made)
    context = {"form": form, "imports": selectors.imports_of(request.user)}
    return render(request, "backpack/import.html", context, status=422 if form.errors else 200)


def _to_what_came_of_it(request: SignedInRequest, made: Import) -> HttpResponse:
    """Go to the badge if there is one; else to what became of each file."""
    file = selectors.files_of(made).first() if made.finished_at else None
    if file is None or file.outcome == "offered":
        if file is not None:
            messages.info(request, str(outcome_words(file)["text"]))
            return redirect("backpack")
        return redirect("import", made.pk)
    words = outcome_words(file)
    messages.success(request, _("It is in your backpack, with what the check said.")
                     if file.outcome == "added" else str(words["text"]))  # fmt: skip
    return redirect(str(words["url"]) or "backpack")


@login_required
@never_cache
@require_safe
def results(request: SignedInRequest, import_id: UUID) -> HttpResponse:
    """Show how far a zip is, and what became of each of its files."""
    found = _import(request.user, import_id)
    counts = selectors.counts_of(found)
    done = found.total - counts.get("waiting", 0)
    page = Paginator(selectors.files_of(found), FILES_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "import": found,
        "is_running": found.finished_at is None,
        "done": done,
        "tenth": done * 10 // max(1, found.total) * 10,
        "counts": counts,
        "page": page,
        "files": [outcome_words(file) for file in page],
    }
    return render(request, "backpack/import_results.html", context)


@login_required
@never_cache
@require_safe
def badge(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Show a badge from elsewhere with the verdict of its last check."""
    found = imported(request.user, badge_id)
    context = verdict_page(stored_view.from_json(found.view), picture=imported_picture(found)) | {
        "badge": found,
        "picture": imported_picture(found),
        "badge_name": imported_name(found),
        "ownership": ownership(found, verified_addresses(request.user)),
        "words_form": words_form(found),
    }
    return render(request, "backpack/imported.html", context)


@login_required
@require_POST
@at_most(60, every=timedelta(minutes=1))
def check(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Examine a badge from elsewhere once more."""
    found = imported(request.user, badge_id)
    services.check_again(found, by=request.user, at=timezone.now())
    messages.success(request, _("Checked again. This is what it says now."))
    return redirect("imported-badge", found.pk)


@login_required
@require_safe
def picture(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Give the picture of a badge from elsewhere, as we drew it."""
    found = selectors.imported_of(request.user, badge_id) or imported(
        request.user, badge_id, in_bin=True
    )
    if not found.picture:
        raise NotFound(_("There is no picture in this badge."))
    return HttpResponse(bytes(found.picture), content_type="image/png")


@login_required
@never_cache
@require_safe
def download(request: SignedInRequest, badge_id: UUID) -> HttpResponse:
    """Give a badge from elsewhere as it came, to keep and never to open here."""
    found = imported(request.user, badge_id)
    name, media_type, content = services.download_imported(found, by=request.user)
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
