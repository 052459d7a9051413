"""What stands behind the doors of sharing, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.people.models import Person
from insigne_platform.rights import services as copies
from insigne_platform.sharing import services

if TYPE_CHECKING:
    from access.world import Side

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of sharing name, and give it by its name in the matrix."""
    assert administrator.is_active
    holding = Holding.objects.get(pk=side.named["holding"]["holding_id"])
    link = services.make_link(holding, by=side.holder, at=NOON, may_be_framed=True)
    token = str(services.address_of(link)).rpartition("/")[2]
    collection = backpack.make_collection("Ice", "", [holding], by=side.holder)
    export = copies.ask_for_export(by=side.holder, at=NOON)
    copies.make_export(export.pk, at=NOON)
    return {
        "link": {"link_id": link.pk, "token": token, "kind": "svg"},
        "collection": {"collection_id": collection.pk},
        "copy": {"export_id": export.pk},
        "notification": {"notification_id": side.holder.notifications.get(kind="copy_ready").pk},
    }
