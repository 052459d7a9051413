"""Places in status lists: given out once each, and published with a signature."""

from __future__ import annotations

from datetime import datetime

from insigne_platform.awards import composition
from insigne_platform.awards.models import Award, AwardState, StatusList
from insigne_platform.awards.permutation import permuted
from insigne_platform.core import publication
from insigne_platform.institutions.models import Issuer
from insigne_platform.signing import services as signing

PURPOSE = "revocation"


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
        places += [
            (status_list, permuted(counter, key=key, size=status_list.capacity))
            for counter in range(start, end)
        ]
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
    if newest is not None and newest.cursor < newest.capacity:
        return newest
    epoch = newest.epoch + 1 if newest else 1
    status_list = StatusList.objects.create(issuer=issuer, purpose=PURPOSE, epoch=epoch)
    publish_status_list(status_list, at=at)
    return status_list


def publish_status_list(status_list: StatusList, *, at: datetime) -> None:
    """Sign the list as it is now and put it at its address; call it in a transaction."""
    StatusList.objects.select_for_update().get(pk=status_list.pk)
    revoked = Award.objects.filter(
        status_list=status_list, state=AwardState.REVOKED, status_index__isnull=False
    ).values_list("status_index", flat=True)
    places = [place for place in revoked if place is not None]
    document = composition.status_list_document(status_list, places, at=at)
    body = signing.sign_status_list(document, issuer=status_list.issuer, at=at)
    publication.publish(composition.status_list_path(status_list), body)
