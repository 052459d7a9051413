"""Which room reacts to which fact: the whole table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from insigne_platform.awards import reactions as awards
from insigne_platform.awards.events import AwardClaimed, AwardsIssued, BatchOpened
from insigne_platform.core import outbox
from insigne_platform.endorsements import reactions as endorsements
from insigne_platform.endorsements.events import EndorsementAsked, RequestAnswered
from insigne_platform.institutions.events import InstitutionFounded, IssuerAdded, IssuerChanged
from insigne_platform.pathways import reactions as pathways
from insigne_platform.pathways.events import PathwayPublished
from insigne_platform.people import reactions as people
from insigne_platform.people.events import SignInLinkMade
from insigne_platform.signing import reactions as signing

REACTIONS: tuple[tuple[type, Callable[[Any], object]], ...] = (
    (SignInLinkMade, people.mail_sign_in_link),
    (InstitutionFounded, signing.make_keys),
    (IssuerAdded, signing.publish_issuer),
    (IssuerChanged, signing.publish_issuer),
    (BatchOpened, awards.issue_batch),
    (AwardsIssued, awards.mail_claims),
    (AwardsIssued, pathways.look_at_batch),
    (AwardClaimed, pathways.look_at_claim),
    (PathwayPublished, pathways.look_at_everybody),
    (EndorsementAsked, endorsements.mail_request),
    (RequestAnswered, endorsements.mail_answer),
)

# What looks for unfinished work that no fact waits for any more.
SWEEPERS: tuple[Callable[[], object], ...] = (awards.resume_unfinished,)


def connect() -> None:
    """Subscribe every reaction to its fact."""
    for event_class, reaction in REACTIONS:
        outbox.subscribe(event_class, reaction)
