"""Who works for an institution, and what they may do there."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Institution, Membership
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import person_with_verified
from insigne_platform.web.forms_house import MemberForm, RoleForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import institution_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def members(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show who works here, and let an administrator add somebody."""
    institution = institution_for(request.user, public_id)
    form = MemberForm(request.POST or None)
    if form.is_valid() and _added(form, institution, request.user):
        messages.success(request, _("%(email)s works here now.") % form.cleaned_data)
        return redirect("members", institution.public_id)
    may_administer = permissions.may_administer(request.user, institution)
    rows = [
        {
            "membership": membership,
            "form": RoleForm(initial={"role": membership.role}, auto_id=f"id_{membership.pk}_%s"),
        }
        for membership in selectors.members_of(institution)
    ]
    context = {
        "institution": institution,
        "rows": rows,
        "form": form,
        "may_administer": may_administer,
    }
    return render(request, "issuing/members.html", context, status=422 if form.errors else 200)


def _added(form: MemberForm, institution: Institution, by: Person) -> bool:
    """Have somebody join, or say on the form why not."""
    person = person_with_verified(form.cleaned_data["email"])
    if person is None:
        form.add_error(
            "email",
            _("Nobody confirmed this address here yet. Ask them to make an account first."),
        )
        return False
    try:
        services.add_member(institution, person, form.cleaned_data["role"], by=by)
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error("email", str(conflict))
    return not form.errors


@login_required
@require_POST
def change(request: SignedInRequest, public_id: str, membership_id: UUID) -> HttpResponse:
    """Change what somebody does."""
    membership = _membership(request.user, public_id, membership_id)
    form = RoleForm(request.POST)
    try:
        services.change_role(membership, form.data.get("role", ""), by=request.user)
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(
            request, _("The role of %(name)s is changed.") % {"name": membership.person}
        )
    return redirect("members", membership.institution.public_id)


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
    institution = institution_for(by, public_id)
    if not permissions.may_administer(by, institution):
        raise NotPermitted(_("You do not administer this institution."))
    membership = selectors.members_of(institution).filter(pk=membership_id).first()
    if membership is None:
        raise NotFound(_("There is no such member."))
    return membership
