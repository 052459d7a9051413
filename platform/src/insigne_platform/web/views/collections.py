"""Collections: badges that belong together, in an order of the holder's own."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from insigne_platform.backpack import selectors, services, shelf
from insigne_platform.backpack.models import Collection, CollectionItem
from insigne_platform.core.errors import Invalid, NotFound, NotPermitted
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses
from insigne_platform.web.backpack_words import tile
from insigne_platform.web.forms_collections import CollectionForm
from insigne_platform.web.problems import put_on_form
from insigne_platform.web.requests import SignedInRequest

STEPS = {"up": -1, "down": 1}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def collections(request: SignedInRequest) -> HttpResponse:
    """Show the collections, and begin one."""
    form = CollectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.make_collection(**form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The collection is made. Now choose its badges."))
            return redirect("add-to-collection", made.pk)
    found = list(selectors.collections_of(request.user))
    covers = selectors.covers_of(found)
    cards = [_card(collection, covers.get(collection.pk)) for collection in found]
    context = {"form": form, "cards": cards}
    status = 422 if form.errors else 200
    return render(request, "collections/collections.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def collection(request: SignedInRequest, collection_id: UUID) -> HttpResponse:
    """Show one collection, its order and its words, and change the words."""
    found = _collection(request.user, collection_id)
    start = {"name": found.name, "introduction": found.introduction}
    form = CollectionForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            services.change_collection(found, **form.cleaned_data, by=request.user)
        except Invalid as refused:
            put_on_form(form, refused)
        else:
            messages.success(request, _("The collection is changed."))
            return redirect("collection", found.pk)
    items = list(selectors.items_of(found))
    context = {"form": form, "collection": found, "items": _laid_out(request.user, items)}
    status = 422 if form.errors else 200
    return render(request, "collections/collection.html", context, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, collection_id: UUID) -> HttpResponse:
    """Choose badges of the backpack, and add them."""
    found = _collection(request.user, collection_id)
    if request.method == "POST":
        badges = shelf.badges_of(request.user, _keys(request.POST.getlist("badge")))
        try:
            added = services.add_badges(found, badges, by=request.user)
        except Invalid as refused:
            messages.error(request, " ".join(problem.message for problem in refused.problems))
            return redirect("add-to-collection", found.pk)
        if not badges:
            messages.warning(request, _("Tick the badges that belong in it."))
            return redirect("add-to-collection", found.pk)
        messages.success(request, _("Added: %(n)s.") % {"n": added})
        return redirect("collection", found.pk)
    now, search = timezone.now(), request.GET.get("search", "")[:200]
    page = shelf.Shelf(request.user, shelf.Wanted(search=search), at=now).get_page(
        request.GET.get("page")
    )
    known = {item.badge.pk for item in selectors.items_of(found)}
    tiles = [{**tile(badge, at=now), "key": badge.pk, "is_in": badge.pk in known} for badge in page]
    context = {"collection": found, "tiles": tiles, "page": page, "search": search}
    return render(request, "collections/add.html", context)


@login_required
@require_POST
def order(request: SignedInRequest, collection_id: UUID) -> HttpResponse:
    """Move one badge a place, or put all in the order in which they were dragged."""
    found = _collection(request.user, collection_id)
    step = next((name for name in STEPS if name in request.POST), None)
    if step is not None:
        services.move_item(_item(found, request.POST[step]), STEPS[step], by=request.user)
    elif "cover" in request.POST:
        services.choose_cover(_item(found, request.POST["cover"]), by=request.user)
        messages.success(request, _("This badge stands for the collection now."))
    elif "take" in request.POST:
        services.take_from_collection(_item(found, request.POST["take"]), by=request.user)
        messages.success(request, _("Taken out. The badge is in your backpack still."))
    else:
        keys = _keys(request.POST.get("order", "").split())
        services.order_collection(found, keys, by=request.user)
    return redirect("collection", found.pk)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: SignedInRequest, collection_id: UUID) -> HttpResponse:
    """Delete a collection, after one question; its badges stay."""
    found = _collection(request.user, collection_id)
    if request.method != "POST":
        return render(request, "collections/delete.html", {"collection": found})
    services.delete_collection(found, by=request.user)
    messages.success(
        request, _("The collection is deleted. Its badges are in your backpack still.")
    )
    return redirect("collections")


def _collection(person: Person, collection_id: UUID) -> Collection:
    found = selectors.collection_of(person, collection_id)
    if found is None:
        raise NotPermitted(_("This is not your collection."))
    return found


def _item(collection: Collection, key: str) -> CollectionItem:
    keys = _keys([key])
    found = selectors.item_of(collection, keys[0]) if keys else None
    if found is None:
        raise NotFound(_("This badge is not in the collection."))
    return found


def _keys(texts: Sequence[str]) -> list[UUID]:
    keys = []
    for text in texts[:500]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    return keys


def _card(collection: Collection, cover: CollectionItem | None) -> dict[str, object]:
    shown = tile(cover.badge, at=timezone.now()) if cover else None
    return {"collection": collection, "cover": shown}


def _laid_out(person: Person, items: Sequence[CollectionItem]) -> list[dict[str, object]]:
    now, addresses = timezone.now(), verified_addresses(person)
    return [
        {
            "pk": item.pk,
            "is_cover": item.is_cover,
            "is_first": place == 0,
            "is_last": place == len(items) - 1,
            "tile": tile(item.badge, at=now, addresses=addresses),
        }
        for place, item in enumerate(items)
    ]
