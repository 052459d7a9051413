"""The issuers of an institution, and the parts to which they belong."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from insigne_platform.core.errors import Invalid, NotFound
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Person
from insigne_platform.web.day_field import today
from insigne_platform.web.forms_house import GroupForm, IssuerDetailsForm, IssuerOfGroupForm
from insigne_platform.web.forms_settings import NameForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import administered, institution_for


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issuers(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show under which names the institution gives badges, and add one."""
    institution = institution_for(request.user, public_id)
    groups = selectors.groups_of(institution)
    form = IssuerOfGroupForm(
        request.POST or None,
        initial={"url": institution.url, "email": institution.email},
        groups=groups,
    )
    if form.is_valid():
        try:
            added = services.add_issuer(
                institution, form.fields_of_issuer(), group=form.chosen_group(), by=request.user
            )
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": added})
            return redirect("issuers", institution.public_id)
    context = {
        "institution": institution,
        "issuers": selectors.issuers_of(institution),
        "groups": groups,
        "form": form,
        "may_administer": permissions.may_administer(request.user, institution),
    }
    return render(request, "issuing/issuers.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issuer(request: SignedInRequest, public_id: str, issuer_id: UUID) -> HttpResponse:
    """Change what an issuer says of itself, beside its name."""
    found = _issuer_of(request.user, public_id, issuer_id)
    now = {name: getattr(found, name) for name in IssuerDetailsForm.base_fields}
    form = IssuerDetailsForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            services.change_issuer(found, form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("This is saved."))
            return redirect("issuers", public_id)
    context = {"institution": found.institution, "issuer": found, "form": form}
    return render(request, "issuing/issuer.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def issuer_name(request: SignedInRequest, public_id: str, issuer_id: UUID) -> HttpResponse:
    """Rename an issuer from a day on, or mend a mistake in its name."""
    found = _issuer_of(request.user, public_id, issuer_id)
    now = {"name_nl": found.name_nl, "name_en": found.name_en}
    form = NameForm(request.POST or None, initial=now)
    if form.is_valid():
        try:
            do_rename(found, form, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("This is saved."))
            return redirect("issuers", public_id)
    context = {
        "institution": found.institution,
        "issuer": found,
        "former_names": selectors.former_names(found),
        "form": form,
    }
    return render(request, "issuing/issuer_name.html", context, status=422 if form.errors else 200)


def do_rename(named: Institution | Issuer, form: NameForm, *, by: Person) -> None:
    """Do what a form about a name says."""
    names = {key: form.cleaned_data[key] for key in ("name_nl", "name_en")}
    if form.cleaned_data["why"] == "corrected":
        services.correct_name(named, **names, by=by)
    else:
        services.rename(named, **names, since=form.cleaned_data["since"], by=by, today=today())


def _issuer_of(by: Person, public_id: str, issuer_id: UUID) -> Issuer:
    institution = administered(by, public_id)
    found = selectors.issuers_of(institution).filter(pk=issuer_id).first()
    if found is None:
        raise NotFound(_("There is no such issuer."))
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Show the parts of the institution, and add one."""
    institution = institution_for(request.user, public_id)
    form = GroupForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            added = services.add_group(institution, **form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("%(name)s is added.") % {"name": added})
            return redirect("groups", institution.public_id)
    context = {
        "institution": institution,
        "groups": selectors.groups_of(institution).prefetch_related("issuers"),
        "form": form,
        "may_administer": permissions.may_administer(request.user, institution),
    }
    return render(request, "issuing/groups.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def group(request: SignedInRequest, public_id: str, group_id: UUID) -> HttpResponse:
    """Give a part of the institution another name."""
    institution = administered(request.user, public_id)
    found = selectors.groups_of(institution).filter(pk=group_id).first()
    if found is None:
        raise NotFound(_("There is no such part of the institution."))
    now = {"name_nl": found.name_nl, "name_en": found.name_en}
    form = GroupForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        try:
            services.change_group(found, **form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("This is saved."))
            return redirect("groups", public_id)
    context = {"institution": institution, "group": found, "form": form}
    return render(request, "issuing/group.html", context, status=422 if form.errors else 200)
