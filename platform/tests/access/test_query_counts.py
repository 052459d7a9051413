"""A page that lists asks the database as much for three things as for one."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from access.world import NOON, World, make_draft
from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.core import outbox
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions import services as institutions
from insigne_platform.people import services as people

pytestmark = pytest.mark.django_db

number = itertools.count(1)


def published(world: World) -> AchievementVersion:
    ada = world.people["ada"]
    return achievements.publish(make_draft(world.uppsala.issuer, ada), by=ada, at=NOON)


def one_more_badge(world: World) -> None:
    published(world)


def one_more_waiting(world: World) -> awards.Award:
    recipient = awards.Recipient(email="amina@mail.example", name="Amina")
    award = awards.award_one(published(world), recipient, by=world.people["ada"], at=NOON)
    outbox.deliver_all()
    return award


def one_more_kept(world: World) -> None:
    award = one_more_waiting(world)
    backpack.claim_by_link(token_for("claim", award.pk), by=world.people["amina"], at=NOON)


def one_more_link(world: World) -> None:
    holding = Holding.objects.get(pk=world.uppsala.named["holding"]["holding_id"])
    backpack.share(holding, by=world.people["amina"], at=NOON)


def one_more_member(world: World) -> None:
    person = people.register(f"new-{next(number)}@uppsala.example", "New", "en")
    institutions.add_member(world.uppsala.institution, person, "observer", by=world.people["ada"])


def one_more_issuer(world: World) -> None:
    fields = {"name_en": "Another", "url": "https://a.example/", "email": "a@a.example"}
    institutions.add_issuer(world.uppsala.institution, fields, by=world.people["ada"])


def one_more_institution(world: World) -> None:
    fields = {"name_en": "Third", "kind": "university", "country": "NL"}
    fields |= {"url": "https://third.example/", "email": "a@third.example"}
    operator = world.people["operator"]
    institutions.found(fields, administrator=operator, by=operator)


def one_more_of_the_batch(world: World) -> None:
    """Another batch with one more award than the last one: its page is asked for instead."""
    count = next(number)
    rows = "".join(f"somebody-{row}@mail.example\n" for row in range(count))
    listed = awards.preview_list(
        published(world), "list.csv", f"email\n{rows}".encode(), by=world.people["ada"], at=NOON
    )
    batch = awards.award_list(listed, only_good=True, by=world.people["ada"], at=NOON)
    outbox.deliver_all()
    world.uppsala.named["batch"]["batch_id"] = batch.pk


@dataclass(frozen=True, slots=True)
class Listing:
    """A page, who looks at it, and what makes it longer."""

    address: str
    of: str
    actor: str
    more: Callable[[World], object]


LISTINGS = [
    Listing("/issuing/", "-", "operator", one_more_institution),
    Listing("/issuing/{public_id}/", "institution", "ada", one_more_waiting),
    Listing("/issuing/{public_id}/badges", "institution", "ada", one_more_badge),
    Listing("/issuing/{public_id}/awards", "institution", "ada", one_more_waiting),
    Listing("/issuing/{public_id}/people", "institution", "ada", one_more_member),
    Listing("/issuing/{public_id}/people", "institution", "olle", one_more_member),
    Listing("/issuing/{public_id}/issuers", "institution", "ada", one_more_issuer),
    Listing("/issuing/batches/{batch_id}", "batch", "ada", one_more_of_the_batch),
    Listing("/backpack", "-", "amina", one_more_kept),
    Listing("/backpack", "-", "amina", one_more_waiting),
    Listing("/backpack/{holding_id}/share", "holding", "amina", one_more_link),
    Listing("/public/issuers/{public_id}", "issuer", "nobody", one_more_badge),
    Listing("/account/email/", "-", "amina", lambda world: people.record_proved_address(
        world.people["amina"], f"amina-{next(number)}@mail.example"
    )),
]  # fmt: skip


@pytest.mark.parametrize(
    "listing", LISTINGS, ids=lambda found: f"{found.address} {getattr(found.more, '__name__', '')}"
)
def test_three_cost_as_much_as_one(world, listing):
    listing.more(world)
    first = _asked(world, listing)
    for _each in range(2):
        listing.more(world)

    again = _asked(world, listing)

    assert [text for text in again if text not in first] == []
    assert len(again) == len(first)


def _asked(world: World, listing: Listing) -> list[str]:
    """The questions that the page asks, without what they are asked about."""
    address = listing.address.format(**world.uppsala.named[listing.of])
    with CaptureQueriesContext(connection) as captured:
        assert world.door(listing.actor).get(address).status_code == 200
    return [query["sql"][:60] for query in captured.captured_queries]
