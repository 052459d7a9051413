"""The pages of claim codes."""

from __future__ import annotations

import pytest
from django.urls import reverse

from insigne_platform.core import outbox
from insigne_platform.earning.models import ClaimCode

pytestmark = pytest.mark.django_db


@pytest.fixture
def code(at_the_door, cast, published) -> ClaimCode:
    at_the_door(cast.ada).post(
        reverse("codes", args=[published.pk]), {"label": "Lecture <b>1</b>", "limit": "3"}
    )
    return ClaimCode.objects.get()


def test_a_code_is_shown_to_print_with_its_use(at_the_door, cast, code):
    page = at_the_door(cast.ada).get(reverse("code", args=[code.pk])).content.decode()
    drawn = at_the_door(cast.ada).get(reverse("code-qr", args=[code.pk]))

    assert code.readable in page
    assert "Lecture &lt;b&gt;1&lt;/b&gt;" in page
    assert "0 of 3" in page
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")


def test_amina_types_it_and_keeps_the_badge(at_the_door, cast, code):
    amina = at_the_door(cast.amina)

    entered = amina.post(reverse("enter-code"), {"code": code.readable.lower()})
    page = amina.get(entered["Location"]).content.decode()
    kept = amina.post(entered["Location"], {"email": cast.amina.email})
    outbox.deliver_all()

    assert "Reading ice" in page
    assert kept["Location"] == reverse("backpack")
    assert "Reading ice" in amina.get(reverse("backpack")).content.decode()
    assert "1 of 3" in at_the_door(cast.ada).get(reverse("code", args=[code.pk])).content.decode()


@pytest.mark.usefixtures("counting")
def test_who_guesses_is_stopped_and_others_are_not(at_the_door, cast, code):
    guesser, amina = at_the_door(cast.eva), at_the_door(cast.amina)
    for _ in range(5):
        guesser.post(reverse("enter-code"), {"code": "CCCC-CCCC"})
        guesser.get(reverse("redeem", args=["CCCC-CCCC"]))

    typed = guesser.post(reverse("enter-code"), {"code": code.readable})
    opened = guesser.get(reverse("redeem", args=[code.readable]))

    assert (typed.status_code, opened.status_code) == (429, 429)
    assert opened["Retry-After"] == "3600"
    assert amina.get(reverse("redeem", args=[code.readable])).status_code == 200


def test_a_wrong_code_is_kept_on_the_form(at_the_door, cast, code):
    response = at_the_door(cast.amina).post(reverse("enter-code"), {"code": "CCCC-CCCC<i>"})

    assert response.status_code == 422
    assert "CCCC-CCCC&lt;i&gt;" in response.content.decode()


def test_stopping_asks_first(at_the_door, cast, code):
    ada = at_the_door(cast.ada)
    address = reverse("code-stop", args=[code.pk])

    assert ada.get(address).status_code == 200
    assert ClaimCode.objects.get().stopped_at is None
    ada.post(address)
    assert ClaimCode.objects.get().stopped_at is not None
    late = at_the_door(cast.amina).post(
        reverse("redeem", args=[code.readable]), {"email": cast.amina.email}
    )
    assert late.status_code == 422
    assert "does not work any more" in late.content.decode()
