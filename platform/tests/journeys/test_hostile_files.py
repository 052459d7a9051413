"""Files that nobody should offer, at every place where files are offered."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award, RecipientList
from journeys.hostile_files import ANYWHERE, LISTS
from journeys.refusals import refusal
from web.a_badge import WORDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ANYWHERE)
def test_whatever_is_offered_to_be_verified(world, kind):
    file = SimpleUploadedFile("badge.png", ANYWHERE[kind], "image/png")

    page = refusal(
        world.door("nobody").post("/verify", {"file": file, "recipient": "amina@mail.example"})
    )

    assert 'value="amina@mail.example"' in page


@pytest.mark.parametrize("kind", {**ANYWHERE, **LISTS})
def test_whatever_is_offered_as_a_list(world, kind):
    address = f"/issuing/badges/{world.uppsala.named['published']['version_id']}/award/list"
    before = counted()

    for name in ("list.csv", "list.xlsx"):
        file = SimpleUploadedFile(name, {**ANYWHERE, **LISTS}[kind])
        refusal(world.door("ada").post(address, {"file": file}))

    assert counted() == before


def counted() -> tuple[int, int]:
    return RecipientList.objects.count(), Award.objects.count()


@pytest.mark.parametrize("kind", ANYWHERE)
def test_whatever_is_offered_as_a_picture(world, kind):
    draft = AchievementVersion.objects.get(pk=world.uppsala.named["draft"]["version_id"])
    file = SimpleUploadedFile("picture.svg", ANYWHERE[kind], "image/svg+xml")

    response = world.door("ada").post(
        f"/issuing/badges/{draft.pk}", {**WORDS, "name_en": "Reading old ice", "picture": file}
    )

    page = refusal(response)
    assert 'value="Reading old ice"' in page
    before = draft.picture_svg, bytes(draft.picture_png)
    draft.refresh_from_db()
    assert (draft.picture_svg, bytes(draft.picture_png)) == before


@pytest.mark.parametrize("token", ["eyJhbGciOiJub25lIn0.e30.", "eyJhbGciOiJIUzI1NiJ9.e30.YWJj"])
def test_a_token_that_nobody_signed_is_not_believed(world, token):
    page = world.door("nobody").post("/verify", {"text": token}).content.decode()

    heading = re.findall(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[0]
    assert re.sub(r"<[^>]*>", "", heading).strip() in {"Invalid", "Unknown"}
