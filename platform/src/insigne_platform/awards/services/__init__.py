"""What happens to awards: decided, made, signed, told, kept or declined, and taken back."""

from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services.awarding import (
    already_sentence,
    award_list,
    award_one,
)
from insigne_platform.awards.services.claiming import (
    claim_address,
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
from insigne_platform.awards.services.listing import discard_list, preview_list
from insigne_platform.awards.services.revoking import revoke, revoke_many

__all__ = [
    "Recipient",
    "already_sentence",
    "award_list",
    "award_one",
    "bake_into",
    "baked_picture",
    "claim_address",
    "discard_list",
    "document",
    "email_variant",
    "issue_chunk",
    "mail_claim_again",
    "mail_claims",
    "preview_list",
    "record_claim",
    "record_decline",
    "resume_unfinished",
    "revoke",
    "revoke_many",
]
