"""What happens to endorsements: asked, given, received, declined and withdrawn."""

from insigne_platform.endorsements.services.asking import (
    answer_address,
    ask,
    decline,
    decline_by_link,
    mail_answer,
    mail_request,
    take_back,
)
from insigne_platform.endorsements.services.giving import Outside, Said, endorse, receive, withdraw

__all__ = [
    "Outside",
    "Said",
    "answer_address",
    "ask",
    "decline",
    "decline_by_link",
    "endorse",
    "mail_answer",
    "mail_request",
    "receive",
    "take_back",
    "withdraw",
]
