"""The verification page: what is offered is judged, and what was entered survives an error."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from insigne_platform.web.forms import LARGEST_FILE

pytestmark = pytest.mark.django_db


def offer(client, **fields):
    return client.post("/verify", fields, headers={"accept-language": "en"})


def test_nothing_offered_is_said_in_words(client):
    response = offer(client, recipient="amina@mail.example")

    page = response.content.decode()
    assert response.status_code == 422
    assert "Choose a file, or give a link or text." in page
    assert 'value="amina@mail.example"' in page


def test_a_file_and_a_text_are_one_too_many(client):
    file = SimpleUploadedFile("badge.json", b"{}")

    response = offer(client, file=file, text="{}")

    assert response.status_code == 422
    assert "Leave one of them out." in response.content.decode()


def test_an_address_that_is_not_one_keeps_the_text(client):
    response = offer(client, text="some text", recipient="not an address")

    page = response.content.decode()
    assert response.status_code == 422
    assert "some text" in page
    assert 'value="not an address"' in page


def test_a_file_over_ten_megabytes_is_413_and_keeps_the_recipient(client):
    file = SimpleUploadedFile("badge.png", b"\x89PNG" + bytes(LARGEST_FILE))

    response = offer(client, file=file, recipient="amina@mail.example")

    page = response.content.decode()
    assert response.status_code == 413
    assert "larger than 10 MB" in page
    assert 'value="amina@mail.example"' in page


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not a badge",
        b"\x89PNG\r\n\x1a\n broken",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"{",
        b'{"a": "' + b"x" * 100_000 + b'"}',
        b"\xff\xfe\x00",
        b"[" * 10_000,
    ],
    ids=["empty", "words", "broken png", "bare svg", "brace", "long", "bytes", "deep"],
)
def test_whatever_is_offered_gets_a_sentence(client, content):
    response = offer(client, file=SimpleUploadedFile("badge", content))

    assert response.status_code in {200, 422}
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/badge",
        "https://127.0.0.1/badge",
        "https://[::1]/badge",
        "https://169.254.169.254/latest/meta-data",
        "https://badges.example.org/public/assertions/nothing",
        "http://",
    ],
)
def test_an_address_inside_or_nowhere_gets_a_sentence(client, address):
    response = offer(client, text=address)

    assert response.status_code in {200, 422}
    assert "Traceback" not in response.content.decode()


def test_what_a_badge_says_is_never_code(client):
    response = offer(client, text='{"name": "<script>alert(1)</script>"}')

    assert "<script>alert" not in response.content.decode()


def test_no_token_and_no_cookie_is_needed(client):
    response = offer(client, text="not a badge")

    assert list(response.cookies) == []
