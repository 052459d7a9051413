"""Tables whose rows are made when somebody asks for them."""

import pytest

from insigne.encoding.late_table import LateTable


@pytest.fixture
def made():
    return []


@pytest.fixture
def table(made):
    def one():
        made.append(1)
        return "one"

    return LateTable({1: one, 2: lambda: "two"})


def test_a_row_is_made_once_and_when_it_is_asked_for(table, made):
    before = list(made)

    assert (table[1], table[1], table.get(1)) == ("one", "one", "one")
    assert (before, made) == ([], [1])


def test_the_keys_are_there_from_the_start(table, made):
    assert (list(table), len(table), 1 in table, 3 in table, made) == ([1, 2], 2, True, False, [])


def test_what_has_no_row_is_not_there(table):
    assert table.get(3) is None
    with pytest.raises(KeyError):
        table[3]


def test_it_is_a_mapping(table):
    assert dict(table) == {1: "one", 2: "two"}
