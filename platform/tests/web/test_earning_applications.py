"""The pages of applying and reviewing."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from insigne_platform.earning.models import Application, EvidenceFile, Opening

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(at_the_door, cast, published):
    at_the_door(cast.ada).post(
        reverse("opening", args=[published.pk]),
        {
            "is_open": "on", "who": "anybody", "rows": "2", "instructions_en": "Show <b>three</b>.",
            "criterion_1": "Method", "levels_1": "weak, good",
        },
    )  # fmt: skip
    return published


def _applied(client, version, **more):
    said = {"email": "amina@mail.example", "name": "Amina <i>Y</i>", "text": "I did it."}
    return client.post(reverse("apply", args=[version.achievement.public_id]), {**said, **more})


def test_the_public_page_leads_to_applying_only_while_that_is_open(client, opened):
    page = reverse("public-badge", args=[opened.achievement.public_id])
    address = reverse("apply", args=[opened.achievement.public_id])

    assert address in client.get(page).content.decode()
    Opening.objects.update(is_open=False)
    assert address not in client.get(page).content.decode()


def test_apply_ask_answer_approve(at_the_door, cast, opened):
    amina, ada = at_the_door(cast.amina), at_the_door(cast.ada)
    form = amina.get(reverse("apply", args=[opened.achievement.public_id])).content.decode()
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7", "text/html")

    response = _applied(amina, opened, files=[file])
    application = Application.objects.get()
    review = reverse("review", args=[application.pk])
    own = reverse("application", args=[application.pk])
    assert response["Location"] == own
    assert "Show &lt;b&gt;three&lt;/b&gt;." in form

    queue = ada.get(reverse("application-queue", args=[cast.uppsala.public_id])).content.decode()
    assert "Amina &lt;i&gt;Y&lt;/i&gt;" in queue
    ada.post(review, {"ask": "1", "message": "Which lakes?"})
    assert "Which lakes?" in amina.get(own).content.decode()
    amina.post(own, {"text": "Three."})
    short = ada.post(review, {"approve": "1"})
    done = ada.post(review, {"approve": "1", "score_1": "good"})

    application.refresh_from_db()
    assert (short.status_code, done.status_code, application.state) == (422, 302, "approved")
    late = ada.post(review, {"deny": "1", "message": "No."})
    assert late.status_code == 409
    assert "decided on this application already" in late.content.decode()


def test_evidence_is_saved_and_never_run(at_the_door, cast, opened):
    amina = at_the_door(cast.amina)
    _applied(amina, opened, files=[SimpleUploadedFile("a.txt", b"<script>x</script>", "text/html")])
    address = reverse("evidence-file", args=[EvidenceFile.objects.get().pk])

    given = amina.get(address)

    assert given.content == b"<script>x</script>"
    assert given["Content-Type"] == "text/plain; charset=utf-8"
    assert given["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in given["Content-Security-Policy"]
    assert given["X-Content-Type-Options"] == "nosniff"
    assert at_the_door(cast.ada).get(address).status_code == 200
    assert at_the_door(cast.bo).get(address).status_code == 403


def test_what_was_typed_is_kept_when_something_is_wrong(at_the_door, cast, opened):
    response = _applied(at_the_door(cast.amina), opened, links="ftp://x", text="Typed with care.")

    assert response.status_code == 422
    assert "Typed with care." in response.content.decode()
    assert Application.objects.count() == 0


def test_another_address_than_ones_own_is_refused(at_the_door, cast, opened):
    response = _applied(at_the_door(cast.amina), opened, email="eva@employer.example")

    assert response.status_code == 422
    assert Application.objects.count() == 0


def test_withdrawing_asks_first(at_the_door, cast, opened):
    amina = at_the_door(cast.amina)
    _applied(amina, opened)
    address = reverse("application-withdraw", args=[Application.objects.get().pk])

    assert amina.get(address).status_code == 200
    assert Application.objects.get().state == "submitted"
    amina.post(address)
    assert Application.objects.get().state == "withdrawn"
