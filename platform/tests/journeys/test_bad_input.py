"""Words, questions and requests that nobody expects: nothing breaks, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award, RecipientList
from insigne_platform.core import outbox
from journeys.mailbox import addressees, link_in_mail_to
from journeys.refusals import refusal
from journeys.stranger import verdict_on

pytestmark = pytest.mark.django_db

STRANGE = {
    "turned around": "\u202eamina\u202c",
    "unseen": "Ami\u200bna\ufeff",
    "made of marks": "A" + "\u0301" * 300,
    "from everywhere": "ᛁᚴ أمينة अमीना 阿米娜 🧑🏽‍🎓 ǆ",
    "code": "<script>alert(1)</script>{{ 7|add:7 }}${7}%s",
    "a formula": "=HYPERLINK(\"http://evil.example\",\"x\")",
    "a path": "../../etc/passwd",
}  # fmt: skip


@pytest.fixture
def ada(cast, sign_in) -> Client:
    return sign_in(cast.ada)


@pytest.fixture
def badge(ada, make_badge) -> AchievementVersion:
    return make_badge(ada)


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE)
def test_strange_words_are_awarded_or_refused_and_come_back_as_they_were(ada, badge, text):
    given = {
        "email": "nobody-yet@mail.example",
        "name": text,
        "narrative": text,
        "grade": text[:40],
    }

    done = ada.post(reverse("badge-award", args=[badge.pk]), given)

    assert done.status_code in {302, 422}
    if done.status_code == 302:
        outbox.deliver_all()
        amina = Client()
        kept = amina.post(link_in_mail_to("nobody-yet@mail.example", "/claim/")).url
        for page in (kept, f"{kept}/share", "/backpack"):
            assert "<script>alert" not in amina.get(page).content.decode()
        for kind in ("png", "svg", "json", "jwt", "png-ob2"):
            file = amina.get(f"{kept}/download/{kind}").content
            assert verdict_on(file).verdict == "valid", kind


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
def test_one_wrong_field_keeps_the_others(ada, badge, field, value):
    given = {"email": "amina@mail.example", "name": "Amina", "narrative": "Held it."}

    page = refusal(ada.post(reverse("badge-award", args=[badge.pk]), {**given, field: value}))

    assert [text for name, text in given.items() if name != field and text not in page] == []
    assert not Award.objects.exists()


def test_three_bad_rows_of_two_hundred_award_nothing_until_that_is_chosen(ada, badge):
    people = [f"person{n}@mail.example,Person {n}" for n in range(200)]
    people[9], people[99], people[199] = "no address,Person 9", ",Person 99", people[0]
    table = "\n".join(["email,name", *people]).encode()

    preview = ada.post(
        reverse("badge-award-list", args=[badge.pk]),
        {"file": SimpleUploadedFile("list.csv", table, "text/csv")},
    ).url
    page = ada.get(preview).content.decode()
    outbox.deliver_all()

    assert re.findall(r'<td data-label="Row">(\d+)</td>', page)[:3] == ["11", "101", "201"]
    assert "Award the 197 that are right" in page
    assert (Award.objects.count(), addressees()) == (0, [])

    batch = ada.post(preview, {"award": "1"}).url
    outbox.deliver_all()

    assert "197 of 197" in ada.get(batch).content.decode()
    assert len(set(addressees())) == 197
    assert not Award.objects.filter(recipient_name__in=["Person 9", "Person 99"]).exists()
    person = Client()
    kept = person.post(link_in_mail_to("person3@mail.example", "/claim/")).url
    assert verdict_on(person.get(f"{kept}/download/png").content).verdict == "valid"


def test_a_list_that_is_thrown_away_awards_nothing(ada, badge):
    file = SimpleUploadedFile("list.csv", b"email\namina@mail.example\n")
    preview = ada.post(reverse("badge-award-list", args=[badge.pk]), {"file": file}).url

    ada.post(preview, {"discard": "1"})
    ada.post(preview, {"award": "1"})
    outbox.deliver_all()

    assert (Award.objects.count(), addressees()) == (0, [])
    assert RecipientList.objects.get().rows == []


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=-1", "page=999999999999999999999", "page=last", "order=%00", "order=;drop",
     "search=%00", "search=%ff", "search=" + "a%20" * 500, "state=nothing", "outcomes=9999999",
     "outcomes=²", "spoken=²", "lang=xx", "as=nobody", "address=%F0%9F%8E%93", "%5B%5D=%5B"],
)  # fmt: skip
def test_strange_questions_are_answered(cast, ada, badge, question):
    house = cast.uppsala.public_id
    pages = ["/", "/verify", "/backpack", "/issuing/", f"/issuing/{house}/badges"]
    pages += [f"/issuing/{house}/awards", reverse("badge-edit", args=[badge.pk]), "/language"]

    answers = {page: ada.get(f"{page}?{question}").status_code for page in pages}

    assert {page: status for page, status in answers.items() if status >= 400} == {}


@pytest.mark.parametrize(
    "path",
    ["/nothing", "/s/x", "/s/%00", "/s/%ff%fe", "/claim/" + "a" * 5000, "/sign-in-link/%F0%9F",
     "/public/issuers/%00", "/public/badges/..%2f..%2fetc", "/public/assertions/🎓",
     "/issuing/badges/not-an-id", "/backpack/00000000-0000-0000-0000-00000000000g",
     "/account/confirm-email/x:y/", "/account/password/reset/key/0-x/", "//evil.example/%2e%2e"],
)  # fmt: skip
def test_addresses_that_lead_nowhere_say_so(visitor, path):
    response = visitor.get(path)

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
def test_forms_that_no_browser_sends_are_refused(visitor, path, kind, body):
    response = visitor.generic("POST", path, body, content_type=kind)

    assert response.status_code in {200, 400, 404, 413, 415, 422}
    assert "<h1" in response.content.decode()


def test_strange_cookies_and_headers_are_passed_over(visitor):
    visitor.cookies["django_language"] = "../../xx"
    visitor.cookies["sessionid"] = "\xff\xfe" * 10
    said = {"accept-language": "xx-" + "y" * 3000, "x-forwarded-for": "nobody", "accept": "*/*;q=x"}

    assert visitor.get("/", headers=said).status_code == 200
