"""Earning on request: open, apply, ask, answer, approve or deny; and everybody who may not."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest

from awards.award_making import AMINA, awarded
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import reactions, selectors, services
from insigne_platform.earning.events import ApplicationMoved
from insigne_platform.earning.evidence import LARGEST, OfferedFile, media_type_of, safe_name
from insigne_platform.earning.models import ApplicationEntry

pytestmark = pytest.mark.django_db

GOOD = ("good", "sufficient")
PDF = OfferedFile("report.pdf", b"%PDF-1.7 a report")


def test_amina_applies_and_is_awarded(cast, noon, apply_for, mailoutbox):
    application = apply_for(files=[PDF], links="https://work.example/amina")

    services.approve(application, scores=GOOD, message="Well done.", by=cast.ada, at=noon)

    application.refresh_from_db()
    award = application.award
    assert (application.state, application.scores) == ("approved", list(GOOD))
    assert (award.recipient_email, award.recipient_name, award.language) == (
        cast.amina.email, "Amina Yılmaz", "nl",
    )  # fmt: skip
    assert (award.evidence_url, award.narrative) == ("", "")  # what she showed stays private
    assert [entry.kind for entry in application.entries.all()] == ["submitted", "approved"]


def test_everybody_is_told_at_each_step_once(cast, noon, apply_for, mailoutbox):
    application = apply_for()
    services.ask_for_more(application, message="Which lakes?", by=cast.ada, at=noon)
    services.answer(application, text="Three small ones.", by=cast.amina, at=noon)
    services.deny(application, message="Too few lakes.", by=cast.ada, at=noon)
    outbox.deliver_all()
    for entry in ApplicationEntry.objects.all():
        reactions.mail_about_application(ApplicationMoved(str(entry.pk)))

    told = [(message.to[0], message.subject) for message in mailoutbox]
    assert [to for to, _subject in told] == [
        cast.amina.email, "badges@uppsala.example",  # received, and waiting
        cast.amina.email,  # asked
        "badges@uppsala.example",  # answered
        cast.amina.email,  # denied
    ]  # fmt: skip
    assert "IJs lezen" in told[0][1]
    assert "Reading ice" in told[1][1]
    assert "Which lakes?" in mailoutbox[2].body
    assert "Too few lakes." in mailoutbox[4].body
    assert cast.amina.email not in mailoutbox[1].body + mailoutbox[3].body


def test_of_two_reviewers_the_second_sees_what_the_first_decided(
    cast, noon, apply_for, add_member, make_person
):
    wim = add_member(make_person("wim@uppsala.example", "Wim"))
    application = apply_for()
    services.approve(application, scores=GOOD, by=cast.ada, at=noon)

    for late in (
        lambda: services.deny(application, message="No.", by=wim, at=noon),
        lambda: services.approve(application, scores=GOOD, by=wim, at=noon),
        lambda: services.ask_for_more(application, message="More?", by=wim, at=noon),
    ):
        with pytest.raises(Conflict, match="Ada Lindqvist decided"):
            late()

    assert Award.objects.count() == 1


def test_bo_may_do_nothing_at_uppsala(cast, noon, opened, apply_for):
    application = apply_for(files=[PDF])
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.set_opening(opened.achievement, services.OpeningWords(), by=cast.bo),
        lambda: services.approve(application, scores=GOOD, by=cast.bo, at=noon),
        lambda: services.ask_for_more(application, message="x", by=cast.bo, at=noon),
        lambda: services.deny(application, message="x", by=cast.bo, at=noon),
        lambda: services.answer(application, text="x", by=cast.bo, at=noon),
        lambda: services.withdraw(application, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == before
    assert selectors.application_for_reviewer(application.pk, by=cast.bo) is None
    assert selectors.own_application(application.pk, by=cast.bo) is None
    assert selectors.evidence_file_for(application.files.get().pk, by=cast.bo) is None
    assert list(selectors.applications_of(cast.uppsala, by=cast.bo)) == []


def test_who_only_looks_sees_no_evidence(cast, apply_for, add_member):
    application = apply_for(files=[PDF])
    observer = add_member(cast.eva, "observer")

    assert selectors.evidence_file_for(application.files.get().pk, by=observer) is None
    assert selectors.application_for_reviewer(application.pk, by=observer) is None
    assert list(selectors.applications_of(cast.uppsala, by=observer)) == []
    assert selectors.evidence_file_for(application.files.get().pk, by=cast.ada) is not None
    assert selectors.evidence_file_for(application.files.get().pk, by=cast.amina) is not None


def test_nobody_decides_on_her_own_application(cast, noon, apply_for):
    application = apply_for(email=cast.ada.email, by=cast.ada)

    with pytest.raises(NotPermitted):
        services.approve(application, scores=GOOD, by=cast.ada, at=noon)


@pytest.mark.parametrize(
    ("said", "is_taken"),
    [
        ({"is_open": False}, False),
        ({"opens_on": date(2026, 6, 2)}, False),
        ({"closes_on": date(2026, 5, 31)}, False),
        ({"opens_on": date(2026, 6, 1), "closes_on": date(2026, 6, 1)}, True),
    ],
)
def test_one_applies_only_while_it_is_open(cast, noon, opened, apply_for, said, is_taken):
    words = replace(services.OpeningWords(is_open=True), **said)
    services.set_opening(opened.achievement, words, by=cast.ada)

    assert bool(selectors.apply_address(opened.achievement, on=noon.date())) is is_taken
    if is_taken:
        apply_for()
    else:
        with pytest.raises(Conflict, match="cannot apply"):
            apply_for()


def test_an_address_must_be_ones_own_and_of_the_domain(cast, opened, apply_for, make_person):
    words = services.OpeningWords(is_open=True, who="domain", domains="@uppsala.example")
    services.set_opening(opened.achievement, words, by=cast.ada)
    student = make_person("s1@student.uppsala.example", "Student")
    impostor = make_person("s1@notuppsala.example", "Student")

    with pytest.raises(Invalid, match=r"uppsala\.example may apply"):
        apply_for()
    with pytest.raises(Invalid, match="that you confirmed"):
        apply_for(email=student.email)
    with pytest.raises(Invalid, match="may apply"):
        apply_for(email=impostor.email, by=impostor)
    assert apply_for(email=student.email, by=student).state == "submitted"


def test_one_application_at_a_time(cast, noon, apply_for):
    first = apply_for()
    with pytest.raises(Conflict, match="already"):
        apply_for()

    services.deny(first, message="Not yet.", by=cast.ada, at=noon)

    assert apply_for().pk != first.pk


def test_who_has_the_badge_is_not_given_it_again(cast, noon, opened, apply_for):
    awarded(opened, cast.ada, noon, AMINA)
    application = apply_for()

    with pytest.raises(Conflict, match="has this badge already"):
        services.approve(application, scores=GOOD, by=cast.ada, at=noon)

    application.refresh_from_db()
    assert application.state == "submitted"


def test_all_that_is_wrong_is_said(apply_for):
    with pytest.raises(Invalid) as refused:
        apply_for(
            name=" ", text="x" * 10001, links="javascript:alert(1) https://a:b@evil.example",
            files=[OfferedFile("virus.exe", b"MZ"), OfferedFile("empty.pdf", b"")],
        )  # fmt: skip

    assert [problem.field for problem in refused.value.problems] == [
        "name", "files", "files", "text", "links", "links",
    ]  # fmt: skip


def test_something_must_be_shown_and_said(cast, noon, apply_for):
    with pytest.raises(Invalid, match="Show in a text"):
        apply_for(text="  ")
    application = apply_for()
    with pytest.raises(Invalid, match="Write to the applicant"):
        services.deny(application, message=" ", by=cast.ada, at=noon)
    with pytest.raises(Invalid, match="Choose a level before"):
        services.approve(application, scores=("good", ""), by=cast.ada, at=noon)
    with pytest.raises(Invalid, match="one of the levels"):
        services.approve(application, scores=("good", "excellent"), by=cast.ada, at=noon)


def test_withdrawing_deletes_the_evidence(cast, noon, apply_for):
    application = apply_for(files=[PDF])

    services.withdraw(application, by=cast.amina, at=noon)

    application.refresh_from_db()
    assert (application.state, application.text, application.files.count()) == ("withdrawn", "", 0)
    with pytest.raises(Conflict):
        services.withdraw(application, by=cast.amina, at=noon)


def _zipped(name: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as parcel:
        parcel.writestr(name, "x")
    return written.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", b"%PDF-1.4", "application/pdf"),
        ("a.PNG", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("a.txt", "één".encode(), "text/plain; charset=utf-8"),
        ("a.odt", _zipped("content.xml"), "application/vnd.oasis.opendocument.text"),
        ("a.docx", _zipped("evil.exe"), None),
        ("a.docx", b"PK\x03\x04", None),
        ("a.txt", b"\xff\xfe", None),
        ("a.pdf", b"<html>", None),
        ("a.svg", b"<svg/>", None),
        ("a.html", b"<script>", None),
        ("pdf", b"%PDF-1.4", None),
    ],
)
def test_a_file_is_what_is_in_it(name, content, media_type):
    assert media_type_of(name, content) == media_type


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\x\\report.pdf", "report.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf"),
        ("gpj.\u202efdp.exe", "gpj._fdp.exe"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_name_can_harm_nobody(name, safe):
    assert safe_name(name) == safe


def test_too_many_and_too_large_files_are_refused(apply_for):
    with pytest.raises(Invalid, match="At most 5"):
        apply_for(files=[PDF] * 6)
    with pytest.raises(Invalid, match="larger than 5 MB"):
        apply_for(files=[OfferedFile("big.pdf", b"%PDF-" + b"0" * LARGEST)])


def test_hostile_rubrics_and_domains_are_refused(cast, ice):
    said = services.OpeningWords(
        is_open=True, who="domain", domains="<script>, a..b, ok.example",
        opens_on=date(2026, 2, 1), closes_on=date(2026, 1, 1),
        rubric=(("", "a, b"), ("One level", "a"), ("Twice", "a, a")),
    )  # fmt: skip

    with pytest.raises(Invalid) as refused:
        services.set_opening(ice.achievement, said, by=cast.ada)

    assert [problem.field for problem in refused.value.problems] == [
        "criterion_1", "levels_2", "levels_3", "domains", "domains", "closes_on",
    ]  # fmt: skip


def test_the_queue_is_searched_and_takes_as_many_queries_for_three_as_for_one(
    cast, noon, apply_for, make_person, django_assert_num_queries
):
    def words() -> list[tuple[str, str, str]]:
        found = selectors.applications_of(cast.uppsala, by=cast.ada)
        return [(a.name, a.name_en, a.achievement.issuer.institution.name) for a in found]

    apply_for()
    with django_assert_num_queries(1):
        assert len(words()) == 1
    for n in range(2):
        other = make_person(f"p{n}@mail.example", f"P{n}")
        apply_for(email=other.email, name=f"P{n}", by=other, at=noon + timedelta(hours=n))

    with django_assert_num_queries(1):
        assert len(words()) == 3
    found = selectors.applications_of(cast.uppsala, by=cast.ada, search="p1 ice")
    assert [application.name for application in found] == ["P1"]
