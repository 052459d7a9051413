"""Making badges: nothing that was entered is lost, and strangers meet a closed door."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db


def test_who_is_not_signed_in_is_asked_to(client, cast):
    response = client.get(reverse("issuing"))

    assert response.status_code == 302
    assert response.url.startswith("/account/login/")


def test_with_one_institution_somebody_goes_straight_in(at_the_door, cast):
    response = at_the_door(cast.ada).get(reverse("issuing"))

    assert response.url == reverse("issuing-institution", args=[cast.uppsala.public_id])


@pytest.mark.parametrize("page", ["issuing-institution", "badges", "awards", "members", "issuers"])
def test_pages_of_an_institution_are_for_who_works_there(at_the_door, cast, page):
    address = reverse(page, args=[cast.uppsala.public_id])

    assert at_the_door(cast.ada).get(address).status_code == 200
    assert at_the_door(cast.bo).get(address).status_code == 403


def test_a_draft_is_saved_and_can_be_gone_on_with(at_the_door, cast):
    ada = at_the_door(cast.ada)
    address = reverse("badge-new", args=[cast.uppsala.public_id])
    entered = {**WORDS, "issuer": cast.uppsala_issuer.pk, "outcome_rows": "1"}
    entered |= {"outcome_0_nl": "Leest ijs", "outcome_0_en": "Reads ice", "skills": "ice\ncores\n"}

    response = ada.post(address, entered)

    version = AchievementVersion.objects.get()
    assert response.url == reverse("badge-edit", args=[version.pk])
    assert version.learning_outcomes == [{"nl": "Leest ijs", "en": "Reads ice"}]
    assert version.skills == ["ice", "cores"]
    assert b"Reading ice" in ada.get(response.url).content


def test_what_was_entered_is_kept_when_something_is_wrong(at_the_door, cast, draft):
    entered = {"stackability": "With old ice", "workload_ects": "many"}

    response = at_the_door(cast.ada).post(reverse("badge-step", args=[draft.pk, "level"]), entered)

    page = response.content.decode()
    assert response.status_code == 422
    assert "With old ice" in page
    assert 'value="many"' in page
    assert 'href="#id_workload_ects"' in page
    draft.refresh_from_db()
    assert draft.stackability == ""


def test_a_picture_that_cannot_be_read_leaves_the_words_saved(at_the_door, cast, draft):
    upload = SimpleUploadedFile("picture.svg", b"no picture", "image/svg+xml")
    entered = {**WORDS, "name_en": "Reading old ice", "picture": upload}

    response = at_the_door(cast.ada).post(reverse("badge-edit", args=[draft.pk]), entered)

    assert response.status_code == 422
    assert "This is not an SVG, PNG or JPEG picture" in response.content.decode()
    draft.refresh_from_db()
    assert draft.name_en == "Reading old ice"


def test_an_outcome_more_is_a_press_of_a_button_without_a_script(at_the_door, cast, draft):
    ada = at_the_door(cast.ada)
    entered = {**WORDS, "outcome_rows": "1", "outcome_0_en": "Reads ice", "more": "1"}

    response = ada.post(reverse("badge-edit", args=[draft.pk]), entered)
    page = ada.get(response.url).content.decode()

    assert response.url.endswith("?outcomes=2#outcomes")
    assert page.count('name="outcome_') == 4 + 1  # two rows of two, and how many there are
    assert "Reads ice" in page


def test_publishing_says_everything_that_is_missing_and_where(at_the_door, cast, draft):
    response = at_the_door(cast.ada).post(reverse("badge-publish", args=[draft.pk]))

    assert response.status_code == 422
    assert "Add a picture." in response.content.decode()
    assert (
        f"{reverse('badge-step', args=[draft.pk, 'picture'])}#id_picture"
        in response.content.decode()
    )


def test_a_whole_draft_is_published(at_the_door, cast, draft):
    achievements.set_picture(draft, PICTURE, by=cast.ada)

    response = at_the_door(cast.ada).post(reverse("badge-publish", args=[draft.pk]))

    draft.refresh_from_db()
    assert response.url == reverse("badge-edit", args=[draft.pk])
    assert draft.is_published


def test_a_published_badge_is_shown_and_not_edited(at_the_door, cast, published):
    page = at_the_door(cast.ada).get(reverse("badge-edit", args=[published.pk])).content.decode()

    assert "This version never changes" in page
    assert "<textarea" not in page


def test_a_new_version_begins_as_the_old_one(at_the_door, cast, published):
    response = at_the_door(cast.ada).post(
        reverse("badge-copy", args=[published.pk]), {"version": "1"}
    )

    newest = AchievementVersion.objects.order_by("-number").first()
    assert response.url == reverse("badge-edit", args=[newest.pk])
    assert (newest.number, newest.name_en) == (2, "Reading ice")


@pytest.mark.parametrize(
    "page",
    ["badge-edit", "badge-picture", "badge-preview", "badge-publish", "badge-archive",
     "badge-award", "badge-award-list"],
)  # fmt: skip
def test_bo_meets_a_closed_door(at_the_door, cast, published, page):
    address = reverse(page, args=[published.pk])
    bo = at_the_door(cast.bo)

    assert bo.get(address).status_code == 403
    assert bo.post(address).status_code in (403, 405)
    assert at_the_door(cast.ada).get(address).status_code in (200, 302)


def test_an_observer_looks_and_changes_nothing(at_the_door, cast, add_member, draft):
    observer = at_the_door(add_member(cast.eva, "observer"))

    shown = observer.get(reverse("badge-edit", args=[draft.pk]))
    observer.post(reverse("badge-edit", args=[draft.pk]), {**WORDS, "name_en": "Mine"})

    draft.refresh_from_db()
    assert b"<textarea" not in shown.content
    assert draft.name_en == "Reading ice"


def test_the_list_of_badges_asks_as_much_for_three_as_for_one(
    at_the_door, cast, published, django_assert_num_queries, django_assert_max_num_queries
):
    ada = at_the_door(cast.ada)
    address = reverse("badges", args=[cast.uppsala.public_id])
    with django_assert_max_num_queries(12) as asked:
        assert ada.get(address).status_code == 200
    for _each in range(2):
        achievements.copy_badge(published, by=cast.ada)

    with django_assert_num_queries(len(asked)):
        page = ada.get(address).content.decode()

    assert page.count("<tr>") == 1 + 3


def test_badges_are_found_by_word_and_state(at_the_door, cast, published, draft):
    ada = at_the_door(cast.ada)
    address = reverse("badges", args=[cast.uppsala.public_id])

    drafts = ada.get(address, {"search": "ice", "state": "draft"}).content.decode()
    nothing = ada.get(address, {"search": "volcano"}).content.decode()

    assert drafts.count("<tr>") == 1 + 1
    assert "Nothing found" in nothing
