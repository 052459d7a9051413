"""The letters of this room: their standard texts."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_noop as _

from insigne_platform.institutions.letters import EVERYWHERE, Letter

LETTERS: Mapping[str, Letter] = {
    "claim": Letter(
        when=_("To who earned a badge, with the link to collect it"),
        subject=_("You earned a badge: {badge}"),
        body=_(
            "Congratulations {name},\n\n{issuer} awards you the badge {badge}.\n\n"
            "Your result: {grade}.\n\nLook at your badge and put it in your backpack:\n\n{link}"
            "\n\nYou can collect it until {end}.\n\nNobody sees it until you decide to share it."
            "\n\nIs this not you? Then you need not do anything. Until somebody claims the badge, "
            "nobody sees it."
        ),
        button=_("Look and claim your badge"),
        places=(*EVERYWHERE, "grade", "end"),
    ),
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
    "expiring": Letter(
        when=_("To a holder, before a badge expires"),
        subject=_("Your badge {badge} expires soon"),
        body=_(
            "Hello {name},\n\nYour badge {badge} of {issuer} expires on {day}. After that day "
            "whoever checks it sees that it has expired.\n\nDo you want to keep it valid? Ask "
            "{issuer} what is needed to renew it: {email}\n\n{link}"
        ),
        button=_("Look at your badge"),
        places=(*EVERYWHERE, "day", "email"),
    ),
    "renewed": Letter(
        when=_("To a holder, when a badge is renewed"),
        subject=_("Your badge {badge} is renewed"),
        body=_(
            "Hello {name},\n\n{issuer} renewed your badge {badge}.\n\nIt is valid until {day}.\n\n"
            "The new badge hangs in your backpack where the earlier one hung, and your links show "
            "it. Files that you downloaded before are of the earlier badge: download them anew."
            "\n\n{link}"
        ),
        button=_("Look at your badge"),
        places=(*EVERYWHERE, "day"),
    ),
    "corrected": Letter(
        when=_("To a holder, when a badge is corrected"),
        subject=_("Your badge {badge} is corrected"),
        body=_(
            "Hello {name},\n\n{issuer} corrected your badge {badge}. The earlier one is revoked."
            "\n\nThe new badge hangs in your backpack where the earlier one hung, and your links "
            "show it. Files that you downloaded before are of the earlier badge: download them "
            "anew.\n\n{link}"
        ),
        button=_("Look at your badge"),
    ),
    "batch_approval_asked": Letter(
        when=_("To who may approve, when a large list waits for approval"),
        subject=_("Will you approve awarding {badge}? Recipients: {total}"),
        body=_(
            "Hello {name},\n\n{asker} wants to award the badge {badge} of {issuer} to everybody on "
            "the list {list}. Recipients: {total}.\n\nYour institution lets another person approve "
            "a list of this size. Look at it, and approve it if it is right:\n\n{link}"
        ),
        button=_("Look at the list"),
        places=(*EVERYWHERE, "asker", "list", "total"),
    ),
    "batch_approved": Letter(
        when=_("To who made a large list, when it is approved"),
        subject=_("{badge}: the list {list} is approved"),
        body=_(
            "Hello {name},\n\n{approver} approved awarding the badge {badge} of {issuer} to "
            "everybody on the list {list}. Recipients: {total}."
        ),
        button=_("Look at the list"),
        places=(*EVERYWHERE, "approver", "list", "total"),
    ),
}
