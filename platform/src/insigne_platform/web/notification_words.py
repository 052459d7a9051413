"""What notifications say, and where they lead, in the language of the reader."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from insigne_platform.notifications.models import Kind, Notification


def words_of(notification: Notification) -> str:
    """One sentence."""
    values = {"badge": "", "days": "", "organisation": "", **notification.parameters}
    return _SENTENCES[Kind(notification.kind)]() % values


def address_of(notification: Notification) -> str:
    """The page on which more is said."""
    kind = Kind(notification.kind)
    if kind == Kind.COPY_READY:
        return reverse("copies")
    if kind in (Kind.REQUEST, Kind.GRANT_USED):
        return reverse("access-requests")
    return reverse("backpack")


_SENTENCES = {
    Kind.NEW_BADGE: lambda: _("The badge %(badge)s is waiting for you."),
    Kind.EXPIRING: lambda: _("Your badge %(badge)s expires in %(days)s days."),
    Kind.REVOKED: lambda: _("Your badge %(badge)s was revoked."),
    Kind.SUSPENDED: lambda: _("Your badge %(badge)s does not count for now."),
    Kind.COUNTS_AGAIN: lambda: _("Your badge %(badge)s counts again."),
    Kind.EVIDENCE: lambda: _("Your evidence at %(badge)s was accepted."),
    Kind.COPY_READY: lambda: _("Your copy of everything is ready."),
    Kind.REQUEST: lambda: _("%(organisation)s asks to see badges of yours."),
    Kind.GRANT_USED: lambda: _("%(organisation)s looked at badges that you granted."),
}
