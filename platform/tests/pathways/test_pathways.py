"""Drawing a pathway, publishing it, and getting its badge, once."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from achievements.badge_making import draft, published
from awards.award_making import awarded
from insigne_platform.achievements import services as achievements
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.awards.services import Recipient
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions import services as institutions
from insigne_platform.pathways import reactions, selectors, services
from insigne_platform.pathways.events import PathwayPublished
from insigne_platform.pathways.models import Completion

pytestmark = pytest.mark.django_db
AMINA = Recipient(email="amina@mail.example", name="Amina Yılmaz")


@pytest.fixture
def ice(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def snow(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon, name_en="Reading snow")


@pytest.fixture
def expert(cast, noon):
    return published(cast.uppsala_issuer, cast.ada, noon, name_en="Winter expert")


@pytest.fixture
def pathway(cast, ice, snow, expert):
    fields = {"name_en": "Winter", "name_nl": "Winter", "leads_to": expert.achievement}
    made = services.draft_pathway(cast.uppsala_issuer, fields, by=cast.ada)
    first = services.add_step(made, name_en="Ice", by=cast.ada)
    second = services.add_step(made, name_en="Snow", by=cast.ada)
    services.add_badge(first, ice.achievement, by=cast.ada)
    services.add_badge(second, snow.achievement, by=cast.ada)
    services.change_step(
        second, name_nl="", name_en="Snow", needed=None, after=[first], by=cast.ada
    )
    return made


def give(version, by, at, recipient=AMINA):
    award = awarded(version, by, at, recipient)
    outbox.deliver_all()
    return award


def experts(expert) -> list[str]:
    found = Award.objects.filter(achievement=expert.achievement).order_by("recipient_email")
    return list(found.values_list("recipient_email", flat=True))


def fields(error) -> list[str]:
    return [problem.field for problem in error.value.problems]


def test_the_last_badge_on_the_way_brings_the_one_at_the_end_once(
    cast, noon, pathway, ice, snow, expert
):
    pathway = services.publish(pathway, by=cast.ada, at=noon)
    give(ice, cast.ada, noon)
    before = experts(expert)
    last = give(snow, cast.ada, noon)

    services.complete_after_batch(last.batch_id, at=noon)
    reactions.look_at_everybody(PathwayPublished(str(pathway.pk)))
    outbox.deliver_all()

    assert (before, experts(expert)) == ([], ["amina@mail.example"])
    completion = Completion.objects.get()
    assert (completion.award.recipient_name, completion.trouble) == ("Amina Yılmaz", "")


def test_who_was_there_before_it_was_published_gets_it_then(cast, noon, pathway, ice, snow, expert):
    give(ice, cast.ada, noon)
    give(snow, cast.ada, noon)
    draft_gives = experts(expert)

    services.publish(pathway, by=cast.ada, at=noon)
    outbox.deliver_all()

    assert (draft_gives, experts(expert)) == ([], ["amina@mail.example"])


def test_another_version_of_a_badge_is_the_badge(cast, noon, pathway, ice, snow, expert):
    services.publish(pathway, by=cast.ada, at=noon)
    second = achievements.new_version(ice.achievement, by=cast.ada)
    achievements.publish(second, by=cast.ada, at=noon)

    give(second, cast.ada, noon)
    give(snow, cast.ada, noon)

    assert experts(expert) == ["amina@mail.example"]


def test_what_was_revoked_or_is_over_does_not_count(cast, noon, pathway, ice, snow, expert):
    services.publish(pathway, by=cast.ada, at=noon)
    award = give(ice, cast.ada, noon)
    awards.revoke(award, "A mistake.", by=cast.ada, at=noon)

    give(snow, cast.ada, noon)

    assert experts(expert) == []
    assert not selectors.progress_for(cast.amina, pathway, at=noon).is_complete


def test_two_addresses_of_one_person_are_one_learner_when_she_claims(
    cast, noon, pathway, ice, snow, expert
):
    services.publish(pathway, by=cast.ada, at=noon)
    one = give(ice, cast.ada, noon)
    other = give(snow, cast.ada, noon, Recipient(email="amina@work.example", name="Amina"))
    for award in (one, other):
        awards.record_claim(award, by=cast.amina, at=noon)
        outbox.deliver_all()

    assert len(experts(expert)) == 1
    assert selectors.progress_for(cast.amina, pathway, at=noon).is_complete


def test_when_the_publisher_awards_no_more_the_staff_see_why(
    cast, noon, pathway, ice, snow, expert, add_member, make_person
):
    wim = add_member(make_person("wim@uppsala.example"))
    services.publish(pathway, by=wim, at=noon)
    institutions.remove_member(wim.memberships.get(), by=cast.ada, at=noon)

    give(ice, cast.ada, noon)
    give(snow, cast.ada, noon)

    assert experts(expert) == []
    assert Completion.objects.get().trouble != ""


def test_steps_that_wait_for_each_other_are_refused_by_name(cast, pathway):
    first, second = pathway.steps.order_by("place")

    with pytest.raises(Invalid) as error:
        services.change_step(
            first, name_nl="", name_en="Ice", needed=None, after=[second], by=cast.ada
        )

    assert fields(error) == ["after"]
    assert "Ice" in str(error.value)
    assert "Snow" in str(error.value)


def test_a_badge_does_not_lead_to_itself_through_other_pathways(cast, noon, pathway, ice, expert):
    services.publish(pathway, by=cast.ada, at=noon)
    back = services.draft_pathway(
        cast.uppsala_issuer, {"name_en": "Back", "leads_to": ice.achievement}, by=cast.ada
    )
    step = services.add_step(back, name_en="One", by=cast.ada)
    services.add_badge(step, expert.achievement, by=cast.ada)

    with pytest.raises(Invalid) as error:
        services.publish(back, by=cast.ada, at=noon)

    assert fields(error) == ["leads_to"]
    assert "Winter" in str(error.value)


def test_the_badge_at_the_end_is_none_on_the_way(cast, pathway, ice, expert):
    step = pathway.steps.first()

    with pytest.raises(Invalid) as error:
        services.add_badge(step, expert.achievement, by=cast.ada)
    with pytest.raises(Invalid) as other:
        services.edit_pathway(pathway, {"leads_to": ice.achievement}, by=cast.ada)

    assert (fields(error), fields(other)) == (["badge"], ["leads_to"])


def test_only_published_badges_of_the_house_that_everybody_may_see(cast, noon, pathway, ice):
    step = pathway.steps.first()
    game = published(cast.uppsala_issuer, cast.ada, noon, scenario="game")
    unfinished = draft(cast.uppsala_issuer, cast.ada)
    elsewhere = published(cast.elsewhere_issuer, cast.bo, noon)

    for version in (game, unfinished, elsewhere, ice):
        with pytest.raises(Invalid) as error:
            services.add_badge(step, version.achievement, by=cast.ada)
        assert fields(error) == ["badge"]


def test_a_pathway_that_cannot_be_gone_is_not_published(cast, noon, pathway):
    empty = services.draft_pathway(cast.uppsala_issuer, {"name_en": "Empty"}, by=cast.ada)
    with pytest.raises(Invalid):
        services.publish(empty, by=cast.ada, at=noon)
    step = services.add_step(empty, name_en="Nothing", by=cast.ada)
    with pytest.raises(Invalid):
        services.publish(empty, by=cast.ada, at=noon)
    first = pathway.steps.first()
    services.change_step(first, name_nl="", name_en="Ice", needed=3, after=[], by=cast.ada)

    with pytest.raises(Invalid) as error:
        services.publish(pathway, by=cast.ada, at=noon)

    assert "needs 3 badges" in str(error.value)
    assert step.pathway == empty


def test_a_published_pathway_is_not_redrawn_until_it_is_a_draft(cast, noon, pathway):
    services.publish(pathway, by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.add_step(pathway, name_en="More", by=cast.ada)
    services.unpublish(pathway, by=cast.ada)
    services.add_step(pathway, name_en="More", by=cast.ada)

    assert pathway.steps.count() == 3


def test_steps_move_and_stay_at_the_ends(cast, pathway):
    first, second = pathway.steps.order_by("place")

    services.move_step(first, -1, by=cast.ada)
    services.move_step(first, 1, by=cast.ada)

    assert list(pathway.steps.order_by("place")) == [second, first]


def test_nobody_of_another_institution_touches_it(cast, noon, pathway, ice):
    step = pathway.steps.first()
    for act in (
        lambda: services.draft_pathway(cast.uppsala_issuer, {"name_en": "x"}, by=cast.bo),
        lambda: services.edit_pathway(pathway, {"name_en": "x"}, by=cast.bo),
        lambda: services.add_step(pathway, name_en="x", by=cast.bo),
        lambda: services.add_badge(step, ice.achievement, by=cast.bo),
        lambda: services.remove_step(step, by=cast.bo),
        lambda: services.move_step(step, 1, by=cast.bo),
        lambda: services.remove_badge(step.badges.first(), by=cast.bo),
        lambda: services.publish(pathway, by=cast.bo, at=noon),
        lambda: services.unpublish(pathway, by=cast.bo),
        lambda: services.remove_pathway(pathway, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            act()
    assert selectors.pathway_for(pathway.pk, by=cast.bo) is None


@pytest.mark.parametrize(
    ("changes", "problems"),
    [
        ({"name_en": "", "name_nl": " "}, ["name_nl"]),
        ({"name_en": "x" * 201}, ["name_en"]),
        ({"credits_needed": Decimal(999)}, ["credits_needed"]),
        ({"description_en": "x" * 4001}, ["description_en"]),
    ],
)
def test_what_is_wrong_is_named(cast, changes, problems):
    with pytest.raises(Invalid) as error:
        services.draft_pathway(cast.uppsala_issuer, {"name_en": "Winter", **changes}, by=cast.ada)

    assert fields(error) == problems


def test_the_overview_asks_as_much_for_three_learners_as_for_one(
    cast, noon, pathway, ice, django_assert_num_queries
):
    give(ice, cast.ada, noon)
    later = noon + timedelta(days=1)
    pathway = selectors.pathway_for(pathway.pk, by=cast.ada)

    def look():
        rows = selectors.learners_on(pathway, by=cast.ada, at=later)
        return selectors.progress_of_learners(pathway, rows, by=cast.ada, at=later)

    with django_assert_num_queries(5):
        assert len(look()) == 1
    for n in range(2):
        give(ice, cast.ada, noon, Recipient(email=f"s{n}@mail.example"))
    with django_assert_num_queries(5):
        assert [learner.progress.done for learner in look()] == [1, 1, 1]
