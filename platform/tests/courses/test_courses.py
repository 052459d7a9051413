"""Who is in a course, what is awarded inside, and where one stands among the others."""

from __future__ import annotations

import pytest

from achievements.badge_making import draft, published
from insigne_platform.achievements.models import VersionState
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.courses import permissions, selectors, services
from insigne_platform.courses.models import CourseMember, CourseRole
from insigne_platform.courses.standing import standing_of
from insigne_platform.institutions import services as institutions

pytestmark = pytest.mark.django_db


@pytest.fixture
def game(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon, scenario="game", name_en="Seven in a row")


@pytest.fixture
def course(cast):
    return services.open_course(cast.uppsala_issuer, {"name_en": "Ice 101"}, by=cast.ada)


@pytest.fixture
def badge(cast, course, game):
    return services.put_badge(course, game.achievement, by=cast.ada)


@pytest.fixture
def eva_teaches(cast, course):
    """Eva teaches, without any role at the institution."""
    return services.add_lecturer(course, cast.eva.email, by=cast.ada)


def learners(course) -> list[CourseMember]:
    return list(selectors.members_of(course, CourseRole.LEARNER))


def add(course, by, *emails: str) -> list[CourseMember]:
    services.add_learners(course, "\n".join(emails), by=by)
    return learners(course)


def test_a_lecturer_without_a_role_awards_inside_in_the_name_of_who_answers(
    cast, noon, course, badge, eva_teaches
):
    members = add(course, cast.eva, "Amina <amina@mail.example>", "s@mail.example")

    first = services.award_many(badge, members, by=cast.eva, at=noon)
    again = services.award_many(badge, members, by=cast.eva, at=noon)

    assert (first, again) == ((2, 0), (0, 2))
    assert {award.batch.awarded_by for award in Award.objects.all()} == {cast.ada}
    trail = AuditEntry.objects.filter(action="course.awarded")
    assert [entry.actor for entry in trail] == [cast.eva.pk]


def test_when_nobody_answers_any_more_nothing_is_awarded(
    cast, noon, course, badge, eva_teaches, make_person
):
    members = add(course, cast.eva, "amina@mail.example")
    other = make_person("other@uppsala.example")
    institutions.add_member(cast.uppsala, other, "administrator", by=cast.ada)
    institutions.remove_member(
        cast.ada.memberships.get(institution=cast.uppsala), by=other, at=noon
    )

    with pytest.raises(Conflict):
        services.award_many(badge, members, by=cast.eva, at=noon)

    assert not Award.objects.exists()


def test_only_who_teaches_awards_and_only_to_learners_of_the_course(
    cast, noon, course, badge, eva_teaches, game
):
    other = services.open_course(cast.uppsala_issuer, {"name_en": "Other"}, by=cast.ada)
    elsewhere = add(other, cast.ada, "x@mail.example")
    for by, members in (
        (cast.bo, learners(course)),
        (cast.amina, learners(course)),
        (cast.eva, elsewhere),
        (cast.eva, [eva_teaches]),
    ):
        with pytest.raises(NotPermitted):
            services.award_many(badge, members, by=by, at=noon)


def test_learners_and_strangers_change_nothing(cast, course, badge, game):
    member = add(course, cast.ada, "amina@mail.example")[0]
    for by in (cast.amina, cast.bo):
        for act in (
            lambda by=by: services.add_learners(course, "x@mail.example", by=by),
            lambda by=by: services.add_lecturer(course, by.email, by=by),
            lambda by=by: services.remove_member(member, by=by),
            lambda by=by: services.open_joining(course, True, by=by),
            lambda by=by: services.new_join_link(course, by=by),
            lambda by=by: services.change_course(course, {"name_en": "x"}, by=by),
            lambda by=by: services.put_badge(course, game.achievement, by=by),
            lambda by=by: services.take_badge(badge, by=by),
            lambda by=by: services.promote(badge, "informal", by=by),
        ):
            with pytest.raises(NotPermitted):
                act()
    with pytest.raises(NotPermitted):
        services.open_course(cast.uppsala_issuer, {"name_en": "x"}, by=cast.bo)


def test_a_lecturer_manages_neither_badges_nor_lecturers(cast, course, badge, eva_teaches, game):
    assert permissions.may_teach(cast.eva, course)
    for act in (
        lambda: services.add_lecturer(course, cast.bo.email, by=cast.eva),
        lambda: services.remove_member(eva_teaches, by=cast.eva),
        lambda: services.take_badge(badge, by=cast.eva),
        lambda: services.promote(badge, "informal", by=cast.eva),
    ):
        with pytest.raises(NotPermitted):
            act()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("no address", [1]),
        ("a@mail.example\n\nb@\n<>", [3, 4]),
        ("x" * 300 + "@mail.example", [1]),
        ("123456782 <a@mail.example>", [1]),
        ("a\u202eb <a@mail.example>", [1]),
        ("a@mail.example b@mail.example", [1]),
        ("\n", [None]),
        ("a@mail.example\n" * 1001, [None]),
    ],
)
def test_every_line_that_is_no_address_is_named_and_nobody_added(cast, course, text, rows):
    with pytest.raises(Invalid) as error:
        services.add_learners(course, text, by=cast.ada)

    assert [problem.row for problem in error.value.problems] == rows
    assert learners(course) == []


def test_the_same_list_again_adds_nobody(cast, course):
    text = "Amina <AMINA@mail.example>\r\ns@mail.example;\n"

    first = services.add_learners(course, text, by=cast.ada)
    again = services.add_learners(course, text, by=cast.ada)

    assert (first, again) == ((2, 0), (0, 2))
    assert [one.shown for one in learners(course)] == ["s@mail.example", "Amina"]


def test_a_link_is_joined_once_and_opens_nothing_when_closed_or_renewed(cast, course):
    token = selectors.join_token(course)
    with pytest.raises(NotFound):
        services.join(token, by=cast.amina)
    services.open_joining(course, True, by=cast.ada)
    for _twice in range(2):
        services.join(token, by=cast.amina)
    services.new_join_link(course, by=cast.ada)

    assert [one.person for one in learners(course)] == [cast.amina]
    with pytest.raises(NotFound):
        services.join(token, by=cast.eva)


def test_only_game_elements_of_the_issuer_stand_in_a_course(cast, noon, course, badge, game):
    for version in (
        published(cast.uppsala_issuer, cast.ada, noon),
        draft(cast.uppsala_issuer, cast.ada, scenario="game"),
        published(cast.elsewhere_issuer, cast.bo, noon, scenario="game"),
        game,
    ):
        with pytest.raises(Invalid):
            services.put_badge(course, version.achievement, by=cast.ada)


def test_a_promoted_badge_is_another_one_and_what_was_awarded_stays_inside(
    cast, noon, course, badge, game
):
    members = add(course, cast.ada, "amina@mail.example")
    services.award_many(badge, members, by=cast.ada, at=noon)
    outbox.deliver_all()

    made = services.promote(badge, "informal", by=cast.ada)
    again = services.promote(badge, "microcredential", by=cast.ada)

    assert (made, made.state, made.name) == (again, VersionState.DRAFT, "Seven in a row")
    assert made.achievement.is_public
    assert made.achievement != game.achievement
    game.achievement.refresh_from_db()
    assert not game.achievement.is_public
    assert selectors.badges_of(course)[0][1] == game
    with pytest.raises(Invalid):
        services.promote(badge, "game", by=cast.ada)


@pytest.mark.parametrize(
    ("everybody", "median"),
    [([1, 2, 3, 4], None), ([0, 1, 2, 3, 4], 2), ([5, 5, 4, 4, 1, 0], 4), ([], None)],
)
def test_below_five_learners_nothing_is_said_of_the_others(everybody, median):
    assert standing_of(1, 7, everybody).median == median


def test_a_learner_stands_among_all_whatever_address_she_was_given_it_at(cast, noon, course, badge):
    everybody = add(
        course, cast.ada, "amina@mail.example", *(f"s{n}@mail.example" for n in range(4))
    )
    services.award_many(badge, everybody[:3], by=cast.ada, at=noon)
    ids = [badge.achievement_id]

    mine = selectors.own_badges(course, cast.amina, ids, at=noon)
    standing = selectors.standing(course, mine, ids, at=noon)

    assert (standing.mine, standing.of, standing.median) == (1, 1, 1)
    with pytest.raises(LookupError):
        selectors.own_badges(course, cast.bo, ids, at=noon)


def test_what_was_revoked_is_not_counted(cast, noon, course, badge):
    members = add(course, cast.ada, "amina@mail.example")
    services.award_many(badge, members, by=cast.ada, at=noon)
    outbox.deliver_all()
    awards.revoke(Award.objects.get(), "A mistake.", by=cast.ada, at=noon)

    assert selectors.overview(course, members, [badge.achievement_id], at=noon)[0].earned == set()


def test_the_overview_asks_once_however_many_there_are(
    cast, noon, course, badge, django_assert_num_queries
):
    members = add(course, cast.ada, *(f"s{n}@mail.example" for n in range(20)))
    services.award_many(badge, members[:5], by=cast.ada, at=noon)

    with django_assert_num_queries(1):
        lines = selectors.overview(course, members, [badge.achievement_id], at=noon)

    assert selectors.counts_of_badges(lines) == {badge.achievement_id: 5}
