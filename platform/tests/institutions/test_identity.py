"""What an institution is known by, and its names over time."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne_platform.core import outbox
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.core.publication import document_at
from insigne_platform.institutions import identifiers, selectors, services

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 1)
NAMES = {"name_nl": "", "name_en": "University of the North"}


def test_identifiers_are_written_as_their_registers_do(cast):
    services.change_identity(
        cast.uppsala,
        {"brin": " 21pb", "rio": "100b490", "ror": "https://ror.org/04PP8HN57/",
         "schac_home": "Uppsala.Example", "country": "nl"},
        by=cast.ada,
    )  # fmt: skip

    cast.uppsala.refresh_from_db()
    house = cast.uppsala
    assert (house.brin, house.rio, house.ror) == ("21PB", "100B490", "04pp8hn57")
    assert (house.schac_home, house.country) == ("uppsala.example", "NL")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brin", "PB21"), ("brin", "21P"), ("brin", "２１PB"), ("rio", "490"), ("rio", "x" * 36),
        ("ror", "04pp8hn58"), ("ror", "04pp8hn5"), ("ror", "0ipp8hn57"), ("ror", "٠4pp8hn57"),
        ("schac_home", "no domain"), ("schac_home", "https://x.example"), ("domain", "example"),
        ("country", "XX"), ("country", "EU"), ("country", "N"), ("kind", "castle"),
        ("url", "javascript:alert(1)"), ("email", "nobody"),
    ],
)  # fmt: skip
def test_what_cannot_be_right_is_refused_and_nothing_changes(cast, field, value):
    before = getattr(cast.uppsala, field)

    with pytest.raises(Invalid) as refusal:
        services.change_identity(cast.uppsala, {field: value}, by=cast.ada)

    assert [problem.field for problem in refusal.value.problems] == [field]
    cast.uppsala.refresh_from_db()
    assert getattr(cast.uppsala, field) == before


@pytest.mark.parametrize("known", ["04pp8hn57", "02e2c7k09", "027bh9e22", "008xxew50"])
def test_real_ror_identifiers_pass_and_no_other_check_digits_do(known):
    others = [f"{known[:7]}{number:02}" for number in range(100)]

    assert [each for each in others if identifiers.is_ror(each)] == [known]


@given(st.text(max_size=12))
def test_any_text_is_a_ror_or_it_is_not(text):
    assert identifiers.is_ror(text) in (True, False)


def test_a_renaming_remembers_the_old_name_and_since_when(cast):
    services.rename(cast.uppsala, **NAMES, since=date(2026, 1, 1), by=cast.ada, today=TODAY)
    services.rename(
        cast.uppsala, name_nl="", name_en="Northern", since=TODAY, by=cast.ada, today=TODAY
    )

    cast.uppsala.refresh_from_db()
    told = [(f.name, f.since, f.until) for f in selectors.former_names(cast.uppsala)]
    assert cast.uppsala.name == "Northern"
    assert told == [
        ("University of the North", date(2026, 1, 1), TODAY),
        ("Uppsala University", None, date(2026, 1, 1)),
    ]


def test_a_renamed_issuer_is_published_anew(cast):
    services.rename(cast.uppsala_issuer, **NAMES, since=TODAY, by=cast.ada, today=TODAY)
    outbox.deliver_all()

    document = document_at(f"/public/3/issuers/{cast.uppsala_issuer.public_id}")
    assert b"University of the North" in document.body
    assert [f.name for f in selectors.former_names(cast.uppsala_issuer)] == ["Uppsala University"]
    assert list(selectors.former_names(cast.uppsala)) == []


def test_a_corrected_name_was_never_another(cast):
    services.correct_name(cast.uppsala, **NAMES, by=cast.ada)

    assert cast.uppsala.name == "University of the North"
    assert list(selectors.former_names(cast.uppsala)) == []


@pytest.mark.parametrize(
    ("names", "since"),
    [
        (NAMES, date(2026, 6, 2)),
        ({"name_nl": " ", "name_en": ""}, TODAY),
        ({"name_nl": "", "name_en": "x" * 201}, TODAY),
    ],
)
def test_a_renaming_that_cannot_be_leaves_the_name(cast, names, since):
    with pytest.raises(Invalid):
        services.rename(cast.uppsala, **names, since=since, by=cast.ada, today=TODAY)

    cast.uppsala.refresh_from_db()
    assert cast.uppsala.name == "Uppsala University"
    assert list(selectors.former_names(cast.uppsala)) == []


def test_a_name_cannot_begin_before_the_one_before_it(cast):
    services.rename(cast.uppsala, **NAMES, since=TODAY, by=cast.ada, today=TODAY)

    with pytest.raises(Invalid):
        services.rename(
            cast.uppsala, name_nl="", name_en="Y", since=TODAY, by=cast.ada, today=TODAY
        )


def test_bo_renames_nothing_at_uppsala(cast):
    for attempt in (
        lambda: services.rename(cast.uppsala, **NAMES, since=TODAY, by=cast.bo, today=TODAY),
        lambda: services.correct_name(cast.uppsala_issuer, **NAMES, by=cast.bo),
        lambda: services.change_identity(cast.uppsala, {"brin": "21PB"}, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            attempt()
