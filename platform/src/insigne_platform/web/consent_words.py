"""What somebody allowed others, or took back, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

DEEDS: Mapping[str, Callable[[], str]] = {
    "award.claimed": lambda: _("You kept a badge; its issuer sees that"),
    "link.made": lambda: _("You made a link by which others see a badge"),
    "link.renewed": lambda: _("You gave a link another address"),
    "link.stopped": lambda: _("You stopped a link"),
    "access.granted": lambda: _("You let an organisation see badges"),
    "access.refused": lambda: _("You granted an organisation nothing"),
    "access.revoked": lambda: _("You took back what an organisation could see"),
    "evidence.added": lambda: _("You added evidence to a badge"),
    "views.deleted": lambda: _("You deleted from your view log"),
    "export.asked": lambda: _("You asked for a copy of everything"),
    "erasure.asked": lambda: _("You asked to be erased"),
    "erasure.undone": lambda: _("You decided to stay"),
}


def consent_words(action: str) -> str:
    """Say what was done."""
    return DEEDS[action]()
