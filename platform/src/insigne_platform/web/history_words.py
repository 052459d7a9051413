"""What was done, in words; an act that has no words yet is shown by its own name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "award": ("award", "change", "application", "nomination", "code", "claim", "evidence"),
    "badge": ("badge", "template", "framework", "pathway", "course", "endorsement"),
    "list": ("list", "batch"),
    "people": ("member", "invitation", "token"),
    "institution": (
        "institution",
        "issuer",
        "group",
        "key",
        "reminders",
        "offers",
        "letter",
        "opening",
    ),
}
ALL_KINDS: Final = tuple(word for words in KINDS.values() for word in words)

DEEDS: Final[Mapping[str, object]] = {
    "award.claimed": gettext_lazy("claimed an award"),
    "award.corrected": gettext_lazy("corrected an award"),
    "award.declined": gettext_lazy("declined an award"),
    "award.handed_on": gettext_lazy("put a newer award in the place of an earlier one"),
    "award.lifted": gettext_lazy("lifted the suspension of an award"),
    "award.mailed_again": gettext_lazy("sent the message of an award again"),
    "award.renewed": gettext_lazy("renewed an award"),
    "award.revoked": gettext_lazy("revoked an award"),
    "award.suspended": gettext_lazy("suspended an award"),
    "change.lift": gettext_lazy("decided to lift the suspension of many awards"),
    "change.renew": gettext_lazy("decided to renew many awards"),
    "change.revoke": gettext_lazy("decided to revoke many awards"),
    "change.suspend": gettext_lazy("decided to suspend many awards"),
    "application.answered": gettext_lazy("answered a question about a request"),
    "application.approved": gettext_lazy("approved a request"),
    "application.denied": gettext_lazy("denied a request"),
    "application.more_asked": gettext_lazy("asked for more about a request"),
    "application.submitted": gettext_lazy("submitted a request"),
    "application.withdrawn": gettext_lazy("withdrew a request"),
    "badge.approval_asked": gettext_lazy("asked for approval of a badge"),
    "badge.approval_withdrawn": gettext_lazy("withdrew the question for approval of a badge"),
    "badge.approved": gettext_lazy("approved a badge"),
    "badge.archived": gettext_lazy("archived a badge"),
    "badge.copied": gettext_lazy("copied a badge"),
    "badge.draft_discarded": gettext_lazy("discarded a draft"),
    "badge.drafted": gettext_lazy("made a draft of a badge"),
    "badge.edited": gettext_lazy("edited a badge"),
    "badge.picture_designed": gettext_lazy("designed the picture of a badge"),
    "badge.picture_set": gettext_lazy("set the picture of a badge"),
    "badge.published": gettext_lazy("published a badge"),
    "badge.sent_back": gettext_lazy("sent a badge back to its maker"),
    "badge.unarchived": gettext_lazy("brought a badge back from the archive"),
    "badge.undone": gettext_lazy("undid a change of a badge"),
    "badge.version_drafted": gettext_lazy("began a next version of a badge"),
    "batch.issued": gettext_lazy("finished a batch"),
    "batch.opened": gettext_lazy("awarded a badge"),
    "code.made": gettext_lazy("made a claim code"),
    "code.stopped": gettext_lazy("stopped a claim code"),
    "code.used": gettext_lazy("used a claim code"),
    "endorsement.asked": gettext_lazy("asked for an endorsement"),
    "endorsement.given": gettext_lazy("gave an endorsement"),
    "endorsement.received": gettext_lazy("received an endorsement"),
    "endorsement.withdrawn": gettext_lazy("withdrew an endorsement"),
    "evidence.added": gettext_lazy("added evidence to a badge"),
    "evidence.approved": gettext_lazy("approved evidence with a badge"),
    "evidence.declined": gettext_lazy("declined evidence with a badge"),
    "evidence.removed": gettext_lazy("removed evidence from a badge"),
    "evidence.shown": gettext_lazy("showed evidence with a badge"),
    "evidence.hidden": gettext_lazy("hid evidence with a badge"),
    "framework.imported": gettext_lazy("imported a framework"),
    "framework.removed": gettext_lazy("removed a framework"),
    "group.added": gettext_lazy("added a group"),
    "group.changed": gettext_lazy("changed a group"),
    "institution.changed": gettext_lazy("changed the institution"),
    "institution.colours_set": gettext_lazy("set the colours of the institution"),
    "institution.founded": gettext_lazy("added the institution"),
    "institution.introduction_set": gettext_lazy("set the introduction of the institution"),
    "institution.logo_removed": gettext_lazy("removed the logo"),
    "institution.logo_set": gettext_lazy("set the logo"),
    "issuer.added": gettext_lazy("added an issuer"),
    "issuer.changed": gettext_lazy("changed an issuer"),
    "key.made": gettext_lazy("made a signing key"),
    "letter.restored": gettext_lazy("went back to the standard text of a letter"),
    "letter.set": gettext_lazy("wrote a letter in words of its own"),
    "list.discarded": gettext_lazy("discarded a list"),
    "list.read": gettext_lazy("uploaded a list"),
    "member.added": gettext_lazy("added somebody to the staff"),
    "member.changed": gettext_lazy("changed the rights of somebody"),
    "member.invited_again": gettext_lazy("invited somebody again"),
    "member.removed": gettext_lazy("removed somebody from the staff"),
    "offers.set": gettext_lazy("set how long badges stay on offer"),
    "reminders.set": gettext_lazy("set the reminders"),
    "template.removed": gettext_lazy("removed a template"),
    "template.saved": gettext_lazy("saved a template"),
    "token.made": gettext_lazy("made an access token"),
    "token.revoked": gettext_lazy("revoked an access token"),
}


def deed(action: str) -> str:
    """Say in the past tense what was done."""
    words = DEEDS.get(action)
    return str(words) if words is not None else _("did “%(action)s”") % {"action": action}
