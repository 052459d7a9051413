"""The demo has a badge that was drawn in the studio, says everything, and has a past."""

import pytest
from django.test import Client

from insigne_platform.achievements.models import Achievement
from insigne_platform.demo import building, editor


@pytest.mark.django_db
@pytest.mark.slow
def test_the_drawn_badge_has_two_versions_and_says_everything():
    building.build()
    badge = Achievement.objects.get(versions__name_nl="Grondwater meten", versions__number=2)
    first, second = badge.versions.order_by("number")
    visitor = Client()
    visitor.cookies["django_language"] = "nl"

    page = visitor.get(f"/public/badges/{badge.public_id}").content.decode()
    older = visitor.get(f"/public/badges/{badge.public_id}/v1").content.decode()
    found = visitor.get("/catalogue?search=grondwater").content.decode()

    assert (first.label, second.label) == ("1", "2")
    assert second.change_note == editor.WHY
    assert second.picture_design == editor.DESIGN.to_json()
    assert "Grondwater" in second.picture_alt_nl
    for words in ("3 EC", "W1.1", "Waterbeheer in de delta", "bodemdaling", "Uitmuntend"):
        assert words in page
    assert "2 EC" in older
    assert "Er is een nieuwere versie." in older
    assert f'href="/public/badges/{badge.public_id}"' in found
