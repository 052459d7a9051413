"""Which room reacts to which fact: the whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from insigne_platform.achievements import reactions as achievements
from insigne_platform.achievements.events import ApprovalAsked, ApprovalDecided
from insigne_platform.awards import reactions as awards
from insigne_platform.awards.events import (
    AwardClaimed,
    AwardDeclined,
    AwardRevoked,
    AwardsIssued,
    AwardSuspended,
    BatchApprovalAsked,
    BatchApproved,
    BatchOpened,
    ChangeOpened,
    ClaimsToMail,
    ListOffered,
    SuspensionLifted,
)
from insigne_platform.backpack import reactions as backpack
from insigne_platform.backpack.events import BadgeShared, ImportOpened
from insigne_platform.core import outbox, upkeep
from insigne_platform.earning import reactions as earning
from insigne_platform.earning.events import (
    ApplicationMoved,
    EvidenceAdded,
    EvidenceDecided,
    NominationDecided,
    NominationSent,
    NominatorInvited,
    RegistrationMoved,
    ResultsOffered,
    ResultsToApprove,
    ScoreRecorded,
)
from insigne_platform.endorsements import reactions as endorsements
from insigne_platform.endorsements.events import EndorsementAsked, RequestAnswered
from insigne_platform.grants import reactions as grants
from insigne_platform.grants.events import (
    AccessAnswered,
    AccessAsked,
    GrantRevoked,
    GrantUsed,
    MemberAdded,
)
from insigne_platform.institutions import reactions as institutions
from insigne_platform.institutions.events import (
    InstitutionFounded,
    IssuerAdded,
    IssuerChanged,
    StaffInvited,
)
from insigne_platform.notifications import reactions as notifications
from insigne_platform.pathways import reactions as pathways
from insigne_platform.pathways.events import PathwayPublished
from insigne_platform.people import reactions as people
from insigne_platform.people.events import (
    AccountsMerged,
    AddressGivenUp,
    MergeAsked,
    MergeUndone,
    SignInLinkMade,
)
from insigne_platform.rights import reactions as rights
from insigne_platform.rights.events import ExportAsked
from insigne_platform.sharing import reactions as sharing
from insigne_platform.sharing.events import LinkMade
from insigne_platform.signing import reactions as signing
from insigne_platform.statistics import reactions as statistics

REACTIONS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (SignInLinkMade, people.mail_sign_in_link),
    (AddressGivenUp, people.mail_given_up),
    (MergeAsked, people.mail_merge_request),
    (AccountsMerged, people.mail_merged),
    (MergeUndone, people.mail_merge_undone),
    (StaffInvited, institutions.mail_invitation),
    (InstitutionFounded, signing.make_keys),
    (IssuerAdded, signing.publish_issuer),
    (IssuerChanged, signing.publish_issuer),
    (ApprovalAsked, achievements.mail_approvers),
    (ApprovalDecided, achievements.mail_maker),
    (BatchOpened, awards.issue_batch),
    (BatchApprovalAsked, awards.mail_batch_approvers),
    (BatchApproved, awards.mail_batch_approved),
    (AwardsIssued, backpack.keep_replacements),
    (AwardsIssued, backpack.keep_redeemed),
    (AwardsIssued, awards.mail_claims),
    (AwardsIssued, pathways.look_at_batch),
    (AwardClaimed, pathways.look_at_claim),
    (PathwayPublished, pathways.look_at_everybody),
    (AwardsIssued, earning.run_rules_on_awards),
    (AwardClaimed, earning.run_rules_on_claim),
    (ScoreRecorded, earning.run_rules_on_score),
    (EndorsementAsked, endorsements.mail_request),
    (RequestAnswered, endorsements.mail_answer),
    (ApplicationMoved, earning.mail_about_application),
    (ChangeOpened, awards.do_change),
    (ListOffered, awards.read_list),
    (ClaimsToMail, awards.mail_claims),
    (NominatorInvited, earning.mail_nominator),
    (NominationSent, earning.mail_nomination),
    (NominationDecided, earning.mail_nomination_outcome),
    (RegistrationMoved, earning.mail_about_registration),
    (ResultsOffered, earning.enter_results),
    (ResultsToApprove, earning.mail_result_approvers),
    (EvidenceAdded, earning.mail_evidence),
    (EvidenceDecided, earning.mail_evidence_outcome),
    (AwardsIssued, statistics.count_batch),
    (AwardClaimed, statistics.count_award),
    (AwardDeclined, statistics.count_award),
    (AwardRevoked, statistics.count_award),
    (BadgeShared, statistics.count_share),
    (LinkMade, statistics.count_link),
    (MemberAdded, grants.mail_member),
    (AccessAsked, grants.mail_request),
    (AccessAnswered, grants.mail_answer),
    (GrantRevoked, grants.mail_revoked),
    (ExportAsked, rights.make_export),
    (ImportOpened, backpack.read_import),
    (AwardsIssued, notifications.note_new),
    (AwardRevoked, notifications.note_revoked),
    (AwardSuspended, notifications.note_suspended),
    (SuspensionLifted, notifications.note_lifted),
    (EvidenceDecided, notifications.note_evidence),
    (AccessAsked, notifications.note_asked),
    (GrantUsed, notifications.note_used),
)

# What looks for unfinished work that no fact waits for any more.
SWEEPERS: tuple[Callable[[], object], ...] = (
    awards.resume_unfinished,
    people.remind_of_ends,
    awards.resume_changes,
    awards.remind_expiring,
    awards.remind_uncollected,
    awards.start_due,
    awards.forget_lists,
    backpack.empty_bins,
    sharing.forget_old_views,
    grants.forget_old,
    rights.forget_exports,
    rights.erase_due,
    notifications.note_expiring,
    notifications.forget_old,
    statistics.recount_marked,
    earning.run_due_rules,
    earning.resume_results,
    upkeep.count_for_plans,
)


def connect() -> None:
    """Subscribe every reaction to its fact."""
    for event_class, reaction in REACTIONS:
        outbox.subscribe(event_class, reaction)
