import io
import struct
import zlib

import pytest
from PIL import Image, PngImagePlugin

from achievements.badge_making import SVG, png
from insigne_platform.achievements.pictures import accept_picture
from insigne_platform.core.errors import Invalid

EVIL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
    b'viewBox="0 0 10 10" onload="alert(1)"><script>alert(2)</script>'
    b'<circle cx="5" cy="5" r="4" fill="red" onclick="alert(3)"/>'
    b'<image href="https://evil.example/track.png" width="9" height="9"/>'
    b"<foreignObject><p>hello</p></foreignObject>"
    b'<a xlink:href="javascript:alert(4)"><rect width="3" height="3"/></a></svg>'
)


def test_a_drawing_becomes_a_safe_drawing_and_a_png():
    picture = accept_picture(SVG)

    with Image.open(io.BytesIO(picture.png)) as drawn:
        assert (drawn.format, drawn.size) == ("PNG", (600, 600))
        assert drawn.getpixel((300, 300)) == (0x0B, 0x6E, 0x8C, 255)
        assert drawn.getpixel((0, 0))[3] == 0
    assert "<circle" in picture.svg


def test_nothing_that_runs_or_calls_home_is_left():
    svg = accept_picture(EVIL).svg

    assert "<circle" in svg
    for bad in ("script", "alert", "onload", "onclick", "evil.example", "foreignObject", "hello"):
        assert bad not in svg


def test_what_a_png_says_beside_its_pixels_is_gone():
    said = PngImagePlugin.PngInfo()
    said.add_text("Author", "a.secret@mail.example")
    written = io.BytesIO()
    Image.new("RGB", (700, 700), "red").save(written, "PNG", pnginfo=said)
    upload = written.getvalue()
    assert b"a.secret@mail.example" in upload

    picture = accept_picture(upload)

    assert b"a.secret@mail.example" not in picture.png
    assert picture.svg == ""
    with Image.open(io.BytesIO(picture.png)) as image:
        assert image.size == (700, 700)


def test_a_large_png_is_made_smaller():
    with Image.open(io.BytesIO(accept_picture(png(2000)).png)) as image:
        assert image.size == (1024, 1024)


def _bomb() -> bytes:
    header = struct.pack(">IIBBBBB", 60000, 60000, 8, 6, 0, 0, 0)

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IEND", b"")


def _oblong() -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (900, 600)).save(written, "PNG")
    return written.getvalue()


NINE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
LAUGHS = (
    NINE
    + '<defs><g id="a0"><path d="M0 0h1"/></g>'
    + "".join(f'<g id="a{n + 1}">' + f'<use href="#a{n}"/>' * 10 + "</g>" for n in range(9))
    + '</defs><use href="#a9"/></svg>'
).encode()
ENTITIES = (
    b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>&b;</title></svg>'
)


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (b"", "The file is empty. Choose a picture."),
        (b"x" * (1024 * 1024 + 1), "The picture is larger than 1 MB. Choose a smaller one."),
        (b"GIF89a....", "This is not an SVG, PNG or JPEG picture. Choose another file."),
        (png(599), "The picture is 599 by 599 pixels; at least 600 by 600 is needed."),
        (_oblong(), "The picture is not square: 900 by 600. Crop it and retry."),
        (_bomb(), "The picture is larger than 4096 by 4096 pixels. Choose a smaller one."),
        (png()[:-40], "This PNG picture is damaged. Save it again and retry."),
        (b"\x89PNG\r\n\x1a\n", "This PNG picture is damaged. Save it again and retry."),
        (
            NINE.replace("9 9", "20 10").encode() + b"<path d='M0 0h9v9z'/></svg>",
            "The picture is not square: 20 by 10. Crop it and retry.",
        ),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>',
            "The SVG picture does not say how large it is (viewBox).",
        ),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"></svg>',
            "Nothing is left of this SVG picture once it is made safe. Use a PNG.",
        ),
        (
            b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><filter id="f"/></svg>',
            "The SVG picture uses filter effects. Export it without, or use a PNG.",
        ),
        (b"<svg", "This SVG picture cannot be read. Export it as plain SVG, or use a PNG."),
        (ENTITIES, "This SVG picture cannot be read. Export it as plain SVG, or use a PNG."),
        (LAUGHS, "The SVG picture is too complicated. Simplify it, or use a PNG."),
    ],
)  # fmt: skip
def test_a_picture_that_will_not_do_is_refused_with_the_reason(upload, sentence):
    with pytest.raises(Invalid) as refused:
        accept_picture(upload)

    assert [(problem.field, problem.message) for problem in refused.value.problems] == [
        ("picture", sentence)
    ]
