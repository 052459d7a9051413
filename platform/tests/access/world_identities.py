"""What stands behind the doors of identities, on one side of the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.utils import timezone

from insigne_platform.core.tokens import token_for
from insigne_platform.people import services
from insigne_platform.people.models import AccountMerge, Person

if TYPE_CHECKING:
    from access.world import Side


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of identities name, and give it by its name in the matrix."""
    assert administrator.pk != side.holder.pk
    services.record_proved_address(side.holder, f"third-{side.holder.email}")
    address = EmailAddress.objects.get(email=f"third-{side.holder.email}")
    asked, done = (_merge(side, name) for name in ("asked", "done"))
    services.merge(token_for("merge", done.pk), by=side.holder, at=timezone.now())
    return {
        "own-address": {"address_id": address.pk},
        "merge": {"token": token_for("merge", asked.pk)},
        "merged": {"merge_id": done.pk},
    }


def _merge(side: Side, name: str) -> AccountMerge:
    email = f"{name}-{side.holder.email}"
    other = services.register(email, "", "en")
    services.record_proved_address(other, email)
    services.ask_to_merge(email, by=side.holder, at=timezone.now())
    return AccountMerge.objects.get(merged=other)
