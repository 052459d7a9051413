"""The pages of rules."""

from __future__ import annotations

import pytest
from django.urls import reverse

from achievements.badge_making import published as make_published
from awards.award_making import AMINA, awarded
from insigne_platform.awards.models import Award
from insigne_platform.earning.models import Rule

pytestmark = pytest.mark.django_db


def test_a_rule_is_tried_by_name_and_then_switched_on(at_the_door, cast, noon, published):
    ada = at_the_door(cast.ada)
    part = make_published(cast.uppsala_issuer, cast.ada, noon, name_en="Part", name_nl="")
    awarded(part, cast.ada, noon, AMINA)

    ada.post(reverse("rules", args=[published.pk]), {"name": "Set", "badges": [part.pk]})
    address = reverse("rule", args=[Rule.objects.get().pk])
    page = ada.get(address).content.decode()

    assert "to this 1 person" in page
    assert AMINA.email in page
    assert Award.objects.filter(achievement=published.achievement).count() == 0
    ada.post(address, {"on": "1"})
    assert Award.objects.filter(achievement=published.achievement).count() == 1
    ada.post(address, {"off": "1"})
    assert Rule.objects.get().is_on is False


def test_a_rule_without_a_condition_is_refused_and_kept(at_the_door, cast, published):
    response = at_the_door(cast.ada).post(reverse("rules", args=[published.pk]), {"name": "<i>Set"})

    assert response.status_code == 422
    assert "&lt;i&gt;Set" in response.content.decode()
    assert Rule.objects.count() == 0
