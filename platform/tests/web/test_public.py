"""The public pages: issuer, badge, award without a name, what is shared, and the claim link."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from insigne_platform.achievements import services as achievements
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.core.addresses import path_of
from insigne_platform.core.tokens import token_for
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def award(give):
    return give(name="Amina Yılmaz", grade="8", narrative="Read twelve cores.")


@pytest.fixture
def holding(award, cast, noon):
    return backpack.claim(award, by=cast.amina, at=noon)


def see(path: str, client: Client | None = None) -> tuple[int, str]:
    response = (client or Client()).get(path, headers=ENGLISH)
    return response.status_code, response.content.decode()


def claim_path(award) -> str:
    return path_of(awards.claim_address(award))


@pytest.mark.parametrize("standard", ["", "3/"])
def test_an_issuer_shows_who_it_is_and_what_it_gives(published, cast, standard):
    status, page = see(f"/public/{standard}issuers/{cast.uppsala_issuer.public_id}")

    assert status == 200
    assert "Uppsala University" in page
    assert "Reading ice" in page
    assert f"/public/badges/{published.achievement.public_id}/v1/image" in page


def test_an_issuers_drafts_are_not_shown(draft, cast):
    _, page = see(f"/public/issuers/{cast.uppsala_issuer.public_id}")

    assert "Reading ice" not in page


@pytest.mark.parametrize("standard", ["", "3/"])
def test_a_badge_shows_what_it_takes(published, standard):
    status, page = see(f"/public/{standard}badges/{published.achievement.public_id}")

    assert status == 200
    assert "Describe three cores." in page


@pytest.fixture
def next_version(published, cast, noon):
    """The second version of the badge, with other words and another picture."""
    draft = achievements.new_version(published.achievement, by=cast.ada)
    achievements.edit_draft(draft, {"criteria_en": "Describe nine cores."}, by=cast.ada)
    achievements.set_picture(draft, PICTURE.replace(b"#1d3fa6", b"#a5113f"), by=cast.ada)
    return achievements.publish(draft, by=cast.ada, at=noon)


def test_a_version_has_a_page_of_its_own(published, next_version):
    path = f"/public/badges/{published.achievement.public_id}"

    _, older = see(f"{path}/v1")
    _, newer = see(f"{path}/v2")
    _, newest = see(path)

    assert "Describe three cores." in older
    assert f'src="{path}/v1/image"' in older
    assert "There is a newer version." in older
    for page in (newer, newest):
        assert "Describe nine cores." in page
        assert f'src="{path}/v2/image"' in page
        assert "There is a newer version." not in page


@pytest.mark.parametrize("number", ["0", "3", "x", "1/v1"])
def test_a_version_that_is_not_there_is_a_404(next_version, number):
    assert see(f"/public/badges/{next_version.achievement.public_id}/v{number}")[0] == 404


def test_a_version_that_is_a_draft_is_a_404(published, cast):
    achievements.new_version(published.achievement, by=cast.ada)

    assert see(f"/public/badges/{published.achievement.public_id}/v2")[0] == 404


def test_who_earned_a_version_keeps_its_picture(
    award, holding, next_version, cast, at_the_door, noon
):
    """On every page that shows this person's badge, also after the next version."""
    badge = f"/public/badges/{award.version.achievement.public_id}"
    link = backpack.share(holding, by=cast.amina, at=noon)
    amina = at_the_door(cast.amina)

    pages = [
        see("/backpack", amina)[1],
        see(f"/backpack/{holding.pk}", amina)[1],
        see(path_of(backpack.share_address(link)))[1],
        see(path_of(backpack.share_address(link)) + "/check")[1],
        see(claim_path(award))[1],
        see(f"/public/assertions/{award.public_id}")[1],
    ]

    for page in pages:
        assert f"{badge}/v1/image" in page
        assert f"{badge}/v2/image" not in page
        assert f'{badge}/image"' not in page


def test_a_draft_has_no_page(draft):
    assert see(f"/public/badges/{draft.achievement.public_id}")[0] == 404


@pytest.mark.parametrize("kind", ["issuers", "badges", "assertions", "3/issuers", "3/badges"])
def test_an_address_of_nothing_is_a_404(db, kind):
    assert see(f"/public/{kind}/nothing")[0] == 404


def test_an_award_says_no_name_grade_address_or_story(award):
    status, page = see(f"/public/assertions/{award.public_id}")

    assert status == 200
    assert "Not revoked." in page
    for secret in ("Amina", "Yılmaz", "amina@mail.example", "Read twelve cores.", ">8<"):
        assert secret not in page


def test_a_revoked_award_says_so(award, cast, noon):
    awards.revoke(award, "Given by mistake.", by=cast.ada, at=noon)

    _, page = see(f"/public/assertions/{award.public_id}")

    assert "The issuer revoked this badge" in page


def test_a_share_link_shows_the_badge_to_anybody(holding, cast, noon):
    link = backpack.share(holding, by=cast.amina, at=noon)

    response = Client().get(path_of(backpack.share_address(link)), headers=ENGLISH)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Amina Yılmaz" in page
    assert "amina@mail.example" not in page
    assert response.headers["X-Robots-Tag"] == "noindex"
    assert "no-store" in response.headers["Cache-Control"]


def test_a_share_link_gives_the_picture(holding, cast, noon):
    link = backpack.share(holding, by=cast.amina, at=noon)

    response = Client().get(path_of(backpack.share_address(link)) + "/badge.png")

    assert response.headers["Content-Type"] == "image/png"
    assert response.content.startswith(b"\x89PNG")


@pytest.mark.parametrize("more", ["", "/check", "/badge.png"])
def test_a_closed_share_link_shows_nothing(holding, cast, noon, more):
    link = backpack.share(holding, by=cast.amina, at=noon)
    backpack.stop_sharing(link, by=cast.amina, at=noon)

    status, page = see(path_of(backpack.share_address(link)) + more)

    assert status == 404
    assert "Amina" not in page


@pytest.mark.parametrize("token", ["nothing", "x" * 43, "%00", "é"])
@pytest.mark.parametrize("kind", ["s", "claim"])
def test_a_made_up_link_is_a_404(kind, token, db):
    assert see(f"/{kind}/{token}")[0] == 404


def test_a_claim_link_is_no_share_link(award):
    assert see(f"/s/{token_for('claim', award.pk)}")[0] == 404


def test_opening_a_claim_link_changes_nothing(award):
    status, page = see(claim_path(award))

    award.refresh_from_db()
    assert status == 200
    assert "Keep this badge" in page
    assert (award.claimed_at, award.declined_at) == (None, None)


def test_keeping_makes_an_account_for_a_newcomer_and_signs_her_in(give):
    award = give("new@mail.example")
    client = Client()

    response = client.post(claim_path(award), {"keep": "1"})

    award.refresh_from_db()
    assert response.headers["Location"] == f"/backpack/{award.holding.pk}"
    assert client.session["_auth_user_id"] == str(award.holder.pk)
    assert award.holder.email == "new@mail.example"


def test_a_claim_link_opens_no_account_that_there_is_already(award, cast):
    client = Client()

    response = client.post(claim_path(award), {"keep": "1"}, headers=ENGLISH)

    award.refresh_from_db()
    assert award.holder is None
    assert "_auth_user_id" not in client.session
    assert "We mailed you a link to sign in" in response.content.decode()


def test_who_is_signed_in_keeps_it_there(award, cast, at_the_door):
    at_the_door(cast.amina).post(claim_path(award), {"keep": "1"})

    award.refresh_from_db()
    assert award.holder == cast.amina


def test_a_kept_badge_is_not_offered_again(holding, award):
    _, page = see(claim_path(award))

    assert "Keep this badge" not in page


def test_a_badge_is_declined_and_may_still_be_kept(award):
    Client().post(claim_path(award), {"decline": "1"})

    _, page = see(claim_path(award))

    award.refresh_from_db()
    assert award.declined_at is not None
    assert "You can still keep it." in page


def test_a_revoked_badge_cannot_be_kept(award, cast, noon):
    awards.revoke(award, "Given by mistake.", by=cast.ada, at=noon)

    _, page = see(claim_path(award))
    response = Client().post(claim_path(award), {"keep": "1"})

    assert "Keep this badge" not in page
    assert response.status_code in {200, 409}


def test_an_expired_award_says_so(give, noon):
    award = give(awarded_on=(noon - timedelta(days=9)).date(), expires_on=noon.date())

    _, page = see(f"/public/assertions/{award.public_id}")

    assert "Expired." in page


def test_an_issuers_page_asks_as_much_of_the_database_for_three_badges_as_for_one(
    published, cast, noon, django_assert_num_queries
):
    path = f"/public/issuers/{cast.uppsala_issuer.public_id}"
    with CaptureQueriesContext(connection) as for_one:
        see(path)
    for _ in range(2):
        another = achievements.draft_badge(cast.uppsala_issuer, WORDS, by=cast.ada)
        achievements.set_picture(another, PICTURE, by=cast.ada)
        achievements.publish(another, by=cast.ada, at=noon)

    with django_assert_num_queries(len(for_one)):
        _, page = see(path)

    assert page.count("Reading ice") == 3
