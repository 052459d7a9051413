"""Addresses that mix what is one's own with what is another's, and fields that nobody offered."""

from __future__ import annotations

import pytest

from access.world import NOON, Side
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import ShareLink
from insigne_platform.core import instance, outbox
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Membership
from insigne_platform.people.models import Person
from web.a_badge import WORDS

pytestmark = pytest.mark.django_db


def version_of(side: Side, kind: str) -> AchievementVersion:
    return AchievementVersion.objects.get(pk=side.named[kind]["version_id"])


def test_a_member_of_another_house_is_not_reached_through_ones_own(world):
    own, other = world.uppsala.named["member"], world.elsewhere.named["member"]
    address = f"/issuing/{own['public_id']}/people/{other['membership_id']}"
    ada = world.door("ada")

    answers = [
        ada.post(address, {"role": "observer"}).status_code,
        ada.get(f"{address}/remove").status_code,
        ada.post(f"{address}/remove").status_code,
    ]

    assert answers == [404, 404, 404]
    assert Membership.objects.get(pk=other["membership_id"]).role == "awarder"


def test_a_link_to_anothers_badge_is_not_stopped_through_ones_own(world):
    own, other = world.uppsala.named["holding"], world.elsewhere.named["holding"]

    response = world.door("amina").post(
        f"/backpack/{own['holding_id']}/share/{other['link_id']}/stop"
    )

    assert response.status_code == 404
    assert ShareLink.objects.get(pk=other["link_id"]).revoked_at is None


def test_a_badge_is_not_made_in_anothers_name(world):
    address = f"/issuing/{world.uppsala.institution.public_id}/badges/new"
    before = AchievementVersion.objects.count()

    response = world.door("ada").post(address, {**WORDS, "issuer": world.elsewhere.issuer.pk})

    assert response.status_code == 422
    assert AchievementVersion.objects.count() == before


def test_a_draft_keeps_what_its_form_does_not_offer(world):
    draft = version_of(world.uppsala, "draft")
    slipped_in = {
        "state": "published",
        "number": "9",
        "achievement": version_of(world.elsewhere, "draft").achievement_id,
        "issuer": world.elsewhere.issuer.pk,
        "published_at": "2020-01-01",
        "picture_svg": "<svg/>",
        "id": world.elsewhere.named["draft"]["version_id"],
    }
    before = {name: getattr(draft, name) for name in ("state", "number", "achievement_id", "pk")}

    done = world.door("ada").post(f"/issuing/badges/{draft.pk}", {**WORDS, **slipped_in})

    draft.refresh_from_db()
    assert done.status_code == 302
    assert {name: getattr(draft, name) for name in before} == before
    assert draft.achievement.issuer == world.uppsala.issuer
    assert draft.picture_svg != "<svg/>"


def test_an_award_keeps_what_its_form_does_not_offer(world):
    published = version_of(world.uppsala, "published")
    slipped_in = {
        "holder": world.people["eva"].pk,
        "state": "revoked",
        "public_id": "chosen",
        "credential_id": "urn:uuid:chosen",
        "status_index": "1",
        "awarded_by": world.people["bo"].pk,
        "version": world.elsewhere.named["published"]["version_id"],
    }

    done = world.door("ada").post(
        f"/issuing/badges/{published.pk}/award", {"email": "new@mail.example", **slipped_in}
    )

    award = Award.objects.get(recipient_email="new@mail.example")
    assert done.status_code == 302
    assert (award.version, award.holder, award.state) == (published, None, "new")
    assert award.batch.awarded_by == world.people["ada"]
    assert "chosen" not in (award.public_id, award.credential_id.removeprefix("urn:uuid:"))


def test_nobody_makes_herself_an_administrator(world):
    slipped_in = {"is_administrator": "1", "is_active": "1", "email": "eva@mail.example"}

    for path in ("/account/", "/account/email/", "/account/password/change/"):
        world.door("amina").post(path, {"display_name": "Amina", "language": "en", **slipped_in})
    new = {"email": "newer@mail.example", "password1": "correct horse battery"}
    world.door("nobody").post("/account/signup/", slipped_in | new)

    amina = Person.objects.get(pk=world.people["amina"].pk)
    assert (amina.email, amina.is_administrator) == ("amina@mail.example", False)
    assert not Person.objects.get(email="newer@mail.example").is_administrator


def test_who_no_longer_works_there_is_out_at_once(world):
    address = f"/issuing/{world.uppsala.institution.public_id}/"
    membership = Membership.objects.get(person=world.people["wim"])
    inside = world.door("wim").get(address).status_code

    institutions.remove_member(membership, by=world.people["ada"], at=NOON)

    assert (inside, world.door("wim").get(address).status_code) == (200, 403)


def test_who_becomes_an_observer_awards_no_more(world):
    address = f"/issuing/badges/{world.uppsala.named['published']['version_id']}/award"
    membership = Membership.objects.get(person=world.people["wim"])

    institutions.change_role(membership, "observer", by=world.people["ada"])

    assert world.door("wim").post(address, {"email": "new@mail.example"}).status_code == 403


def test_an_account_that_was_closed_opens_nothing(world):
    Person.objects.filter(pk=world.people["ada"].pk).update(is_active=False)

    response = world.door("ada").get(f"/issuing/{world.uppsala.institution.public_id}/")
    again = world.door("nobody").post(
        "/account/login/", {"login": "ada@uppsala.example", "password": "correct horse battery"}
    )

    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")
    assert again["Location"] == "/account/inactive/"


def test_a_faculty_sees_the_awards_of_its_own_issuers_only(world):
    given = Award.objects.get(pk=world.uppsala.named["award"]["award_id"])
    listed = awards.preview_list(
        given.version, "l.csv", b"email\nnew@mail.example\n", by=world.people["ada"], at=NOON
    )
    awards.award_list(listed, only_good=True, by=world.people["ada"], at=NOON)
    outbox.deliver_all()
    house = world.uppsala.institution.public_id

    for page in (f"/issuing/{house}/", f"/issuing/{house}/awards"):
        for_ada = world.door("ada").get(page).content.decode()
        for_greta = world.door("greta").get(page).content.decode()
        assert given.recipient_email in for_ada or given.recipient_name in for_ada
        assert given.recipient_email not in for_greta
        assert given.recipient_name not in for_greta


def test_a_demo_shows_its_post_to_anybody_and_nothing_else_does(world):
    closed = world.door("nobody").get("/demo/mail").status_code

    instance.open_instance(is_demo=True)

    assert (closed, world.door("nobody").get("/demo/mail").status_code) == (404, 200)


@pytest.mark.parametrize(("method", "path"), [("PATCH", ""), ("PUT", "/picture")])
def test_a_program_changes_no_badge_of_another_house(world, method, path):
    badge = world.elsewhere.named["api-draft"]["badge_id"]
    kind = "image/png" if path else "application/json"

    answers = {
        actor: world.door(actor)
        .generic(method, f"/api/v1/badges/{badge}{path}", b"{}", content_type=kind)
        .status_code
        for actor in ("nobody", "amina", "ada", "wim", "olle", "greta", "operator")
    }

    of_uppsala = dict.fromkeys(("ada", "wim", "olle", "greta"), 404)
    assert answers == {"nobody": 401, "amina": 401, "operator": 401, **of_uppsala}
