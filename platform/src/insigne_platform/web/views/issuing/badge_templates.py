"""Starting points for badges: kept from a badge, used for a new one, removed."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.achievements import selectors, services
from insigne_platform.core.errors import Invalid
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_to_edit
from insigne_platform.web.views.issuing.house import institution_for


@login_required
@require_http_methods(["GET", "HEAD"])
def templates(request: SignedInRequest, public_id: str) -> HttpResponse:
    """List the starting points of an institution."""
    institution = institution_for(request.user, public_id)
    context = {
        "institution": institution,
        "templates": selectors.templates_of(institution),
        "may_administer": may_administer(request.user, institution),
        "may_edit": issuers_where_may_award(request.user, institution).exists(),
    }
    return render(request, "issuing/templates.html", context)


@login_required
@require_POST
def remove(request: SignedInRequest, public_id: str, template_id: UUID) -> HttpResponse:
    """Take a starting point away."""
    institution = institution_for(request.user, public_id)
    template = selectors.templates_of(institution).filter(pk=template_id).first()
    if template is None:
        raise Http404
    services.remove_template(template, by=request.user)
    messages.success(request, _("The template is removed. Badges that began from it stay."))
    return redirect("badge-templates", institution.public_id)


@login_required
@require_POST
def keep(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Keep what a badge says as a starting point for others."""
    version = version_to_edit(request.user, version_id)
    institution = version.achievement.issuer.institution
    try:
        name = request.POST.get("name", "") or version.name
        template = services.save_template(version, name, by=request.user)
    except Invalid as refused:
        messages.warning(request, str(refused))
        return redirect("badge-edit", version.pk)
    messages.success(request, _("%(name)s is a template now.") % {"name": template.name})
    return redirect("badge-templates", institution.public_id)
