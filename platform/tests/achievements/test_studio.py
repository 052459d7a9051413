"""The picture studio: a design is read, drawn, described and stored."""

import io
import json
from dataclasses import replace

import pytest
from defusedxml import ElementTree
from django.utils.translation import override
from PIL import Image

from achievements.badge_making import SVG, draft, png
from insigne_platform.achievements import services
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.achievements.pictures import accept_picture, picture_of_drawing
from insigne_platform.achievements.studio.design import BORDERS, LOGOS, PATTERNS, Design
from insigne_platform.achievements.studio.drawing import draw, sizes_of_text
from insigne_platform.achievements.studio.lettering import outlines, width_of
from insigne_platform.achievements.studio.palettes import (
    PALETTES,
    colour_name,
    contrast,
    palette_of_house,
)
from insigne_platform.achievements.studio.shapes import SHAPES
from insigne_platform.achievements.studio.signs import SIGNS
from insigne_platform.achievements.studio.words import alternative_text, hints
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted

DESIGN = Design(sign="book", line_1="IJs lezen", plaque="2026", stars=3)


def problems_with(**said: object) -> list[str]:
    with pytest.raises(Invalid) as refused:
        Design.read(said)
    return [problem.field for problem in refused.value.problems]


def test_a_design_that_is_written_and_read_is_the_same():
    assert Design.read(json.loads(json.dumps(DESIGN.to_json()))) == DESIGN


def test_a_design_of_which_everything_is_wrong_says_everything():
    said = {
        "shape": "triangle", "pattern": 7, "border": None, "field": "red", "edge": "#12345",
        "ink": '"/><script>', "accent": ["#ffffff"], "sign": "SIGNS", "line_1": "x" * 25,
        "line_2": "冰", "plaque": "\u202e2026", "stars": "6", "logo": "big",
    }  # fmt: skip

    assert problems_with(**said) == [
        "shape", "pattern", "border", "field", "edge", "ink", "accent", "sign", "line_1",
        "line_2", "plaque", "stars", "logo",
    ]  # fmt: skip


@pytest.mark.parametrize("stars", [True, 1.5, "-1", "¹", "", None, 10**30])
def test_stars_are_counted_from_nought_to_five(stars):
    assert problems_with(stars=stars) == ["stars"]


def test_text_is_composed_and_its_space_made_even():
    assert Design.read({"line_1": "  Cafe\u0301   du\tNord "}).line_1 == "Café du Nord"


def test_equal_designs_are_equal_bytes_and_others_are_not():
    again = Design.read(DESIGN.to_json())

    assert draw(DESIGN, title="x") == draw(again, title="x")
    assert draw(DESIGN) != draw(replace(DESIGN, stars=2))


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_drawn_whole_and_apart_from_its_surroundings(shape):
    picture = picture_of_drawing(draw(replace(DESIGN, shape=shape, line_2="lezen")))

    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.size == (600, 600)
        assert image.getpixel((300, 300))[3] == 255
        edge = [image.getpixel((x, y))[3] for x in (0, 599) for y in range(600)]
    assert max(edge) == 0


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("sign", name) for name in SIGNS),
        *(("pattern", name) for name in PATTERNS),
        *(("border", name) for name in BORDERS),
    ],
)
def test_every_part_is_seen(part, value):
    plain = Design(sign="none", pattern="none", border="plain", line_1="A")
    if getattr(plain, part) == value:
        return

    with_part = picture_of_drawing(draw(replace(plain, **{part: value})))

    assert with_part.png != picture_of_drawing(draw(plain)).png


def test_the_drawing_is_clean_and_needs_no_font():
    svg = draw(DESIGN, title='"Data" <& meer>')

    root = ElementTree.fromstring(svg)
    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert root.findtext("{http://www.w3.org/2000/svg}title") == '"Data" <& meer>'
    assert names.isdisjoint({"text", "tspan", "style", "script", "image", "foreignObject", "use"})
    assert picture_of_drawing(svg).png == accept_picture(svg.encode()).png


@pytest.mark.parametrize("shape", SHAPES)
def test_long_text_stays_inside_its_shape(shape):
    design = replace(DESIGN, shape=shape, line_1="W" * 24, line_2="M" * 24)

    widest = max(size * width_of(line) for line, size, _y in sizes_of_text(design))

    assert widest <= 2 * SHAPES[shape].room


def test_letters_are_placed_around_their_middle():
    path = outlines("H", size=100, x=50, y=0)

    numbers = [float(n) for n in path.replace("Z", " ").replace("M", " ").translate(
        str.maketrans("LHVQC", "     ")).split()]  # fmt: skip
    assert max(numbers) < 50 + 100 * width_of("H") / 2
    assert "36" in path or "35" in path  # half of a capital's height under the middle


def test_the_words_for_a_picture_name_its_parts_in_both_languages():
    design = replace(DESIGN, logo="corner")

    assert alternative_text(design, "en") == (
        "Hexagon in blue with an open book, the words “IJs lezen”, a plate that says 2026, "
        "3 small stars and the logo of the institution"
    )
    assert alternative_text(design, "nl") == (
        "Zeshoek in blauw met een opengeslagen boek, de woorden “IJs lezen”, een plaatje met "
        "2026 erop, 3 sterretjes en het logo van de instelling"
    )


def test_a_design_that_is_easy_to_see_has_no_hints():
    for palette in PALETTES.values():
        colours = {
            "field": palette.field, "edge": palette.edge, "ink": palette.sign,
            "accent": palette.accent,
        }  # fmt: skip
        assert hints(replace(Design(), **colours, line_1="IJs")) == []


def test_hints_say_what_to_change():
    with override("en"):
        [of_text] = hints(replace(DESIGN, field="#777777", ink="#888888"))
        [of_sign] = hints(Design(field="#777777", ink="#888888"))
        [of_edge] = hints(Design(edge="#fffff0"))
        [of_size] = hints(replace(Design(), line_1="W" * 24))

    assert of_text.startswith("The text is hard to read on this field: the contrast is 1.2")
    assert of_sign.startswith("The sign is hard to see on this field: the contrast is 1.2")
    assert of_edge.startswith("The edge is so light")
    assert of_size.startswith("The text becomes very small")


def test_contrast_is_as_wcag_computes_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(
    ("colour", "name"),
    [("#ff0000", "red"), ("#1d3fa6", "blue"), ("#0c8f4a", "green"), ("#ffd24a", "yellow"),
     ("#5a3210", "brown"), ("#808080", "grey"), ("#ffffff", "white"), ("#000000", "black"),
     ("#d3235e", "pink"), ("#7a4cc9", "purple"), ("#f36f12", "orange")],
)  # fmt: skip
def test_colours_have_names(colour, name):
    with override("en"):
        assert colour_name(colour) == name


def test_a_house_with_colours_has_a_palette_and_one_without_has_none():
    own = palette_of_house("#1D3FA6", "")

    assert own is not None
    assert (own.field, own.sign) == ("#1d3fa6", "#ffffff")
    assert contrast(own.field, own.edge) > 1.3
    assert palette_of_house("", "") is None
    assert palette_of_house("blue;}", "#123456") is None


@pytest.mark.django_db
def test_a_draft_gets_the_picture_and_keeps_the_design(cast):
    version = draft(cast.uppsala_issuer, cast.ada, picture_alt_en="")

    services.set_design(version, DESIGN, by=cast.ada, alt_nl="Een boek")

    version.refresh_from_db()
    assert Design.read(version.picture_design) == DESIGN
    assert version.picture_alt_nl == "Een boek"
    assert version.picture_alt_en == alternative_text(DESIGN, "en")
    assert version.picture_svg == draw(DESIGN, title=version.picture_alt_en)
    assert bytes(version.picture_png).startswith(b"\x89PNG")


@pytest.mark.django_db
def test_an_upload_takes_the_place_of_a_design(cast):
    version = services.set_design(draft(cast.uppsala_issuer, cast.ada), DESIGN, by=cast.ada)

    services.set_picture(version, SVG, by=cast.ada)

    version.refresh_from_db()
    assert version.picture_design is None


@pytest.mark.django_db
def test_a_next_version_and_a_copy_can_be_worked_on_in_the_studio(cast, noon):
    version = services.set_design(draft(cast.uppsala_issuer, cast.ada), DESIGN, by=cast.ada)
    services.publish(version, by=cast.ada, at=noon)

    following = services.new_version(version.achievement, by=cast.ada)
    copy = services.copy_badge(version, by=cast.ada)

    assert Design.read(following.picture_design) == DESIGN
    assert Design.read(copy.picture_design) == DESIGN


@pytest.mark.django_db
def test_bo_makes_no_picture_for_uppsala_and_nobody_for_what_is_published(cast, noon):
    version = draft(cast.uppsala_issuer, cast.ada)

    with pytest.raises(NotPermitted):
        services.set_design(version, DESIGN, by=cast.bo)
    services.publish(version, by=cast.ada, at=noon)
    with pytest.raises(Conflict):
        services.set_design(version, DESIGN, by=cast.ada)

    assert AchievementVersion.objects.get(pk=version.pk).picture_design is None


@pytest.mark.django_db
def test_a_logo_that_is_not_there_and_an_empty_picture_are_refused(cast):
    version = draft(cast.uppsala_issuer, cast.ada)

    with pytest.raises(Invalid) as no_logo:
        services.set_design(version, replace(DESIGN, logo="corner"), by=cast.ada)
    with pytest.raises(Invalid) as empty:
        services.set_design(version, Design(sign="none"), by=cast.ada, alt_nl="x" * 301)

    assert [problem.field for problem in no_logo.value.problems] == ["logo"]
    assert [problem.field for problem in empty.value.problems] == ["sign", "alt_nl"]


@pytest.mark.parametrize("logo", [name for name in LOGOS if name != "none"])
def test_a_logo_is_part_of_the_picture(logo):
    design = Design(logo=logo)

    with_logo = picture_of_drawing(draw(design, logo=png(160, "#ff0000")))

    assert with_logo.png != picture_of_drawing(draw(design, logo=png(160, "#00ff00"))).png


def test_a_photo_becomes_a_png_without_what_the_camera_wrote():
    taken = Image.new("RGB", (700, 700), "#0b6e8c")
    told = Image.Exif()
    told[0x010E] = "a.secret@mail.example"
    written = io.BytesIO()
    taken.save(written, "JPEG", exif=told)
    assert b"a.secret@mail.example" in written.getvalue()

    picture = accept_picture(written.getvalue())

    assert picture.svg == ""
    assert b"a.secret@mail.example" not in picture.png
    with Image.open(io.BytesIO(picture.png)) as image:
        assert (image.format, image.size) == ("PNG", (700, 700))


@pytest.mark.parametrize("size", [(500, 500), (700, 900)])
def test_a_photo_that_is_small_or_not_square_is_refused(size):
    written = io.BytesIO()
    Image.new("RGB", size).save(written, "JPEG")

    with pytest.raises(Invalid):
        accept_picture(written.getvalue())


def test_a_photo_that_breaks_off_is_refused():
    written = io.BytesIO()
    Image.effect_noise((700, 700), 50).convert("RGB").save(written, "JPEG")

    with pytest.raises(Invalid) as refused:
        accept_picture(written.getvalue()[:2000])

    assert "JPEG" in refused.value.problems[0].message
