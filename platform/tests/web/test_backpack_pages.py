"""The backpack: one's own badges, as files and by links, and nobody else's."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.sharing import services as sharing
from insigne_platform.sharing.models import Link

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, give, noon) -> Holding:
    """A badge in Amina's backpack."""
    return backpack.claim(give(name="Amina"), by=cast.amina, at=noon)


def test_an_empty_backpack_says_what_will_hang_there(at_the_door, cast):
    page = at_the_door(cast.amina).get(reverse("backpack")).content.decode()

    assert "As soon as an institution awards you one, it hangs here." in page


def test_a_badge_that_waits_is_kept_with_one_press(at_the_door, cast, give):
    award = give()
    amina = at_the_door(cast.amina)

    waiting = amina.get(reverse("backpack")).content.decode()
    response = amina.post(reverse("keep", args=[award.pk]))

    holding = Holding.objects.get(person=cast.amina)
    assert "A new badge is waiting for you." in waiting
    assert response.url == reverse("backpack-badge", args=[holding.pk])


def test_a_badge_of_another_address_cannot_be_kept(at_the_door, cast, give):
    award = give()

    assert at_the_door(cast.eva).post(reverse("keep", args=[award.pk])).status_code == 403
    assert not Holding.objects.exists()


def test_a_backpack_is_closed_to_everybody_else(at_the_door, cast, kept):
    link = backpack.share(kept, by=cast.amina, at=timezone.now())
    bo, own = at_the_door(cast.bo), [kept.pk]
    pages = [
        reverse(name, args=own) for name in ("backpack-badge", "backpack-share", "with-address")
    ]
    pages += [reverse("download", args=[kept.pk, "png"])]
    acts = [reverse("stop-sharing", args=[kept.pk, link.pk]), reverse("backpack-check", args=own)]

    assert {bo.get(page).status_code for page in pages} == {403}
    assert {bo.post(act).status_code for act in acts} == {403}
    assert {at_the_door(cast.amina).get(page).status_code for page in pages} == {200}


@pytest.mark.parametrize(
    ("kind", "media_type", "ending"),
    [
        ("png", "image/png", ".png"),
        ("svg", "image/svg+xml", ".svg"),
        ("json", "application/vc+ld+json", ".json"),
        ("jwt", "application/vc+jwt", ".jwt"),
        ("png-ob2", "image/png", "-ob2.png"),
    ],
)
def test_every_kind_of_file_is_given(at_the_door, cast, kept, kind, media_type, ending):
    response = at_the_door(cast.amina).get(reverse("download", args=[kept.pk, kind]))

    assert response.status_code == 200
    assert response.headers["Content-Type"] == media_type
    assert f'{ending}"' in response.headers["Content-Disposition"]
    assert b"amina@mail.example" not in response.content


def test_a_kind_of_file_that_we_do_not_make_is_not_there(at_the_door, cast, kept):
    response = at_the_door(cast.amina).get(reverse("download", args=[kept.pk, "exe"]))

    assert response.status_code == 404


def test_a_link_is_made_shown_again_and_stopped(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)
    address = reverse("backpack-share", args=[kept.pk])
    until = timezone.localdate() + timedelta(days=30)

    made = amina.post(address, {"until": f"{until:%d-%m-%Y}"}).url
    link = Link.objects.get()
    shown = amina.get(made).content.decode()
    asked = amina.get(reverse("stop-link", args=[link.pk])).content.decode()
    amina.post(reverse("stop-link", args=[link.pk]))
    stopped = amina.get(made).content.decode()

    assert made == reverse("link", args=[link.pk])
    assert timezone.localtime(link.expires_at).date() == until + timedelta(days=1)
    assert sharing.address_of(link) in shown
    assert "sees nothing any more" in asked
    assert sharing.address_of(link) not in stopped


def test_a_link_of_the_former_kind_is_shown_and_stopped(at_the_door, cast, kept, noon):
    amina = at_the_door(cast.amina)
    link = backpack.share(kept, by=cast.amina, at=noon)
    address = reverse("backpack-share", args=[kept.pk])

    shown = amina.get(address).content.decode()
    amina.post(reverse("stop-sharing", args=[kept.pk, link.pk]))

    assert backpack.share_address(link) in shown
    assert backpack.share_address(link) not in amina.get(address).content.decode()


@pytest.mark.parametrize(
    ("until", "sentence"),
    [("31-04-2027", "Did you mean 30 April?"), ("01-01-2020", "This day is over.")],
)
def test_a_day_that_cannot_be_is_said_and_kept(at_the_door, cast, kept, until, sentence):
    address = reverse("backpack-share", args=[kept.pk])

    response = at_the_door(cast.amina).post(address, {"until": until})

    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert f'value="{until}"' in page
    assert not Link.objects.exists()


def test_a_copy_with_an_address_is_made_only_with_ones_own(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)
    address = reverse("with-address", args=[kept.pk])

    warned = amina.get(address).content.decode()
    other = amina.post(address, {"address": "bo@elsewhere.example", "kind": "json"})
    own = amina.post(address, {"address": "amina@mail.example", "kind": "json"})

    assert "Think before you spread this copy." in warned
    assert other.status_code == 422
    assert own.status_code == 200
    assert b"sha256$" in own.content
    assert b"amina@mail.example" not in own.content


def test_a_revoked_badge_says_so_with_the_reason(at_the_door, cast, kept, noon):
    reason = "Given to the wrong person."
    awards.revoke(kept.award, "Report 12.", public_reason=reason, by=cast.ada, at=noon)
    amina = at_the_door(cast.amina)

    rack = amina.get(reverse("backpack")).content.decode()
    page = amina.get(reverse("backpack-badge", args=[kept.pk])).content.decode()

    assert "Revoked" in rack
    assert "Given to the wrong person." in page


def test_ones_own_badge_is_checked_as_anybody_does(at_the_door, cast, kept):
    response = at_the_door(cast.amina).post(reverse("backpack-check", args=[kept.pk]))

    assert response.status_code == 200
    assert "Valid" in response.content.decode()


def test_the_rack_asks_as_much_for_three_as_for_one(
    at_the_door, cast, give, kept, published, noon, django_assert_num_queries,
    django_assert_max_num_queries,
):  # fmt: skip
    amina = at_the_door(cast.amina)
    with django_assert_max_num_queries(16) as asked:
        assert amina.get(reverse("backpack")).status_code == 200
    for number in range(2):
        award = give(f"other{number}@mail.example")
        Holding.objects.create(person=cast.amina, award=award, kept_at=noon)

    with django_assert_num_queries(len(asked)):
        page = amina.get(reverse("backpack")).content.decode()

    assert page.count('class="hang ') == 3


def test_badges_are_found_by_word(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)

    assert "Reading ice" in amina.get(reverse("backpack"), {"search": "ice"}).content.decode()
    assert "Nothing found" in amina.get(reverse("backpack"), {"search": "fire"}).content.decode()
