"""Frameworks from files: what is read, what is found, and what is refused in words."""

from __future__ import annotations

import json

import pytest

from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.frameworks import selectors, services

pytestmark = pytest.mark.django_db

CASE = {
    "CFDocument": {"title": "Water", "uri": "https://case.example/d", "language": "en"},
    "CFItems": [
        {
            "uri": "https://case.example/1",
            "fullStatement": "Reads <b>water</b>\u202e",
            "humanCodingScheme": "W1",
            "CFItemType": "Skill",
        },
        {"uri": "javascript:alert(1)", "fullStatement": "Bad"},
        {"uri": "https://case.example/2"},
        7,
    ],
}
ESCO = (
    b"conceptUri,skillType,preferredLabel,description\n"
    b"http://data.europa.eu/esco/skill/1,skill/competence,=watermeten caf\xc3\xa9,Meet\n"
)


def test_case_is_read_and_its_words_are_text(cast, noon):
    content = json.dumps(CASE).encode()

    framework = services.import_framework(cast.uppsala, content, by=cast.ada, at=noon)

    (item,) = framework.items.all()
    assert (framework.name, item.code, item.kind) == ("Water", "W1", "skill")
    assert item.name_en == "Reads <b>water</b>"


def test_esco_is_read_and_found_without_accents(cast, noon):
    services.import_framework(cast.uppsala, ESCO, by=cast.ada, at=noon, name="ESCO")

    found = list(selectors.items_found(cast.uppsala, "CAFE water"))

    assert [item.name_nl for item in found] == ["=watermeten café"]
    assert list(selectors.items_found(cast.elsewhere, "water")) == []


def test_the_same_name_again_replaces_it(cast, noon):
    for _each in range(2):
        services.import_framework(cast.uppsala, ESCO, by=cast.ada, at=noon, name="ESCO")

    assert [each.item_count for each in selectors.frameworks_of(cast.uppsala)] == [1]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"{",
        b"[" * 100_000,
        b"[]",
        b'{"CFItems": {}}',
        b'{"CFItems": []}',
        b"foo,bar\n1,2\n",
        b"code,name\nA,Name without an address\n",
        b"uri,name\n" + b"https://x.example/1,n\n" * 20_001,
        b"x" * (10 * 1024 * 1024 + 1),
    ],
    ids=range(11),
)
def test_a_file_that_is_none_is_refused(cast, noon, content):
    with pytest.raises(Invalid) as refused:
        services.import_framework(cast.uppsala, content, by=cast.ada, at=noon, name="X")

    assert [problem.field for problem in refused.value.problems] == ["file"]
    assert not selectors.frameworks_of(cast.uppsala).exists()


def test_bo_brings_nothing_in_and_takes_nothing_away(cast, noon):
    framework = services.import_framework(cast.uppsala, ESCO, by=cast.ada, at=noon, name="ESCO")

    with pytest.raises(NotPermitted):
        services.import_framework(cast.uppsala, ESCO, by=cast.bo, at=noon, name="Mine")
    with pytest.raises(NotPermitted):
        services.remove_framework(framework, by=cast.bo)
