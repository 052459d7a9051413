"""What nobody should send, sent to every operation that there is; and every door without a key."""

from __future__ import annotations

import base64
import json
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.test import Client
from ninja import Schema

from api.conftest import Program
from insigne_platform.api.scopes import SCOPES
from insigne_platform.api.version_1 import api
from insigne_platform.core.models import AuditEntry

pytestmark = pytest.mark.django_db

HERE = "insigne_platform.api"
PROBLEM = "application/problem+json"
ROOT = "/api/v1/"
BROKEN = (
    b"{",
    b"\xff\xfe\x00",
    b"[]",
    b"null",
    b'"text"',
    b"1e400",
    b"[" * 50_000,
    b'{"a": ' * 50_000,
    b'{"__proto__": 1, "unknown": "\\ud800"}',
    b"9" * 5_000,
)
CURSORS = (
    "%F0%9F%92%A9",
    "AAAA",
    "=" * 400,
    *(
        base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")
        for text in (
            '["a word"]',
            '[5,"x"]',
            '["x","x"]',
            "[1e400,1e400]",
            '[{"a":[]},{}]',
            '["9999-12-31T23:59:59-23:59","6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"]',
        )
    ),
)


A_WORD = CURSORS[3]


def operations() -> Iterator[tuple[str, str, dict[str, object]]]:
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path.removeprefix(ROOT), operation


ALL = list(operations())
WITH_JSON = [
    (method, path)
    for method, path, operation in ALL
    if "application/json" in operation.get("requestBody", {}).get("content", {})
]
LISTS = [
    path
    for method, path, operation in ALL
    if any(each["name"] == "cursor" for each in operation["parameters"])
]


def named(path: str, known) -> str:
    names = dict(known.names)
    if path.startswith("courses/"):
        names["member_id"] = names["member_of_course"]
    return re.sub(r"{(\w+)}", lambda found: names.get(found[1], "ob3"), path)


def is_problem(response) -> bool:
    return response["Content-Type"] == PROBLEM and (
        json.loads(response.content)["status"] == response.status_code
    )


def with_token(known) -> Program:
    return Program(known.headers["Authorization"].removeprefix("Bearer "))


def test_what_is_no_body_is_refused_everywhere(known):
    asking, before = with_token(known), AuditEntry.objects.count()

    wrong = [
        (method, path, body[:20], response.status_code)
        for method, path in WITH_JSON
        for body in BROKEN
        if (response := asking.ask(method, named(path, known), body)).status_code not in (400, 422)
        or not is_problem(response)
    ]

    assert len(WITH_JSON) > 30
    # An operation that needs no body at all takes null for one, and a framework is any JSON.
    assert [each for each in wrong if each[2] != b"null"] == []
    assert {path.rpartition("/")[2] for _method, path, _body, _status in wrong} <= {
        "publish", "approvals", "copy",
    }  # fmt: skip
    assert AuditEntry.objects.count() - before <= len(wrong)


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "a", ""])
def test_what_is_of_another_kind_is_not_read(known, kind):
    asking = with_token(known)

    answers = {
        path: asking.ask(method, named(path, known), b"{}", **{"content-type": kind})
        for method, path in WITH_JSON
    }

    assert {path: each.status_code for path, each in answers.items()} == dict.fromkeys(answers, 415)
    assert all(is_problem(each) for each in answers.values())


def test_a_cursor_of_others_is_refused_in_every_list(known):
    asking = with_token(known)

    answers = [
        (path, cursor, asking.get(f"{named(path, known)}?cursor={cursor}"))
        for path in LISTS
        for cursor in CURSORS
        if not (path.endswith("/learners") and cursor == A_WORD)  # which goes by a word
    ]

    assert len(LISTS) > 20
    assert [
        (path, cursor, each.status_code)
        for path, cursor, each in answers
        if each.status_code != 422 or not is_problem(each)
    ] == []


@pytest.mark.parametrize("word", ["%00", "%ED%A0%80", "%F0%9F%92%A9", "%E2%80%AE", "'--", "%25%5F"])
def test_a_strange_word_finds_nothing_and_breaks_nothing(known, word):
    asking = with_token(known)
    searches = [
        path
        for _method, path, operation in ALL
        if any(each["name"] == "search" for each in operation["parameters"])
    ]

    statuses = {
        path: asking.get(f"{named(path, known)}?search={word}").status_code for path in searches
    }

    assert len(searches) > 4
    assert set(statuses.values()) == ({400} if word == "%00" else {200})


def test_without_a_token_every_door_is_closed(known):
    client = Client(raise_request_exception=False)

    answers = {
        f"{method} {path}": client.generic(
            method, ROOT + named(path, known), "{}", content_type="application/json"
        )
        for method, path, _operation in ALL
        if not path.endswith("/picture")
    }

    assert {name: each.status_code for name, each in answers.items()} == dict.fromkeys(answers, 401)


def test_every_operation_asks_for_a_scope_of_its_own_kind(known, cast):
    from django.utils import timezone

    from insigne_platform.api import services

    scopes = {path: operation.get("x-scope") for _method, path, operation in ALL}
    reading = [scope for scope in SCOPES if scope.endswith(":read")]
    _token, secret = services.make_token(
        cast.uppsala, name="Reads", scopes=reading, by=cast.ada, at=timezone.now()
    )
    before = AuditEntry.objects.count()

    changing = {
        f"{method} {path}": Program(secret).ask(method, named(path, known), {}).status_code
        for method, path, _operation in ALL
        if method != "GET" and not path.endswith("/picture")
    }

    assert {path for path, scope in scopes.items() if not scope} == {"token"}
    assert changing == dict.fromkeys(changing, 403)
    assert AuditEntry.objects.count() == before


def test_no_two_shapes_have_one_name():
    """The description calls them by their names alone: of two, the second would be both."""
    named = Counter(
        each.__name__ for each in _descendants(Schema) if each.__module__.startswith(HERE)
    )

    assert [name for name, count in named.items() if count > 1 and "[" not in name] == []
    assert len(named) > 80


def _descendants(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield each
        yield from _descendants(each)


def test_a_key_that_was_used_elsewhere_does_nothing(known):
    """One key for all that changes something: only the first is done."""
    asking, key = with_token(known), {"idempotency-key": "once"}
    first = asking.post("scores", {"scores": [SCORE]}, **key)
    before = AuditEntry.objects.count()

    others = [
        asking.post("scores", {"scores": [{**SCORE, "value": 9}]}, **key),
        asking.post("invitations", {"email": "x@mail.example", "role": "observer"}, **key),
        asking.ask("DELETE", named("invitations/{invitation_id}", known), **key),
        asking.post(named("pathways/{pathway_id}/unpublish", known), **key),
    ]
    again = asking.post("scores", {"scores": [SCORE]}, **key)

    assert [each.status_code for each in others] == [409] * 4
    assert AuditEntry.objects.count() == before
    assert (again.status_code, again.content) == (200, first.content)
    assert again["Idempotency-Replayed"] == "true"


def test_what_was_ended_once_is_answered_the_same_again(known):
    asking, key = with_token(known), {"idempotency-key": "ended"}
    path = named("invitations/{invitation_id}", known)

    first, again = asking.ask("DELETE", path, **key), asking.ask("DELETE", path, **key)

    assert (first.status_code, again.status_code, again.content) == (204, 204, b"")
    assert again["Idempotency-Replayed"] == "true"


SCORE = {"key": "exam", "email": "a@mail.example", "value": 8}
