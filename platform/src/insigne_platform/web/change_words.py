"""What is asked before something is done to many awards, and what is said afterwards."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from insigne_platform.awards.models import ChangeKind


def question_words(kind: str, count: int) -> dict[str, object]:
    """The question with its number, what would happen, and the verb on the button."""
    questions = {
        ChangeKind.REVOKE: ngettext("Revoke %(n)s award?", "Revoke %(n)s awards?", count),
        ChangeKind.SUSPEND: ngettext("Suspend %(n)s award?", "Suspend %(n)s awards?", count),
        ChangeKind.LIFT: ngettext(
            "Lift the suspension of %(n)s award?", "Lift the suspension of %(n)s awards?", count
        ),
        ChangeKind.RENEW: ngettext("Renew %(n)s award?", "Renew %(n)s awards?", count),
        ChangeKind.MAIL: ngettext(
            "Send the message about %(n)s award again?",
            "Send the messages about %(n)s awards again?",
            count,
        ),
    }
    effects = {
        ChangeKind.REVOKE: _(
            "Whoever checks one of these badges sees that it is revoked. You cannot undo this; "
            "you can award again."
        ),
        ChangeKind.SUSPEND: _(
            "Whoever checks one of these badges sees that it is suspended for now. You can lift "
            "that at any time, and then it is valid again."
        ),
        ChangeKind.LIFT: _("These badges are valid again for whoever checks them."),
        ChangeKind.RENEW: _(
            "Everybody gets a new badge with a new date in the place of the earlier one, which "
            "stays as it is until it expires. Holders get a message."
        ),
        ChangeKind.MAIL: _(
            "Who did not claim the badge yet gets the message with the link again, and an offer "
            "that ended begins anew. Nothing goes to who claimed it, said no, or was mailed less "
            "than an hour ago."
        ),
    }
    verbs = {
        ChangeKind.REVOKE: _("Revoke"),
        ChangeKind.SUSPEND: _("Suspend"),
        ChangeKind.LIFT: _("Lift the suspension"),
        ChangeKind.RENEW: _("Renew"),
        ChangeKind.MAIL: _("Send again"),
    }
    return {
        "question": questions[ChangeKind(kind)] % {"n": count},
        "effect": effects[ChangeKind(kind)],
        "verb": verbs[ChangeKind(kind)],
        "is_harsh": kind in (ChangeKind.REVOKE, ChangeKind.SUSPEND),
    }


def done_sentence(kind: str, count: int) -> str:
    """Say to how many it was done."""
    sentences = {
        ChangeKind.REVOKE: ngettext("%(n)s award is revoked.", "%(n)s awards are revoked.", count),
        ChangeKind.SUSPEND: ngettext(
            "%(n)s award is suspended.", "%(n)s awards are suspended.", count
        ),
        ChangeKind.LIFT: ngettext("%(n)s award counts again.", "%(n)s awards count again.", count),
        ChangeKind.RENEW: ngettext("%(n)s award is renewed.", "%(n)s awards are renewed.", count),
        ChangeKind.MAIL: ngettext(
            "%(n)s message is sent again.", "%(n)s messages are sent again.", count
        ),
    }
    return sentences[ChangeKind(kind)] % {"n": count}
