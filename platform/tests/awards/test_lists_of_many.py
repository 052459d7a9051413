"""What awards carry so that lists of a million are quick, and how they are searched."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from awards.award_making import AMINA, awarded
from insigne_platform.awards import searching, selectors, services
from insigne_platform.awards.models import Award, KnownRecipient

pytestmark = pytest.mark.django_db
BEA = replace(AMINA, email="bea@x.example", name="Béa Ångström")


def found(cast, **how: str) -> list[Award]:
    return list(selectors.awards_of(cast.uppsala, by=cast.ada, **how))


def places() -> set[tuple[object, str]]:
    return set(Award.objects.values_list("institution", "badge_name"))


def test_every_award_says_whose_it_is_and_what_it_is_called(cast, noon, ice, given):
    fields = {"name": "Amina E.", "grade": "9", "narrative": "", "evidence_url": ""}
    services.correct(given, fields, "Her name.", by=cast.ada, at=noon)

    assert Award.objects.count() == 2
    assert places() == {(cast.uppsala.pk, ice.name_en or ice.name_nl)}
    assert {award.recipient_email for award in found(cast, search="e.")} == {AMINA.email}


def test_awards_of_before_are_told_the_same(cast, noon, ice, given):
    kept, known = places(), set(KnownRecipient.objects.values_list("email", "name"))
    Award.objects.update(badge_name="")
    KnownRecipient.objects.all().delete()
    migration = import_module("insigne_platform.awards.migrations.0006_awards_of_an_institution")

    with connection.schema_editor() if connection.vendor == "postgresql" else _Editor() as editor:
        migration.fill(apps, editor)

    assert places() == kept
    assert set(KnownRecipient.objects.values_list("email", "name")) == known


class _Editor:
    connection = connection

    def __enter__(self) -> _Editor:
        return self

    def __exit__(self, *_error: object) -> None:
        return None


@pytest.mark.parametrize("few", [0, 500])
def test_words_are_of_a_person_of_a_badge_or_of_both(cast, noon, ice, given, monkeypatch, few):
    monkeypatch.setattr(searching, "FEW", few)
    other = awarded(ice, cast.ada, noon, BEA)
    badge = (ice.name_en or ice.name_nl).split()[0]

    assert found(cast, search="ÅNGSTRÖM béa") == [other]
    assert found(cast, search=f"{badge} bea") == [other]
    assert {award.pk for award in found(cast, search=badge)} == {given.pk, other.pk}
    assert found(cast, search="amina ångström") == []
    assert found(cast, search=f"{badge} nobody") == []
    assert found(cast, search="100%") == []


def test_somebody_is_known_once_however_often_awarded(cast, noon, ice, given):
    before = KnownRecipient.objects.count()
    services.correct(
        given,
        {"name": AMINA.name, "grade": "3", "narrative": "", "evidence_url": ""},
        "A grade.", by=cast.ada, at=noon,
    )  # fmt: skip

    assert KnownRecipient.objects.count() == before == 1


def test_another_institution_finds_nothing(cast, given):
    assert list(selectors.awards_of(cast.uppsala, by=cast.bo, search="amina")) == []


@pytest.mark.parametrize("order", selectors.ORDERS)
def test_every_order_has_each_award_once(cast, noon, ice, given, order):
    awarded(ice, cast.ada, noon, BEA)
    expiring = [award for award in Award.objects.all() if award.expires_at or order != "expiry"]

    assert len(found(cast, order=order)) == len(expiring)
