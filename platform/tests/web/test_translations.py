"""The tool that keeps the Dutch words whole."""

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from django.utils import translation

from insigne_platform.web.templatetags.parts import full_date

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def tool():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "tools/translations.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_strings_of_a_template_are_found(tool, tmp_path):
    page = tmp_path / "page.html"
    page.write_text(
        '{% load i18n %}  {% translate "One" %}<p>it\'s {{ x|default:_("Two") }}</p>\n'
        '{% translate "Three" context "menu" %}{# translate "No" #}\n'
        "{% blocktranslate count n=n %}{{ n }} badge"
        "{% plural %}{{ n }} badges{% endblocktranslate %}"
    )

    assert list(tool.strings_in(page)) == [
        ("One", None),
        ("Two", None),
        ("Three", "menu"),
        (("%(n)s badge", "%(n)s badges"), None),
    ]


def test_strings_of_code_are_found(tool, tmp_path):
    code = tmp_path / "code.py"
    code.write_text(
        'a = _("One" " and a half")\nb = pgettext_lazy("menu", "Two")\n'
        'c = ngettext("%(n)s row", "%(n)s rows", n)\nd = print("No")\n'
    )

    assert list(tool.strings_in(code)) == [
        ("One and a half", None),
        ("Two", "menu"),
        (("%(n)s row", "%(n)s rows"), None),
    ]


@pytest.mark.parametrize(
    ("message", "problems"),
    [
        (Message("One %(n)s", "Een %(n)s"), []),
        (Message("One", ""), ["is not translated"]),
        (Message("One", "Een", flags=["fuzzy"]), ["is marked fuzzy"]),
        (Message("One %(n)s", "Een %(m)s"), ["has other placeholders: 'Een %(m)s'"]),
        (Message("{a} of {b}", "{b} en {a}"), []),
        (Message(("a", "%(n)s as"), ("een %(n)s", "")), ["is not translated"]),
    ],
)
def test_a_translation_that_is_not_right_is_named(tool, message, problems):
    assert list(tool.problems_of(message)) == problems


@pytest.mark.parametrize(
    ("language", "months"),
    [
        ("nl", "januari februari maart april mei juni juli augustus september oktober november "
               "december"),
        ("en", "January February March April May June July August September October November "
               "December"),
    ],
)  # fmt: skip
def test_no_word_of_ours_takes_the_place_of_a_month(language, months):
    """One catalogue holds all words: a column called "May" would be the month in every date."""
    with translation.override(language):
        written = [full_date(datetime(2026, month, 14, 12, tzinfo=UTC)) for month in range(1, 13)]

    assert [day.split()[1] for day in written] == months.split()
