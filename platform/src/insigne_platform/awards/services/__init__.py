"""What happens to awards: decided, made, signed, told, kept or declined, and taken back."""

from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services.approvals import (
    approve_batch,
    mail_batch_approved,
    mail_batch_approvers,
)
from insigne_platform.awards.services.awarding import (
    already_sentence,
    award_list,
    award_one,
)
from insigne_platform.awards.services.changing import open_change, resume_changes, work_on_change
from insigne_platform.awards.services.claiming import (
    claim_address,
    has_claims_to_mail,
    mail_claim_again,
    mail_claims,
    mail_replacements,
    must_be_on_offer,
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
from insigne_platform.awards.services.listing import (
    discard_list,
    forget_lists,
    name_columns,
    offer_list,
    preview_list,
    read_list,
)
from insigne_platform.awards.services.offering import set_offer_terms
from insigne_platform.awards.services.reminding import remind_uncollected
from insigne_platform.awards.services.replacing import correct
from insigne_platform.awards.services.results import result_rows
from insigne_platform.awards.services.revoking import revoke, revoke_many
from insigne_platform.awards.services.running import (
    cancel_batch,
    pause_batch,
    plan_batch,
    resume_batch,
    retry_batch,
    start_due,
)
from insigne_platform.awards.services.suspending import lift, suspend
from insigne_platform.awards.services.together import award_together

__all__ = [
    "Recipient",
    "already_sentence",
    "approve_batch",
    "award_list",
    "award_one",
    "award_together",
    "bake_into",
    "baked_picture",
    "cancel_batch",
    "claim_address",
    "correct",
    "discard_list",
    "document",
    "email_variant",
    "forget_lists",
    "has_claims_to_mail",
    "issue_chunk",
    "lift",
    "mail_batch_approved",
    "mail_batch_approvers",
    "mail_claim_again",
    "mail_claims",
    "mail_replacements",
    "must_be_on_offer",
    "name_columns",
    "offer_list",
    "open_change",
    "pause_batch",
    "plan_batch",
    "preview_list",
    "read_list",
    "record_claim",
    "record_decline",
    "record_succession",
    "remind_expiring",
    "remind_uncollected",
    "result_rows",
    "resume_batch",
    "resume_changes",
    "resume_unfinished",
    "retry_batch",
    "revoke",
    "revoke_many",
    "set_offer_terms",
    "set_reminders",
    "start_due",
    "suspend",
    "work_on_change",
]
