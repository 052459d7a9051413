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
