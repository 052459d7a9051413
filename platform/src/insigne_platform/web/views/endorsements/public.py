"""An endorsement as anybody reads it, and the page on which somebody elsewhere answers."""

from datetime import timedelta

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid
from insigne_platform.endorsements import composition, selectors, services
from insigne_platform.endorsements.models import EndorsementRequest
from insigne_platform.verification import services as verification
from insigne_platform.verification.endorsing import read_endorsement
from insigne_platform.web.forms_endorsements import DeclineForm, MadeForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.presentation import verdict_page
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.templatetags.endorsements import said_of


@require_safe
def endorsement(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show what is said, by whom, of what, and whether it holds."""
    found = selectors.endorsement_at(public_id)
    if found is None:
        raise Http404
    view = verification.verify(bytes(found.body), None, None, None, at=timezone.now())
    context = {
        "endorsement": found,
        "said": said_of(found),
        "check": verdict_page(view),
        "address": absolute(composition.endorsement_path(found)),
    }
    response = render(request, "endorsements/public.html", context)
    patch_vary_headers(response, ("Accept",))
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(20, every=timedelta(minutes=1))
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Let somebody elsewhere answer: with what they signed themselves, or no with a reason."""
    asked = selectors.request_of(token)
    if asked is None:
        raise Http404
    made, declining = MadeForm(), DeclineForm()
    if request.method == "POST" and "decline" in request.POST:
        declining = DeclineForm(request.POST)
        if declining.is_valid() and _declined(declining, token):
            messages.success(request, _("Thank you. Who asked reads your reason."))
            return redirect(request.path)
    elif request.method == "POST":
        made = MadeForm(request.POST, request.FILES)
        if made.is_valid() and _received(made, asked):
            messages.success(request, _("Thank you. The endorsement holds, and is published."))
            return redirect(request.path)
    context = {
        "asked": asked,
        "made": made,
        "declining": declining,
        "token": token,
        "endorsement": getattr(asked, "endorsement", None),
    }
    status = 422 if made.errors or declining.errors else 200
    response = render(request, "endorsements/answer.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response


def _declined(form: DeclineForm, token: str) -> bool:
    try:
        services.decline_by_link(token, form.cleaned_data["reason"], at=timezone.now())
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors


def _received(form: MadeForm, asked: EndorsementRequest) -> bool:
    now = timezone.now()
    source, text = form.offered()
    try:
        read = read_endorsement(source, text, about=asked.subject_id, at=now)
        services.receive(asked, read.body, said=read.comment, endorser=read.endorser, at=now)
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return not form.errors
