"""What the columns of a list mean."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.awards import permissions, selectors, services
from insigne_platform.awards.models import RecipientList, RecipientListState
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.web.requests import SignedInRequest

CHANGEABLE = (RecipientListState.COLUMNS, RecipientListState.PREVIEW, RecipientListState.REFUSED)


def meanings() -> dict[str, str]:
    """What a column may mean, as people call it."""
    return {
        "email": _("E-mail address"),
        "name": _("Name"),
        "first_name": _("First name"),
        "last_name": _("Last name"),
        "grade": _("Grade"),
        "evidence_url": _("Evidence"),
        "narrative": pgettext("column", "narrative"),
        "awarded_on": _("Date"),
        "expires_on": _("Valid until"),
        "language": _("Language"),
    }


def list_for(person: Person, list_id: UUID) -> RecipientList:
    """A list of an institution that the person works for."""
    recipients = selectors.recipient_list_for(list_id, by=person)
    if recipients is None:
        raise NotPermitted(_("This is not a list of an institution that you work for."))
    return recipients


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: SignedInRequest, list_id: UUID) -> HttpResponse:
    """Show the columns that were found with what stands in them, and ask what they mean."""
    recipients = list_for(request.user, list_id)
    version = recipients.version
    if not permissions.may_award(request.user, version):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if recipients.state not in CHANGEABLE or not recipients.columns:
        return redirect("recipient-list", recipients.pk)
    chosen = {int(column["place"]): str(column["column"]) for column in recipients.columns}
    problems: list[str] = []
    if request.method == "POST":
        chosen = {place: request.POST.get(f"column-{place}", "") for place in chosen}
        try:
            services.name_columns(recipients, chosen, by=request.user, at=timezone.now())
        except Invalid as refused:
            problems = [problem.message for problem in refused.problems]
        else:
            return redirect("recipient-list", recipients.pk)
    context = {
        "institution": version.achievement.issuer.institution,
        "version": version,
        "list": recipients,
        "columns": [
            {**column, "chosen": chosen[column["place"]], "name": f"column-{column['place']}"}
            for column in recipients.columns
        ],
        "meanings": meanings(),
        "problems": problems,
    }
    return render(request, "bulk/columns.html", context, status=422 if problems else 200)
