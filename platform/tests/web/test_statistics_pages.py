from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from django.utils import timezone

from insigne_platform.achievements import services as achievements
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.statistics import services
from insigne_platform.statistics.models import MonthCount
from insigne_platform.web import plots
from insigne_platform.web.figure_files import Table, as_csv, as_excel
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def awarded(cast, noon):
    """A badge whose name a spreadsheet would run, awarded once, seven times viewed."""
    words = {**WORDS, "name_en": "=HYPERLINK(1)", "name_nl": "<b>vet</b>"}
    version = achievements.draft_badge(cast.uppsala_issuer, words, by=cast.ada)
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=noon)
    award = awards.award_one(
        version, awards.Recipient("amina@mail.example"), by=cast.ada, at=timezone.now()
    )
    outbox.deliver_all()
    for _each in range(7):
        services.count_view(award.achievement_id, at=timezone.now())
    services.recount_marked()
    award.refresh_from_db()
    return award


def page_of(cast) -> str:
    return f"/issuing/{cast.uppsala.public_id}/statistics"


def test_the_page_shows_figures_plot_and_tables(cast, at_the_door, awarded):
    page = at_the_door(cast.ada).get(f"{page_of(cast)}?measure=viewed").content.decode()

    assert '<span class="big">7</span>' in page
    assert "fewer than 5" in page
    assert 'class="mark-now"' in page
    assert "<table" in page
    assert "=HYPERLINK(1)" in page


def test_an_empty_page_says_what_to_do(cast, at_the_door):
    page = at_the_door(cast.ada).get(page_of(cast)).content.decode()

    assert "Nothing to count yet" in page
    assert "<svg viewBox" not in page


@pytest.mark.parametrize("query", ["period=x", "measure=x", "group=x", "page=x", "period=all"])
def test_what_is_not_understood_is_passed_over(cast, at_the_door, awarded, query):
    assert at_the_door(cast.ada).get(f"{page_of(cast)}?{query}").status_code == 200


def test_who_may_not_see_figures_does_not(cast, at_the_door, awarded):
    answers = [at_the_door(cast.bo).get(f"{page_of(cast)}{end}") for end in ("", ".csv", ".xlsx")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


def test_the_files_say_the_same_and_run_nothing(cast, at_the_door, awarded):
    ada = at_the_door(cast.ada)
    text = ada.get(f"{page_of(cast)}.csv").content.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(ada.get(f"{page_of(cast)}.xlsx").content))

    rows = list(csv.reader(io.StringIO(text)))
    cells = [[cell.value for cell in row] for row in book.active.rows]
    assert rows[0] == ["Month", "Badge", "Group", "Awarded", "Claimed", "Shared", "Viewed"]
    assert rows[1][1:] == ["'=HYPERLINK(1)", "", "1", "0", "fewer than 5", "7"]
    assert cells[1][1] == "=HYPERLINK(1)"
    assert book.active.cell(2, 2).data_type == "s"
    assert ada.get(f"{page_of(cast)}.pdf").status_code == 404


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@x", "\t=1", "\r=1", "  =1"])
def test_no_text_is_a_formula(text):
    table = Table("T", ["h"], [[text]])

    assert next(iter(list(csv.reader(io.StringIO(as_csv(table).decode("utf-8-sig"))))[1:]))[
        0
    ].startswith("'")
    book = openpyxl.load_workbook(io.BytesIO(as_excel(table)))
    assert book.active.cell(2, 1).data_type == "s"


def test_whoever_opens_a_link_or_the_public_page_is_counted_unless_it_is_ones_own(
    cast, at_the_door, client, awarded
):
    holding = backpack.claim(awarded, by=cast.amina, at=timezone.now())
    link = backpack.share(holding, by=cast.amina, at=timezone.now())
    address = backpack.share_address(link).removeprefix("https://badges.example.org")
    before = MonthCount.objects.get().viewed

    client.get(address)
    client.get(f"/public/assertions/{awarded.public_id}", headers={"accept": "text/html"})
    client.head(address)
    at_the_door(cast.amina).get(address)

    assert MonthCount.objects.get().viewed - before == 2


def test_a_scale_ends_above_the_largest():
    drawn = plots.columns([plots.Point("a", 910), plots.Point("b", None), plots.Point("c", 0)])

    assert [line.value for line in drawn.grid] == [300, 600, 900, 1200]
    assert [bar.height for bar in drawn.bars] == [166, 0, 0]
    assert plots.columns([]).grid[0].value == 1
    assert plots.rows([]).bars == []
