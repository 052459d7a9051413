"""What happens on the way to a badge: it is opened, applied for, reviewed and decided."""

from insigne_platform.earning.services.adding import (
    add_evidence,
    approve_evidence,
    decline_evidence,
    remove_evidence,
    show_evidence,
)
from insigne_platform.earning.services.applying import answer, apply, withdraw
from insigne_platform.earning.services.assessing import (
    AssessmentWords,
    MomentWords,
    add_moment,
    change_assessment,
    change_moment,
    make_assessment,
    moves,
)
from insigne_platform.earning.services.coding import CodeWords, make_code, redeem, stop_code
from insigne_platform.earning.services.mailing import mail_entry
from insigne_platform.earning.services.mailing_assessments import (
    mail_registration,
)
from insigne_platform.earning.services.mailing_evidence import (
    mail_evidence,
    mail_evidence_outcome,
)
from insigne_platform.earning.services.mailing_nominations import (
    mail_invitation,
    mail_office,
    mail_outcome,
)
from insigne_platform.earning.services.mailing_results import mail_result_approvers
from insigne_platform.earning.services.marking import (
    Result,
    enter_result,
    read_result,
)
from insigne_platform.earning.services.marking_files import (
    ResultPreview,
    preview_results,
    preview_rows,
)
from insigne_platform.earning.services.moving import (
    cancel_moment,
    move_registration,
    withdraw_registration,
)
from insigne_platform.earning.services.nominating import (
    decide_nomination,
    end_nominator,
    invite_nominator,
    nominate,
)
from insigne_platform.earning.services.opening import OpeningWords, set_opening
from insigne_platform.earning.services.registering import (
    cancel_registration,
    register,
)
from insigne_platform.earning.services.result_lists import (
    approve_results,
    offer_results,
    offer_rows,
    resume_results,
    withdraw_results,
    work_on_results,
)
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
    "AssessmentWords",
    "CodeWords",
    "MomentWords",
    "OpeningWords",
    "Result",
    "ResultPreview",
    "RuleWords",
    "add_evidence",
    "add_moment",
    "answer",
    "apply",
    "approve",
    "approve_evidence",
    "approve_results",
    "ask_for_more",
    "cancel_moment",
    "cancel_registration",
    "change_assessment",
    "change_moment",
    "decide_nomination",
    "decline_evidence",
    "deny",
    "end_nominator",
    "enter_result",
    "invite_nominator",
    "mail_entry",
    "mail_evidence",
    "mail_evidence_outcome",
    "mail_invitation",
    "mail_office",
    "mail_outcome",
    "mail_registration",
    "mail_result_approvers",
    "make_assessment",
    "make_code",
    "make_rule",
    "move_registration",
    "moves",
    "nominate",
    "offer_results",
    "offer_rows",
    "preview_results",
    "preview_rows",
    "read_result",
    "record_score",
    "redeem",
    "register",
    "remove_evidence",
    "resume_results",
    "run_due_rules",
    "run_rule",
    "run_rules",
    "set_opening",
    "show_evidence",
    "stop_code",
    "switch_rule",
    "withdraw",
    "withdraw_registration",
    "withdraw_results",
    "work_on_results",
]
