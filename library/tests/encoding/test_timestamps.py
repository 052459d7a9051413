from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import timestamps
from insigne.errors import MalformedError

# RFC 3339, "Examples", and forms of ISO 8601 that badges are seen to use.
KNOWN = [
    ("1985-04-12T23:20:50.52Z", datetime(1985, 4, 12, 23, 20, 50, 520_000, UTC)),
    ("1996-12-19T16:39:57-08:00", datetime(1996, 12, 20, 0, 39, 57, 0, UTC)),
    ("1937-01-01T12:00:27.87+00:20", datetime(1937, 1, 1, 11, 40, 27, 870_000, UTC)),
    ("2010-01-01T00:00:00z", datetime(2010, 1, 1, tzinfo=UTC)),
    ("2010-01-01t00:00:00Z", datetime(2010, 1, 1, tzinfo=UTC)),
    ("2010-01-01 00:00:00Z", datetime(2010, 1, 1, tzinfo=UTC)),
    ("2010-01-01T02:00+0200", datetime(2010, 1, 1, tzinfo=UTC)),
    ("2010-01-01T02:00:00.123456789+02", datetime(2010, 1, 1, 0, 0, 0, 123_456, UTC)),
]


@pytest.mark.parametrize(("text", "at"), KNOWN)
def test_reads_known_values(text, at):
    assert timestamps.parse(text) == at


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2010-01-01",
        "2010-01-01T00:00:00",
        "2010-13-01T00:00:00Z",
        "2010-02-30T00:00:00Z",
        "2010-01-01T25:00:00Z",
        "2010-01-01T00:00:00+25:00",
        "2010-01-01T00:00:00Z\n",
        "٢٠١٠-01-01T00:00:00Z",
        "0001-01-01T00:00:00+12:00",
        "9999-12-31T23:59:59-12:00",
        "2010-W01-1T00:00:00Z",
        "20100101T000000Z",
        "1262304000",
        "-2010-01-01T00:00:00Z",
    ],
)
def test_refuses_what_is_no_instant(text):
    with pytest.raises(MalformedError):
        timestamps.parse(text)


def test_writes_utc_to_the_second():
    amsterdam = timezone(timedelta(hours=2))

    assert timestamps.to_text(datetime(2026, 7, 1, 2, 30, 5, 999_999, amsterdam)) == (
        "2026-07-01T00:30:05Z"
    )


def test_does_not_guess_a_zone():
    with pytest.raises(ValueError, match="without a zone"):
        timestamps.to_text(datetime(2026, 1, 1))  # noqa: DTZ001  # that is the point


@given(st.datetimes(timezones=st.just(UTC)))
def test_reads_what_it_wrote(at):
    assert timestamps.parse(timestamps.to_text(at)) == at.replace(microsecond=0)
