"""The pages of tests: found, registered for, full, entered by hand and by a file."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from insigne_platform.awards.models import Award
from insigne_platform.earning import services
from insigne_platform.earning.models import Assessment, Moment, Registration, ResultList

pytestmark = pytest.mark.django_db

STRANGE = (
    "<script>alert(1)</script>{{ 7|add:7 }}${7}%s",
    "\u202eturned\u202c \u200b \ufeff",
    '=HYPERLINK("http://evil.example","x")',
    "\x00\x01",
    "x" * 10_000,
)


@pytest.fixture
def test_of_badge(cast, published) -> Assessment:
    said = services.AssessmentWords(title_en="Ice <b>test</b>", is_open=True)
    return services.make_assessment(published.achievement, said, by=cast.ada)


@pytest.fixture
def add_moment(cast, test_of_badge):
    def add(**more: object) -> Moment:
        now = timezone.now()
        said = {"starts_at": now + timedelta(days=9), "place": "Room 3", "seats": 1, **more}
        return services.add_moment(test_of_badge, services.MomentWords(**said), by=cast.ada, at=now)

    return add


@pytest.fixture
def moment(add_moment) -> Moment:
    return add_moment()


def _take(moment: Moment) -> str:
    return reverse("take-moment", args=[moment.assessment.achievement.public_id, moment.pk])


def _registered(moment: Moment, person) -> Registration:
    return services.register(
        moment, email=person.email, name=person.display_name, by=person, at=timezone.now()
    )


def test_from_the_public_page_to_ones_own_page_and_back_out(at_the_door, cast, published, moment):
    public = reverse("public-badge", args=[published.achievement.public_id])
    take = reverse("take", args=[published.achievement.public_id])
    stranger, amina = Client(), at_the_door(cast.amina)

    assert take in stranger.get(public).content.decode()
    assert take in stranger.get(reverse("catalogue")).content.decode()
    page = stranger.get(take).content.decode()
    assert "Ice &lt;b&gt;test&lt;/b&gt;" in page
    assert _take(moment) in page
    assert "/account/login/" in stranger.get(_take(moment)).url

    assert "action=" not in amina.get(_take(moment)).content.decode().split("<main")[1]
    done = amina.post(_take(moment), {"email": cast.amina.email, "name": "Amina"})
    own = Registration.objects.get()
    assert done.url == reverse("registration", args=[own.pk])
    assert "Room 3" in amina.get(done.url).content.decode()
    assert done.url in amina.get(reverse("registrations")).content.decode()

    amina.post(reverse("registration-cancel", args=[own.pk]))
    own.refresh_from_db()
    assert (own.state, own.seat) == ("cancelled", None)


def test_full_is_said_clearly(at_the_door, cast, published, moment):
    _registered(moment, cast.eva)
    amina = at_the_door(cast.amina)
    take = reverse("take", args=[published.achievement.public_id])

    assert ">Full<" in re.sub(r"<svg.*?</svg>", "", amina.get(take).content.decode(), flags=re.S)
    assert "This moment is full" in amina.get(_take(moment)).content.decode()
    refused = amina.post(_take(moment), {"email": cast.amina.email, "name": "Amina"})
    assert refused.status_code == 422
    assert "This moment is full" in refused.content.decode()


def test_a_link_is_shown_to_who_is_registered_only(at_the_door, cast, published, add_moment):
    moment = add_moment(place="https://exam.example/room-7")
    amina = at_the_door(cast.amina)
    take = reverse("take", args=[published.achievement.public_id])

    for address in (take, _take(moment)):
        assert "exam.example" not in amina.get(address).content.decode()
    own = _registered(moment, cast.amina)
    assert "exam.example" in amina.get(reverse("registration", args=[own.pk])).content.decode()


def test_without_an_open_moment_there_is_no_button(published, test_of_badge):
    public = reverse("public-badge", args=[published.achievement.public_id])
    take = reverse("take", args=[published.achievement.public_id])

    assert take not in Client().get(public).content.decode()
    assert "No moment is open now" in Client().get(take).content.decode()


@pytest.mark.parametrize("place", ["no-uuid", "00000000-0000-4000-8000-000000000000"])
def test_a_moment_that_does_not_exist_is_not_found(at_the_door, cast, published, place):
    address = f"/take/{published.achievement.public_id}/{place}"

    assert at_the_door(cast.amina).get(address).status_code == 404


def test_a_moment_stands_under_its_own_badge_only(at_the_door, cast, moment):
    assert at_the_door(cast.amina).get(f"/take/nothing/{moment.pk}").status_code == 404


def test_ada_makes_a_test_and_a_moment_and_enters_a_result(at_the_door, cast, published):
    ada = at_the_door(cast.ada)
    made = ada.post(
        reverse("assessments", args=[published.pk]),
        {"title_nl": "Toets", "pass_mark": "5.5", "is_open": "on"},
    )
    test = Assessment.objects.get()
    assert made.url == reverse("assessment", args=[test.pk])
    when = {"day": "01-06-2099", "hour": "14:00", "place": "Room 3", "seats": "2"}
    ada.post(
        reverse("moment-add", args=[test.pk]),
        {**when, "closes_on": "30-05-2099", "closes_hour": "17:30"},
    )
    moment = Moment.objects.get()
    closes = timezone.localtime(moment.closes_at)
    assert f"{closes:%d-%m-%Y %H:%M}" == "30-05-2099 17:30"
    edit = ada.get(reverse("moment-edit", args=[moment.pk])).content.decode()
    assert all(f'value="{text}"' in edit for text in ("01-06-2099", "14:00", "17:30"))

    registration = _registered(moment, cast.amina)
    address = reverse("result", args=[registration.pk])
    refused = ada.post(address, {})
    done = ada.post(address, {"score": "7"})

    assert "Say whether the person passed." in refused.content.decode()
    assert done.url == reverse("moment", args=[moment.pk])
    assert Award.objects.get().recipient_email == cast.amina.email
    assert "7" in at_the_door(cast.amina).get(f"/registrations/{registration.pk}").content.decode()
    assert reverse("award", args=[Award.objects.get().pk]) in ada.get(address).content.decode()


def test_a_file_is_looked_at_and_then_entered(at_the_door, cast, add_moment):
    moment = add_moment(seats=5)
    _registered(moment, cast.amina)
    _registered(moment, cast.eva)
    ada, address = at_the_door(cast.ada), reverse("results", args=[moment.pk])
    table = (
        f"email;passed\n{cast.amina.email};yes\n{cast.eva.email};no\n<script>@mail.example;yes\n"
    )

    def offered() -> str:
        file = SimpleUploadedFile("results.csv", table.encode(), "text/csv")
        return ada.post(address, {"file": file}).content.decode()

    page = offered()
    assert Award.objects.count() == 0
    assert "“&lt;script&gt;@mail.example” is not registered for this moment." in page
    rows = re.search(r'name="rows"\s+value="([^"]*)"', page)[1]
    done = ada.post(address, {"enter": "1", "rows": rows.replace("\n", "\r\n")})

    assert done.url == reverse("result-list", args=[ResultList.objects.get().pk])
    assert Award.objects.get().recipient_email == cast.amina.email
    states = Registration.objects.order_by("email").values_list("state", flat=True)
    assert list(states) == ["passed", "failed"]
    again = offered()
    assert "2 results were entered before" in again
    assert 'name="rows"' not in again


def test_what_is_no_file_of_results_is_refused_on_the_page(at_the_door, cast, moment):
    ada, address = at_the_door(cast.ada), reverse("results", args=[moment.pk])
    for data in (b"", b"\x89PNG\r\n\x1a\n\x00", b"name\nAmina", b"PK\x03\x04"):
        file = SimpleUploadedFile("results.csv", data, "text/csv")
        assert ada.post(address, {"file": file}).status_code == 422
    assert ada.post(address, {}).status_code == 422
    for rows in ("", "\x00", "email\n", "x" * 1_100_000):
        assert ada.post(address, {"enter": "1", "rows": rows}).url == address
    assert Award.objects.count() == 0


@pytest.mark.parametrize("text", STRANGE, ids=range(len(STRANGE)))
def test_strange_words_are_refused_or_shown_as_they_are(at_the_door, cast, published, moment, text):
    ada, amina = at_the_door(cast.ada), at_the_door(cast.amina)
    registration = _registered(moment, cast.eva)
    edit = {"day": text, "hour": text, "place": text, "seats": text, "closes_on": text}
    posts = (
        (ada, reverse("assessments", args=[published.pk]), {"title_en": text, "pass_mark": text}),
        (ada, reverse("assessment", args=[moment.assessment_id]), {
            "title_nl": text, "is_open": "on",
        }),
        (ada, reverse("moment-add", args=[moment.assessment_id]), edit),
        (ada, reverse("moment-edit", args=[moment.pk]), {
            "day": "01-06-2099", "hour": "14:00", "place": text, "seats": "3",
        }),
        (ada, reverse("result", args=[registration.pk]), {"score": text, "passed": text}),
        (amina, _take(moment), {"email": text, "name": text}),
    )  # fmt: skip

    changed = reverse("moment-edit", args=[moment.pk])  # asks first: people are told of it
    for client, address, said in posts:
        response = client.post(address, said)
        is_question = response.status_code == 200 and address == changed
        assert is_question or response.status_code in {302, 422}, address
        assert "<script>alert" not in response.content.decode()
    for address in (
        reverse("moment", args=[moment.pk]),
        reverse("moments", args=[cast.uppsala.public_id]),
        reverse("assessment", args=[moment.assessment_id]),
    ):
        asked = {"search": text[:300], "state": text[:300], "page": "-9", "order": "'"}
        page = ada.get(address, asked)
        assert page.status_code == 200
        assert "<script>alert" not in page.content.decode()


def test_lists_are_searched_and_take_as_many_queries_for_three_as_for_one(
    at_the_door, cast, add_moment, make_person, django_assert_num_queries
):
    ada = at_the_door(cast.ada)
    moment = add_moment(seats=9)
    addresses = (
        reverse("moments", args=[cast.uppsala.public_id]),
        reverse("moment", args=[moment.pk]),
        reverse("assessment", args=[moment.assessment_id]),
        reverse("take", args=[moment.assessment.achievement.public_id]),
    )
    counted = []
    for n in range(3):
        _registered(moment, make_person(f"p{n}@mail.example", f"Person {n}"))
        add_moment(place=f"Attic {n}")
        counts = []
        for address in addresses:
            with django_assert_num_queries(20, exact=False) as queries:
                assert ada.get(address).status_code == 200
            counts.append(len(queries))
        counted.append(counts)
    assert counted[0] == counted[2]

    found = ada.get(addresses[0], {"search": "attic 2"}).content.decode()
    assert ("Attic 2" in found, "Attic 1" in found) == (True, False)
    people = ada.get(addresses[1], {"search": "p1@"}).content.decode()
    assert ("Person 1" in people, "Person 2" in people) == (True, False)
