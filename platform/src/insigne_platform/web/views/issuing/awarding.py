"""Awarding a badge to one person."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import permissions, services
from insigne_platform.awards.recipients import Recipient
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.web.forms_awards import AwardForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.editor import version_for


def version_to_award(person: Person, version_id: UUID) -> AchievementVersion:
    """The version of a badge, for whoever may award it."""
    version = version_for(person, version_id)
    if not permissions.may_award(person, version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    return version


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def award(request: SignedInRequest, version_id: UUID) -> HttpResponse:
    """Award a badge to one person."""
    version = version_to_award(request.user, version_id)
    form = AwardForm(request.POST or None)
    if form.is_valid():
        try:
            given = services.award_one(
                version, Recipient(**form.cleaned_data), by=request.user, at=timezone.now()
            )
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            whom = given.recipient_name or given.recipient_email
            messages.success(request, _("The badge is awarded to %(whom)s.") % {"whom": whom})
            return redirect("award", given.pk)
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "form": form,
    }
    return render(request, "issuing/award_one.html", context, status=422 if form.errors else 200)
