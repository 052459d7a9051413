"""What happens to awards: decided, made, signed, told, kept or declined, and taken back."""

from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services.awarding import (
    already_sentence,
    award_list,
    award_one,
)
from insigne_platform.awards.services.claiming import (
    claim_address,
    has_claims_to_mail,
    mail_claim_again,
    mail_claims,
    record_claim,
    record_decline,
)
from insigne_platform.awards.services.documents import (
    bake_into,
    baked_picture,
    document,
    email_variant,
)
from insigne_platform.awards.services.issuing import issue_chunk, resume_unfinished
from insigne_platform.awards.services.listing import (
    discard_list,
    forget_lists,
    name_columns,
    offer_list,
    preview_list,
    read_list,
)
from insigne_platform.awards.services.results import result_rows
from insigne_platform.awards.services.revoking import revoke, revoke_many
from insigne_platform.awards.services.running import (
    approve_batch,
    cancel_batch,
    pause_batch,
    plan_batch,
    resume_batch,
    retry_batch,
    start_due,
)

__all__ = [
    "Recipient",
    "already_sentence",
    "approve_batch",
    "award_list",
    "award_one",
    "bake_into",
    "baked_picture",
    "cancel_batch",
    "claim_address",
    "discard_list",
    "document",
    "email_variant",
    "forget_lists",
    "has_claims_to_mail",
    "issue_chunk",
    "mail_claim_again",
    "mail_claims",
    "name_columns",
    "offer_list",
    "pause_batch",
    "plan_batch",
    "preview_list",
    "read_list",
    "record_claim",
    "record_decline",
    "result_rows",
    "resume_batch",
    "resume_unfinished",
    "retry_batch",
    "revoke",
    "revoke_many",
    "start_due",
]
