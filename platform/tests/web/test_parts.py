"""The small parts that templates are made of."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from insigne_platform.web.templatetags.parts import (
    clock,
    country_name,
    full_date,
    full_moment,
    icon,
    in_language,
    state_word,
    stitches,
)

MOMENT = datetime(2026, 3, 12, 13, 2, tzinfo=UTC)


def render(text: str, **context: object) -> str:
    return Template("{% load parts %}" + text).render(Context(context))


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "12 March 2026 at 14:02"), ("nl", "12 maart 2026 om 14.02 uur")],
)
def test_a_moment_is_written_as_people_do(language, expected):
    with translation.override(language):
        assert full_moment(MOMENT) == expected


def test_no_date_is_no_text():
    assert [full_date(None), clock(None), full_moment(None)] == ["", "", ""]


def test_a_date_without_a_time_stays_that_day():
    with translation.override("en"):
        assert full_date(date(2025, 6, 14)) == "14 June 2025"


@pytest.mark.parametrize(("language", "expected"), [("nl", "Nederland"), ("en", "Netherlands")])
def test_a_country_has_a_name_in_the_language(language, expected):
    with translation.override(language):
        assert country_name("nl") == expected


def test_a_name_falls_back_to_the_other_language():
    thing = {"name_nl": "Waterbeheer", "name_en": ""}

    with translation.override("en"):
        assert in_language(thing, "name") == "Waterbeheer"


def test_every_icon_is_hidden_from_screen_readers():
    assert 'aria-hidden="true"' in icon("download")


def test_an_icon_that_is_not_in_the_set_is_a_mistake():
    with pytest.raises(KeyError):
        icon("sparkles")


def test_a_state_is_a_word_and_escapes_it():
    written = state_word("valid", "<b>")

    assert "is-valid" in written
    assert "&lt;b&gt;" in written
    assert "<b>" not in written


def test_stitches_show_how_many_are_sewn():
    assert stitches(2, 4) == [True, True, False, False]


def test_facts_escape_what_a_badge_says():
    written = Template('{% include "components/facts.html" with facts=facts only %}').render(
        Context({"facts": [{"label": "Name", "text": "<script>alert(1)</script>"}]})
    )

    assert "<script>" not in written
    assert "&lt;script&gt;" in written
