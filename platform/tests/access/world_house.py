"""What stands behind the doors of house, on one side of the world."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.core.tokens import token_for
from insigne_platform.institutions import services
from insigne_platform.people.models import Person

if TYPE_CHECKING:
    from access.world import Side

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">'
    b'<rect width="200" height="80" fill="#7a1f5c"/></svg>'
)


def more_of(side: Side, *, administrator: Person) -> dict[str, dict[str, object]]:
    """Make what addresses of house name, and give it by its name in the matrix."""
    institution, at = side.institution, timezone.now() - timedelta(hours=1)
    house = {"public_id": institution.public_id}
    group = services.add_group(institution, name_nl="Recht", name_en="Law", by=administrator)
    services.set_logo(institution, LOGO, alt_nl="", alt_en="A bar", by=administrator, at=at)
    invited = [
        services.invite(institution, email, {"may_award"}, language="en", by=administrator, at=at)
        for email in (side.holder.email, f"new@{institution.domain}")
    ]
    return {
        "place": {"slug": institution.slug},
        "group": {**house, "group_id": group.pk},
        "house-issuer": {**house, "issuer_id": side.issuer.pk},
        "letter": {**house, "kind": "claim"},
        "invitation": {"token": token_for("invitation", invited[0].pk)},
        "invited": {**house, "invitation_id": invited[1].pk},
    }
