"""Results of a test come from a program: entered once, the badge awarded, problems by row."""

from __future__ import annotations

from datetime import timedelta

import pytest

from api.a_moment import NOON, a_moment
from insigne_platform.awards.models import Award
from insigne_platform.earning import services
from insigne_platform.earning.models import Moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(cast, published) -> Moment:
    made = a_moment(published, cast.ada)
    for minute, person in enumerate((cast.amina, cast.eva)):
        at = NOON + timedelta(minutes=minute)
        services.register(made, email=person.email, name="A name", by=person, at=at)
    return made


def test_results_are_entered_once_and_the_others_named(cast, program, moment):
    ada = program()
    rows = [
        {"email": cast.amina.email.upper(), "score": 8.5},
        {"email": cast.eva.email, "score": 4, "passed": True},
        {"email": "nobody@mail.example", "passed": True},
    ]

    listed = ada.get("moments").json()["items"]
    first = ada.post(f"moments/{moment.pk}/results", {"rows": rows})
    again = ada.post(f"moments/{moment.pk}/results", {"rows": rows})
    people = ada.get(f"moments/{moment.pk}/registrations").json()["items"]

    assert [(each["id"], each["taken"], each["waiting"]) for each in listed] == [
        (str(moment.pk), 2, 2)
    ]
    assert first.status_code == 200, first.content
    assert first.json() == {
        "entered": 1,
        "same": 0,
        "problems": [
            {
                "row": 2,
                "field": "passed",
                "message": "Score and result contradict each other: one passes from 5.5.",
            },
            {
                "row": 3,
                "field": "email",
                "message": "“nobody@mail.example” is not registered for this moment.",
            },
        ],
    }
    assert (again.json()["entered"], again.json()["same"]) == (0, 1)
    award = Award.objects.get()
    assert [(each["email"], each["state"], each["score"], each["award"]) for each in people] == [
        (cast.amina.email, "passed", 8.5, str(award.pk)),
        (cast.eva.email, "registered", None, None),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {"rows": []},
        {"rows": [{"email": "a@b.example"}] * 501},
        {"rows": [{"email": "a@b.example", "score": -1}]},
        {"rows": [{"email": "a@b.example", "score": 1e300}]},
        {"rows": [{"email": "a\u0000@b.example", "passed": True}]},
        {"rows": [{"email": "a@b.example", "more": 1}]},
        {},
    ],
)
def test_what_cannot_be_a_result_is_refused(program, moment, body):
    refused = program().post(f"moments/{moment.pk}/results", body)

    assert refused.status_code == 422
    assert Award.objects.count() == 0
