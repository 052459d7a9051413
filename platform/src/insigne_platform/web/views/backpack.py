"""The backpack: what somebody earned, and what they do with it."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from insigne_platform.backpack import selectors, services, shelf
from insigne_platform.backpack.models import Holding
from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.sharing.selectors import open_counts
from insigne_platform.verification import services as verification
from insigne_platform.web.award_words import holder_facts
from insigne_platform.web.backpack_words import tile
from insigne_platform.web.badge_presentation import badge_page, picture_of
from insigne_platform.web.badge_words import facts_of
from insigne_platform.web.forms_backpack import AddressForm, BackpackFilter, words_form
from insigne_platform.web.presentation import verdict_page
from insigne_platform.web.requests import SignedInRequest


def _holding(person: Person, holding_id: UUID) -> Holding:
    """A badge in one's own backpack; for anybody else it is a closed door."""
    holding = selectors.holding_of(person, holding_id)
    if holding is None:
        raise NotPermitted(_("This badge is not in your backpack."))
    return holding


def _page_of(holding: Holding) -> dict[str, object]:
    award = holding.award
    now = timezone.now()
    return badge_page(award.version) | {
        "holding": holding,
        "award": award,
        "award_facts": holder_facts(award),
        "facts": facts_of(award.version, is_described=False),
        "is_expired": award.expires_at is not None and award.expires_at <= now,
        "words_form": words_form(holding),
    }


@login_required
@never_cache
@require_safe
def backpack(request: SignedInRequest) -> HttpResponse:
    """Show every badge on the rack, and what waits to be put there."""
    person, now = request.user, timezone.now()
    language = translation.get_language()
    issuers = {nl if language == "nl" and nl else en or nl for nl, en in shelf.issuers_of(person)}
    asked = BackpackFilter(
        request.GET, issuers=sorted(issuers, key=str.casefold), tags=shelf.tags_of(person)
    )
    wanted = asked.wanted()
    page = shelf.Shelf(person, wanted, at=now).get_page(request.GET.get("page"))
    found = page.paginator.count
    shared = open_counts([badge.pk for badge in page], at=now)
    addresses = verified_addresses(person)
    context = {
        "form": asked,
        "page": page,
        "tiles": [
            tile(badge, at=now, addresses=addresses, shared=shared.get(badge.pk, 0))
            for badge in page
        ],
        "is_timeline": asked.cleaned_data.get("view") == "timeline",
        "found": found,
        "narrows": wanted.narrows,
        "total": shelf.everything_of(person) if wanted.narrows else found,
        "waiting": selectors.waiting_for(person),
    }
    return render(request, "backpack/backpack.html", context)


@login_required
@never_cache
@require_safe
def badge(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Show one badge: what it says, what it is worth, and what can be done with it."""
    holding = _holding(request.user, holding_id)
    return render(request, "backpack/badge.html", _page_of(holding))


@login_required
@require_POST
def keep(request: SignedInRequest, award_id: UUID) -> HttpResponse:
    """Put a badge that waits for one's own address into the backpack, or refuse it."""
    award = selectors.waiting_for(request.user).filter(pk=award_id).first()
    if award is None:
        raise NotPermitted(_("This badge does not wait for you, or not any more."))
    if "decline" in request.POST:
        services.decline_award(award, by=request.user, at=timezone.now())
        messages.info(request, _("The badge is not in your backpack, and nobody sees it."))
        return redirect("backpack")
    try:
        holding = services.claim(award, by=request.user, at=timezone.now())
    except Conflict as conflict:
        messages.warning(request, str(conflict))
        return redirect("backpack")
    return redirect("backpack-badge", holding.pk)


@login_required
@never_cache
@require_POST
def check(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Check one's own badge in the way that anybody else does."""
    holding = _holding(request.user, holding_id)
    now = timezone.now()
    _name, _kind, document = services.download(holding, "json", by=request.user, at=now)
    view = verification.verify(document, None, None, None, at=now)
    context = verdict_page(view, picture=picture_of(holding.award.version))
    return render(request, "verify/verdict.html", context)


@login_required
@never_cache
@require_safe
def download(request: SignedInRequest, holding_id: UUID, kind: str) -> HttpResponse:
    """Give the badge as a file."""
    holding = _holding(request.user, holding_id)
    return _file(*services.download(holding, kind, by=request.user, at=timezone.now()))


def _file(name: str, media_type: str, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def with_address(request: SignedInRequest, holding_id: UUID) -> HttpResponse:
    """Make a copy that carries an address, after saying what that means."""
    holding = _holding(request.user, holding_id)
    form = AddressForm(request.POST or None, addresses=verified_addresses(request.user))
    if form.is_valid():
        return _file(
            *services.with_address(
                holding,
                form.cleaned_data["address"],
                kind=request.POST.get("kind", "png"),
                by=request.user,
                at=timezone.now(),
            )
        )
    context = _page_of(holding) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "backpack/with_address.html", context, status=status)


@login_required
@require_POST
def stop_sharing(request: SignedInRequest, holding_id: UUID, link_id: UUID) -> HttpResponse:
    """Stop a link: whoever opens it sees nothing any more."""
    holding = _holding(request.user, holding_id)
    link = selectors.links_of(holding).filter(pk=link_id).first()
    if link is None:
        raise NotFound(_("There is no such link."))
    services.stop_sharing(link, by=request.user, at=timezone.now())
    messages.success(request, _("The link is stopped. It shows nothing any more."))
    return redirect("backpack-share", holding.pk)
