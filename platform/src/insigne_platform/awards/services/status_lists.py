"""Places in status lists: given out once each, and published with a signature."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q

from insigne_platform.awards import composition
from insigne_platform.awards.models import Award, AwardState, StatusList
from insigne_platform.awards.permutation import permuted_many
from insigne_platform.core import publication
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import services as signing

PURPOSE = "revocation"
BITS = 2  # one for revocation, one for suspension; lists from before have one, and stay as they are

TAKEN_BACK = Q(state=AwardState.REVOKED) | Q(suspended_at__isnull=False)


def take_places(issuer: Issuer, count: int, *, at: datetime) -> list[tuple[StatusList, int]]:
    """Give out *count* places that nobody has; call it in the transaction that uses them.

    A full list is followed by another one. Places are never given out again.
    """
    places: list[tuple[StatusList, int]] = []
    while len(places) < count:
        status_list = _open_list(issuer, at)
        start = status_list.cursor
        end = min(start + count - len(places), status_list.capacity)
        key = bytes(status_list.permutation_key)
        given = permuted_many(range(start, end), key=key, size=status_list.capacity)
        places += [(status_list, place) for place in given]
        status_list.cursor = end
        status_list.save(update_fields=["cursor"])
    return places


def _open_list(issuer: Issuer, at: datetime) -> StatusList:
    """The issuer's newest list, locked; a new one, already published, when that is full."""
    newest = (
        StatusList.objects.select_for_update()
        .filter(issuer=issuer, purpose=PURPOSE)
        .order_by("-epoch")
        .first()
    )
    if newest and newest.entry_bits == BITS and newest.cursor < newest.capacity:
        return newest
    epoch = newest.epoch + 1 if newest else 1
    status_list = StatusList.objects.create(
        issuer=issuer, purpose=PURPOSE, epoch=epoch, entry_bits=BITS
    )
    publish_status_list(status_list, at=at)
    return status_list


def publish_status_list(status_list: StatusList, *, at: datetime) -> None:
    """Sign the list as it is now and put it at its address; call it in a transaction."""
    StatusList.objects.select_for_update().get(pk=status_list.pk)
    rows = Award.objects.filter(
        TAKEN_BACK, status_list=status_list, status_index__isnull=False
    ).values_list("status_index", "state", "suspended_at")
    values = {
        index: composition.REVOKED_BIT * (state == AwardState.REVOKED)
        | composition.SUSPENDED_BIT * (suspended_at is not None)
        for index, state, suspended_at in rows
        if index is not None
    }
    document = composition.status_list_document(status_list, values, at=at)
    body = signing.sign_status_list(document, issuer=status_list.issuer, at=at)
    publication.publish(composition.status_list_path(status_list), body)


def publish_lists_of(awards: Iterable[Award], *, at: datetime) -> None:
    """Sign and publish every list in which these awards have a place, each of them once."""
    touched = {award.status_list_id: award.status_list for award in awards}
    for status_list in touched.values():
        if status_list is not None:
            publish_status_list(status_list, at=at)
