"""An institution takes another word for its address: the old one leads on, badges stay."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from access.lane import ask
from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.core import outbox
from insigne_platform.core.errors import Invalid
from insigne_platform.core.models import PublicDocument
from insigne_platform.institutions import services
from insigne_platform.institutions.services.founding import free_slug

pytestmark = pytest.mark.django_db
OLD, NEW = "uppsala-university", "uppsala"
BELOW = ["catalogue-of", "catalogue-embed", "catalogue-of-atom", "catalogue-of-json"]


def take(cast, slug, house=None, by=None):
    return services.set_introduction(house or cast.uppsala, {}, slug=slug, by=by or cast.ada)


@pytest.fixture
def renamed(cast):
    return take(cast, NEW)


@pytest.mark.parametrize("route", ["institution-place", *BELOW])
def test_every_public_page_below_the_old_word_leads_to_the_new_one(renamed, route):
    moved = Client().get(reverse(route, args=[OLD]) + "?search=ice%0d%0aX:y&page=2")

    assert moved.status_code == 308
    assert moved["Location"] == reverse(route, args=[NEW]) + "?search=ice%0d%0aX:y&page=2"
    assert moved["Access-Control-Allow-Origin"] == "*"  # a feed is read by pages elsewhere
    assert "max-age=3600" in moved["Cache-Control"]
    assert Client().get(moved["Location"]).status_code == 200


@pytest.mark.parametrize("route", ["institution-place", *BELOW])
def test_a_word_that_was_nobodys_is_not_found(renamed, route):
    assert Client().get(reverse(route, args=["nobody"])).status_code == 404
    assert Client().post(reverse(route, args=[OLD])).status_code == 405


def test_a_chain_of_names_is_one_step_and_a_way_back_is_no_circle(cast, renamed):
    take(cast, "uu")
    assert Client().get(f"/at/{OLD}")["Location"] == "/at/uu"
    assert Client().get(f"/at/{NEW}")["Location"] == "/at/uu"

    take(cast, OLD)
    assert Client().get(f"/at/{OLD}").status_code == 200
    assert Client().get("/at/uu")["Location"] == f"/at/{OLD}"


def test_nobody_else_gets_a_word_that_leads_somewhere(cast, renamed):
    with pytest.raises(Invalid, match="Another institution"):
        take(cast, OLD, cast.elsewhere, cast.bo)

    assert free_slug("Uppsala University") == f"{OLD}-2"


def test_what_was_signed_is_served_where_it_was_with_the_bytes_that_it_had(cast, noon):
    award = awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)
    outbox.deliver_all()
    before = {d.path: (bytes(d.body), d.etag) for d in PublicDocument.objects.all()}

    take(cast, NEW)
    outbox.deliver_all()

    assert f"/public/assertions/{award.public_id}" in before
    for path, (body, etag) in before.items():
        answer = ask(path)
        assert (answer.status, answer.body) == (200, body)
        assert answer.headers["ETag"] == f'"{etag}"'
