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
    assert first.status_code == 202, first.content
    said = first.json()
    shown = ada.get(first["Location"].removeprefix("/api/v1/")).json()
    assert (shown["id"], shown["state"], shown["problems"]) == (
        said["id"], "done", said["problems"]
    )  # fmt: skip
    assert said | dict.fromkeys(("id", "created_at", "finished_at")) == {
        "id": None,
        "moment": str(moment.pk),
        "state": "done",
        "total": 3,
        "passing": 1,
        "created_at": None,
        "finished_at": None,
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


def test_the_office_moves_cancels_and_who_waits_is_seated(cast, program, moment, make_person):
    ada = program()
    other = services.add_moment(
        moment.assessment,
        services.MomentWords(moment.starts_at + timedelta(days=7), "Room 4", 1),
        by=cast.ada,
        at=NOON,
    )
    people = ada.get(f"moments/{moment.pk}/registrations").json()["items"]
    first, second = (f"moments/{moment.pk}/registrations/{each['id']}" for each in people)

    moved = ada.post(f"{first}/move", {"moment": str(other.pk)})
    full = ada.post(f"{second}/move", {"moment": str(other.pk)})
    elsewhere = ada.post(f"{first}/cancel", {})
    withdrawn = ada.post(f"{second}/cancel", {"note": "The room is too small."})
    cancelled = ada.post(f"moments/{other.pk}/cancel", {"note": "The examiner is ill."})

    assert (moved.status_code, moved.json()["state"]) == (200, "registered")
    assert (full.status_code, elsewhere.status_code) == (409, 404)
    assert withdrawn.json()["state"] == "cancelled"
    assert cancelled.json()["cancelled_at"] is not None
    assert cancelled.json()["taken"] == 0


def test_many_are_entered_afterwards_and_too_many_wait_for_another(
    cast, program, moment, make_person
):
    ada = program()
    cast.uppsala.approve_batches_above = 1
    cast.uppsala.save()
    rows = [{"email": each.email, "score": 8} for each in (cast.amina, cast.eva)]

    offered = ada.post(f"moments/{moment.pk}/results", {"rows": rows})
    path = offered["Location"].removeprefix("/api/v1/")
    own = ada.post(f"{path}/approve")
    withdrawn = ada.post(f"{path}/withdraw")
    late = ada.post(f"{path}/withdraw")

    assert (offered.json()["state"], offered.json()["entered"]) == ("approval", 0)
    assert own.status_code == 403
    assert (withdrawn.json()["state"], late.status_code) == ("withdrawn", 409)
    assert Award.objects.count() == 0
