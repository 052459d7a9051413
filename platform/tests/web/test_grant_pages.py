"""The pages of requests and grants: asked, chosen, looked through, granted, used, taken back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from grants.conftest import *  # noqa: F403 - the same cast and badges
from insigne_platform.grants.models import AccessRequest, Grant, Member, Organisation
from insigne_platform.sharing.models import View

pytestmark = pytest.mark.django_db
CANARIES = ("9,75", "She held the audience.", "portfolio.example/canary", "amina@mail.example")


@pytest.fixture
def noon():
    """Pages act at this moment."""
    return timezone.now()


@pytest.fixture
def door():
    """A browser of somebody, in English."""

    def of(person: object) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return of


def test_the_whole_way(cast, kept, employer, door):
    eva, amina = door(cast.eva), door(cast.amina)
    asked = eva.post(
        f"/organisations/{employer.pk}/ask",
        {"address": cast.amina.email, "purpose": "Vacancy 12", "days": "30",
         "badges": "Reading ice\n\n", "parts": ["name", "grade"], "message": ""},
    )  # fmt: skip
    assert asked.status_code == 302
    request = AccessRequest.objects.get()
    page = amina.get(f"/backpack/requests/{request.pk}")
    assert "employer.example" in page.content.decode()
    answer = {"badges": str(kept.pk), "parts": "name", "days": "7"}
    preview = amina.post(f"/backpack/requests/{request.pk}", answer)
    text = preview.content.decode()
    assert "This is what they would see" in text
    assert "9,75" not in text
    assert not Grant.objects.exists()
    assert (
        amina.post(f"/backpack/requests/{request.pk}", answer | {"grant": "1"}).status_code == 302
    )
    grant = Grant.objects.get()

    place = f"/organisations/{employer.pk}/grants/{grant.pk}"
    before = eva.get(place).content.decode()
    assert "Before you look" in before
    assert "Amina Yılmaz" not in before
    assert not View.objects.exists()
    eva.post(place)
    shown = eva.get(place).content.decode()
    assert View.objects.count() == 1
    files = re.findall(rf'href="({place}/[^"]+)"', shown)
    assert len(files) == 2
    everything = [shown] + [eva.get(path).content.decode("latin-1") for path in files]
    for text in everything:
        for word in CANARIES[:3]:
            assert word not in text

    assert "The mill" in amina.get("/backpack/views").content.decode()
    amina.post(f"/backpack/grants/{grant.pk}/revoke")
    after = eva.get(place).content.decode()
    assert "Taken back" in after
    assert eva.get(files[0]).status_code == 409


def test_looking_for_a_badge_keeps_what_was_ticked(cast, kept, ask, door):
    request = ask(fields=["name"])
    page = door(cast.amina).post(
        f"/backpack/requests/{request.pk}",
        {"badges": str(kept.pk), "parts": "name", "days": "7", "search": "qqqq", "find": "1"},
    )

    text = page.content.decode()
    assert page.status_code == 200
    assert re.search(rf'value="{kept.pk}"[^>]*checked', text)
    assert 'value="7"' in text
    assert not Grant.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"badges": "x"}, {"badges": ""}, {"days": "91"}, {"days": "a"}, {"parts": "narrative"},
     {"badges": "00000000-0000-0000-0000-000000000000"}],
)  # fmt: skip
def test_an_answer_that_cannot_be_is_kept_and_explained(cast, kept, ask, door, wrong):
    request = ask(fields=["name"])
    answer = {"badges": str(kept.pk), "parts": "name", "days": "7", "grant": "1"} | wrong

    page = door(cast.amina).post(f"/backpack/requests/{request.pk}", answer)

    assert page.status_code == 422
    assert not Grant.objects.exists()


def test_hostile_texts_are_texts(cast, ask, door):
    ask(purpose="<script>alert(1)</script>", message="<img src=x onerror=alert(2)>", badges=["<b>"])
    request = AccessRequest.objects.get()

    page = door(cast.amina).get(f"/backpack/requests/{request.pk}").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_a_holder_who_was_not_asked_reads_nothing(cast, ask, door):
    request = ask()
    page = door(cast.bo).get(f"/backpack/requests/{request.pk}")

    assert page.status_code == 403
    assert b"The mill" not in page.content


def test_an_organisation_is_registered_and_proved(cast, door, monkeypatch):
    eva = door(cast.eva)
    wrong = eva.post(
        "/organisations/new", {"name": "M", "domain": "mail.example", "kind": "employer"}
    )
    assert wrong.status_code == 422
    made = eva.post(
        "/organisations/new", {"name": "Mill", "domain": "employer.example", "kind": "employer"}
    )
    organisation = Organisation.objects.get()
    assert made.url == f"/organisations/{organisation.pk}/prove"
    monkeypatch.setattr("insigne_platform.grants.services.proving.look_outside", lambda _: {})
    assert eva.post(made.url).status_code == 422
    line = f"insigne-organisation={organisation.challenge}"
    monkeypatch.setattr(
        "insigne_platform.grants.services.proving.look_outside", lambda _: {"dns": [line]}
    )
    assert eva.post(made.url).status_code == 302
    organisation.refresh_from_db()
    assert organisation.is_proved
    eva.post(f"/organisations/{organisation.pk}/members", {"address": "rob@employer.example"})
    assert Member.objects.count() == 2
