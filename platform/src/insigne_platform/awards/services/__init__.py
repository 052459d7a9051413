"""What happens to awards: decided, made, signed, told, kept or declined, and taken back."""

from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services.awarding import (
    already_sentence,
    award_list,
    award_one,
    discard_list,
    preview_list,
)
from insigne_platform.awards.services.changing import open_change, resume_changes, work_on_change
from insigne_platform.awards.services.claiming import (
    claim_address,
    mail_claim_again,
    mail_claims,
    mail_replacements,
    record_claim,
    record_decline,
    record_succession,
)
from insigne_platform.awards.services.documents import (
    bake_into,
    baked_picture,
    document,
    email_variant,
)
from insigne_platform.awards.services.expiring import remind_expiring, set_reminders
from insigne_platform.awards.services.issuing import issue_chunk, resume_unfinished
from insigne_platform.awards.services.replacing import correct
from insigne_platform.awards.services.revoking import revoke, revoke_many
from insigne_platform.awards.services.suspending import lift, suspend

__all__ = [
    "Recipient",
    "already_sentence",
    "award_list",
    "award_one",
    "bake_into",
    "baked_picture",
    "claim_address",
    "correct",
    "discard_list",
    "document",
    "email_variant",
    "issue_chunk",
    "lift",
    "mail_claim_again",
    "mail_claims",
    "mail_replacements",
    "open_change",
    "preview_list",
    "record_claim",
    "record_decline",
    "record_succession",
    "remind_expiring",
    "resume_changes",
    "resume_unfinished",
    "revoke",
    "revoke_many",
    "set_reminders",
    "suspend",
    "work_on_change",
]
