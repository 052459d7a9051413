"""The pages of a course: lecturers see everybody, a learner sees herself."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from achievements.badge_making import published
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.courses import services
from insigne_platform.courses.models import Course, CourseBadge, CourseMember

pytestmark = pytest.mark.django_db
NAMES = ["Amina Y <amina@mail.example>", *(f"Secret {n} <s{n}@mail.example>" for n in range(4))]


@pytest.fixture
def course(cast, noon) -> Course:
    made = services.open_course(cast.uppsala_issuer, {"name_en": "Ice 101"}, by=cast.ada)
    for name in ("Seven in a row", "=SUM(A1)"):
        game = published(cast.uppsala_issuer, cast.ada, noon, scenario="game", name_en=name)
        services.put_badge(made, game.achievement, by=cast.ada)
    services.add_learners(made, "\n".join(NAMES), by=cast.ada)
    return made


def test_a_badge_is_awarded_by_a_click_and_to_many(cast, course, at_the_door):
    ada, path = at_the_door(cast.ada), f"/courses/{course.public_id}/overview"
    badge, other = CourseBadge.objects.order_by("created_at")
    members = list(CourseMember.objects.order_by("email"))

    ada.post(path, {"one": f"{badge.pk}:{members[0].pk}"})
    ada.post(path, {"badge": other.pk, "learner": [member.pk for member in members[:3]]})
    for nothing in ({}, {"one": "x:y"}, {"badge": badge.pk}, {"badge": badge.pk, "learner": "x"}):
        assert ada.post(path, nothing).status_code == 302
    outbox.deliver_all()

    assert Award.objects.count() == 4
    page = ada.get(path).content.decode()
    assert page.count("✓") == 4
    assert "Secret 3" in page


def test_a_learner_reads_her_own_standing_and_no_name(cast, noon, course, at_the_door):
    badge = CourseBadge.objects.order_by("created_at").first()
    badge.course = course
    services.award_many(badge, list(CourseMember.objects.all()), by=cast.ada, at=noon)

    page = at_the_door(cast.amina).get(f"/courses/{course.public_id}").content.decode()

    assert "You have 1 of 2." in page
    assert "The median is 1." in page
    assert "Secret" not in page
    assert "s1@mail.example" not in page


def test_with_four_learners_nothing_is_said(cast, course, at_the_door):
    CourseMember.objects.get(email="s0@mail.example").delete()

    page = at_the_door(cast.amina).get(f"/courses/{course.public_id}").content.decode()

    assert "The median" not in page
    assert "With fewer than five learners" in page


def test_the_overview_is_taken_along_as_a_table_without_formulas(cast, course, at_the_door):
    ada, path = at_the_door(cast.ada), f"/courses/{course.public_id}/overview"

    rows = ada.get(f"{path}.csv").content.decode("utf-8-sig").splitlines()
    sheet = load_workbook(BytesIO(ada.get(f"{path}.xlsx").content)).active

    assert rows[0] == "Name;E-mail address;Seven in a row;'=SUM(A1);Total"
    assert len(rows) == 6
    assert sheet.max_row == 6
    assert ada.get(f"{path}.exe").status_code == 404


def test_what_is_wrong_is_said_and_kept(cast, course, at_the_door):
    ada, path = at_the_door(cast.ada), f"/courses/{course.public_id}"
    wrong = ada.post(f"{path}/people", {"do": "learners", "learners": "no address\nx@y.example"})

    assert wrong.status_code == 422
    assert "x@y.example" in wrong.content.decode()
    assert (
        ada.post(f"{path}/people", {"do": "lecturer", "email": "no@one.example"}).status_code == 422
    )
    assert ada.post(f"{path}/people", {"do": "fly"}).status_code == 404
    assert ada.post(f"{path}/people", {"do": "remove", "member": "x"}).status_code == 404
    assert ada.post(f"{path}/badges", {"do": "add", "badge": "x"}).status_code == 422
    assert ada.post(f"{path}/badges", {"do": "save", "name_en": ""}).status_code == 422
    assert ada.post(f"{path}/badges", {"do": "remove", "badge": "x"}).status_code == 404


def test_a_badge_is_promoted_into_a_draft_for_outside(cast, course, at_the_door):
    badge = CourseBadge.objects.order_by("created_at").first()

    answer = at_the_door(cast.ada).post(
        f"/courses/{course.public_id}/badges",
        {"do": "promote", "badge": badge.pk, "scenario": "informal"},
    )

    assert answer["Location"].startswith("/issuing/badges/")
