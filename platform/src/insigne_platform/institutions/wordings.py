"""The letters of this room: their standard texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import Letter

LETTERS: Mapping[str, Letter] = {
    "staff_invited": Letter(
        when=_("To somebody who is invited to work on badges"),
        subject=_("Invitation: work on badges for {institution}"),
        body=_(
            "{inviter} invites you to work for {institution} here.\n\nWhat you may do then:\n"
            "{rights}\n\n{link}\n\nThe invitation stands until {day}, for this e-mail address "
            "only. Do you not expect this? Then you need not do anything."
        ),
        button=_("Look at the invitation"),
        places=("institution", "inviter", "rights", "day"),
    ),
}
