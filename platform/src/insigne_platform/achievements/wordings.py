"""The letters of this room: their standard texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import EVERYWHERE, Letter

LETTERS: Mapping[str, Letter] = {
    "approval_asked": Letter(
        when=_("To who may approve, when a badge waits for approval"),
        subject=_("Will you approve {badge}?"),
        body=_(
            "Hello {name},\n\n{asker} asks you to approve the badge {badge}, version {version}, of "
            "{issuer}.\n\nLook at it, and approve it or send it back:\n\n{link}"
        ),
        button=_("Look at the badge"),
        places=(*EVERYWHERE, "version", "asker"),
    ),
    "approval_given": Letter(
        when=_("To who asked for approval of a badge, when it is approved"),
        subject=_("{badge} is approved and published"),
        body=_(
            "Hello {name},\n\nThe badge {badge}, version {version}, is approved. It can be awarded "
            "now."
        ),
        button=_("Look at the badge"),
        places=(*EVERYWHERE, "version"),
    ),
    "approval_returned": Letter(
        when=_("To who asked for approval of a badge, when it is sent back"),
        subject=_("{badge} comes back to you"),
        body=_(
            "Hello {name},\n\nThe badge {badge}, version {version}, is not approved yet. This has "
            "to be mended:\n\n{reason}"
        ),
        button=_("Look at the badge"),
        places=(*EVERYWHERE, "version", "reason"),
    ),
}
