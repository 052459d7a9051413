"""Results by a file: looked at row by row, entered once, the same again changes nothing."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from insigne_platform.awards.models import Award
from insigne_platform.core.errors import Invalid
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import services
from insigne_platform.earning.models import Moment, Registration

pytestmark = pytest.mark.django_db


@pytest.fixture
def moment(cast, noon, ice) -> Moment:
    said = services.AssessmentWords(title_en="Ice test", pass_mark=Decimal("5.5"), is_open=True)
    assessment = services.make_assessment(ice.achievement, said, by=cast.ada)
    when = services.MomentWords(noon + timedelta(days=7), "Room 3", 10)
    return services.add_moment(assessment, when, by=cast.ada, at=noon)


@pytest.fixture
def people(noon, moment, make_person) -> list[Registration]:
    """Four who are registered: one@ to four@; the fourth cancelled."""
    found = []
    for name in ("one", "two", "three", "four"):
        person = make_person(f"{name}@mail.example", name.title())
        found.append(
            services.register(
                moment, email=person.email, name=person.display_name, by=person, at=noon
            )
        )
    services.cancel_registration(found[3], by=found[3].person, at=noon)
    return found


FILE = """E-mailadres;Naam;Cijfer;Geslaagd
ONE@mail.example;One;8,5;
two@mail.example;Two;4;nee

three@mail.example;Three;;maybe
four@mail.example;Four;7;
nobody@mail.example;Nobody;7;
one@mail.example;One;9;ja
;Somebody;7;
;Somebody else;7;
""".encode("cp1252")


def test_a_file_is_looked_at_row_by_row(cast, noon, moment, people):
    found = services.preview_results(moment, "r.csv", FILE, by=cast.ada)

    assert [(r.row, r.result.score, r.result.has_passed) for r in found.ready] == [
        (2, Decimal("8.5"), True), (3, Decimal(4), False)
    ]  # fmt: skip
    assert [(p.row, p.message) for p in found.problems] == [
        (5, "“maybe” is neither yes nor no; write passed or failed."),
        (6, "This registration was cancelled."),
        (7, "“nobody@mail.example” is not registered for this moment."),
        (8, "This address stands in row 2 too."),
        (9, "There is no e-mail address in this row."),
        (10, "There is no e-mail address in this row."),
    ]
    assert (found.passing, found.same) == (1, 0)
    assert set(Registration.objects.values_list("state", flat=True)) == {"registered", "cancelled"}


def test_what_is_right_is_entered_and_the_same_file_again_changes_nothing(
    cast, noon, moment, people
):
    first = services.offer_results(moment, "r.csv", FILE, by=cast.ada, at=noon)
    done = AuditEntry.objects.count()

    again = services.offer_results(moment, "r.csv", FILE, by=cast.ada, at=noon)

    assert (first.entered, again.entered, again.same) == (2, 0, 2)
    assert AuditEntry.objects.count() == done
    assert Award.objects.get().recipient_email == "one@mail.example"
    assert again.problems == first.problems


def test_what_was_looked_at_reads_as_it_was(cast, noon, moment, people):
    looked = services.preview_results(moment, "r.csv", FILE, by=cast.ada)

    again = services.preview_results(moment, "r.csv", looked.text.encode(), by=cast.ada)

    assert [each.result for each in again.ready] == [each.result for each in looked.ready]
    assert again.problems == []


def test_who_cancelled_and_came_again_is_found(cast, noon, moment, people):
    person = people[3].person
    services.register(moment, email=person.email, name="Four", by=person, at=noon)

    found = services.preview_results(
        moment, "r.csv", b"email,passed\nfour@mail.example,yes", by=cast.ada
    )

    assert [each.registration.state for each in found.ready] == ["registered"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"\x00\x01\x02,\x00", "This is not a list."),
        (b"email;name\none@mail.example;One", "The first row names the columns"),
        (b"score;passed\n8;yes", "The first row names the columns"),
        (b"email;score;cijfer\na;1;2", "Two columns have the same meaning"),
        (b"email;score", "there are no recipients in it"),
        (b"email;score\n" + b"a@b.example;1\n" * 501, "more than 500 rows"),
        (b"email;score\n" + b"a" * 1024 * 1024, "larger than 1 MB"),
        (b"bsn;email;score\n123456782;a@b.example;1", "citizen service numbers"),
        (b'email;score\n"a@b.example;1', "cannot be read"),
        (b"PK\x03\x04nonsense", "cannot be read"),
    ],
)
def test_what_is_no_file_of_results_is_refused_in_words(cast, moment, data, said):
    with pytest.raises(Invalid, match=said):
        services.preview_results(moment, "results.csv", data, by=cast.ada)


def test_looking_takes_as_many_queries_for_three_as_for_one(
    cast, moment, people, django_assert_num_queries
):
    rows = ["one@mail.example,yes", "two@mail.example,yes", "three@mail.example,no"]
    counted = []
    for length in (1, 3):
        data = "\n".join(["email,passed", *rows[:length]]).encode()
        with django_assert_num_queries(20, exact=False) as queries:
            found = services.preview_results(moment, "r.csv", data, by=cast.ada)
        assert len(found.ready) == length
        counted.append(len(queries))

    assert counted[0] == counted[1]
