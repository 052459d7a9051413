import pytest

from insigne_platform.core.citizen_number import holds_citizen_number, is_citizen_number

BSN = "111222333"  # the example of a number that passes the eleven test


@pytest.mark.parametrize(
    "text",
    [
        BSN,
        f"Amina {BSN}",
        f"bsn:{BSN}.",
        "My number is 111.222.333, by the way",
        "111 222 333",
        "1112.22.333",
        f"a{BSN}b",
    ],
)
def test_it_is_found_however_it_is_written(text):
    assert holds_citizen_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Amina Yılmaz",
        "111222334",  # fails the eleven test
        "000000000",
        f"{BSN}0",  # ten digits: a telephone number
        f"1{BSN}",
        "11122233",
        "111.222-333",
        "14-06-2027",
        f"12.{BSN}",
    ],
)
def test_other_numbers_are_left_alone(text):
    assert not holds_citizen_number(text)


def test_a_field_that_is_the_number_and_nothing_else():
    assert is_citizen_number(" 111 222 333 ")
    assert not is_citizen_number(f"Amina {BSN}")
