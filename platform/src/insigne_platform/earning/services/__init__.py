"""What happens on the way to a badge: it is opened, applied for, reviewed and decided."""

from insigne_platform.earning.services.applying import answer, apply, withdraw
from insigne_platform.earning.services.mailing import mail_entry
from insigne_platform.earning.services.opening import OpeningWords, set_opening
from insigne_platform.earning.services.reviewing import approve, ask_for_more, deny

__all__ = [
    "OpeningWords",
    "answer",
    "apply",
    "approve",
    "ask_for_more",
    "deny",
    "mail_entry",
    "set_opening",
    "withdraw",
]
