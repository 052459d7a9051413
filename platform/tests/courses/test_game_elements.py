"""A game element is seen in its course and by who earned it; nowhere else is there a trace."""

from __future__ import annotations

import pytest

from access.lane import ask
from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.achievements import selectors as achievements
from insigne_platform.awards import selectors as awards_selectors
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import ShareLink
from insigne_platform.core.errors import Conflict, NotFound
from insigne_platform.core.models import PublicDocument
from insigne_platform.core.tokens import token_for
from insigne_platform.verification.services import verify
from insigne_platform.verification.view import Look
from verification.outsiders import Nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def game(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon, scenario="game", name_en="Seven in a row")


@pytest.fixture
def earned(cast, noon, game):
    return awarded(game, cast.ada, noon)


def test_no_public_document_tells_of_it(cast, noon, game, earned):
    awards.revoke(earned, "A mistake.", by=cast.ada, at=noon)

    names = (game.achievement.public_id, earned.public_id)
    stored = PublicDocument.objects.values_list("path", "body")
    told = [path for path, body in stored if any(n in path or n.encode() in body for n in names)]
    assert told == []
    for path in (
        f"/public/badges/{names[0]}",
        f"/public/badges/{names[0]}/v1",
        f"/public/badges/{names[0]}/v1/image",
        f"/public/3/badges/{names[0]}",
        f"/public/assertions/{names[1]}",
    ):
        for accept in ("text/html", "application/json"):
            assert (path, ask(path, accept=accept).status) == (path, 404)


def test_no_public_list_names_it(cast, game, earned, client):
    page = client.get(f"/public/issuers/{cast.uppsala_issuer.public_id}").content.decode()

    assert "Seven in a row" not in page
    assert achievements.published_badge(game.achievement.public_id) is None
    assert list(achievements.published_badges_of_issuer(cast.uppsala_issuer.pk)) == []
    assert awards_selectors.award_with(earned.public_id) is None


def test_it_is_not_shared_and_a_link_from_before_shows_nothing(cast, noon, game, earned, client):
    holding = backpack.claim(earned, by=cast.amina, at=noon)
    older = ShareLink.objects.create(holding=holding)

    with pytest.raises(Conflict):
        backpack.share(holding, by=cast.amina, at=noon)

    for after in ("", "/check", "/badge.png"):
        path = f"/s/{token_for('share', older.pk)}{after}"
        assert client.get(path).status_code == 404


def test_who_earned_it_has_it_and_can_check_it(cast, noon, game, earned):
    holding = backpack.claim(earned, by=cast.amina, at=noon)

    file = backpack.download(holding, "json", by=cast.amina, at=noon)

    view = verify(file.content, None, None, None, at=noon, outside=Nobody())
    assert view.look in (Look.VALID, Look.UNLISTED)
    assert b"/image" not in file.content
    with pytest.raises(NotFound):
        backpack.download(holding, "png-ob2", by=cast.amina, at=noon)


def test_its_picture_is_shown_to_who_has_the_page_only(cast, noon, game, earned, client):
    page = client.get(f"/claim/{token_for('claim', earned.pk)}").content.decode()

    picture = f"/badge-pictures/{token_for('game picture', game.pk)}"
    assert picture in page
    shown = client.get(picture)
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/png")
    assert "no-store" in shown["Cache-Control"]
    assert client.get(f"/badge-pictures/{token_for('claim', game.pk)}").status_code == 404


def test_the_pages_of_staff_and_holder_lead_to_no_public_page(cast, noon, game, earned, client):
    holding = backpack.claim(earned, by=cast.amina, at=noon)
    pages = []
    for person, path in (
        (cast.ada, f"/issuing/badges/{game.pk}"),
        (cast.ada, f"/issuing/awards/{earned.pk}"),
        (cast.amina, f"/backpack/{holding.pk}"),
        (cast.amina, "/backpack"),
    ):
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        answer = client.get(path)
        assert (path, answer.status_code) == (path, 200)
        pages.append(answer.content.decode())

    for page in pages:
        assert f"/public/badges/{game.achievement.public_id}" not in page
        assert "/public/assertions/" not in page
        assert "/share" not in page


def test_other_badges_are_as_public_as_before(cast, noon):
    ice = published(cast.uppsala_issuer, cast.ada, noon)
    award = awarded(ice, cast.ada, noon)

    assert ask(f"/public/badges/{ice.achievement.public_id}").status == 200
    assert ask(f"/public/assertions/{award.public_id}").status == 200
    assert achievements.published_badge(ice.achievement.public_id) == ice
