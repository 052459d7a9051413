"""An institution's own look: colours that can be seen, a logo that hides nothing, an address."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.institutions import colours, services
from insigne_platform.institutions.composition import look_etag, style_sheet
from insigne_platform.institutions.logos import accept_logo
from insigne_platform.institutions.slugs import RESERVED

pytestmark = pytest.mark.django_db

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">'
    b'<rect width="200" height="80" fill="#7a1f5c"/>%s</svg>'
)
COLOUR = st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)


def _png(width, height, colour=(10, 20, 30, 255)):
    written = io.BytesIO()
    image = Image.new("RGBA", (width, height), colour)
    image.save(written, "PNG", pnginfo=None)
    return written.getvalue()


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [("#ffffff", "#000000", 21), ("#777777", "#ffffff", 4.48), ("#ea5f00", "#ffffff", 3.42)],
)
def test_contrast_is_what_wcag_says(one, other, ratio):
    assert colours.contrast(one, other) == colours.contrast(other, one)
    assert colours.contrast(one, other) == pytest.approx(ratio, abs=0.01)


@given(COLOUR, st.sampled_from([colours.PAPER, colours.PAPER_DARK, colours.WASH]))
def test_the_proposed_colour_always_passes_and_a_good_one_is_left_alone(colour, ground):
    judged = colours.judge(colour, ground)

    assert colours.contrast(judged.passing, ground) >= colours.SHAPES
    assert judged.is_enough == (judged.ratio >= colours.SHAPES)


def test_a_colour_that_cannot_be_seen_is_refused_with_one_that_can(cast, noon):
    with pytest.raises(Invalid) as refusal:
        services.set_colours(
            cast.uppsala, {"primary": "#ffe000", "accent": "#1d3fa6"}, by=cast.ada, at=noon
        )

    [problem] = refusal.value.problems
    near = problem.message.split("needed. ")[1][:7]
    assert problem.field == "primary"
    assert near in problem.message
    services.set_colours(cast.uppsala, {"primary": near}, by=cast.ada, at=noon)
    cast.uppsala.refresh_from_db()
    assert cast.uppsala.primary == cast.uppsala.accent == near


def test_what_is_left_open_for_dark_screens_is_made(cast, noon):
    services.set_colours(
        cast.uppsala, {"primary": "#101A3C", "accent": "#7a1f5c"}, by=cast.ada, at=noon
    )

    cast.uppsala.refresh_from_db()
    house = cast.uppsala
    assert house.primary == "#101a3c"
    for colour in (house.primary_dark, house.accent_dark):
        assert colours.contrast(colour, colours.PAPER_DARK) >= colours.SHAPES
    assert f"light-dark(#101a3c, {house.primary_dark})" in style_sheet(house)


@pytest.mark.parametrize(
    "text", ["red", "#12", "#1d3fa6;}", "url(x)", "＃1d3fa6", "#1d3fa6\n", "}body{", "#1D3FAG"]
)
def test_what_is_no_colour_never_reaches_the_style_sheet(cast, noon, text):
    for field in ("primary", "accent", "primary_dark", "accent_dark"):
        chosen = {"primary": "#7a1f5c", field: f"x{text}"}
        with pytest.raises(Invalid):
            services.set_colours(cast.uppsala, chosen, by=cast.ada, at=noon)
    cast.uppsala.primary = cast.uppsala.primary_dark = text
    cast.uppsala.accent = cast.uppsala.accent_dark = "#7a1f5c"

    assert style_sheet(cast.uppsala).strip() == ""


def test_no_colours_are_our_own_again(cast, noon):
    services.set_colours(cast.uppsala, {"primary": "#7a1f5c"}, by=cast.ada, at=noon)
    before = look_etag(cast.uppsala)

    services.set_colours(cast.uppsala, {}, by=cast.ada, at=noon.replace(hour=13))

    cast.uppsala.refresh_from_db()
    assert (cast.uppsala.primary, cast.uppsala.accent_dark) == ("", "")
    assert look_etag(cast.uppsala) != before


def test_a_logo_is_rebuilt_and_scripts_are_gone(cast, noon):
    upload = SVG % (
        b'<script>alert(1)</script><image href="https://x.example/a.png"/>'
        b'<rect onload="alert(2)" width="9" height="9"/>'
    )

    services.set_logo(cast.uppsala, upload, alt_nl="", alt_en="A bar", by=cast.ada, at=noon)

    cast.uppsala.refresh_from_db()
    assert [
        word for word in ("script", "onload", "x.example") if word in cast.uppsala.logo_svg
    ] == []
    assert Image.open(io.BytesIO(bytes(cast.uppsala.logo_png))).size == (800, 320)
    assert "logo.png" in style_sheet(cast.uppsala)
    services.remove_logo(cast.uppsala, by=cast.ada, at=noon)
    cast.uppsala.refresh_from_db()
    assert (cast.uppsala.logo_png, cast.uppsala.logo_svg) == (None, "")


def test_a_png_logo_keeps_its_shape_and_loses_its_words():
    logo = accept_logo(_png(1600, 400))

    assert Image.open(io.BytesIO(logo.png)).size == (800, 200)
    assert logo.svg == ""


@pytest.mark.parametrize(
    "upload",
    [
        b"", b"GIF89a", b"\x89PNG\r\n\x1a\nrest", b"<svg", b"x" * 600_000, _png(40, 40),
        _png(900, 60), _png(100, 100, (0, 0, 0, 0)), _png(4200, 4200),
        SVG.replace(b'viewBox="0 0 200 80"', b"") % b"",
        SVG.replace(b"200 80", b"2000 80") % b"",
        SVG % b'<filter id="f"><feGaussianBlur stdDeviation="9"/></filter>',
        SVG % b'<g id="a"><use href="#a"/></g>',
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG % b"<text>&a;</text>",
    ],
)  # fmt: skip
def test_what_is_no_good_logo_is_refused_in_words(upload):
    with pytest.raises(Invalid) as refusal:
        accept_logo(upload)

    assert [problem.field for problem in refusal.value.problems] == ["logo"]


def test_a_logo_needs_words(cast, noon):
    with pytest.raises(Invalid) as refusal:
        services.set_logo(cast.uppsala, SVG % b"", alt_nl=" ", alt_en="", by=cast.ada, at=noon)

    assert [problem.field for problem in refusal.value.problems] == ["alt_nl"]


def test_every_institution_gets_an_address_that_is_free(cast):
    fields = {
        "name_en": "Uppsala University", "kind": "company", "country": "SE",
        "url": "https://u.example/", "email": "u@u.example",
    }  # fmt: skip
    second = services.found(fields, administrator=cast.ada, by=cast.operator)
    reserved = services.found(
        fields | {"name_en": "Admin"}, administrator=cast.ada, by=cast.operator
    )

    assert (cast.uppsala.slug, second.slug) == ("uppsala-university", "uppsala-university-2")
    assert reserved.slug == "admin-2"


@pytest.mark.parametrize(
    "slug", ["", "a", "Été", "a b", "-a", "a--b", "a/b", "../x", "x" * 61, "ａbc", "a_b",
             "college-elsewhere", *sorted(RESERVED)[:3], "insigne"],
)  # fmt: skip
def test_an_address_that_cannot_be_given_is_refused(cast, slug):
    with pytest.raises(Invalid) as refusal:
        services.set_introduction(cast.uppsala, {}, slug=slug, by=cast.ada)

    assert [problem.field for problem in refusal.value.problems] == ["slug"]
    cast.uppsala.refresh_from_db()
    assert cast.uppsala.slug == "uppsala-university"


def test_bo_changes_nothing_of_how_uppsala_looks(cast, noon):
    for attempt in (
        lambda: services.set_colours(cast.uppsala, {}, by=cast.bo, at=noon),
        lambda: services.set_introduction(cast.uppsala, {}, slug="bo", by=cast.bo),
        lambda: services.set_logo(
            cast.uppsala, SVG % b"", alt_nl="", alt_en="x", by=cast.bo, at=noon
        ),
        lambda: services.remove_logo(cast.uppsala, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()
