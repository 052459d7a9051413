"""Pictures of badges: an upload is taken apart, and only what is safe is put together again."""

from __future__ import annotations

import io
import re
import struct
import warnings
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError

import py_svg_hush
import resvg_py
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.institutions.models import Institution

MOST_BYTES = 1024 * 1024
SMALLEST, LARGEST = 600, 4096
KEPT = 1024  # pixels; larger pictures would make every download of a badge heavy
MOST_ELEMENTS = 20_000
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
JPEG_SIGNATURE = b"\xff\xd8\xff"
LOGO_SIZE = 160  # pixels of a logo inside a drawing
REFERENCE = re.compile(r"(?:url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)|^#(.+)$)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that we made ourselves from what was uploaded; always as PNG, perhaps as SVG."""

    svg: str
    png: bytes


def accept_picture(upload: bytes) -> Picture:
    """Read an SVG, PNG or JPEG picture and rebuild it, or raise `Invalid` with the reason."""
    if not upload:
        raise _refusal(_("The file is empty. Choose a picture."))
    if len(upload) > MOST_BYTES:
        raise _refusal(_("The picture is larger than 1 MB. Choose a smaller one."))
    if upload.startswith(PNG_SIGNATURE):
        return Picture("", _rebuilt_png(upload))
    if upload.startswith(JPEG_SIGNATURE):
        return Picture("", _png_of_jpeg(upload))
    if b"<svg" in upload[:4096]:
        return _rebuilt_svg(upload)
    raise _refusal(_("This is not an SVG, PNG or JPEG picture. Choose another file."))


def _refusal(message: str) -> Invalid:
    return Invalid([Problem("picture", message)])


def _rebuilt_png(upload: bytes) -> bytes:
    if len(upload) < 24:
        raise _refusal(_damaged())
    _must_be_large_enough(*struct.unpack(">II", upload[16:24]))
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(upload), formats=["PNG"]) as image:
            warnings.simplefilter("ignore")  # of ancillary chunks, which we do not keep
            drawn = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refusal(_damaged()) from error
    drawn.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    return _png_of(drawn)


def _must_be_large_enough(width: int, height: int) -> None:
    _must_fit(width, height)
    if min(width, height) < SMALLEST:
        raise _refusal(
            _("The picture is %(width)s by %(height)s pixels; at least 600 by 600 is needed.")
            % {"width": width, "height": height}
        )


def _png_of_jpeg(upload: bytes) -> bytes:
    """Draw a photo anew as PNG, upright as its camera meant it; the file itself is not kept."""
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(upload), formats=["JPEG"]) as image:
            warnings.simplefilter("ignore")  # of what a camera wrote beside the pixels
            _must_be_large_enough(*image.size)
            drawn = ImageOps.exif_transpose(image).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refusal(_("This JPEG picture is damaged. Save it again and retry.")) from error
    drawn.thumbnail((KEPT, KEPT), Image.Resampling.LANCZOS)
    return _png_of(drawn)


def picture_of_drawing(svg: str) -> Picture:
    """Both pictures of a drawing that we made ourselves."""
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg, width=SMALLEST, height=SMALLEST, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(bytes(drawn)), formats=["PNG"]) as image:
        return Picture(svg, _png_of(image.convert("RGBA")))


def logo_for_drawing(institution: Institution) -> bytes:
    """The institution's logo as a small square PNG; nothing if it has none."""
    stored = bytes(getattr(institution, "logo_png", None) or b"")
    if not stored:
        return b""
    with Image.open(io.BytesIO(stored), formats=["PNG"]) as image:
        logo = ImageOps.pad(image.convert("RGBA"), (LOGO_SIZE, LOGO_SIZE), color=(0, 0, 0, 0))
    return _png_of(logo)


def _damaged() -> str:
    return _("This PNG picture is damaged. Save it again and retry.")


def _png_of(image: Image.Image) -> bytes:
    """Write the pixels and nothing else: no text, no profile, no place where it was taken."""
    clean = Image.frombytes("RGBA", image.size, image.tobytes())
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return written.getvalue()


def _must_fit(width: float, height: float) -> None:
    if not 0 < width <= LARGEST or not 0 < height <= LARGEST:
        raise _refusal(_("The picture is larger than 4096 by 4096 pixels. Choose a smaller one."))
    if abs(width - height) > max(width, height) * 0.01:
        raise _refusal(
            _("The picture is not square: %(width)g by %(height)g. Crop it and retry.")
            % {"width": width, "height": height}
        )


def _rebuilt_svg(upload: bytes) -> Picture:
    """Keep what an allow-list knows, then draw it once, so that both pictures show the same."""
    _must_be_harmless(_parsed(upload))
    try:
        svg = py_svg_hush.filter_svg(upload).decode("utf-8")
    except ValueError as error:
        raise _refusal(_unreadable()) from error
    root = _parsed(svg.encode("utf-8"))
    width, height = _size_of(root)
    _must_fit(min(width, LARGEST), min(height, LARGEST))
    try:
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg, width=SMALLEST, height=SMALLEST, skip_system_fonts=True
        )
    except ValueError as error:
        raise _refusal(_unreadable()) from error
    with Image.open(io.BytesIO(bytes(drawn)), formats=["PNG"]) as image:
        pixels = image.convert("RGBA")
    if pixels.getchannel("A").getbbox() is None:
        raise _refusal(_("Nothing is left of this SVG picture once it is made safe. Use a PNG."))
    return Picture(svg, _png_of(pixels))


def _unreadable() -> str:
    return _("This SVG picture cannot be read. Export it as plain SVG, or use a PNG.")


def _parsed(source: bytes) -> Element:
    try:
        root: Element = ElementTree.fromstring(source, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise _refusal(_unreadable()) from error
    return root


def _must_be_harmless(root: Element) -> None:
    """Refuse what would take a renderer for ever: filters, and parts that repeat one another."""
    elements = list(root.iter())
    if any(_name(element) == "filter" for element in elements):
        raise _refusal(_("The SVG picture uses filter effects. Export it without, or use a PNG."))
    if _drawn_count(root, elements) > MOST_ELEMENTS:
        raise _refusal(_("The SVG picture is too complicated. Simplify it, or use a PNG."))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _drawn_count(root: Element, elements: list[Element]) -> int:
    """Count what is drawn when every reference is followed, however often; a circle is too many."""
    by_id = {element.get("id"): element for element in elements if element.get("id")}
    counts: dict[int, int] = {}
    parents: set[int] = set()

    def count(element: Element, depth: int) -> int:
        key = id(element)
        if key in counts:
            return counts[key]
        if key in parents or depth > 200:
            return MOST_ELEMENTS + 1
        parents.add(key)
        targets = [by_id[name] for name in _references(element) if name in by_id]
        total = 1 + sum(count(part, depth + 1) for part in (*element, *targets))
        parents.discard(key)
        counts[key] = min(total, MOST_ELEMENTS + 1)
        return counts[key]

    return count(root, 0)


def _references(element: Element) -> list[str]:
    found = (match for value in element.attrib.values() for match in REFERENCE.finditer(value))
    return [match[1] or match[2] for match in found]


def _size_of(root: Element) -> tuple[float, float]:
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))
    sides = box[2:4] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    numbers = [re.match(r"[\d.]+", side) for side in sides]
    if len(numbers) != 2 or not all(numbers):
        raise _refusal(_("The SVG picture does not say how large it is (viewBox)."))
    try:
        width, height = (float(number[0]) for number in numbers if number)
    except ValueError as error:
        raise _refusal(_unreadable()) from error
    if not width or not height:
        raise _refusal(_("The SVG picture does not say how large it is (viewBox)."))
    return width, height
