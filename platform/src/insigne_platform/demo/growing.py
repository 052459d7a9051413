"""Growing the demo to the size of a university, in bulk: for measuring, and to see how it feels.

The people, awards and backpacks are written straight into the tables, as issuing a million badges
one by one takes hours: their files are signed when somebody first asks for them, and nothing is
mailed. Badges are made through the services. Everything but keys and identifiers of badges is the
same at every making; what was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction

from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.achievements.services import copy_badge, edit_draft, publish
from insigne_platform.awards.models import Award, AwardState, Batch, BatchState
from insigne_platform.awards.services.status_lists import publish_status_list, take_places
from insigne_platform.awards.services.storing import placed, store_awards
from insigne_platform.backpack.models import Holding, ShareLink
from insigne_platform.core import audit, outbox
from insigne_platform.core.inserting import RowMaker, insert_rows
from insigne_platform.demo import crowd
from insigne_platform.demo.size import AMOUNTS, Amounts, Size
from insigne_platform.demo.university import ADA
from insigne_platform.institutions.models import Issuer
from insigne_platform.people.models import Person
from insigne_platform.statistics.models import MonthCount
from insigne_platform.statistics.services import recount

AT_ONCE = 1000
NO_PASSWORD = "!"  # noqa: S105 - nobody signs in with one; a mailed link does
MODULE = "6 (demo)"  # the level of what was grown, by which it is found again
TAKEN_BACK = "Uitgereikt aan de verkeerde groep."

type Recipient = tuple[UUID, str, str]
"""Somebody's key, address and name."""


def grow(size: Size, *, say: Callable[[str], object] = print) -> None:
    """Add to the demo what makes it this large; what is there already stays."""
    amounts = AMOUNTS[size]
    say(f"Growing the demo: {amounts.people:,} people…")
    people = _people(amounts.people)
    versions = _badges(amounts)
    dealt = crowd.shares(amounts.awards, amounts.badges, amounts.people)
    for number, (version, count) in enumerate(zip(versions, dealt, strict=True)):
        if number % 50 == 0:
            say(f"  {number} of {amounts.badges} badges awarded")
        _award(version, count, people, crowd.random_for(f"badge {number}"))


def _people(count: int) -> list[Recipient]:
    """Everybody's key, address and name; those who are not there yet are made."""
    having = Person.objects.filter(email__endswith=f"@{crowd.DOMAIN}", email__startswith="s0")
    there = having.count()
    chance = crowd.random_for("people")
    keys = [crowd.identifier(chance) for _number in range(count)]
    for start in range(there, count, AT_ONCE):
        _join(range(start, min(start + AT_ONCE, count)), keys)
    return [(keys[number], *crowd.person(number)) for number in range(count)]


@transaction.atomic
def _join(numbers: range, keys: Sequence[UUID]) -> None:
    made = []
    for number in numbers:
        email, name = crowd.person(number)
        person = Person(
            id=keys[number], email=email, display_name=name, password=NO_PASSWORD,
            language="nl" if number % 5 else "en", date_joined=crowd.BEGINNING,
        )  # fmt: skip
        made.append(person)
    Person.objects.bulk_create(made)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in made
    )


def _badges(amounts: Amounts) -> list[AchievementVersion]:
    """The badges to award, in their order; those that are missing are published."""
    having = _grown()
    ada = Person.objects.get(email=ADA.email)
    source = AchievementVersion.objects.get(name_nl="Waterbeheer in de delta", number=1)
    issuers = list(
        Issuer.objects.filter(institution=source.achievement.issuer.institution).order_by("name_nl")
    )
    for number in range(len(having), amounts.badges):
        having.append(_badge(number, source, issuers[number % len(issuers)], ada))
    return having


def _grown() -> list[AchievementVersion]:
    found = AchievementVersion.objects.filter(nlqf_level=MODULE, state="published")
    return list(found.select_related("achievement__issuer").order_by("created_at"))


def _badge(
    number: int, source: AchievementVersion, issuer: Issuer, by: Person
) -> AchievementVersion:
    with transaction.atomic():
        draft = copy_badge(source, by=by, issuer=issuer)
        words = {**crowd.badge_words(number), "nlqf_level": MODULE, "valid_months": None}
        version = publish(edit_draft(draft, words, by=by), by=by, at=crowd.BEGINNING)
    outbox.deliver_all()
    return version


@transaction.atomic
def _award(
    version: AchievementVersion,
    count: int,
    people: Sequence[Recipient],
    chance: Random,
) -> None:
    """Award one badge to so many people, and have them keep it; or pass over one that was."""
    achievement = version.achievement
    if Award.objects.filter(achievement=achievement).exists():
        return
    by = Person.objects.get(email=ADA.email)
    earned = iter(chance.sample(range(len(people)), count))
    awards: list[Award] = []
    for at, size in crowd.sittings(count, chance):
        batch = Batch(
            id=crowd.identifier(chance), version=version, awarded_by=by, total=size,
            label=f"{version.name_nl} {at:%d-%m-%Y}", state=BatchState.DONE, created_at=at,
            worked_at=at, finished_at=at,
        )  # fmt: skip
        batch.save(force_insert=True)
        maker = RowMaker(
            Award, batch_id=batch.pk, version_id=version.pk, achievement_id=achievement.pk,
            awarded_at=at, issued_at=at, mailed_at=at, created_at=at, **placed(version),
        )  # fmt: skip
        awards += [
            _one(maker, batch, row, people[next(earned)], chance) for row in range(2, size + 2)
        ]
    places = take_places(achievement.issuer, count, at=crowd.BEGINNING)
    for award, (status_list, place) in zip(awards, places, strict=True):
        award.status_list_id, award.status_index = status_list.pk, place
    store_awards(awards)
    _keep(awards, chance)
    for status_list in {place[0].pk: place[0] for place in places}.values():
        publish_status_list(status_list, at=crowd.BEGINNING)
    _count(achievement, chance)
    audit.record(by, "demo.grown", achievement, awards=count)


def _one(
    maker: RowMaker[Award], batch: Batch, row: int, person: Recipient, chance: Random
) -> Award:
    """One award, and what became of it: most are claimed, few are revoked."""
    key, email, name = person
    at, fate = batch.created_at, chance.random()
    award = maker.row(
        id=crowd.identifier(chance), row_number=row, recipient_email=email, recipient_name=name,
        public_id=f"{chance.getrandbits(128):022x}"[:22],
        credential_id=crowd.identifier(chance).urn, subject_urn=crowd.identifier(chance).urn,
        grade=str(chance.randint(6, 10)), state=AwardState.ISSUED,
    )  # fmt: skip
    if fate < 0.8:
        award.holder_id = key
        award.claimed_at = at + timedelta(hours=chance.randint(1, 1000))
    elif fate < 0.82:
        award.declined_at = at + timedelta(days=1)
    if chance.random() < 0.01:
        award.state, award.revoked_by_id = AwardState.REVOKED, batch.awarded_by_id
        award.revoked_at, award.revocation_reason = at + timedelta(days=30), TAKEN_BACK
    return award


def _keep(awards: Sequence[Award], chance: Random) -> None:
    """Hang what was claimed in the backpacks, and show some of it."""
    maker = RowMaker(Holding)
    holdings = [
        maker.row(
            id=crowd.identifier(chance), person_id=award.holder_id, award_id=award.pk,
            kept_at=award.claimed_at, created_at=award.claimed_at,
        )
        for award in awards
        if award.holder_id is not None and award.claimed_at is not None
    ]  # fmt: skip
    insert_rows(Holding, holdings)
    ShareLink.objects.bulk_create(
        (
            ShareLink(
                id=crowd.identifier(chance), holding=holding, created_at=holding.kept_at,
                opened_count=chance.randint(0, 9),
            )
            for holding in holdings
            if chance.random() < 0.1
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip


def _count(achievement: Achievement, chance: Random) -> None:
    """Count the badge, and say how often it was looked at."""
    recount(achievement.pk)
    rows = list(MonthCount.objects.filter(achievement=achievement).order_by("month"))
    for row in rows:
        row.viewed = chance.randint(0, row.awarded * 3)
    MonthCount.objects.bulk_update(rows, ["viewed"])
