"""Building the demo through the services, as the people in it would have done it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.services import draft_badge, publish, set_picture
from insigne_platform.awards.models import Award
from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services import award_one, revoke
from insigne_platform.backpack.services import claim, share
from insigne_platform.core import outbox
from insigne_platform.core.errors import Unavailable
from insigne_platform.demo.badges import BADGES, DRAFTS, Badge
from insigne_platform.demo.furnishing import FURNISHERS, Demo
from insigne_platform.demo.models import DemoMail
from insigne_platform.demo.pictures import PICTURES
from insigne_platform.demo.university import (
    ADA,
    ADMINISTRATOR,
    AWARDS,
    BO,
    CAST,
    COMPANY,
    PASSWORD,
    UNIVERSITY,
    Actor,
    Given,
)
from insigne_platform.institutions.models import Institution, Issuer, Role
from insigne_platform.institutions.services import add_group, add_issuer, add_member, found
from insigne_platform.people.models import Person
from insigne_platform.people.services import (
    make_first_administrator,
    record_proved_address,
    register,
)

OPENED = datetime(2023, 1, 9, 9, 0, tzinfo=UTC)


def is_built() -> bool:
    """Say whether there is somebody in this instance already."""
    return Person.objects.exists()


def build() -> None:
    """Fill an empty instance with the demo; the same people, badges and awards every time.

    Keys and identifiers are fresh, so that no demo's badge is another's.
    """
    people = {actor.email: _person(actor) for actor in CAST}
    issuers = _issuers(people)
    _settle()
    versions = {badge.key: _badge(badge, issuers, people) for badge in BADGES}
    _settle()
    given = [(each, _award(each, versions, people)) for each in AWARDS]
    _settle()
    for each, award in given:
        _what_became_of(each, award, people)
    _settle()
    demo = Demo(people, issuers, versions)
    for furnish in FURNISHERS:
        furnish(demo)
        _settle()


def _settle() -> None:
    """Let every fact be told before the next thing happens."""
    while outbox.deliver_pending():
        pass
    if outbox.oldest_waiting() is not None:
        raise Unavailable("the demo could not be built: a reaction failed, see the log")


def _person(actor: Actor) -> Person:
    if actor is ADMINISTRATOR:
        made = make_first_administrator(actor.email, PASSWORD)
        return made or Person.objects.get(email=actor.email)
    person = register(actor.email, actor.name, actor.language, PASSWORD)
    record_proved_address(person, actor.email)
    return person


def _issuers(people: Mapping[str, Person]) -> dict[str, Issuer]:
    by = people[ADMINISTRATOR.email]
    university = found(UNIVERSITY, administrator=by, by=by)
    company = found(COMPANY, administrator=people[BO.email], by=by)
    add_member(university, people[ADA.email], Role.AWARDER, by=by)
    groups = {
        "engineering": add_group(
            university, name_nl="Faculteit Civiele Techniek", name_en="Civil Engineering", by=by
        ),
        "law": add_group(university, name_nl="Faculteit Recht", name_en="Faculty of Law", by=by),
    }
    issuers = {
        key: add_issuer(
            university, _profile(university, group.name_nl, group.name_en), group=group, by=by
        )
        for key, group in groups.items()
    }
    issuers["students"] = add_issuer(
        university, _profile(university, "Studentenzaken", "Student Affairs"), by=by
    )
    issuers["company"] = add_issuer(
        company,
        _profile(company, "Bedrijfsschool", "Company School"),
        by=people[BO.email],
    )
    return issuers


def _profile(institution: Institution, name_nl: str, name_en: str) -> dict[str, str]:
    return {
        "name_nl": f"{institution.name_nl}, {name_nl}",
        "name_en": f"{institution.name_en}, {name_en}",
        "url": institution.url,
        "email": institution.email,
        "description_nl": institution.description_nl,
        "description_en": institution.description_en,
    }


def _badge(
    badge: Badge, issuers: Mapping[str, Issuer], people: Mapping[str, Person]
) -> AchievementVersion:
    by = _maker(badge, people)
    version = draft_badge(issuers[badge.issuer], dict(badge.fields), by=by)
    version = set_picture(version, PICTURES[badge.picture].encode(), by=by)
    if badge.key in DRAFTS:
        return version
    return publish(version, by=by, at=OPENED)


def _maker(badge: Badge, people: Mapping[str, Person]) -> Person:
    return people[(BO if badge.issuer == "company" else ADA).email]


def _award(
    given: Given, versions: Mapping[str, AchievementVersion], people: Mapping[str, Person]
) -> Award:
    badge = next(each for each in BADGES if each.key == given.badge)
    recipient = Recipient(
        email=given.to,
        name=given.name,
        grade=given.grade,
        narrative=given.narrative,
        evidence_url=given.evidence_url,
    )
    return award_one(versions[given.badge], recipient, by=_maker(badge, people), at=given.at)


def _what_became_of(given: Given, award: Award, people: Mapping[str, Person]) -> None:
    award.refresh_from_db()
    badge = next(each for each in BADGES if each.key == given.badge)
    if given.is_claimed:
        holding = claim(award, by=people[given.to], at=given.at)
        if given.is_shared:
            share(holding, by=people[given.to], at=given.at)
    if given.revoked:
        revoke(
            award, given.revoked, public_reason=given.revoked, by=_maker(badge, people), at=given.at
        )


def summary() -> str:
    """What a visitor needs to begin: logins, and where the mail is."""
    width = max(len(actor.email) for actor in CAST)
    lines = [f"  {actor.email:{width}}  {actor.name}, {actor.is_for}" for actor in CAST]
    return "\n".join(
        [
            f"Everybody's password is {PASSWORD}",
            *lines,
            f"Mail is read at /demo/mail ({DemoMail.objects.count()} so far).",
        ]
    )
