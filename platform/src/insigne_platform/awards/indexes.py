"""The indexes of awards: for every list of an institution one that has it in its order."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db.models import Index, Q

NEWEST: Final = ("institution", "-awarded_at", "id")
# Dates that are there or not lead to an index of few; a state, being a parameter, does not.
LISTED: Final[Mapping[str, Q]] = {
    "waiting": Q(claimed_at__isnull=True, declined_at__isnull=True, revoked_at__isnull=True),
    "claimed": Q(claimed_at__isnull=False),
    "declined": Q(declined_at__isnull=False),
    "suspended": Q(suspended_at__isnull=False),
    "revoked": Q(revoked_at__isnull=False),
    "unfinished": Q(issued_at__isnull=True),
}
"""Of each state that can be asked for, what leads to its own index."""

SELDOM: Final = ("holder", "revoked_by", "suspended_by", "change")
"""Of whom most awards have none, so that an index of those that have is a small one."""

OF_AWARDS: Final = [
    Index(
        fields=["batch", "row_number"], name="awards_unmade", condition=Q(issued_at__isnull=True)
    ),
    *(
        Index(fields=[name], name=f"awards_{name}", condition=Q((f"{name}__isnull", False)))
        for name in SELDOM
    ),
    Index(fields=["achievement", "-awarded_at"]),
    Index(  # with the version last: which badge it is, is seen without reading the award
        fields=["recipient_email", "institution", "-awarded_at", "id", "version"],
        name="awards_of_address",
    ),
    Index(fields=NEWEST, name="awards_newest"),
    Index(fields=["institution", "recipient_name", "recipient_email", "id"], name="awards_by_name"),
    Index(fields=["institution", "badge_name", "id"], name="awards_by_badge"),
    Index(
        fields=["institution", "expires_at", "id"],
        name="awards_expiring",
        condition=Q(expires_at__isnull=False),
    ),
    Index(
        fields=["expires_at"],
        name="awards_running_out",
        condition=Q(expires_at__isnull=False),
    ),
    Index(
        fields=["mailed_at"],
        name="awards_uncollected",
        condition=Q(mailed_at__isnull=False, claimed_at__isnull=True, declined_at__isnull=True),
    ),
    *(
        Index(fields=NEWEST, name=f"awards_list_{state}", condition=condition)
        for state, condition in LISTED.items()
    ),
    Index(fields=["achievement"], name="awards_revoked", condition=LISTED["revoked"]),
    Index(fields=["achievement"], name="awards_suspended", condition=LISTED["suspended"]),
    Index(
        fields=["status_list"],
        name="awards_taken_back",
        condition=Q(state="revoked") | Q(suspended_at__isnull=False),
    ),
]
