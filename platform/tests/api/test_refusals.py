from __future__ import annotations

import json

import pytest
from django.test import Client

from insigne_platform.awards.models import Award

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


def is_problem(response) -> bool:
    said = json.loads(response.content)
    return response["Content-Type"] == PROBLEM and said["status"] == response.status_code


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "nothing/here", 404),
        ("GET", "", 404),
        ("GET", "badges/nothing", 404),
        ("GET", "awards/not-a-uuid", 404),
        ("DELETE", "badges", 405),
        ("PUT", "token", 405),
        ("GET", "awards?limit=0", 422),
        ("GET", "awards?limit=many", 422),
        ("GET", "badges/a%00b", 400),
        ("GET", "badges?search=a%00b", 400),
    ],
)
def test_every_no_is_a_problem(program, method, path, status):
    response = program().ask(method, path)

    assert (response.status_code, is_problem(response)) == (status, True)


def test_without_a_token_nothing_is_said(client, published):
    strange = "Bearer \udc80".encode("utf-8", "surrogateescape").decode("latin-1")
    answers = [
        client.get("/api/v1/badges"),
        client.get("/api/v1/badges", headers={"authorization": "Basic YTpi"}),
        client.get("/api/v1/badges", headers={"authorization": "Bearer"}),
        client.get("/api/v1/badges", headers={"authorization": "Bearer insigne_nothing"}),
        client.get("/api/v1/badges", headers={"authorization": strange}),
    ]

    assert [answer.status_code for answer in answers] == [401] * 5
    assert all(is_problem(answer) for answer in answers)


def test_a_session_is_no_token(cast):
    client = Client()
    client.force_login(cast.ada, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.get("/api/v1/badges").status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b"{}", 422),
        (b'{"badge": 1, "email": "a@b.example"}', 422),
        (b'{"badge": "x", "email": "a@b.example", "more": 1}', 422),
        (b'{"badge": "x", "email": "a@b.example", "name": "\\ud800"}', 422),
        (b'{"badge": "x", "email": "a@b.example", "name": "\\u0000"}', 422),
        (b'{"badge": "x", "email": "a@b.example", "awarded_on": "2026-02-31"}', 422),
        (b'{"badge": "%s", "email": "a@b.example"}' % (b"x" * 100), 422),
    ],
)
def test_a_body_that_is_none_is_refused(program, published, body, status):
    response = program().ask("POST", "awards", body)

    assert (response.status_code, is_problem(response)) == (status, True)
    assert Award.objects.count() == 0


def test_what_is_no_json_is_of_a_wrong_kind(program):
    response = program().ask("POST", "awards", b"a=b", **{"content-type": "text/plain"})

    assert (response.status_code, is_problem(response)) == (415, True)


def test_what_is_too_large_is_refused_unread(program):
    response = program().ask("POST", "awards", b"x" * (8 * 1024 * 1024 + 1))

    assert (response.status_code, is_problem(response)) == (413, True)


def test_too_many_rows_are_refused(program, published):
    rows = [{"email": "a@b.example"}] * 20_001
    response = program().post("batches", {"badge": published.achievement.public_id, "rows": rows})

    assert (response.status_code, is_problem(response)) == (422, True)


def test_a_fault_of_ours_says_no_more_than_that(program, monkeypatch):
    def broken(*_args, **_more):
        raise RuntimeError("the secret is swordfish")

    monkeypatch.setattr("insigne_platform.achievements.selectors.badges_of", broken)

    response = program().get("badges")

    assert (response.status_code, is_problem(response)) == (500, True)
    assert b"swordfish" not in response.content


def test_the_reader_is_answered_in_their_language(program):
    response = program().get("badges/nothing", **{"accept-language": "nl"})

    assert response.headers["Content-Language"] == "nl"
