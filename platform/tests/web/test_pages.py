"""The pages that need no account: front, text, language, errors."""

import re

import pytest
from django.core.exceptions import RequestDataTooBig
from django.test import RequestFactory
from django.utils import translation

from insigne_platform.core.errors import (
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    Problem,
    Unavailable,
)
from insigne_platform.web.middleware import LARGEST_REQUEST, ServiceErrorMiddleware
from insigne_platform.web.problems import TEMPLATES, error_page

TEXT_PAGES = ["/", "/verify", "/how-we-check", "/privacy", "/accessibility", "/developers"]
STYLE_OR_SCRIPT = re.compile(r"\sstyle=|<style|\son[a-z]+=|<script(?![^>]*\ssrc=)", re.IGNORECASE)


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("path", TEXT_PAGES)
def test_page_in_its_language_without_inline_code(client, path, language):
    response = client.get(path, headers={"accept-language": language})

    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}">' in page
    assert STYLE_OR_SCRIPT.findall(page) == []
    assert response.headers["Content-Language"] == language


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/verify"])
def test_a_visitor_gets_no_cookie(client, path):
    response = client.get(path)

    assert list(response.cookies) == []


@pytest.mark.django_db
def test_the_front_page_has_the_verify_box(client):
    page = client.get("/").content.decode()

    assert 'action="/verify"' in page
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.django_db
def test_the_language_switch_is_kept_and_leads_back(client):
    response = client.get("/language?lang=nl&next=/privacy")

    assert response.headers["Location"] == "/privacy"
    page = client.get("/privacy", headers={"accept-language": "en"}).content.decode()
    assert '<html lang="nl"' in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
)
def test_the_language_switch_leads_nowhere_else(client, elsewhere):
    response = client.get("/language", {"lang": "nl", "next": elsewhere})

    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_an_unknown_language_is_not_kept(client):
    response = client.get("/language?lang=tlh")

    assert list(response.cookies) == []


@pytest.mark.django_db
def test_the_persons_language_speaks_before_the_browsers(client, cast):
    client.force_login(cast.amina)

    page = client.get("/privacy", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="nl"' in page


@pytest.mark.django_db
def test_nothing_there_is_a_page_with_a_way_out(client):
    response = client.get("/nothing-here", headers={"accept-language": "nl"})

    assert response.status_code == 404
    assert "Hier is niets" in response.content.decode()
    assert 'href="/verify"' in response.content.decode()


@pytest.mark.parametrize("status", sorted(TEMPLATES))
@pytest.mark.parametrize("language", ["nl", "en"])
def test_error_pages_stand_without_request_session_or_database(status, language):
    with translation.override(language):
        response = error_page(None, status)

    assert response.status_code == status
    assert "<h1" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotFound("No such badge."), 404),
        (NotPermitted("You do not award here."), 403),
        (Conflict("It is published already."), 409),
        (Invalid([Problem("name", "Give a name.")]), 422),
        (Unavailable("The key service does not answer."), 503),
        (RequestDataTooBig("too big"), 413),
    ],
)
def test_a_services_no_becomes_the_page_that_belongs_to_it(error, status):
    request = RequestFactory().get("/")

    response = ServiceErrorMiddleware(lambda _: None).process_exception(request, error)

    assert response.status_code == status


def test_a_fault_of_ours_is_left_to_the_server_error_page():
    request = RequestFactory().get("/")

    response = ServiceErrorMiddleware(lambda _: None).process_exception(request, ValueError())

    assert response is None


@pytest.mark.django_db
def test_a_request_that_is_too_large_for_any_page_is_refused_unread(client):
    response = client.post(
        "/verify", b"", content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(LARGEST_REQUEST + 1),
    )  # fmt: skip

    assert response.status_code == 413
