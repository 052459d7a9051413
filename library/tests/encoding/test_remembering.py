import pytest

from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError


def counted(**bounds):
    """A remembered function, and the questions that reached it."""
    asked = []

    @remembered(**bounds)
    def read(text, other=""):
        """Read."""
        asked.append(text)
        if text == "wrong":
            raise MalformedError("wrong")
        return [text, other]

    return read, asked


def test_the_same_question_is_asked_once():
    read, asked = counted(entries=2, longest=9)

    assert read("a") is read("a")
    assert read("a", "b") == ["a", "b"]
    assert asked == ["a", "a"]
    assert read.__doc__ == "Read."


def test_the_oldest_question_is_forgotten():
    read, asked = counted(entries=2, longest=9)

    for text in ("a", "b", "c", "a"):
        assert read(text) == [text, ""]

    assert asked == ["a", "b", "c", "a"]


def test_a_long_question_is_answered_and_not_kept():
    read, asked = counted(entries=2, longest=9)

    assert read("a" * 10) == read("a" * 10)
    assert read("a" * 5, "b" * 5) == ["aaaaa", "bbbbb"]
    assert read("a" * 5, other="b" * 5) == ["aaaaa", "bbbbb"]
    assert len(asked) == 4


def test_a_large_answer_is_given_and_not_kept():
    read, asked = counted(entries=2, longest=9, is_small=lambda answer: answer[0] != "big")

    assert read("big") == read("big") == ["big", ""]
    assert read("a") is read("a")
    assert asked == ["big", "big", "a"]


def test_an_error_is_raised_each_time():
    read, asked = counted(entries=2, longest=9)

    for _ in range(2):
        with pytest.raises(MalformedError):
            read("wrong")

    assert asked == ["wrong", "wrong"]


def test_text_and_bytes_are_two_questions():
    read, asked = counted(entries=2, longest=9)

    assert read("a") != read(b"a")
    assert asked == ["a", b"a"]
