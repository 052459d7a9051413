import json

import pytest

from achievements.badge_making import SVG, WORDS, draft, published
from insigne.credentials.microcredential import completeness as completeness_of_json
from insigne.credentials.microcredential import elements_of as elements_of_json
from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.elements import Completeness, completeness
from insigne_platform.achievements.models import Achievement, AchievementVersion
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry, OutboxFact
from insigne_platform.core.publication import document_at
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ice(cast, noon) -> AchievementVersion:
    return published(cast.uppsala_issuer, cast.ada, noon)


def test_ada_drafts_and_publishes(cast, noon):
    version = published(cast.uppsala_issuer, cast.ada, noon)

    stored = AchievementVersion.objects.get(pk=version.pk)
    assert (stored.state, stored.number, stored.published_at) == ("published", 1, noon)
    assert stored.learning_outcomes == [
        {"nl": "Meet ijs.", "en": "Measures ice."}, {"nl": "", "en": "Warns skaters."}
    ]  # fmt: skip
    assert AuditEntry.objects.filter(action="badge.published").count() == 1
    assert OutboxFact.objects.filter(name="achievements.achievement_published").count() == 1


def test_bo_may_do_nothing_at_uppsala(cast, noon, ice):
    plan = draft(cast.uppsala_issuer, cast.ada)
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.draft_badge(cast.uppsala_issuer, WORDS, by=cast.bo),
        lambda: services.edit_draft(plan, {"name_en": "Mine"}, by=cast.bo),
        lambda: services.set_picture(plan, SVG, by=cast.bo),
        lambda: services.publish(plan, by=cast.bo, at=noon),
        lambda: services.new_version(ice.achievement, by=cast.bo),
        lambda: services.copy_badge(ice, by=cast.bo),
        lambda: services.copy_badge(ice, by=cast.bo, issuer=cast.elsewhere_issuer),
        lambda: services.discard_draft(plan, by=cast.bo),
        lambda: services.archive(ice.achievement, by=cast.bo, at=noon),
        lambda: services.restore(ice.achievement, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == before
    assert selectors.badge_version(plan.pk, by=cast.bo) is None
    assert selectors.badge_version(plan.pk, by=cast.ada) == plan


def test_a_published_version_never_changes(cast, noon, ice):
    ice.name_en = "Something else"

    with pytest.raises(TypeError, match="never changes"):
        ice.save()
    with pytest.raises(TypeError, match="one by one"):
        AchievementVersion.objects.filter(pk=ice.pk).update(name_en="Something else")
    with pytest.raises(TypeError, match="never goes away"):
        ice.delete()
    for attempt in (
        lambda: services.edit_draft(ice, {"name_en": "Something else"}, by=cast.ada),
        lambda: services.set_picture(ice, SVG, by=cast.ada),
        lambda: services.publish(ice, by=cast.ada, at=noon),
        lambda: services.discard_draft(ice, by=cast.ada),
    ):
        with pytest.raises(Conflict):
            attempt()

    assert AchievementVersion.objects.get(pk=ice.pk).name_en == "Reading ice"


def test_publishing_names_everything_that_is_missing(cast, noon):
    version = services.draft_badge(
        cast.uppsala_issuer, {"scenario": "microcredential", "language": "nl"}, by=cast.ada
    )

    with pytest.raises(Invalid) as refused:
        services.publish(version, by=cast.ada, at=noon)

    assert [problem.field for problem in refused.value.problems] == [
        "name_nl", "description_nl", "criteria_nl", "picture_alt_nl", "picture",
        "learning_outcomes", "workload_ects", "eqf_level", "assessment_kind",
        "participation_kind", "quality_kind",
    ]  # fmt: skip
    assert AchievementVersion.objects.get(pk=version.pk).state == "draft"


def test_an_informal_badge_needs_no_elements_of_a_microcredential(cast, noon):
    few = dict.fromkeys(("assessment_type", "participation_form", "quality_assurance"), "")
    version = published(
        cast.uppsala_issuer, cast.ada, noon,
        scenario="informal", learning_outcomes=[], workload_ects="", workload_hours=None,
        eqf_level=None, nlqf_level="", **few,
    )  # fmt: skip

    assert version.is_published


def test_the_eleven_elements_are_counted(cast):
    version = draft(cast.uppsala_issuer, cast.ada)
    assert completeness(version) == Completeness(done=11, of=11, missing=())

    services.edit_draft(version, {"eqf_level": "", "nlqf_level": ""}, by=cast.ada)

    assert completeness(version) == Completeness(done=10, of=11, missing=("level",))
    assert completeness(version).sentences == ["State the level, in the EQF or the NLQF."]


def test_wrong_fields_are_all_named(cast):
    with pytest.raises(Invalid) as refused:
        services.draft_badge(
            cast.uppsala_issuer,
            {"scenario": "toy", "eqf_level": "9", "workload_ects": "many", "language": "fr",
             "skills": ["x" * 101]},
            by=cast.ada,
        )  # fmt: skip

    fields = {problem.field for problem in refused.value.problems}
    assert fields == {"scenario", "eqf_level", "workload_ects", "language", "skills"}
    assert not Achievement.objects.exists()


def test_a_field_that_there_is_not_is_a_mistake_of_the_caller(cast):
    with pytest.raises(TypeError, match="state"):
        services.draft_badge(
            cast.uppsala_issuer, {"scenario": "informal", "state": "published"}, by=cast.ada
        )


def test_what_is_public_reads_as_the_standards_have_it(cast, ice):
    id = ice.achievement.public_id
    two, three = (
        json.loads(document_at(f"/public{version}/badges/{id}").body) for version in ("", "/3")
    )

    assert two["id"] == f"https://badges.example.org/public/badges/{id}"
    assert two["issuer"].startswith("https://badges.example.org/public/issuers/")
    assert three["id"] == f"https://badges.example.org/public/3/badges/{id}"
    assert three["achievementType"] == "MicroCredential"
    assert three["creditsAvailable"] == 2.5
    assert three["creator"]["address"]["addressCountryCode"] == "SE"
    assert three["tag"] == two["tags"] == ["glaciology", "measuring"]
    assert (two["type"], two["criteria"]["narrative"]) == ("BadgeClass", WORDS["criteria_en"])
    assert two["image"] == f"https://badges.example.org/public/badges/{id}/v1/image"
    for document in (two, three):
        elements = elements_of_json(document)
        assert elements.learning_outcomes == ("Measures ice.", "Warns skaters.")
        assert elements.workload_credits == 2.5
        assert elements.supervision == "Identity checked"
    assert completeness_of_json(elements_of_json(three), is_awarded=False).missing == ()


def test_pictures_are_public_of_the_badge_and_of_its_version(ice):
    base = f"/public/badges/{ice.achievement.public_id}"

    for path in (base, f"{base}/v1"):
        png, svg = document_at(f"{path}/image"), document_at(f"{path}/image.svg")
        assert (png.media_type, bytes(png.body)) == ("image/png", bytes(ice.picture_png))
        assert (svg.media_type, bytes(svg.body)) == ("image/svg+xml", ice.picture_svg.encode())


def test_a_new_version_leaves_the_old_one_at_its_address(cast, noon, ice):
    base = f"/public/badges/{ice.achievement.public_id}"
    before = bytes(document_at(f"{base}/v1").body)

    second = services.new_version(ice.achievement, by=cast.ada)
    assert services.new_version(ice.achievement, by=cast.ada) == second
    services.edit_draft(second, {"name_en": "Reading snow"}, by=cast.ada)
    services.publish(second, by=cast.ada, at=noon)

    assert bytes(document_at(f"{base}/v1").body) == before
    assert json.loads(document_at(base).body)["name"] == "Reading snow"
    assert json.loads(document_at(f"{base}/v2").body)["version"] == "2"
    assert selectors.published_badge(ice.achievement.public_id) == second
    assert selectors.published_badge(ice.achievement.public_id, number=1) == ice


def test_the_kind_changes_until_a_version_is_published(cast, noon):
    version = draft(cast.uppsala_issuer, cast.ada)
    services.edit_draft(version, {"scenario": "informal"}, by=cast.ada)
    assert Achievement.objects.get().scenario == "informal"
    services.publish(version, by=cast.ada, at=noon)
    second = services.new_version(version.achievement, by=cast.ada)

    with pytest.raises(Invalid):
        services.edit_draft(second, {"scenario": "game"}, by=cast.ada)


def test_a_copy_is_a_badge_of_its_own(cast, ice):
    copy = services.copy_badge(ice, by=cast.ada)

    assert copy.achievement != ice.achievement
    assert (copy.number, copy.state, copy.name_en) == (1, "draft", "Reading ice (copy)")
    assert bytes(copy.picture_png) == bytes(ice.picture_png)


def test_a_discarded_draft_takes_its_empty_badge_along(cast, ice):
    services.discard_draft(services.new_version(ice.achievement, by=cast.ada), by=cast.ada)
    services.discard_draft(draft(cast.uppsala_issuer, cast.ada), by=cast.ada)

    assert list(Achievement.objects.all()) == [ice.achievement]


def test_an_archived_badge_is_put_away_and_comes_back(cast, noon, ice):
    services.archive(ice.achievement, by=cast.ada, at=noon)
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada)) == []
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada, state="archived")) == [ice]

    services.restore(ice.achievement, by=cast.ada)
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada)) == [ice]


def test_badges_are_found_sorted_and_filtered(cast, noon, ice):
    snow = draft(cast.uppsala_issuer, cast.ada, name_en="Ploughing snow", name_nl="Sneeuw")
    draft(cast.elsewhere_issuer, cast.bo, name_en="Reading elsewhere")

    assert list(selectors.badges_of(cast.uppsala, by=cast.ada)) == [snow, ice]
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada, order="-name")) == [ice, snow]
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada, state="draft")) == [snow]
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada, search="ijs")) == [ice]
    assert list(selectors.badges_of(cast.uppsala, by=cast.ada, search="reading snow")) == []
    assert list(selectors.published_badges_of_issuer(cast.uppsala_issuer.pk)) == [ice]


def _names(versions) -> list[tuple[str, ...]]:
    return [
        (version.name, version.achievement.scenario, version.achievement.issuer.institution.name)
        for version in versions
    ]


def test_a_list_of_badges_takes_two_queries_however_long(cast, noon, django_assert_num_queries):
    published(cast.uppsala_issuer, cast.ada, noon)
    with django_assert_num_queries(2):
        assert len(_names(selectors.badges_of(cast.uppsala, by=cast.ada))) == 1
    for _ in range(2):
        published(cast.uppsala_issuer, cast.ada, noon)
    with django_assert_num_queries(2):
        assert len(_names(selectors.badges_of(cast.uppsala, by=cast.ada))) == 3
    with django_assert_num_queries(1):
        assert len(_names(selectors.published_badges_of_issuer(cast.uppsala_issuer.pk))) == 3


def test_who_works_for_one_group_sees_the_badges_of_that_group(cast, make_person):
    faculty = institutions.add_group(cast.uppsala, name_nl="", name_en="Arts", by=cast.ada)
    greta = make_person("greta@uppsala.example", "Greta")
    institutions.add_member(cast.uppsala, greta, Role.AWARDER, group=faculty, by=cast.ada)
    services.draft_badge(cast.uppsala_issuer, {"scenario": "informal"}, by=cast.ada)

    assert selectors.badges_of(cast.uppsala, by=cast.ada).count() == 1
    assert selectors.badges_of(cast.uppsala, by=greta).count() == 0
    assert selectors.badges_of(cast.uppsala, by=cast.bo).count() == 0
