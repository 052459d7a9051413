"""Who may ask, answer and withdraw: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.endorsements.models import Endorsement, EndorsementRequest
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.institutions.permissions import may_award, may_see
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person


def may_ask_for(person: Person, issuer: Issuer) -> bool:
    """Say whether the person asks others to endorse this issuer, its badges and its awards."""
    return may_award(person, issuer)


def may_endorse_as(person: Person, issuer: Issuer) -> bool:
    """Say whether the person endorses in the name of this issuer."""
    return may_award(person, issuer)


def may_endorse_for(person: Person, institution: Institution) -> bool:
    """Say whether the person endorses in the name of some issuer of the institution."""
    return issuers_where_may_award(person, institution).exists()


def may_see_request(person: Person, request: EndorsementRequest) -> bool:
    """Say whether the person works where it was asked, or for who asked."""
    if may_see(person, request.asking):
        return True
    return request.asked is not None and may_see(person, request.asked)


def may_answer(person: Person, request: EndorsementRequest) -> bool:
    """Say whether the person answers for the institution that is asked."""
    return request.asked is not None and may_endorse_for(person, request.asked)


def may_take_back(person: Person, request: EndorsementRequest) -> bool:
    """Say whether the person takes back what the institution asked."""
    return may_endorse_for(person, request.asking)


def may_withdraw(person: Person, endorsement: Endorsement) -> bool:
    """Say whether the person withdraws what was said in the name of the issuer."""
    return endorsement.issuer is not None and may_endorse_as(person, endorsement.issuer)
