"""Awarding: one person, a list with bad rows, how far it is, and taking back."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from insigne_platform.awards.models import Award, Batch, RecipientList
from insigne_platform.core import outbox

pytestmark = pytest.mark.django_db

LIST = b"""e-mail;naam;datum
amina@mail.example;Amina;01-05-2026
no address;Jesse;01-05-2026
sevda@mail.example;Sevda;31-04-2026
thao@mail.example;Th\xe1\xba\xa3o;02-05-2026
"""


def upload(client, published, content: bytes = LIST):
    file = SimpleUploadedFile("group.csv", content, "text/csv")
    return client.post(reverse("badge-award-list", args=[published.pk]), {"file": file})


def test_one_person_is_awarded_and_told(at_the_door, cast, published):
    entered = {"email": "amina@mail.example", "name": "Amina", "awarded_on": "01-05-2026"}

    response = at_the_door(cast.ada).post(reverse("badge-award", args=[published.pk]), entered)
    outbox.deliver_pending()
    outbox.deliver_pending()

    award = Award.objects.get()
    assert response.url == reverse("award", args=[award.pk])
    assert [letter.to for letter in mail.outbox] == [["amina@mail.example"]]
    assert "IJs lezen" in mail.outbox[0].subject
    assert "/claim/" in mail.outbox[0].body


def test_a_date_that_does_not_exist_is_said_at_its_field_and_the_rest_is_kept(
    at_the_door, cast, published
):
    entered = {"email": "amina@mail.example", "name": "Amina", "awarded_on": "31-04-2026"}

    response = at_the_door(cast.ada).post(reverse("badge-award", args=[published.pk]), entered)

    page = response.content.decode()
    assert response.status_code == 422
    assert "Did you mean 30 April?" in page
    assert 'href="#id_awarded_on"' in page
    assert 'value="31-04-2026"' in page
    assert not Award.objects.exists()


def test_who_has_the_badge_is_not_given_it_twice(at_the_door, cast, published, give):
    give()

    response = at_the_door(cast.ada).post(
        reverse("badge-award", args=[published.pk]), {"email": "amina@mail.example"}
    )

    assert response.status_code == 422
    assert "has this badge already" in response.content.decode()


def test_a_list_is_looked_at_before_anything_is_awarded(at_the_door, cast, published):
    ada = at_the_door(cast.ada)

    page = ada.get(upload(ada, published).url).content.decode()

    assert "Award the 2 that are right" in page
    assert "is not an e-mail address" in page
    assert "Did you mean 30 April?" in page
    assert not Award.objects.exists()


def test_what_is_right_on_a_list_is_awarded_and_the_page_says_how_far_it_is(
    at_the_door, cast, published
):
    ada = at_the_door(cast.ada)
    preview = upload(ada, published).url

    running = ada.post(preview, {"award": "1"}).url
    before = ada.get(running).content.decode()
    outbox.deliver_pending()
    after = ada.get(running).content.decode()

    assert running == reverse("batch", args=[Batch.objects.get().pk])
    assert "data-refresh=" in before
    assert "data-refresh=" not in after
    assert "Awarded to 2 people" in after
    assert ada.post(preview, {"award": "1"}).url == running


def test_progress_is_read_aloud_in_whole_tenths(at_the_door, cast, published, give):
    batch = give().batch
    Batch.objects.filter(pk=batch.pk).update(total=7, state="running")
    address = reverse("batch-progress", args=[batch.pk])

    page = at_the_door(cast.ada).get(address).content.decode()

    assert "<html" not in page
    assert re.search(r'max="7"\s+value="1"', page)
    assert re.search(r'<p class="vh" role="status">\s*10 per cent is awarded\.\s*</p>', page)


def test_a_file_that_is_no_list_is_refused_in_words(at_the_door, cast, published):
    response = upload(at_the_door(cast.ada), published, b"email\n")

    assert response.status_code == 422
    assert "there are no recipients in it" in response.content.decode()


def test_a_list_can_be_thrown_away(at_the_door, cast, published):
    ada = at_the_door(cast.ada)

    ada.post(upload(ada, published).url, {"discard": "1"})

    assert RecipientList.objects.get().rows == []
    assert not Award.objects.exists()


def test_lists_batches_and_awards_are_closed_to_bo(at_the_door, cast, published, give):
    award = give()
    waiting = upload(at_the_door(cast.ada), published).url
    bo = at_the_door(cast.bo)

    statuses = [
        bo.get(address).status_code
        for address in (
            waiting,
            reverse("batch", args=[award.batch_id]),
            reverse("batch-progress", args=[award.batch_id]),
            reverse("award", args=[award.pk]),
            reverse("award-revoke", args=[award.pk]),
        )
    ]

    assert statuses == [403] * 5
    assert bo.post(reverse("award-revoke", args=[award.pk]), {"reason": "no"}).status_code == 403


def test_revoking_asks_for_a_reason_and_keeps_it(at_the_door, cast, give):
    award = give()
    ada = at_the_door(cast.ada)
    address = reverse("award-revoke", args=[award.pk])

    without = ada.post(address, {"reason": " "})
    ada.post(address, {"reason": "Given to the wrong person."})

    award.refresh_from_db()
    page = ada.get(reverse("award", args=[award.pk])).content.decode()
    assert without.status_code == 422
    assert award.is_revoked
    assert "Given to the wrong person." in page
    assert 'data-dialog="revoke"' not in page


def test_the_list_of_awards_asks_as_much_for_three_as_for_one(
    at_the_door, cast, give, django_assert_num_queries, django_assert_max_num_queries
):
    give()
    ada = at_the_door(cast.ada)
    address = reverse("awards", args=[cast.uppsala.public_id])
    with django_assert_max_num_queries(13) as asked:
        assert ada.get(address).status_code == 200
    give("sevda@mail.example")
    give("thao@mail.example")

    with django_assert_num_queries(len(asked)):
        page = ada.get(address).content.decode()

    assert page.count("<tr>") == 1 + 3


@pytest.mark.parametrize(
    "asked", ["", "search=a", "search=mail", "order=badge", "order=-name", "state=waiting"]
)
def test_every_list_of_awards_asks_as_much_for_thirty_as_for_five(
    at_the_door, cast, give, django_assert_num_queries, django_assert_max_num_queries, asked
):
    for number in range(5):
        give(f"a{number}@mail.example")
    ada = at_the_door(cast.ada)
    address = f"{reverse('awards', args=[cast.uppsala.public_id])}?{asked}"
    ada.get(address)
    with django_assert_max_num_queries(15) as queries:
        ada.get(address)
    for number in range(25):
        give(f"b{number}@mail.example")

    with django_assert_num_queries(len(queries)):
        page = ada.get(address).content.decode()

    assert page.count("<tr>") == 1 + 25


def test_awards_are_found_by_name_and_state(at_the_door, cast, give):
    give(name="Amina")
    give("sevda@mail.example", name="Sevda")
    ada = at_the_door(cast.ada)
    address = reverse("awards", args=[cast.uppsala.public_id])

    page = ada.get(address, {"search": "sevda", "state": "waiting"}).content.decode()

    assert page.count("<tr>") == 1 + 1
    assert "Nothing found" in ada.get(address, {"state": "claimed"}).content.decode()
