"""Who may set up ways to earn, review and confirm: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.achievements.models import Achievement
from insigne_platform.earning.models import (
    AddedEvidence,
    Application,
    Nominator,
    Registration,
    ResultList,
)
from insigne_platform.institutions import permissions as institutions
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses


def may_set_up(person: Person, achievement: Achievement) -> bool:
    """Say whether the person decides how this badge is earned: who awards it does."""
    return institutions.may_award(person, achievement.issuer)


def may_review(person: Person, application: Application) -> bool:
    """Say whether the person decides on this application: who awards the badge, never one's own."""
    is_own = application.person_id == person.pk
    return not is_own and institutions.may_award(person, application.achievement.issuer)


def may_judge(person: Person, evidence: AddedEvidence) -> bool:
    """Say whether the person decides on added evidence: who awards the badge, never one's own."""
    is_own = evidence.person_id == person.pk
    return not is_own and institutions.may_award(person, evidence.award.achievement.issuer)


def may_nominate(person: Person, nominator: Nominator) -> bool:
    """Say whether this invitation went to a confirmed address of the person, and still stands."""
    return nominator.ended_at is None and nominator.email in verified_addresses(person)


def may_enter_result(person: Person, registration: Registration) -> bool:
    """Say whether the person enters this result: who awards the badge, never one's own."""
    is_own = is_own_result(person, registration)
    return not is_own and may_set_up(person, registration.assessment.achievement)


def is_own_result(person: Person, registration: Registration) -> bool:
    """Say whether this is how a test went for the person herself."""
    return registration.person_id == person.pk


def may_approve_results(person: Person, results: ResultList) -> bool:
    """Say whether the person lets a list be entered: not who offered it, nor who takes the test."""
    issuer = results.moment.assessment.achievement.issuer
    if person.pk == results.offered_by_id or not institutions.may_approve(person, issuer):
        return False
    return (
        not results.moment.registrations.filter(person=person).exclude(state="cancelled").exists()
    )
