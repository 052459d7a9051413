"""Every address, in every way, by everybody: nobody gets what is another's, or changes it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from uuid import UUID, uuid4

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse

from access.posting import kind_of, posted_to
from access.table import ACTORS, Row, routes, rows
from access.world import Side, World
from insigne_platform.core.models import AuditEntry, OutboxFact

pytestmark = pytest.mark.django_db

ROWS = rows()
LOGIN = "/account/login/?next="


def test_every_route_is_in_the_table():
    listed = {(row.route, row.method) for row in ROWS}
    served = {(route, method) for route in routes() for method in ("GET", "POST")}

    assert sorted(served - listed) == []
    assert sorted(listed - served) == []


def test_no_line_stands_in_the_table_twice():
    assert len({str(row) for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_everybody_gets_what_the_table_says(world, row):
    got = {actor: _answer(world, row, actor, world.uppsala) for actor in ACTORS}

    assert got == row.answers


@pytest.mark.parametrize("row", [row for row in ROWS if row.of != "-"], ids=str)
def test_on_the_other_side_it_is_the_other_way_around(world, row):
    got = {actor: _answer(world, row, actor, world.elsewhere) for actor in ACTORS}

    assert got == row.mirrored()


@pytest.mark.parametrize(
    "row", [row for row in ROWS if "<uuid" in row.route and "demo" not in row.route], ids=str
)
def test_who_may_not_see_it_does_not_learn_whether_it_exists(world, row):
    named = world.uppsala.named[row.of]
    elsewhere = {
        name: uuid4() if isinstance(value, UUID) else value for name, value in named.items()
    }

    there = world.door("bo").generic(row.method, row.path(named))
    nowhere = world.door("bo").generic(row.method, row.path(elsewhere))

    assert (nowhere.status_code, _words(nowhere)) == (there.status_code, _words(there))


def _answer(world: World, row: Row, actor: str, side: Side) -> str:
    """Ask as *actor*, undo what that did, and see that a no has changed nothing."""
    cache.clear()
    client = world.door(actor, raise_request_exception=False)
    path = row.path(side.named[row.of])
    before = _traces()
    with transaction.atomic():
        if row.method == "POST":
            response = client.post(path, posted_to(row.route, side), **kind_of(row.route))
        else:
            response = client.get(path)
        if row.method == "GET" or response.status_code >= 400 or _is_login(response):
            assert _traces() == before, f"{actor} changed something by {row}"
        transaction.set_rollback(True)
    return "login" if _is_login(response) else str(response.status_code)


def _traces() -> Mapping[str, int]:
    return {"audit": AuditEntry.objects.count(), "facts": OutboxFact.objects.count()}


def _is_login(response: HttpResponse) -> bool:
    return response.status_code == 302 and response["Location"].startswith(LOGIN)


def _words(response: HttpResponse) -> str:
    """What is read on the page but the time of day; addresses in it name what was asked for."""
    return re.sub(r"\d\d:\d\d", "", response.content.decode().partition("<main")[2])
