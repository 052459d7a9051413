"""Who works for an institution, and what they may do there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Institution, Membership
from insigne_platform.institutions.rights import role_of
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified
from insigne_platform.web.forms_staff import OWN, MemberForm, RightsForm, place_key
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for

ON_A_PAGE = 50
LONGEST_SEARCH = 100


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who works here, and let whoever manages people add somebody."""
    institution = institution_for(request.user, public_id)
    places = selectors.places_to_manage(request.user, institution)
    if request.method == "POST" and not places:
        raise NotPermitted(_("You do not manage people here."))
    form = MemberForm(request.POST or None, places=places)
    if form.is_valid() and _added(request, form, institution):
        return redirect("members", institution.public_id)
    search = request.GET.get("search", "").replace("\0", "")[:LONGEST_SEARCH]
    found = selectors.members_of(institution, search=search)
    context = {
        "institution": institution,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "invitations": selectors.open_invitations_of(institution) if places else (),
        "now": timezone.now(),
        "search": search,
        "form": form,
        "managed": {place_key(place) for place in places},
        "may_manage": bool(places),
    }
    return render(request, "issuing/members.html", context, status=422 if form.errors else 200)


def _added(request: SignedInRequest, form: MemberForm, institution: Institution) -> bool:
    """Have somebody join, or invite them, or say on the form why not."""
    email = form.cleaned_data["email"]
    person = person_with_verified(email)
    try:
        if person is not None:
            services.add_staff(institution, person, form.given(), **form.where(), by=request.user)
            messages.success(request, _("%(email)s works here now.") % {"email": email})
        else:
            _invited(form, institution, by=request.user)
            messages.success(
                request, _("An invitation is on its way to %(email)s.") % {"email": email}
            )
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error("email", str(conflict))
    return not form.errors


def _invited(form: MemberForm, institution: Institution, *, by: Person) -> None:
    services.invite(
        institution,
        form.cleaned_data["email"],
        form.given(),
        language=form.cleaned_data["language"] or (get_language() or "en")[:2],
        **form.where(),
        by=by,
        at=timezone.now(),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: SignedInRequest, public_id: str, membership_id: UUID) -> HttpResponse:
    """Show what somebody may do, and change it."""
    membership = _membership(request.user, public_id, membership_id)
    usual = role_of(membership.rights) or OWN
    form = RightsForm(
        request.POST or None, initial={"role": usual, "rights": sorted(membership.rights)}
    )
    if form.is_valid():
        try:
            services.change_rights(membership, form.given(), by=request.user)
        except Conflict as conflict:
            form.add_error("rights", str(conflict))
        else:
            messages.success(
                request,
                _("What %(name)s may do is changed.") % {"name": membership.person},
            )
            return redirect("members", membership.institution.public_id)
    context = {"membership": membership, "institution": membership.institution, "form": form}
    return render(request, "issuing/member.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: SignedInRequest, public_id: str, membership_id: UUID) -> HttpResponse:
    """End what somebody does here, after one question."""
    membership = _membership(request.user, public_id, membership_id)
    if request.method != "POST":
        return render(
            request,
            "issuing/remove_member.html",
            {"membership": membership, "institution": membership.institution},
        )
    try:
        services.remove_member(membership, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(
            request, _("%(name)s does not work here any more.") % {"name": membership.person}
        )
    return redirect("members", membership.institution.public_id)


def _membership(by: Person, public_id: str, membership_id: UUID) -> Membership:
    """The membership at this address, for who manages people in its place."""
    institution = institution_for(by, public_id)
    if not selectors.places_to_manage(by, institution):
        raise NotPermitted(_("You do not manage people here."))
    membership = selectors.members_of(institution).filter(pk=membership_id).first()
    if membership is None:
        raise NotFound(_("There is no such member."))
    place = membership.group or membership.issuer or institution
    if not permissions.may_give(by, membership.rights, place):
        raise NotPermitted(_("You do not manage people here, or not with these rights."))
    return membership
