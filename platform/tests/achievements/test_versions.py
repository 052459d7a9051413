"""Versions: what is different, how they are numbered, and where each can be read."""

from __future__ import annotations

import json

import pytest

from achievements.badge_making import draft, published
from insigne_platform.achievements import composition, selectors, services
from insigne_platform.achievements.differences import Piece, differences, proposed_change
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.example import example_credential
from insigne_platform.core.errors import Invalid
from insigne_platform.core.publication import document_at

pytestmark = pytest.mark.django_db


@pytest.fixture
def ice(cast, noon) -> AchievementVersion:
    return published(cast.uppsala_issuer, cast.ada, noon)


@pytest.fixture
def next_version(cast, ice):
    def make(**changes: object) -> AchievementVersion:
        version = services.new_version(ice.achievement, by=cast.ada)
        return services.edit_draft(version, changes, by=cast.ada)

    return make


def read(path: str) -> dict[str, object]:
    document = document_at(path)
    assert document is not None
    return json.loads(bytes(document.body))


def test_a_difference_is_told_word_by_word(ice, next_version):
    version = next_version(criteria_en="Measure four lakes and defend the report.")

    (found,) = differences(ice, version)

    assert str(found.label) == "Criteria in English"
    assert found.pieces == [
        Piece("kept", "Measure "),
        Piece("out", "three"),
        Piece("in", "four"),
        Piece("kept", " lakes and defend the report."),
    ]


@pytest.mark.parametrize(
    ("changes", "proposed"),
    [
        ({"description_en": "Reads the thickness and the age of ice."}, "minor"),
        ({"criteria_en": "Measure three lakes, and defend the report."}, "minor"),
        ({"criteria_en": "Be there."}, "major"),
        ({"learning_outcomes": [{"en": "Measures ice.", "nl": "Meet ijs."}]}, "major"),
        ({"workload_hours": 84}, "major"),
        ({"eqf_level": 7}, "major"),
        ({"tags": ["ice"]}, "minor"),
        ({"assessment_kind": "oral"}, "major"),
    ],
)
def test_what_kind_of_change_is_proposed(ice, next_version, changes, proposed):
    assert proposed_change(differences(ice, next_version(**changes))) == proposed


def test_a_correction_is_1_1_and_a_larger_change_is_2(cast, noon, ice, next_version):
    small = services.publish(next_version(tags=["ice"]), by=cast.ada, at=noon)
    large = services.publish(next_version(eqf_level=7), by=cast.ada, at=noon)

    assert [each.label for each in (ice, small, large)] == ["1", "1.1", "2"]
    assert [each.number for each in (ice, small, large)] == [1, 2, 3]


def test_calling_a_change_of_meaning_small_takes_a_reason(cast, noon, next_version):
    version = next_version(workload_hours=71)

    with pytest.raises(Invalid) as refused:
        services.publish(version, by=cast.ada, at=noon, change="minor")
    version.refresh_from_db()
    services.publish(version, by=cast.ada, at=noon, change="minor", note="It was 71 all along.")

    assert [problem.field for problem in refused.value.problems] == ["note"]
    assert (version.label, version.change_note) == ("1.1", "It was 71 all along.")


@pytest.mark.parametrize(("change", "note"), [("huge", ""), ("major", "x" * 1001)])
def test_what_cannot_be_chosen_is_refused(cast, noon, next_version, change, note):
    with pytest.raises(Invalid):
        services.publish(next_version(tags=["a"]), by=cast.ada, at=noon, change=change, note=note)


def test_old_versions_stay_at_their_address_and_new_ones_name_them(cast, noon, ice, next_version):
    base = f"/public/badges/{ice.achievement.public_id}"
    base_3 = f"/public/3/badges/{ice.achievement.public_id}"
    before = [bytes(document_at(path).body) for path in (f"{base}/v1", f"{base_3}/v1")]

    services.publish(next_version(eqf_level=7), by=cast.ada, at=noon)

    assert [bytes(document_at(path).body) for path in (f"{base}/v1", f"{base_3}/v1")] == before
    newest, second = read(base_3), read(base)
    assert (newest["version"], second["version"]) == ("2", "2")
    (related,) = newest["related"]
    assert related["id"].endswith(f"{base_3}/v1")
    assert (related["version"], related["inLanguage"]) == ("1", "en")
    assert [address.partition("/public")[2] for address in second["related"]] == [
        f"{base}/v1".removeprefix("/public")
    ]


def test_everything_that_was_entered_is_in_the_credential(cast, noon, ice):
    picked = {
        "url": "https://skills.example/W1", "kind": "skill", "code": "W1",
        "framework": "Water skills", "name_en": "Reading water", "name_nl": "Water lezen",
    }  # fmt: skip
    version = draft(
        cast.uppsala_issuer, cast.ada, isced_field="053", croho="12345", tags=["winter"],
        alignments=[picked], grade_scale="dutch", grade_pass="6", assessment_kind="oral",
        identity_check="document", stackability="With snow", related=[ice.achievement.public_id],
    )  # fmt: skip

    said = example_credential(version, at=noon)["credentialSubject"]["achievement"]

    assert said["fieldOfStudy"] == "Physical sciences (ISCED-F 053)"
    assert said["otherIdentifier"][0]["identifierType"] == "ext:CROHO"
    assert said["tag"] == ["glaciology", "measuring", "winter"]
    assert said["related"][0]["id"].endswith(f"/public/3/badges/{ice.achievement.public_id}")
    (result,) = said["resultDescription"]
    assert (result["valueMin"], result["valueMax"], result["requiredValue"]) == ("1", "10", "6")
    named = {item["targetName"]: item for item in said["alignment"]}
    assert named["Reading water"]["targetFramework"] == "Water skills"
    assert "Oral examination: Report and defence" in named
    assert "Identity document checked: Identity checked" in named
    assert "With snow" in named


@pytest.mark.parametrize("scale", ["none", "pass", "dutch", "percent", "letters", "own"])
def test_every_grade_scale_can_be_written(cast, scale):
    levels = [{"value": "Gold", "en": "All of it"}, {"value": "Silver", "nl": "De helft"}]
    version = draft(cast.uppsala_issuer, cast.ada, grade_scale=scale, grade_levels=levels)

    results = composition.achievement(version).to_json().get("resultDescription", [])

    assert len(results) == (0 if scale == "none" else 1)


def test_an_empty_draft_has_an_example_too(cast, noon):
    version = services.draft_badge(cast.uppsala_issuer, {"scenario": "informal"}, by=cast.ada)

    said = example_credential(version, at=noon)

    assert said["credentialSubject"]["achievement"]["name"] == "…"
    version.refresh_from_db()
    assert version.name == ""


def test_badges_are_found_by_tag(cast, ice):
    tagged = draft(cast.uppsala_issuer, cast.ada, tags=["ijsvlakte é", "winter"])
    draft(cast.uppsala_issuer, cast.ada, tags=["winterslaap"])

    found = {
        tag: list(selectors.badges_of(cast.uppsala, by=cast.ada, tag=tag))
        for tag in ("winter", "ijsvlakte é", "zomer")
    }

    assert found == {"winter": [tagged], "ijsvlakte é": [tagged], "zomer": []}
