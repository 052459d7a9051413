"""What a token may be for: the whole table, in the order in which a page offers it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCOPES: Mapping[str, Promise] = {
    "institution:read": _("Read the institution, its groups and its issuers"),
    "institution:write": _("Add and change groups and issuers"),
    "people:read": _("Read who works for the institution"),
    "people:write": _("Invite people, and change what they may do"),
    "badges:read": _("Read badges, also drafts"),
    "badges:write": _("Make, edit, publish and archive badges"),
    "awards:read": _("Read awards and batches, with names and addresses"),
    "awards:write": _("Award badges, to one person or to many"),
    "awards:revoke": _("Revoke, suspend, correct and renew awards"),
    "earning:read": _("Read applications with evidence, codes, nominations, rules and scores"),
    "earning:write": _("Decide on applications and nominations, make codes and rules, send scores"),
    "pathways:read": _("Read pathways, and how far people are on them"),
    "pathways:write": _("Make, publish and remove pathways"),
    "courses:read": _("Read courses, and who is in them"),
    "courses:write": _("Open courses, fill them and award their badges"),
    "endorsements:read": _("Read endorsements, and requests for them"),
    "endorsements:write": _("Ask for endorsements, give and withdraw them"),
    "statistics:read": _("Read statistics"),
    "history:read": _("Read the audit trail"),
}
