"""What stands behind the doors of organisations and of grants, on one side of the world."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from unittest import mock

from insigne_platform.backpack.models import Holding
from insigne_platform.grants import services
from insigne_platform.grants.models import Kind, Organisation, Proof
from insigne_platform.grants.services.asking import Wish
from insigne_platform.grants.services.proving import sentence_of
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    from access.world import Side

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of organisations name, and give it by its name in the matrix."""
    domain = side.issuer.email.partition("@")[2]
    place = services.found_organisation(
        name=f"Works of {domain}", domain=domain, kind=Kind.EMPLOYER, by=administrator
    )
    line = sentence_of(place)
    services.prove(place, by=administrator, at=NOON, look=lambda _: {Proof.FILE: [line]})
    wim = services.add_member(place, f"wim@{domain}", is_administrator=False, by=administrator)
    Organisation.objects.create(
        name="Agency", domain=f"agency.{domain}", kind=Kind.AGENCY, proved_at=NOON
    )
    mandate = services.give_mandate(
        place, agency_domain=f"agency.{domain}", purpose="Screening", days=9,
        by=administrator, at=NOON,
    )  # fmt: skip
    wish = Wish(address=side.holder.email, purpose="A post", days=30, fields=["grade"])
    now = datetime.now(UTC)
    asked = services.ask(place, wish, by=administrator, at=now)
    other = services.ask(place, wish, by=administrator, at=now)
    holding = Holding.objects.get(pk=side.named["holding"]["holding_id"])
    granted = services.grant(other, [holding], fields=["grade"], days=30, by=side.holder, at=now)
    here = {"organisation_id": place.pk}
    return {
        "org": here,
        "org-actor": {**here, "member_id": wim.pk},
        "org-mandate": {**here, "mandate_id": mandate.pk},
        "org-asked": {**here, "request_id": asked.pk},
        "org-granted": {
            **here, "grant_id": granted.pk, "badge_id": granted.badges.get().pk, "kind": "json",
        },
    }  # fmt: skip


def nothing_outside() -> mock._patch[object]:
    """No domain answers anything, so that no test asks the network."""
    return mock.patch("insigne_platform.grants.services.proving.look_outside", lambda _: {})
