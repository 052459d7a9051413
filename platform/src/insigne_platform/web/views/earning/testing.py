"""Taking a test: finding a moment, registering, seeing how it went, and cancelling."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from insigne_platform.achievements.selectors import published_badge
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import Moment, Registration, RegistrationState
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.badge_presentation import badge_page
from insigne_platform.web.forms_assessments import RegisterForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

ON_A_PAGE = 25


@never_cache
@require_safe
def take(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show the tests of a badge and when one can take them, to anybody."""
    version = published_badge(public_id)
    if version is None:
        raise Http404
    tests = selectors.open_assessments(version.achievement, at=timezone.now())
    return render(request, "assessments/take.html", badge_page(version) | {"tests": tests})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: SignedInRequest, public_id: str, moment_id: str) -> HttpResponse:
    """Register for a test at a moment."""
    version = published_badge(public_id)
    moment = selectors.moment_to_take(version.achievement, moment_id) if version else None
    if moment is None or version is None:
        raise Http404
    addresses = verified_addresses(request.user)
    form = RegisterForm(
        request.POST or None,
        addresses=addresses,
        initial={"name": request.user.display_name},
    )
    if form.is_valid() and (made := _registered(form, moment, request)):
        messages.success(request, _said_of(made))
        return redirect("registration", made.pk)
    context = badge_page(version) | {
        "form": form,
        "moment": moment,
        "addresses": addresses,
        "is_open": moment.takes_registrations_at(timezone.now()),
        "is_full": not selectors.has_a_seat(moment),
    }
    return render(request, "assessments/register.html", context, status=422 if form.errors else 200)


def _said_of(made: Registration) -> str:
    if made.state == RegistrationState.WAITING:
        return _("You are on the waiting list. You get a message that says so.")
    return _("You are registered. You get a message that says so.")


def _registered(
    form: RegisterForm, moment: Moment, request: SignedInRequest
) -> Registration | None:
    said = {**form.cleaned_data, "waits": "wait" in request.POST}
    try:
        return services.register(moment, **said, by=request.user, at=timezone.now())
    except Invalid as refused:
        put_on_form(form, refused)
    except Conflict as conflict:
        form.add_error(None, str(conflict))
    return None


@login_required
@never_cache
@require_safe
def registrations(request: SignedInRequest) -> HttpResponse:
    """List the tests for which somebody registered."""
    found = selectors.own_registrations(request.user)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "assessments/own_registrations.html", {"page": page})


@login_required
@never_cache
@require_safe
def registration(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Show when and where a test is, and later how it went."""
    found = _own(request, registration_id)
    context = {
        "registration": found,
        "moment": found.moment,
        "place_in_queue": selectors.place_in_queue(found),
        "may_cancel": found.state == "waiting"
        or (found.state == "registered" and timezone.now() < found.moment.closes_at),
    }
    return render(request, "assessments/own_registration.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: SignedInRequest, registration_id: UUID) -> HttpResponse:
    """Give a seat back, after one question."""
    found = _own(request, registration_id)
    if request.method != "POST":
        return render(request, "assessments/cancel.html", {"registration": found})
    try:
        services.cancel_registration(found, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
    else:
        messages.success(request, _("Your registration is cancelled."))
    return redirect("registration", found.pk)


def _own(request: SignedInRequest, registration_id: UUID) -> Registration:
    found = selectors.own_registration(registration_id, by=request.user)
    if found is None:
        raise NotPermitted(_("This is not a registration of yours."))
    return found
