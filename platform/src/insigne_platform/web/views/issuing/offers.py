"""Badges that nobody collected: when people are reminded, and how long a badge stays on offer."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from insigne_platform.awards import selectors, services
from insigne_platform.core.errors import Invalid
from insigne_platform.web.forms_afterwards import OfferForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest
from insigne_platform.web.views.issuing.house import administered


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def offers(request: SignedInRequest, public_id: str) -> HttpResponse:
    """Say when who does not collect is reminded, and when an offer ends."""
    institution = administered(request.user, public_id)
    terms = selectors.offer_terms_of(institution)
    initial = {name: getattr(terms, name) for name in OfferForm.base_fields}
    form = OfferForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            services.set_offer_terms(institution, by=request.user, **form.cleaned_data)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("Saved."))
            return redirect("offers", institution.public_id)
    context = {"institution": institution, "form": form}
    status = 422 if form.errors else 200
    return render(request, "afterwards/offers.html", context, status=status)
