"""Requests that nobody expects, of people and of machines: nothing breaks, nothing is lost."""

from __future__ import annotations

import pytest

from insigne_platform.awards.models import Award
from journeys.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "no address"),
        ("email", "amina@mail.example\nBcc: eva@mail.example"),
        ("email", "a" * 300 + "@mail.example"),
        ("awarded_on", "31-02-2026"),
        ("awarded_on", "9999999999999"),
        ("evidence_url", "javascript:alert(1)"),
        ("evidence_url", "https://[::1"),
        ("name", "Amina\x00"),
        ("name", "111222333"),
        ("grade", "9" * 41),
    ],
)
def test_one_wrong_field_keeps_the_others(world, field, value):
    address = f"/issuing/badges/{world.uppsala.named['published']['version_id']}/award"
    before = Award.objects.count()
    given = {"email": "amina@mail.example", "name": "Amina", "narrative": "Held it."}

    page = refusal(world.door("ada").post(address, {**given, field: value}))

    assert [text for name, text in given.items() if name != field and text not in page] == []
    assert Award.objects.count() == before


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=-1", "page=999999999999999999999", "page=last", "order=%00", "order=;drop",
     "search=%00", "search=%ff", "search=" + "a%20" * 500, "state=nothing", "outcomes=9999999",
     "outcomes=²", "spoken=²", "lang=xx", "as=nobody", "address=%F0%9F%8E%93", "%5B%5D=%5B"],
)  # fmt: skip
def test_strange_questions_are_answered(world, question):
    house = world.uppsala.institution.public_id
    badge = world.uppsala.named["draft"]["version_id"]
    pages = ["/", "/verify", "/backpack", "/issuing/", f"/issuing/{house}/badges"]
    pages += [f"/issuing/{house}/awards", f"/issuing/badges/{badge}", "/language"]

    answers = {page: world.door("ada").get(f"{page}?{question}").status_code for page in pages}

    assert {page: status for page, status in answers.items() if status >= 400} == {}


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/s/x", "/s/%00", "/s/%ff%fe", "/claim/" + "a" * 5000, "/sign-in-link/%F0%9F",
     "/public/issuers/%00", "/public/badges/..%2f..%2fetc", "/public/assertions/🎓",
     "/issuing/badges/not-an-id", "/backpack/00000000-0000-0000-0000-00000000000g",
     "/account/confirm-email/x:y/", "/account/password/reset/key/0-x/", "//evil.example/%2e%2e"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_say_so(world, path):
    response = world.door("nobody").get(path)

    assert response.status_code in {200, 404}
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("path", ["/verify", "/account/login/", "/account/signup/", "/claim/x"])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n"),
        ("multipart/form-data; boundary=" + "x" * 500, b"--x"),
        ("application/json", b'{"text": 1}'),
        ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(2000))),
        ("application/x-www-form-urlencoded", b"text=" + b"a" * (12 * 1024 * 1024)),
        ("application/x-www-form-urlencoded; charset=klingon", b"text=a"),
        ("", b"\x00\xff"),
    ],
    ids=["no boundary", "no name", "long boundary", "json", "fields", "12 MB", "charset", "none"],
)
def test_forms_that_no_browser_sends_are_refused(world, path, kind, body):
    response = world.door("nobody").generic("POST", path, body, content_type=kind)

    assert response.status_code in {200, 400, 404, 413, 415, 422}
    assert "<h1" in response.content.decode()


def test_strange_cookies_and_headers_are_passed_over(world):
    visitor = world.door("nobody")
    visitor.cookies["django_language"] = "../../xx"
    visitor.cookies["sessionid"] = "\xff\xfe" * 10
    said = {"accept-language": "xx-" + "y" * 3000, "x-forwarded-for": "nobody", "accept": "*/*;q=x"}

    assert visitor.get("/", headers=said).status_code == 200


@pytest.mark.parametrize("path", ["/", "/verify", "/account/login/", "/issuing/new"])
def test_a_request_that_announces_too_much_is_refused_unread(world, path):
    response = world.door("nobody").post(path, {}, CONTENT_LENGTH=str(10**10))

    assert response.status_code == 413
    assert "<h1" in response.content.decode()
