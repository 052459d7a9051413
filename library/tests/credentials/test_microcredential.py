"""The elements of a microcredential, there and back."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.canonicalization import canonicalize
from insigne.credentials.dialect import Dialect
from insigne.credentials.microcredential import (
    ANNEX_I,
    Completeness,
    Level,
    MicrocredentialElements,
    completeness,
    elements_of,
    elements_to_achievement_fields,
    elements_to_open_badges_2_alignment,
)
from insigne.credentials.open_badges_2 import BadgeClass
from insigne.credentials.open_badges_3 import AchievementSubject, OpenBadgeCredential
from insigne.credentials.open_badges_3_achievement import Achievement, Criteria
from insigne.credentials.open_badges_3_profile import Address, Profile
from insigne.credentials.schema import schema_problems

ICE = MicrocredentialElements(
    learner="urn:uuid:2",
    title="Reading ice",
    country="NL",
    awarding_body="Uppsala",
    date_of_issue="2026-03-02T12:00:00Z",
    learning_outcomes=("reads ice", "warns others"),
    workload_credits=5,
    workload_hours=140,
    levels=(Level("EQF", "6"), Level("NLQF", "4+")),
    assessment="Practical exam and report",
    participation="On campus",
    quality_assurance="Accredited (NVAO)",
    supervision="Supervised, identity checked",
    prerequisites="None",
    stackability="Counts towards the master",
)
OUTSIDE = ("learner", "title", "country", "awarding_body", "date_of_issue")


def an_achievement(elements: MicrocredentialElements, language: str = "en") -> Achievement:
    fields = elements_to_achievement_fields(elements, achievement_id="urn:a", language=language)
    return Achievement(
        id="urn:a",
        name=elements.title or "-",
        description="-",
        criteria=Criteria("-"),
        credits_available=fields.credits_available,
        alignment=fields.alignment,
    )


def written(elements: MicrocredentialElements, language: str = "en") -> dict[str, object]:
    return an_achievement(elements, language).to_json()


def around(achievement: dict[str, object]) -> dict[str, object]:
    return {
        "issuer": {"name": "Uppsala", "address": {"addressCountryCode": "NL"}},
        "validFrom": "2026-03-02T12:00:00Z",
        "credentialSubject": {"id": "urn:uuid:2", "achievement": achievement},
    }


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_was_written_is_read_back(language):
    achievement = written(ICE, language)

    assert elements_of(achievement, credential=around(achievement)) == ICE


def test_an_achievement_alone_gives_its_own_elements():
    assert elements_of(written(ICE)) == dataclasses.replace(
        ICE, learner="", country="", awarding_body="", date_of_issue=""
    )


def test_no_term_is_one_that_the_contexts_do_not_define():
    document = OpenBadgeCredential(
        id="urn:uuid:1",
        issuer=Profile("https://uu.example/", "Uppsala", address=Address("NL")),
        valid_from=datetime(2026, 3, 2, 12, tzinfo=UTC),
        credential_subject=AchievementSubject(an_achievement(ICE), id="urn:uuid:2"),
    ).to_json()

    n_quads = canonicalize(document)

    assert "Practical exam and report" in n_quads
    assert '"NL"' in n_quads
    assert schema_problems(document, Dialect.OPEN_BADGES_3) == []
    achievement = document["credentialSubject"]["achievement"]
    assert elements_of(achievement, credential=document) == ICE


def test_an_element_is_an_alignment_that_displayers_show():
    alignments = written(ICE, "nl")["alignment"]

    assessment = next(item for item in alignments if item.get("targetCode") == "assessment")
    assert assessment["targetFramework"] == ANNEX_I
    assert assessment["targetName"] == "Practical exam and report"
    assert assessment["targetDescription"] == "Toetsvorm"


words = st.text(min_size=1).filter(str.strip)


@given(
    st.builds(
        MicrocredentialElements,
        title=words,
        learning_outcomes=st.lists(words, max_size=4).map(tuple),
        workload_credits=st.none() | st.integers(1, 60) | st.sampled_from([2.5, 0.25]),
        workload_hours=st.none() | st.integers(1, 5000) | st.sampled_from([0.5, 37.25]),
        levels=st.lists(
            st.builds(
                Level,
                st.sampled_from(["EQF", "NLQF", "QF-EHEA"]),
                st.sampled_from(["1", "4+", "8"]),
            ),
            max_size=3,
        ).map(tuple),
        assessment=st.just("") | words,
        participation=st.just("") | words,
        quality_assurance=st.just("") | words,
    )
)
def test_whatever_is_written_is_read_back(elements):
    assert elements_of(written(elements)) == elements


@pytest.mark.parametrize(
    ("alignment", "level"),
    [
        ({"targetName": "EQF level 7", "targetCode": "EQF7"}, Level("EQF", "7")),
        ({"targetName": "x", "targetUrl": "http://data.europa.eu/snb/eqf/5"}, Level("EQF", "5")),
        ({"targetName": "NLQF niveau 6"}, Level("NLQF", "6")),
        (
            {"targetFramework": "European Qualifications Framework", "targetName": "Level 4"},
            Level("EQF", "4"),
        ),
    ],
)
def test_levels_are_read_as_others_write_them(alignment, level):
    elements = elements_of({"alignment": alignment})

    assert elements.levels == (level,)
    assert elements.learning_outcomes == ()


def test_competences_stand_for_outcomes_where_there_are_none():
    achievement = {"alignment": [{"targetName": "manage research data", "targetFramework": "ESCO"}]}

    assert elements_of(achievement).learning_outcomes == ("manage research data",)


def test_a_badge_of_version_2_says_the_same():
    alignment = elements_to_open_badges_2_alignment(ICE, badge_id="https://uu.example/b")
    badge = BadgeClass(
        id="https://uu.example/b",
        name=ICE.title,
        description="-",
        image="https://uu.example/i.png",
        criteria_narrative="-",
        issuer="https://uu.example/i",
        alignment=alignment,
    ).to_json() | {"issuer": {"name": "Uppsala"}}
    assertion = {"recipient": {"identity": "urn:uuid:2"}, "issuedOn": "2026-03-02T12:00:00Z"}

    elements = elements_of(badge, credential=assertion)

    assert elements == dataclasses.replace(ICE, country="")


def test_extensions_of_dutch_badges_are_read():
    badge = {
        "extensions:ECTSExtension": {"ECTS": 2.5},
        "extensions:StudyLoadExtension": {"StudyLoad": 70},
        "extensions:EQFExtension": {"EQF": 7},
        "extensions:LearningOutcomeExtension": {"LearningOutcome": "Reads ice."},
    }

    assert elements_of(badge) == MicrocredentialElements(
        workload_credits=2.5,
        workload_hours=70,
        levels=(Level("EQF", "7"),),
        learning_outcomes=("Reads ice.",),
    )
    assert elements_of({"ECTS": 3.0, "participationType": "blended"}) == MicrocredentialElements(
        workload_credits=3, participation="blended"
    )


@pytest.mark.parametrize("junk", [None, 1, "x", [], [1, "x"], {}, {"targetCode": []}, [[{}]]])
def test_junk_is_nothing(junk):
    names = ("alignment", "name", "creator", "creditsAvailable", "issuer", "credentialSubject")
    document = dict.fromkeys(names, junk)

    elements = elements_of(document, credential=document)

    assert elements.levels == ()
    assert completeness(elements).met <= 3


def test_eleven_of_eleven():
    assert completeness(ICE) == Completeness(11, ())


def test_what_is_missing_is_named():
    thin = MicrocredentialElements(title="Ice", workload_hours=28)

    assert completeness(thin) == Completeness(
        2,
        (
            "learner",
            "country",
            "awarding_body",
            "date_of_issue",
            "learning_outcomes",
            "level",
            "assessment",
            "participation",
            "quality_assurance",
        ),
    )


def test_before_the_award_its_own_elements_are_taken_as_given():
    defined = dataclasses.replace(ICE, learner="", date_of_issue="")

    assert completeness(defined, is_awarded=False) == Completeness(11, ())
    assert completeness(defined).missing == ("learner", "date_of_issue")
