"""The letters of this room: their standard texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import EVERYWHERE, Letter

LETTERS: Mapping[str, Letter] = {
    "claim_reminder": Letter(
        when=_("To who did not collect a badge yet, as a reminder"),
        subject=_("Your badge {badge} waits for you"),
        body=_(
            "Hello {name},\n\n{issuer} awarded you the badge {badge} on {day}. You have not "
            "collected it yet.\n\n{link}\n\nThe offer ends on {end}.\n\nNobody sees the badge "
            "until you decide to share it. Is this not you, or do you not want it? Then you need "
            "not do anything, or choose “No, thank you” on the page."
        ),
        button=_("Look and claim your badge"),
        places=(*EVERYWHERE, "day", "end"),
    ),
}
