"""The pages of the picture studio."""

import base64
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from insigne_platform.achievements import services
from insigne_platform.achievements.studio.design import Design
from insigne_platform.achievements.studio.drawing import draw
from web.a_badge import PICTURE

pytestmark = pytest.mark.django_db

CHOSEN = {
    **Design(sign="leaf", shape="shield", line_1="Groen").to_json(),
    "alt_nl": "Een blad",
    "alt_en": "A leaf",
}


@pytest.fixture
def address(draft) -> str:
    return f"/issuing/badges/{draft.pk}/studio"


@pytest.fixture
def ada(cast, at_the_door):
    return at_the_door(cast.ada)


def design_of(draft) -> dict[str, object] | None:
    draft.refresh_from_db()
    return draft.picture_design


def test_the_studio_begins_with_a_picture_and_words_for_it(ada, address, draft, cast):
    assert 'value="A blue disc"' in ada.get(address).content.decode()  # what was written stays
    no_words = {"picture_alt_nl": "", "picture_alt_en": ""}
    services.edit_draft(draft, no_words, by=cast.ada)

    page = ada.get(address).content.decode()

    assert "data:image/svg+xml;base64," in page
    assert 'value="Hexagon in turquoise with a star"' in page
    assert 'value="Zeshoek in turkoois met een ster"' in page


def test_what_is_chosen_is_stored_and_can_be_worked_on_again(ada, address, draft):
    saved = ada.post(address, CHOSEN)

    assert (saved.status_code, saved.url) == (302, f"/issuing/badges/{draft.pk}/step/picture")
    assert design_of(draft) == Design(sign="leaf", shape="shield", line_1="Groen").to_json()
    assert draft.picture_alt_en == "A leaf"
    again = ada.get(address).content.decode()
    assert 'value="leaf" checked' in again
    assert 'value="Groen"' in again
    assert 'value="A leaf"' in again


def test_the_look_is_the_picture_that_is_stored(ada, address):
    said = ada.get(f"{address}/look", {**CHOSEN, "alt_nl": "x"}).json()

    svg = base64.b64decode(str(said["picture"]).partition(",")[2]).decode()
    assert svg == draw(Design(sign="leaf", shape="shield", line_1="Groen"))
    assert said["hints"] == []
    assert said["alt_nl"] == "Schild in blauw met een blad en de woorden “Groen”"


def test_a_look_that_cannot_be_drawn_says_why(ada, address):
    answer = ada.get(f"{address}/look", {"shape": "<svg>", "line_1": "冰"})

    assert answer.status_code == 422
    assert set(answer.json()["problems"]) == {"shape", "line_1"}


def test_without_scripts_a_button_shows_what_was_chosen_and_stores_nothing(ada, address, draft):
    page = ada.post(address, {**CHOSEN, "show": "1", "alt_nl": "", "alt_en": "Mine"})

    assert page.status_code == 200
    assert 'value="leaf" checked' in page.content.decode()
    assert 'value="Mine"' in page.content.decode()
    assert design_of(draft) is None


def test_without_scripts_a_palette_colours_the_picture(ada, address):
    page = ada.post(address, {**CHOSEN, "palette": "forest"}).content.decode()

    assert 'name="field" value="#15805c"' in page


def test_a_wrong_choice_keeps_the_others_and_says_what_is_wrong(ada, address, draft):
    page = ada.post(address, {**CHOSEN, "sign": '"><script>', "line_2": "x" * 40, "alt_en": ""})

    text = page.content.decode()
    assert page.status_code == 422
    assert "<script>" not in text.split("data-studio")[1]
    assert 'value="Groen"' in text
    assert 'href="#id_line_2"' in text
    assert 'href="#id_alt_en"' in text
    assert design_of(draft) is None


def test_a_photo_is_taken_and_the_design_forgotten(ada, address, draft):
    ada.post(address, CHOSEN)
    written = io.BytesIO()
    Image.new("RGB", (640, 640), "#15805c").save(written, "JPEG")
    photo = SimpleUploadedFile("photo.jpg", written.getvalue(), "image/jpeg")

    saved = ada.post(address, {"upload": "1", "picture": photo})

    assert (saved.status_code, saved.url) == (302, f"/issuing/badges/{draft.pk}/step/picture")
    assert design_of(draft) is None
    assert bytes(draft.picture_png).startswith(b"\x89PNG")


def test_a_file_that_is_no_picture_is_refused_in_words(ada, address):
    file = SimpleUploadedFile("virus.svg", b"MZ\x90\x00")

    page = ada.post(address, {"upload": "1", "picture": file})

    assert page.status_code == 422
    assert "This is not an SVG, PNG or JPEG picture" in page.content.decode()


def test_what_is_published_has_no_studio(ada, draft, address, noon, cast):
    services.set_picture(draft, PICTURE, by=cast.ada)
    services.publish(draft, by=cast.ada, at=noon)

    assert ada.get(address).status_code == 302
    assert ada.post(address, CHOSEN).status_code == 302
    assert design_of(draft) is None
