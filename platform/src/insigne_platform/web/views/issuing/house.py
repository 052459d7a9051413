"""The institution's own pages: which ones somebody works for, and the overview."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements import selectors as achievements
from insigne_platform.awards import selectors as awards
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from insigne_platform.statistics import selectors as statistics
from insigne_platform.web.forms_house import InstitutionForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

FEW = 5


def institution_for(person: Person, public_id: str) -> Institution:
    """The institution at this address; for whoever does not work there, it is a closed door."""
    institution = selectors.institution_of(person, public_id)
    if institution is None:
        raise NotPermitted(_("You do not work for this institution."))
    return institution


def administered(person: Person, public_id: str) -> Institution:
    """The institution at this address, for whoever runs it."""
    institution = institution_for(person, public_id)
    if not permissions.may_administer(person, institution):
        raise NotPermitted(_("You do not administer this institution."))
    return institution


@login_required
@require_safe
def institutions(request: SignedInRequest) -> HttpResponse:
    """Show for which institutions somebody works; with one, go straight in."""
    theirs = list(selectors.institutions_of(request.user))
    may_found = permissions.may_found(request.user)
    if len(theirs) == 1 and not may_found:
        return redirect("issuing-institution", theirs[0].public_id)
    context = {"institutions": theirs, "may_found": may_found}
    return render(request, "issuing/institutions.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_institution(request: SignedInRequest) -> HttpResponse:
    """Bring in an institution; who does so runs it until they name somebody else."""
    if not permissions.may_found(request.user):
        raise NotPermitted(_("Only an administrator of this service adds institutions."))
    form = InstitutionForm(request.POST or None)
    if form.is_valid():
        try:
            found = services.found(
                form.fields_of_institution(), administrator=request.user, by=request.user
            )
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("%(name)s is in. Now add an issuer.") % {"name": found})
            return redirect("issuers", found.public_id)
    status = 422 if form.errors else 200
    return render(request, "issuing/new_institution.html", {"form": form}, status=status)


@login_required
@require_safe
def overview(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show what is going on: figures, badges, what runs, what was awarded last."""
    institution = institution_for(request.user, public_id)
    newest = awards.awards_of(institution, by=request.user)
    context = {
        "institution": institution,
        "figures": _figures(institution, request.user),
        "badges": achievements.badges_of(institution, by=request.user)[:FEW],
        "to_approve": awards.batches_to_approve(institution, by=request.user),
        "batches": awards.lists_of(institution, by=request.user)[:FEW],
        "awards": newest[:FEW],
        "may_award": selectors.issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "issuing/overview.html", context)


def _figures(institution: Institution, by: Person) -> list[dict[str, object]]:
    """How many were awarded, and what became of them."""
    counted = statistics.figures_of(institution, by=by)
    return [
        {"label": _("Awarded"), "number": counted.awarded, "state": ""},
        {"label": _("Claimed"), "number": counted.claimed, "state": "claimed"},
        {"label": _("Not claimed yet"), "number": counted.waiting, "state": "waiting"},
        {"label": _("Revoked"), "number": counted.revoked, "state": "revoked"},
    ]
