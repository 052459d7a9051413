"""One's own addresses: adding, giving up, saying when one ends, and merging two accounts."""

from datetime import timedelta
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.account.views import EmailView
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from insigne_platform.backpack.selectors import waiting_for
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.people import selectors, services
from insigne_platform.web.address_words import address_cards, merge_facts, merge_words
from insigne_platform.web.forms_account import AddAddressForm, EndForm, MergeForm
from insigne_platform.web.limits import at_most
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest


class AddressesView(EmailView):
    """Show one's addresses with the period of each, add one, and choose the first."""

    template_name = "account/email.html"
    form_class = AddAddressForm

    def get_context_data(self, **more: object) -> dict[str, object]:
        """Put the periods beside the addresses."""
        person = self.request.user
        found = list(selectors.addresses_of(person))
        return super().get_context_data(**more) | {
            "cards": address_cards(found, selectors.open_periods(person)),
            "past": selectors.past_periods(person),
            "merges": merge_words(selectors.merges_of(person), at=timezone.now()),
        }

    def _action_remove(self, request: HttpRequest, *_args: object, **_more: object) -> HttpResponse:
        """Ask first: what an address opened cannot be got back without proving it anew."""
        address = self._get_email_address(request)
        return redirect("account_email") if address is None else redirect("give-up", address.pk)


addresses = login_required(never_cache(AddressesView.as_view()))


def _address(request: SignedInRequest, address_id: int) -> EmailAddress:
    """An address of one's own; for anybody else it is a closed door."""
    found = selectors.address_of(request.user, address_id)
    if found is None:
        raise NotPermitted(_("This is not your address."))
    return found


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: SignedInRequest, address_id: int) -> HttpResponse:
    """Say what giving up an address means, and do it."""
    address = _address(request, address_id)
    refused = ""
    if request.method == "POST":
        try:
            services.give_up(address, by=request.user, at=timezone.now())
        except Conflict as conflict:
            refused = str(conflict)
        else:
            messages.success(request, _("The address is given up. What you keep stays yours."))
            return redirect("account_email")
    others = [e for e in selectors.verified_addresses(request.user) if e != address.email]
    waiting = waiting_for(request.user).filter(recipient_email=address.email).count()
    context = {
        "address": address,
        "heir": others[0] if others else "",
        "is_first": address.primary,
        "is_only": not others and (address.verified or address.primary),
        "waiting": waiting if address.verified else 0,
        "refused": refused,
    }
    return render(request, "account/give_up.html", context, status=409 if refused else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: SignedInRequest, address_id: int) -> HttpResponse:
    """Let a person say when an address of school or work ends."""
    address = _address(request, address_id)
    period = selectors.open_periods(request.user).get(address.email)
    posted = request.POST if request.method == "POST" else None
    form = EndForm(posted, initial={"day": period.ends_on if period else None})
    if form.is_valid():
        try:
            services.set_end(address, form.cleaned_data["day"], by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        except Conflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Kept."))
            return redirect("account_email")
    context = {"form": form, "address": address}
    return render(request, "account/end.html", context, status=422 if form.errors else 200)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@at_most(10, every=timedelta(minutes=10))
def ask_to_merge(request: SignedInRequest) -> HttpResponse:
    """Have a letter sent to another account of one's own; the answer never says whether it is."""
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.ask_to_merge(form.cleaned_data["email"], by=request.user, at=timezone.now())
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(
                request,
                _("If there is an account with this address, a letter to it is on its way. Open "
                  "the link in it here, in this browser."),
            )  # fmt: skip
            return redirect("account_email")
    return render(
        request, "account/merge_ask.html", {"form": form}, status=422 if form.errors else 200
    )


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: SignedInRequest, token: str) -> HttpResponse:
    """Show what moves from the other account into this one, and move it."""
    now = timezone.now()
    found, counts = services.what_moves(token, by=request.user, at=now)
    if request.method == "POST":
        services.merge(token, by=request.user, at=now)
        messages.success(request, _("The two accounts are one. For thirty days you can undo it."))
        return redirect("account_email")
    context = {"merge": found, "facts": merge_facts(counts)}
    return render(request, "account/merge.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def undo_merge(request: SignedInRequest, merge_id: UUID) -> HttpResponse:
    """Part two accounts again, after asking."""
    found = selectors.merge_of(request.user, merge_id)
    if found is None or found.done_at is None or found.undone_at is not None:
        raise NotPermitted(_("This is not your account."))
    if request.method == "POST":
        services.undo_merge(found, by=request.user, at=timezone.now())
        messages.success(request, _("They are two accounts again."))
        return redirect("account_email")
    return render(request, "account/merge_undo.html", {"merge": found})
