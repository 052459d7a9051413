"""Who may award, look and revoke: actor and object in, yes or no out."""

from __future__ import annotations

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award, Batch
from insigne_platform.institutions import permissions as institutions
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person


def may_award(person: Person, version: AchievementVersion) -> bool:
    """Say whether the person awards this badge."""
    return institutions.may_award(person, version.achievement.issuer)


def may_approve_batch(person: Person, batch: Batch) -> bool:
    """Say whether the person lets a large batch go on: not who decided on it, but a second one."""
    issuer = batch.version.achievement.issuer
    may_approve = getattr(institutions, "may_approve", institutions.may_award)
    return person.pk != batch.awarded_by_id and bool(may_approve(person, issuer))


def may_revoke(person: Person, award: Award) -> bool:
    """Say whether the person takes this award back."""
    return institutions.may_revoke(person, award.version.achievement.issuer)


def may_change_awards(person: Person, institution: Institution) -> bool:
    """Say whether there are issuers of the institution whose awards the person takes back."""
    return issuers_where_may_award(person, institution).exists()


def may_see_award(person: Person, award: Award) -> bool:
    """Say whether the person looks at this award for the institution."""
    return institutions.may_see_issuer(person, award.version.achievement.issuer)


def may_see_batch(person: Person, batch: Batch) -> bool:
    """Say whether the person looks at this batch."""
    return institutions.may_see_issuer(person, batch.version.achievement.issuer)
