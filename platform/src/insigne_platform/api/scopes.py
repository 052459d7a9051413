"""What a token may be for: the whole table, in the order in which a page offers it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: Mapping[str, Promise] = {
    "institution:read": _("Read the institution, its groups and its issuers"),
    "people:read": _("Read who works for the institution"),
    "badges:read": _("Read badges, also drafts"),
    "badges:write": _("Make, edit, publish and archive badges"),
    "awards:read": _("Read awards and batches, with names and addresses"),
    "awards:write": _("Award badges, to one person or to many"),
    "awards:revoke": _("Revoke and suspend awards"),
}
