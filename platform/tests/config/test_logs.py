import json
import logging

import pytest
import structlog

from insigne_platform.config.request_log import RequestLog


@pytest.fixture
def lines(monkeypatch):
    """What is logged, as it is written."""
    (ours,) = [h for h in logging.getLogger().handlers if h.get_name() == "insigne"]
    written = []
    monkeypatch.setattr(
        ours, "emit", lambda record: written.append(json.loads(ours.format(record)))
    )
    return written


def test_an_error_is_logged_with_its_places_and_without_its_words(lines):
    try:
        try:
            raise OSError("amina@mail.example was refused")
        except OSError as error:
            raise ValueError("amina@mail.example") from error
    except ValueError:
        structlog.get_logger("insigne.test").exception("reaction failed", fact="x")

    (line,) = lines
    assert (line["event"], line["fact"], line["level"]) == ("reaction failed", "x", "error")
    assert [each["error"] for each in line["errors"]] == ["ValueError", "OSError"]
    assert "test_logs.py" in line["errors"][0]["frames"][0]
    assert "amina" not in json.dumps(line)


@pytest.mark.parametrize("name", ["django.request", "django.security.csrf", "waitress"])
def test_messages_of_others_that_hold_paths_lose_them(lines, name):
    logging.getLogger(name).error("Not Found: %s", "/claim/token", extra={"status_code": 404})

    assert [line["event"] for line in lines] == [f"{name}: answered 404"]


def test_a_request_is_logged_by_its_route(lines, rf):
    from django.http import HttpResponse
    from django.urls import resolve

    def answer(request):
        request.resolver_match = resolve("/healthz")
        return HttpResponse(status=204)

    RequestLog(answer)(rf.get("/claim/token?email=amina@mail.example"))

    (line,) = lines
    assert {name: line[name] for name in ("event", "method", "route", "status")} == {
        "event": "request",
        "method": "GET",
        "route": "healthz",
        "status": 204,
    }
    assert "token" not in json.dumps(line)
