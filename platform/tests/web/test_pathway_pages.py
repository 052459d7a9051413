"""The pages of pathways: drawn in a list, published, and followed by who earns badges."""

from __future__ import annotations

import pytest

from insigne_platform.awards import services as awards
from insigne_platform.core import outbox
from insigne_platform.pathways.models import Pathway

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(cast, published, at_the_door) -> Pathway:
    ada = at_the_door(cast.ada)
    ada.post(
        f"/issuing/{cast.uppsala.public_id}/pathways/new",
        {"issuer": cast.uppsala_issuer.pk, "name_en": "Winter"},
    )
    pathway = Pathway.objects.get()
    path = f"/issuing/pathways/{pathway.pk}"
    for name in ("First", "Second"):
        ada.post(path, {"do": "add-step", "name_en": name, "after_last": "on"})
    step = pathway.steps.order_by("place").first()
    ada.post(path, {"do": "add-badge", "step": step.pk, "badge": published.achievement_id})
    ada.post(path, {"do": "remove-step", "step": pathway.steps.get(name_en="Second").pk})
    return pathway


def test_a_pathway_is_drawn_published_and_seen_by_anybody(cast, drawn, at_the_door, client):
    ada = at_the_door(cast.ada)

    answer = ada.post(f"/issuing/pathways/{drawn.pk}/publish")
    page = client.get(f"/pathways/{drawn.public_id}").content.decode()

    assert answer.status_code == 302
    assert "<svg" in page
    assert "Reading ice" in page
    ada.post(f"/issuing/pathways/{drawn.pk}/publish", {"back": "1"})
    assert client.get(f"/pathways/{drawn.public_id}").status_code == 404


def test_what_is_wrong_stands_at_its_field(cast, drawn, published, at_the_door):
    ada, path = at_the_door(cast.ada), f"/issuing/pathways/{drawn.pk}"
    step = drawn.steps.get()

    for posted in (
        {"do": "save", "name_en": ""},
        {"do": "save", "name_en": "x", "credits_needed": "many"},
        {"do": "add-step"},
        {"do": "add-badge", "step": step.pk, "badge": published.achievement_id},
        {"do": "add-badge", "step": step.pk, "badge": "nothing"},
        {"do": "change-step", "step": step.pk, "name_en": "x", "needed": "-1"},
    ):
        answer = ada.post(path, posted)
        assert (posted, answer.status_code) == (posted, 422)
    for posted in ({"do": "fly"}, {"do": "up", "step": "x"}, {"do": "up"}):
        assert ada.post(path, posted).status_code == 404


def test_a_learner_sees_her_own_way_and_staff_see_everybody(cast, drawn, published, at_the_door):
    ada, amina = at_the_door(cast.ada), at_the_door(cast.amina)
    ada.post(f"/issuing/pathways/{drawn.pk}/publish")
    recipient = awards.Recipient("amina@mail.example", name="=cmd|A1")
    awards.award_one(published, recipient, by=cast.ada, at=published.published_at)
    outbox.deliver_all()

    mine = amina.get("/backpack/pathways").content.decode()
    public = amina.get(f"/pathways/{drawn.public_id}").content.decode()
    listed = ada.get(f"/issuing/pathways/{drawn.pk}/learners?search=amina").content.decode()
    file = ada.get(f"/issuing/pathways/{drawn.pk}/learners.csv").content.decode()

    assert "Winter" in mine
    assert "You went the whole way." in public
    assert "=cmd|A1" in listed
    assert "\n'=cmd|A1;amina@mail.example;1/1;" in file
    assert "Winter" not in at_the_door(cast.eva).get("/backpack/pathways").content.decode()
