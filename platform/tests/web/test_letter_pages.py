"""The page where a letter is written: saved, looked at, refused in words, and given up again."""

import pytest
from django.urls import reverse

from insigne_platform.institutions.models import LetterText

pytestmark = pytest.mark.django_db
GOOD = {
    "subject_nl": "Een badge: {badge}", "body_nl": "Hallo {name}\n\n{link}",
    "subject_en": "A badge: {badge}", "body_en": "Hello {name}\n\n{link}",
}  # fmt: skip


@pytest.fixture
def ada(at_the_door, cast):
    return at_the_door(cast.ada)


@pytest.fixture
def address(cast):
    return reverse("settings-letter", args=[cast.uppsala.public_id, "claim"])


def test_a_letter_is_saved_and_listed_as_ones_own(ada, cast, address):
    answer = ada.post(address, GOOD, follow=True)

    assert "Your own: Dutch, English" in answer.content.decode()
    assert LetterText.objects.get(language="nl").subject == "Een badge: {badge}"
    assert "Back to the standard text in Dutch" in ada.get(address).content.decode()


def test_it_can_be_given_up_again(ada, address):
    ada.post(address, GOOD)
    ada.post(address, {**GOOD, "standard": "nl"})

    assert [text.language for text in LetterText.objects.all()] == ["en"]


def test_it_is_looked_at_without_being_saved(ada, address):
    page = ada.post(address, {**GOOD, "preview": "1"})

    assert page.status_code == 200
    assert "Een badge: IJs lezen" in page.content.decode()
    assert "Hello Amina Yılmaz" in page.content.decode()
    assert not LetterText.objects.exists()


def test_what_is_wrong_is_said_and_what_was_written_is_kept(ada, address):
    page = ada.post(address, {**GOOD, "body_en": "No way {nome}"})

    said = page.content.decode()
    assert page.status_code == 422
    assert "{link} is missing" in said
    assert "No way {nome}" in said
    assert not LetterText.objects.exists()


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>{link}", "{% now 'Y' %}{link}"])
def test_what_is_hostile_is_shown_as_it_is_written(ada, address, hostile):
    page = ada.post(address, {**GOOD, "body_en": hostile, "preview": "1"}).content.decode()

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;" in page or "{% now" in page


def test_a_letter_that_does_not_exist_is_not_found(ada, cast):
    assert (
        ada.get(reverse("settings-letter", args=[cast.uppsala.public_id, "x"])).status_code == 404
    )
