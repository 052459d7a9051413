"""On the way to a badge: openings, applications, codes, nominations, rules and scores."""

from __future__ import annotations

import pytest

from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.earning import services
from insigne_platform.earning.evidence import OfferedFile
from insigne_platform.earning.models import Nominator

pytestmark = pytest.mark.django_db
RUBRIC = [{"criterion": "Method", "levels": ["weak", "good"]}]


@pytest.fixture
def badge(published) -> str:
    return str(published.achievement.public_id)


@pytest.fixture
def application(cast, noon, published, program, badge):
    """Amina applied, with a file."""
    program().ask("PUT", f"badges/{badge}/opening", {"is_open": True, "rubric": RUBRIC})
    return services.apply(
        published.achievement,
        email=cast.amina.email,
        name="Amina Yılmaz",
        files=[OfferedFile("rapport é.pdf", b"%PDF-1.7 a report")],
        by=cast.amina,
        at=noon,
    )


def test_a_badge_is_opened_for_applications(program, badge):
    ada = program()
    before = ada.get(f"badges/{badge}/opening").json()

    opened = ada.ask(
        "PUT",
        f"badges/{badge}/opening",
        {"is_open": True, "who": "domain", "domains": ["student.example"], "rubric": RUBRIC},
    )
    wrong = ada.ask(
        "PUT",
        f"badges/{badge}/opening",
        {"is_open": True, "opens_on": "2026-02-01", "closes_on": "2026-01-01"},
    )

    assert before["is_open"] is False
    assert (opened.status_code, wrong.status_code) == (200, 422)
    after = ada.get(f"badges/{badge}/opening").json()
    assert (after["domains"], after["rubric"]) == (["student.example"], RUBRIC)


def test_an_application_is_read_with_its_evidence_and_approved(program, application, badge):
    ada = program()
    listed = ada.get(f"applications?state=submitted&badge={badge}").json()["items"]
    whole = ada.get(f"applications/{application.pk}").json()
    file = ada.get(f"applications/{application.pk}/files/{whole['files'][0]['id']}")

    unscored = ada.post(f"applications/{application.pk}/approve", {})
    approved = ada.post(f"applications/{application.pk}/approve", {"scores": ["good"]})
    twice = ada.post(f"applications/{application.pk}/approve", {"scores": ["good"]})

    assert [each["id"] for each in listed] == [str(application.pk)]
    assert (file.content, file["Content-Type"]) == (b"%PDF-1.7 a report", "application/pdf")
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Content-Disposition"].startswith("attachment")
    assert (unscored.status_code, approved.status_code, twice.status_code) == (422, 200, 409)
    assert approved.json()["award"] == str(Award.objects.get().pk)


def test_an_applicant_is_asked_and_denied(program, application):
    ada, here = program(), f"applications/{application.pk}"

    silent = ada.post(f"{here}/ask", {"message": "  "})
    asked = ada.post(f"{here}/ask", {"message": "Which lakes?"})
    services.answer(
        application, text="Those three.", by=application.person, at=application.submitted_at
    )
    denied = ada.post(f"{here}/deny", {"message": "That is too few."})

    assert [answer.status_code for answer in (silent, asked, denied)] == [422, 200, 200]
    assert [entry["kind"] for entry in denied.json()["entries"]][-1] == "denied"
    assert Award.objects.count() == 0


def test_a_code_is_made_and_stopped(cast, noon, program, badge):
    ada = program()
    made = ada.post(f"badges/{badge}/codes", {"label": "Lecture", "limit": 30})
    services.redeem(made.json()["code"], email=cast.amina.email, by=cast.amina, at=noon)

    stopped = ada.post(f"codes/{made.json()['id']}/stop").json()

    assert made.status_code == 201
    assert made.json()["url"].endswith(f"/code/{made.json()['code']}")
    assert (stopped["used"], stopped["stopped_at"] is not None) == (1, True)
    assert [code["id"] for code in ada.get(f"badges/{badge}/codes").json()["items"]] == [
        made.json()["id"]
    ]


def test_a_nomination_is_decided(cast, noon, program, badge):
    ada = program()
    made = ada.post(f"badges/{badge}/nominators", {"email": cast.eva.email}).json()
    nomination = services.nominate(
        Nominator.objects.get(pk=made["id"]), "a@mail.example\nb@mail.example", by=cast.eva, at=noon
    )
    here = f"nominations/{nomination.pk}"
    whole = ada.get(here).json()
    first, second = (nominee["id"] for nominee in whole["nominees"])

    unexplained = ada.post(f"{here}/decide", {"chosen": [first]})
    decided = ada.post(f"{here}/decide", {"chosen": [first], "reasons": {second: "Was not there."}})
    ended = ada.ask("DELETE", f"nominators/{made['id']}")

    assert (unexplained.status_code, decided.status_code) == (422, 200)
    assert [each["state"] for each in decided.json()["nominees"]] == ["awarded", "declined"]
    assert (ended.status_code, ended.content) == (204, b"")
    assert "Content-Type" not in ended
    assert ada.get(f"badges/{badge}/nominators").json()["items"] == []
    assert len(ada.get("nominations?state=decided").json()["items"]) == 1


def test_a_rule_is_looked_at_before_it_awards(program, badge):
    ada = program()
    rule = {"name": "Exam", "score_key": "exam", "score_at_least": 6}
    made = ada.post(f"badges/{badge}/rules", rule)
    here = f"rules/{made.json()['id']}"
    scores = [
        {"key": "exam", "email": "Good@mail.example", "value": 8.5, "name": "Good"},
        {"key": "exam", "email": "bad@mail.example", "value": 4},
    ]

    sent = ada.post("scores", {"scores": scores})
    before = ada.get(f"{here}/dry-run").json()
    awarded_before = Award.objects.count()
    switched = ada.post(f"{here}/on").json()["is_on"]
    ada.post("scores", {"scores": scores[:1]})
    outbox.deliver_all()

    assert (made.status_code, sent.status_code, switched) == (201, 200, True)
    assert before == {"total": 1, "people": [{"email": "good@mail.example", "name": "Good"}]}
    assert awarded_before == 0
    assert Award.objects.get().recipient_email == "good@mail.example"
    assert ada.get(here).json()["awarded"] == 1
    assert ada.post(f"{here}/off").json()["is_on"] is False
    assert len(ada.get("scores?key=exam").json()["items"]) == 2
    assert len(ada.get("scores?email=BAD@mail.example").json()["items"]) == 1


def test_scores_are_stored_all_or_none(program):
    ada = program()
    scores = [
        {"key": "exam", "email": "good@mail.example", "value": 8},
        {"key": "exam", "email": "nobody", "value": 8},
    ]

    refused = ada.post("scores", {"scores": scores})

    assert refused.status_code == 422
    assert [problem["row"] for problem in refused.json()["problems"]] == [2]
    assert ada.get("scores").json()["items"] == []


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("PUT", "badges/{badge}/opening", {"is_open": True}),
        ("DELETE", "nominators/{nominator}", None),
    ],
)
def test_another_institution_finds_nothing(cast, program, badge, method, path, body):
    nominator = program().post(f"badges/{badge}/nominators", {"email": "x@mail.example"}).json()
    bo = program(by=cast.bo, institution=cast.elsewhere)

    answer = bo.ask(method, path.format(badge=badge, nominator=nominator["id"]), body)

    assert answer.status_code == 404
    assert Nominator.objects.filter(ended_at=None).count() == 1
