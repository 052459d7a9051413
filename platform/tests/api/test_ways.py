"""Pathways, courses and endorsements by program."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from insigne_platform.achievements import services as achievements
from insigne_platform.core import outbox
from insigne_platform.courses.models import Course
from insigne_platform.endorsements.models import Endorsement
from insigne_platform.pathways.models import Pathway
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db


def made_badge(issuer, by, at, **more) -> str:
    version = achievements.draft_badge(issuer, {**WORDS, **more}, by=by)
    achievements.set_picture(version, PICTURE, by=by)
    achievements.publish(version, by=by, at=at)
    return str(version.achievement.public_id)


@pytest.fixture
def badges(cast, noon) -> list[str]:
    """Three published badges of Uppsala."""
    return [made_badge(cast.uppsala_issuer, cast.ada, noon) for _each in range(3)]


def test_a_pathway_from_nothing_to_completed(cast, program, badges):
    ada, (first, second, end) = program(), badges
    steps = [
        {"name_en": "Reading", "badges": [{"badge": first}]},
        {"name_en": "Writing", "badges": [{"badge": second, "overlap": "ice"}], "after": [1]},
    ]
    made = ada.post(
        "pathways",
        {
            "issuer": cast.uppsala_issuer.public_id,
            "name_en": "Ice",
            "leads_to": end,
            "steps": steps,
        },
    )
    here = f"pathways/{made.json()['id']}"

    published = ada.post(f"{here}/publish")
    closed = ada.ask("PATCH", here, {"name_en": "Snow"})
    for badge in (first, second):
        ada.post("awards", {"badge": badge, "email": "amina@mail.example"})
    ada.post("awards", {"badge": first, "email": "bente@mail.example"})
    outbox.deliver_all()
    page = ada.get(f"{here}/learners?limit=1").json()
    rest = ada.get(f"{here}/learners?limit=1&cursor={page['next_cursor']}").json()

    assert (made.status_code, published.status_code, closed.status_code) == (201, 200, 409)
    assert made.json()["steps"][1]["after"] == [1]
    learners = page["items"] + rest["items"]
    assert [(each["email"], each["steps_done"]) for each in learners] == [
        ("amina@mail.example", 2),
        ("bente@mail.example", 1),
    ]
    assert learners[0]["is_complete"]
    assert rest["next_cursor"] is None
    assert ada.get(f"{here}/learners?cursor=WzFd").status_code == 422
    assert len(ada.get(f"awards?badge={end}").json()["items"]) == 1
    assert ada.post(f"{here}/unpublish").json()["state"] == "draft"
    assert ada.ask("DELETE", here).status_code == 409


def test_a_draft_is_drawn_anew_whole_or_not(cast, program, badges):
    ada, issuer = program(), cast.uppsala_issuer.public_id
    step = {"name_en": "Reading", "badges": [{"badge": badges[0]}]}
    here = ada.post("pathways", {"issuer": issuer, "name_en": "Ice", "steps": [step]}).json()["id"]

    wrong = [
        ada.ask("PATCH", f"pathways/{here}", {"steps": steps}).status_code
        for steps in (
            [{**step, "after": [2]}],
            [{**step, "after": [1]}],
            [step, step],
            [{"name_en": ""}],
            [{**step, "badges": [{"badge": "nothing"}]}],
        )
    ]
    after_wrong = ada.get(f"pathways/{here}").json()["steps"]
    anew = ada.ask("PATCH", f"pathways/{here}", {"steps": [{**step, "name_en": "Anew"}]})

    assert wrong == [422] * 5
    assert [each["name_en"] for each in after_wrong] == ["Reading"]
    assert [each["name_en"] for each in anew.json()["steps"]] == ["Anew"]
    assert ada.ask("DELETE", f"pathways/{here}").status_code == 204
    assert Pathway.objects.count() == 0


def test_a_course_is_filled_and_its_badge_awarded(cast, noon, program):
    ada, issuer = program(), cast.uppsala_issuer.public_id
    game = made_badge(cast.uppsala_issuer, cast.ada, noon, scenario="game")
    course = ada.post("courses", {"issuer": issuer, "name_en": "Ice 101"}).json()["id"]
    learners = [{"email": "a@mail.example", "name": "A"}, {"email": "b@mail.example"}]

    added = ada.post(f"courses/{course}/learners", {"learners": learners})
    put = ada.post(f"courses/{course}/badges", {"badge": game})
    taught = ada.post(f"courses/{course}/lecturers", {"email": cast.eva.email})
    people = ada.get(f"courses/{course}/learners").json()["items"]
    ids = [each["id"] for each in people]
    awarded = ada.post(f"courses/{course}/awards", {"badge": game, "learners": ids})
    again = ada.post(f"courses/{course}/awards", {"badge": game, "learners": ids})

    assert (added.json(), put.status_code) == ({"added": 2, "already": 0}, 201)
    assert taught.json()["role"] == "lecturer"
    assert [each["name"] for each in people] == ["A", ""]
    assert awarded.json() == {"added": 2, "already": 0}
    assert again.json() == {"added": 0, "already": 2}
    assert ada.ask("DELETE", f"courses/{course}/members/{ids[0]}").status_code == 204
    assert ada.ask("DELETE", f"courses/{course}/badges/{put.json()['id']}").status_code == 204
    assert ada.ask("PATCH", f"courses/{course}", {"name_en": "Ice 102"}).json()["name_en"] == (
        "Ice 102"
    )
    assert len(ada.get(f"courses/{course}/lecturers").json()["items"]) == 1


def test_a_game_element_is_made_into_a_badge_and_a_course_opened(cast, noon, program):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    game = made_badge(cast.uppsala_issuer, cast.ada, noon, scenario="game")
    words = {"issuer": cast.uppsala_issuer.public_id, "name_en": "Ice 101"}
    course = ada.post("courses", words).json()["id"]
    put = ada.post(f"courses/{course}/badges", {"badge": game}).json()["id"]
    here = f"courses/{course}/badges/{put}/promote"

    promoted = ada.post(here, {"scenario": "informal"})
    opened = ada.ask("PUT", f"courses/{course}/joining", {"is_open": True}).json()
    another = ada.ask("PUT", f"courses/{course}/joining", {"is_open": True, "new_link": True})
    closed = ada.ask("PUT", f"courses/{course}/joining", {"is_open": False}).json()

    assert (promoted.status_code, promoted.json()["scenario"]) == (201, "informal")
    assert opened["url"].startswith("http")
    assert another.json()["url"] != opened["url"]
    assert closed == {"is_open": False, "url": None}
    assert bo.post(here, {"scenario": "informal"}).status_code == 404
    assert bo.ask("PUT", f"courses/{course}/joining", {"is_open": True}).status_code == 404


@pytest.mark.parametrize(
    "learner",
    [
        {"email": "a@mail.example>\nevil@mail.example"},
        {"email": "a@mail.example", "name": "A <evil@mail.example>\n"},
        {"email": "a@mail.example", "name": "A\nevil@mail.example"},
        {"email": "a@mail.example\u2028evil@mail.example"},
        {"email": "a b@mail.example"},
    ],
)
def test_a_learner_is_one_line(cast, program, learner):
    ada, issuer = program(), cast.uppsala_issuer.public_id
    course = ada.post("courses", {"issuer": issuer, "name_en": "Ice 101"}).json()["id"]

    refused = ada.post(f"courses/{course}/learners", {"learners": [learner]})

    assert refused.status_code == 422
    assert Course.objects.get().members.count() == 0


def test_an_endorsement_is_asked_given_and_withdrawn(cast, program, badges):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    said = {"issuer": cast.elsewhere_issuer.public_id, "comment": "Well made.", "credits": 2.5}

    asked = ada.post(
        "endorsement-requests", {"badge": badges[0], "institution": cast.elsewhere.public_id}
    )
    waiting = bo.get("endorsement-requests?direction=to_answer").json()["items"]
    here = f"endorsement-requests/{asked.json()['id']}"
    not_ours = ada.post(f"{here}/endorse", {**said, "issuer": cast.uppsala_issuer.public_id})
    given = bo.post(f"{here}/endorse", said)
    twice = bo.post(f"{here}/endorse", said)
    received = ada.get("endorsements").json()["items"]
    stolen = ada.post(f"endorsements/{given.json()['id']}/withdraw", {"reason": "No."})
    withdrawn = bo.post(f"endorsements/{given.json()['id']}/withdraw", {"reason": "A mistake."})

    assert (asked.status_code, given.status_code, twice.status_code) == (201, 201, 409)
    assert [each["id"] for each in waiting] == [asked.json()["id"]]
    assert (not_ours.status_code, stolen.status_code) == (404, 404)
    assert [each["credits"] for each in received] == [2.5]
    assert withdrawn.json()["withdrawn_at"] is not None
    assert len(bo.get("endorsements?direction=given").json()["items"]) == 1


def test_a_request_is_declined_or_taken_back(cast, program, badges):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    whom = {"institution": cast.elsewhere.public_id}
    first, second = (
        ada.post("endorsement-requests", {"badge": badge, **whom}).json()["id"]
        for badge in badges[:2]
    )

    declined = bo.post(f"endorsement-requests/{first}/decline", {"reason": "Not our field."})
    not_theirs = bo.post(f"endorsement-requests/{second}/take-back")
    taken = ada.post(f"endorsement-requests/{second}/take-back")
    unasked = bo.post(
        "endorsements",
        {"issuer": cast.elsewhere_issuer.public_id, "badge": badges[2], "comment": "Good."},
    )
    own = ada.post(
        "endorsements",
        {"issuer": cast.uppsala_issuer.public_id, "badge": badges[2], "comment": "Ours."},
    )

    assert (declined.json()["state"], taken.json()["state"]) == ("declined", "taken_back")
    assert ada.get(f"endorsement-requests/{first}").json()["reason"] == "Not our field."
    assert (not_theirs.status_code, unasked.status_code, own.status_code) == (404, 201, 409)
    assert Endorsement.objects.count() == 1


def test_what_belongs_to_another_institution_is_not_there(cast, program, badges):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    issuer = cast.uppsala_issuer.public_id
    pathway = ada.post("pathways", {"issuer": issuer, "name_en": "Ice"}).json()["id"]
    course = ada.post("courses", {"issuer": issuer, "name_en": "Ice"}).json()["id"]

    answers = [
        bo.ask("PATCH", f"pathways/{pathway}", {"name_en": "Mine"}),
        bo.ask("DELETE", f"pathways/{pathway}"),
        bo.ask("PATCH", f"courses/{course}", {"name_en": "Mine"}),
        bo.ask("DELETE", f"courses/{course}/members/{pathway}"),
        bo.ask("DELETE", f"courses/{course}/badges/{pathway}"),
        bo.ask("DELETE", f"badges/{badges[0]}/draft"),
        bo.ask("PUT", f"badges/{badges[0]}/catalogue", {"shown": False}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 7


def test_a_list_asks_the_database_no_more_for_more_rows(cast, program, badges):
    ada, issuer = program(), cast.uppsala_issuer.public_id
    badge = badges[0]
    makes = {
        "pathways": ("pathways", lambda n: {
            "issuer": issuer, "name_en": f"Ice {n}",
            "steps": [{"name_en": "One", "badges": [{"badge": badge}]}],
        }),
        "courses": ("courses", lambda n: {"issuer": issuer, "name_en": f"Ice {n}"}),
        f"badges/{badge}/codes": (f"badges/{badge}/codes", lambda n: {"label": f"Lecture {n}"}),
        f"badges/{badge}/rules": (f"badges/{badge}/rules", lambda n: {
            "name": f"Rule {n}", "badges": [badges[1]],
        }),
        f"badges/{badge}/nominators": (
            f"badges/{badge}/nominators", lambda n: {"email": f"tutor-{n}@mail.example"},
        ),
        "invitations": (
            "invitations", lambda n: {"email": f"new-{n}@mail.example", "role": "observer"},
        ),
        "endorsement-requests": (
            "endorsement-requests", lambda n: {"badge": badge, "email": f"jury-{n}@mail.example"},
        ),
        "awards": ("awards", lambda n: {"badge": badge, "email": f"earner-{n}@mail.example"}),
        "batches": ("awards", lambda n: {"badge": badges[2], "email": f"e-{n}@mail.example"}),
        "history": ("scores", lambda n: {
            "scores": [{"key": "exam", "email": f"e-{n}@mail.example", "value": 8}],
        }),
    }  # fmt: skip
    counted = {}

    for listed, (made, body) in makes.items():
        counts = []
        for number in range(3):
            assert ada.post(made, body(number)).status_code in (200, 201)
            with CaptureQueriesContext(connection) as queries:
                rows = len(ada.get(listed).json()["items"])
            counts.append(len(queries))
        assert rows >= 3
        counted[listed] = counts

    assert {listed: len(set(counts[1:])) for listed, counts in counted.items()} == dict.fromkeys(
        counted, 1
    ), counted
