"""Putting badges together: what belongs together, in which order, and behind which cover."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import (
    LONGEST_NAME,
    LONGEST_NOTE,
    Collection,
    CollectionItem,
    Holding,
    ImportedBadge,
)
from insigne_platform.backpack.permissions import must_hold, must_own
from insigne_platform.core import audit
from insigne_platform.core.citizen_number import REFUSED, holds_citizen_number
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.people.models import Person

MOST_COLLECTIONS: Final = 200
MOST_ITEMS: Final = 200


@transaction.atomic
def make_collection(
    name: str, introduction: str, badges: Sequence[Holding | ImportedBadge] = (), *, by: Person
) -> Collection:
    """Begin a collection, perhaps with badges in it. Raises `Invalid`."""
    _must_be_sound(name, introduction)
    if Collection.objects.filter(person=by).count() >= MOST_COLLECTIONS:
        message = _("You have %(n)s collections. Delete one first.") % {"n": MOST_COLLECTIONS}
        raise Invalid([Problem("name", message)])
    made = Collection.objects.create(
        person=by, name=name.strip(), introduction=introduction.strip()
    )
    audit.record(by, "collection.made", made)
    add_badges(made, badges, by=by)
    return made


@transaction.atomic
def change_collection(
    collection: Collection, name: str, introduction: str, *, by: Person
) -> Collection:
    """Give a collection another name and introduction. Raises `Invalid`."""
    must_own(by, collection)
    _must_be_sound(name, introduction)
    collection.name, collection.introduction = name.strip(), introduction.strip()
    collection.save(update_fields=["name", "introduction"])
    audit.record(by, "collection.changed", collection)
    return collection


@transaction.atomic
def delete_collection(collection: Collection, *, by: Person) -> None:
    """Take a collection apart; its badges stay where they are, links to it show nothing."""
    must_own(by, collection)
    audit.record(by, "collection.deleted", collection)
    collection.delete()


@transaction.atomic
def add_badges(
    collection: Collection, badges: Sequence[Holding | ImportedBadge], *, by: Person
) -> int:
    """Add badges at the end; those that are in it stay where they are. Answer how many are new."""
    must_own(by, collection)
    for badge in badges:
        must_hold(by, badge)
    Collection.objects.select_for_update().get(pk=collection.pk)
    items = list(collection.items.all())
    known = {item.holding_id or item.imported_id for item in items}
    new = list({badge.pk: badge for badge in badges if badge.pk not in known}.values())
    if len(items) + len(new) > MOST_ITEMS:
        message = _("A collection has at most %(n)s badges.") % {"n": MOST_ITEMS}
        raise Invalid([Problem("badges", message)])
    last = max((item.position for item in items), default=0)
    CollectionItem.objects.bulk_create(
        CollectionItem(
            collection=collection,
            holding=badge if isinstance(badge, Holding) else None,
            imported=badge if isinstance(badge, ImportedBadge) else None,
            position=last + place,
        )
        for place, badge in enumerate(new, start=1)
    )
    return len(new)


@transaction.atomic
def take_from_collection(item: CollectionItem, *, by: Person) -> None:
    """Take a badge out of the collection; it stays in the backpack."""
    must_own(by, item.collection)
    item.delete()


@transaction.atomic
def order_collection(collection: Collection, order: Sequence[UUID], *, by: Person) -> None:
    """Put the items in this order; those that it does not name stand after them."""
    must_own(by, collection)
    Collection.objects.select_for_update().get(pk=collection.pk)
    place = {key: number for number, key in enumerate(dict.fromkeys(order))}
    items = sorted(
        collection.items.all(), key=lambda item: (place.get(item.pk, len(place)), item.position)
    )
    for number, item in enumerate(items, start=1):
        item.position = number
    CollectionItem.objects.bulk_update(items, ["position"])


def move_item(item: CollectionItem, by_places: int, *, by: Person) -> None:
    """Move a badge forward (less than 0) or backward in its collection."""
    order = [other.pk for other in item.collection.items.all()]
    at = order.index(item.pk)
    to = min(max(at + by_places, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    order_collection(item.collection, order, by=by)


@transaction.atomic
def choose_cover(item: CollectionItem, *, by: Person) -> None:
    """Have this badge stand for the whole collection."""
    must_own(by, item.collection)
    item.collection.items.update(
        is_cover=models.Case(models.When(pk=item.pk, then=True), default=False)
    )


def _must_be_sound(name: str, introduction: str) -> None:
    problems = []
    if not name.strip():
        problems.append(Problem("name", _("Give the collection a name.")))
    for field, text, longest in (
        ("name", name, LONGEST_NAME),
        ("introduction", introduction, LONGEST_NOTE),
    ):
        if len(text) > longest or "\0" in text:
            problems.append(Problem(field, _("This is too long.")))
        elif holds_citizen_number(text):
            problems.append(Problem(field, _(REFUSED)))
    if problems:
        raise Invalid(problems)
