"""What a public badge page says beside what the badge is worth, to people and to machines."""

import json
import re

import pytest
from django.test import Client

from insigne_platform.achievements import services
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db

SKILL = {
    "framework": "Werken met water", "code": "W1", "kind": "skill", "url": "https://water.example/w1",
    "name_nl": "Peilen", "name_en": "Sounding", "description_nl": "", "description_en": "",
}  # fmt: skip
DETAILS = {
    "isced_field": "053",
    "croho": "50206",
    "stackability": "Counts for 2.5 EC in the minor Arctic",
    "tags": ["winter", "field work"],
    "grade_scale": "own",
    "grade_levels": [
        {"value": "bronze", "nl": "Ziet ijs.", "en": "Sees ice."},
        {"value": "gold", "nl": "", "en": ""},
    ],
    "grade_pass": "gold",
    "alignments": [SKILL],
}


@pytest.fixture
def badge(cast, noon):
    def make(**changes):
        version = services.draft_badge(cast.uppsala_issuer, {**WORDS, **changes}, by=cast.ada)
        services.set_picture(version, PICTURE, by=cast.ada)
        return services.publish(version, by=cast.ada, at=noon)

    return make


def page_of(version, language: str = "en") -> str:
    client = Client()
    client.cookies["django_language"] = language
    address = f"/public/badges/{version.achievement.public_id}"
    return client.get(address, HTTP_ACCEPT="text/html").content.decode()


def linked_data(page: str) -> dict[str, object]:
    [block] = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    return json.loads(block)


def test_a_page_says_studies_tags_and_what_results_mean(badge):
    page = page_of(badge(**DETAILS))

    for words in (
        "In detail", "Physical sciences", "50206", "Counts for 2.5 EC in the minor Arctic",
        "winter", "field work", "bronze, gold; passed from gold",
        "<strong>bronze</strong>: Sees ice.",
    ):  # fmt: skip
        assert words in page
    assert "<strong>gold</strong>" not in page
    assert "<strong>bronze</strong>: Ziet ijs." in page_of(badge(**DETAILS), "nl")


def test_a_badge_that_says_no_more_has_no_details(badge):
    assert "In detail" not in page_of(badge())


def test_related_badges_are_named_and_led_to_unless_only_their_course_may_see_them(badge):
    other, game = badge(name_en="Skating"), badge(name_en="Ice cup", scenario="game")
    related = [other.achievement.public_id, game.achievement.public_id, "gone"]

    page = page_of(badge(related=related))

    assert f'<a href="/public/badges/{other.achievement.public_id}">Skating</a>' in page
    assert "Ice cup" not in page


def test_what_others_wrote_is_text(badge):
    evil = "<script>alert(1)</script>"

    page = page_of(badge(**DETAILS | {"stackability": evil, "tags": [evil], "croho": "<b>5"}))

    assert "<script>alert" not in page
    assert "<b>5" not in page


def test_machines_read_studies_frameworks_and_related_badges(badge):
    other = badge(name_en="Skating").achievement.public_id

    said = linked_data(page_of(badge(**DETAILS, related=[other]), "nl"))

    assert said["about"] == [
        {"@type": "DefinedTerm", "name": "Physical sciences", "termCode": "053",
         "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "ISCED-F 2013"}},
        {"@type": "DefinedTerm", "name": "CROHO 50206", "termCode": "50206",
         "inDefinedTermSet": {"@type": "DefinedTermSet", "name": "CROHO"}},
    ]  # fmt: skip
    assert said["educationalAlignment"] == [
        {"@type": "AlignmentObject", "alignmentType": "teaches",
         "educationalFramework": "Werken met water", "targetName": "Sounding",
         "targetUrl": "https://water.example/w1"},
    ]  # fmt: skip
    assert said["mentions"] == [
        {"@type": "EducationalOccupationalCredential",
         "@id": f"https://badges.example.org/public/badges/{other}"},
    ]  # fmt: skip
