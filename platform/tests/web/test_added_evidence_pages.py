"""Evidence beside a badge, on the pages of its holder, of the issuer, and of who has a link."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from insigne_platform.backpack import services as backpack
from insigne_platform.earning.models import AddedEvidence

pytestmark = pytest.mark.django_db


@pytest.fixture
def holding(cast, give, noon):
    return backpack.claim(give(name="Amina"), by=cast.amina, at=noon)


@pytest.fixture
def amina(at_the_door, cast):
    return at_the_door(cast.amina)


def _add(amina, holding, **more):
    file = SimpleUploadedFile("report.pdf", b"%PDF-1.7", "text/html")
    said = {"text": "Five <b>more</b> lakes.", "files": [file], **more}
    return amina.post(reverse("added-evidence", args=[holding.pk]), said, follow=True)


def test_add_approve_show_and_hide(at_the_door, cast, client, amina, holding, noon):
    link = backpack.share(holding, by=cast.amina, at=noon)
    shared = backpack.share_address(link).partition("badges.example.org")[2]
    added = _add(amina, holding).content.decode()
    piece = AddedEvidence.objects.get()
    file = reverse("share-evidence", args=[shared.split("/")[2], piece.files.get().pk])
    seen = [(client.get(shared).content.decode(), client.get(file).status_code)]

    ada = at_the_door(cast.ada)
    judged = ada.get(reverse("evidence-judge", args=[piece.pk])).content.decode()
    ada.post(reverse("evidence-judge", args=[piece.pk]), {"approve": "1"})
    change = reverse("evidence-change", args=[piece.pk])
    for press in ("show", "hide"):
        amina.post(change, {press: "1"})
        seen.append((client.get(shared).content.decode(), client.get(file).status_code))

    assert "Waits for the issuer" in added
    assert "Five &lt;b&gt;more&lt;/b&gt; lakes." in judged
    assert ["lakes." in page for page, _status in seen] == [False, True, False]
    assert [status for _page, status in seen] == [404, 200, 404]
    assert "approved by Uppsala University on" in seen[1][0]
    assert "Five <b>" not in seen[1][0]


def test_a_file_is_saved_and_never_run(at_the_door, cast, amina, holding):
    _add(amina, holding)
    address = reverse("added-file", args=[AddedEvidence.objects.get().files.get().pk])

    answer = amina.get(address)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]
    assert at_the_door(cast.bo).get(address).status_code == 403


def test_the_office_finds_it_on_the_award_and_in_its_queue(at_the_door, cast, amina, holding):
    _add(amina, holding)
    piece = AddedEvidence.objects.get()
    ada = at_the_door(cast.ada)
    address = reverse("evidence-judge", args=[piece.pk])

    assert address in ada.get(reverse("award", args=[holding.award_id])).content.decode()
    queue = reverse("evidence-queue", args=[cast.uppsala.public_id])
    assert address in ada.get(queue).content.decode()
    assert ada.post(address, {"decline": "1", "reason": ""}).status_code == 422
    assert ada.post(address, {}).status_code == 409
    ada.post(address, {"decline": "1", "reason": "Ponds."})
    assert address not in ada.get(queue).content.decode()
    assert address in ada.get(f"{queue}?state=declined").content.decode()
    late = ada.post(address, {"approve": "1"})
    assert late.status_code == 409


def test_an_empty_piece_and_a_hostile_link_are_refused_on_the_form(amina, holding):
    address = reverse("added-evidence", args=[holding.pk])

    assert amina.post(address, {}).status_code == 422
    hostile = amina.post(address, {"links": "javascript:alert(1)"})
    assert hostile.status_code == 422
    assert 'href="javascript' not in hostile.content.decode()
    assert not AddedEvidence.objects.exists()


def test_it_is_thrown_away_with_its_files(amina, holding):
    _add(amina, holding)
    piece = AddedEvidence.objects.get()

    amina.post(reverse("evidence-change", args=[piece.pk]), {"remove": "1"})

    assert not AddedEvidence.objects.exists()
