"""Drafts: what two people change at once, what is undone, and what cannot be read."""

from __future__ import annotations

import pytest

from achievements.badge_making import draft, published
from insigne_platform.achievements import services
from insigne_platform.achievements.models import AchievementVersion, BadgeTemplate, DraftState
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> AchievementVersion:
    return draft(cast.uppsala_issuer, cast.ada)


def again(version: AchievementVersion) -> AchievementVersion:
    return AchievementVersion.objects.get(pk=version.pk)


def test_two_who_change_different_fields_both_keep_theirs(cast, plan):
    services.edit_draft(plan, {"name_en": "Old ice"}, by=cast.ada, revision=0)

    services.edit_draft(
        again(plan), {"name_en": "Reading ice", "name_nl": "Oud ijs"}, by=cast.ada, revision=0
    )

    stored = again(plan)
    assert (stored.name_en, stored.name_nl, stored.revision) == ("Old ice", "Oud ijs", 2)


def test_two_who_change_the_same_field_see_what_each_wrote(cast, plan):
    services.edit_draft(plan, {"workload_ects": "3"}, by=cast.ada, revision=0)

    with pytest.raises(services.DraftChanged) as changed:
        services.edit_draft(
            again(plan), {"workload_ects": "4", "name_nl": "Oud ijs"}, by=cast.ada, revision=0
        )

    assert changed.value.collisions == (services.Collision("workload_ects", "4", "3"),)
    assert changed.value.mine == {"workload_ects": "4", "name_nl": "Oud ijs"}
    assert again(plan).name_nl == "IJs lezen"


def test_what_was_chosen_afterwards_is_saved(cast, plan):
    services.edit_draft(plan, {"name_en": "Old ice"}, by=cast.ada, revision=0)
    with pytest.raises(services.DraftChanged) as changed:
        services.edit_draft(again(plan), {"name_en": "New ice"}, by=cast.ada, revision=0)

    services.edit_draft(
        again(plan), changed.value.mine, by=cast.ada, revision=changed.value.revision
    )

    assert again(plan).name_en == "New ice"


def test_changes_are_undone_one_after_another(cast, plan):
    for name in ("One", "Two"):
        services.edit_draft(again(plan), {"name_en": name}, by=cast.ada)

    services.undo(plan, by=cast.ada)
    first = again(plan).name_en
    services.undo(plan, by=cast.ada)

    assert (first, again(plan).name_en, again(plan).workload_hours) == ("One", "Reading ice", 70)
    with pytest.raises(Conflict, match="nothing to undo"):
        services.undo(plan, by=cast.ada)


def test_saving_the_same_again_is_no_change(cast, plan):
    services.edit_draft(plan, {"name_en": "Reading ice", "workload_ects": "2.50"}, by=cast.ada)

    assert (again(plan).revision, DraftState.objects.count()) == (0, 0)


def test_a_draft_that_was_thrown_away_is_not_saved(cast, plan):
    stale = again(plan)
    services.discard_draft(plan, by=cast.ada)

    with pytest.raises(NotFound):
        services.edit_draft(stale, {"name_en": "Ice"}, by=cast.ada)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("tags", [f"tag {n}" for n in range(21)]),
        ("tags", ["x" * 51]),
        ("alignments", [{"url": "javascript:alert(1)"}]),
        ("alignments", [{"url": f"https://x.example/{n}"} for n in range(51)]),
        ("grade_levels", [{"value": "A"}, {"value": "A"}]),
        ("assessment_kind", "telepathy"),
        ("isced_field", "99"),
        ("croho", "9" * 21),
        ("workload_ects", "NaN"),
        ("workload_ects", [1]),
        ("workload_hours", {"a": 1}),
        ("eqf_level", "<b>6</b>"),
        ("language", ""),
        ("related", [f"{n}" for n in range(21)]),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast, plan, field, value):
    with pytest.raises(Invalid) as refused:
        services.edit_draft(plan, {field: value}, by=cast.ada)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert again(plan).revision == 0


@pytest.mark.parametrize("value", [None, 7, "text", {"a": 1}, [None, 3, ["x"]]])
def test_lists_of_strange_things_are_empty_lists(cast, plan, value):
    services.edit_draft(plan, {"alignments": value, "learning_outcomes": value}, by=cast.ada)

    stored = again(plan)
    assert (stored.alignments, stored.learning_outcomes) == ([], [])


def test_a_template_is_a_start_for_the_whole_institution(cast, plan):
    template = services.save_template(plan, "Ice", by=cast.ada)

    begun = services.draft_from_template(template, cast.uppsala_issuer, by=cast.ada)

    assert (begun.name_en, begun.workload_hours) == ("Reading ice", 70)
    assert bytes(begun.picture_png) == bytes(plan.picture_png)
    assert begun.achievement != plan.achievement
    assert BadgeTemplate.objects.count() == 1


def test_bo_keeps_uses_and_removes_nothing_of_uppsala(cast, plan):
    template = services.save_template(plan, "Ice", by=cast.ada)

    for attempt in (
        lambda: services.save_template(plan, "Mine", by=cast.bo),
        lambda: services.draft_from_template(template, cast.uppsala_issuer, by=cast.bo),
        lambda: services.draft_from_template(template, cast.elsewhere_issuer, by=cast.bo),
        lambda: services.remove_template(template, by=cast.bo),
        lambda: services.undo(plan, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert BadgeTemplate.objects.count() == 1


def test_a_published_badge_forgets_how_it_came_about(cast, noon):
    version = draft(cast.uppsala_issuer, cast.ada)
    services.edit_draft(version, {"name_en": "Old ice"}, by=cast.ada)

    services.publish(version, by=cast.ada, at=noon)

    assert DraftState.objects.count() == 0
    assert published(cast.uppsala_issuer, cast.ada, noon).states.count() == 0
