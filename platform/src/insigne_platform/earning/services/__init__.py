"""What happens on the way to a badge: it is opened, applied for, reviewed and decided."""

from insigne_platform.earning.services.adding import (
    add_evidence,
    approve_evidence,
    decline_evidence,
    remove_evidence,
    show_evidence,
)
from insigne_platform.earning.services.applying import answer, apply, withdraw
from insigne_platform.earning.services.coding import CodeWords, make_code, redeem, stop_code
from insigne_platform.earning.services.mailing import mail_entry
from insigne_platform.earning.services.mailing_evidence import (
    mail_evidence,
    mail_evidence_outcome,
)
from insigne_platform.earning.services.mailing_nominations import (
    mail_invitation,
    mail_office,
    mail_outcome,
)
from insigne_platform.earning.services.nominating import (
    decide_nomination,
    end_nominator,
    invite_nominator,
    nominate,
)
from insigne_platform.earning.services.opening import OpeningWords, set_opening
from insigne_platform.earning.services.reviewing import approve, ask_for_more, deny
from insigne_platform.earning.services.ruling import (
    RuleWords,
    make_rule,
    run_due_rules,
    run_rule,
    run_rules,
    switch_rule,
)
from insigne_platform.earning.services.scoring import record_score

__all__ = [
    "CodeWords",
    "OpeningWords",
    "RuleWords",
    "add_evidence",
    "answer",
    "apply",
    "approve",
    "approve_evidence",
    "ask_for_more",
    "decide_nomination",
    "decline_evidence",
    "deny",
    "end_nominator",
    "invite_nominator",
    "mail_entry",
    "mail_evidence",
    "mail_evidence_outcome",
    "mail_invitation",
    "mail_office",
    "mail_outcome",
    "make_code",
    "make_rule",
    "nominate",
    "record_score",
    "redeem",
    "remove_evidence",
    "run_due_rules",
    "run_rule",
    "run_rules",
    "set_opening",
    "show_evidence",
    "stop_code",
    "switch_rule",
    "withdraw",
]
