"""Logos: an upload is taken apart, and only what is safe is put together again."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

import py_svg_hush
import resvg_py
from django.utils.translation import gettext as _
from PIL import Image

from insigne_platform.core import drawings
from insigne_platform.core.errors import Invalid, Problem

MOST_BYTES = 512 * 1024
SMALLEST, LARGEST = 48, 4096
KEPT = (800, 320)  # pixels; a logo stands beside a name, and in letters
LONGEST_SHAPE = 8
PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo that we made ourselves from what was uploaded; always as PNG, perhaps as SVG."""

    svg: str
    png: bytes


def accept_logo(upload: bytes) -> Logo:
    """Read an SVG or PNG logo and rebuild it, or raise `Invalid` with the reason."""
    if not upload:
        raise _refusal(_("The file is empty. Choose a picture."))
    if len(upload) > MOST_BYTES:
        raise _refusal(_("The logo is larger than 500 kB. Choose a smaller file."))
    if upload.startswith(PNG_SIGNATURE):
        return Logo("", _rebuilt_png(upload))
    if b"<svg" in upload[:4096]:
        return _rebuilt_svg(upload)
    raise _refusal(_("This is not an SVG or PNG picture. Choose another file."))


def _refusal(message: str) -> Invalid:
    return Invalid([Problem("logo", message)])


def _rebuilt_png(upload: bytes) -> bytes:
    try:
        with warnings.catch_warnings(), Image.open(io.BytesIO(upload), formats=["PNG"]) as image:
            warnings.simplefilter("ignore")  # of ancillary chunks, which we do not keep
            _must_fit(*image.size)
            drawn = image.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _refusal(_("This PNG picture is damaged. Save it again and retry.")) from error
    return _kept(drawn)


def _must_fit(width: float, height: float) -> None:
    if max(width, height) > LARGEST:
        raise _refusal(_("The logo is larger than 4096 by 4096 pixels. Choose a smaller one."))
    if min(width, height) < SMALLEST:
        raise _refusal(_("The logo is very small: at least 48 pixels high and wide is needed."))
    _must_have_shape(width, height)


def _must_have_shape(width: float, height: float) -> None:
    if max(width, height) > LONGEST_SHAPE * min(width, height):
        raise _refusal(_("The logo is too long a strip. Cut it to at most eight to one."))


def _kept(drawn: Image.Image) -> bytes:
    """Write the pixels and nothing else: no text, no profile, no place where it was made."""
    if drawn.getchannel("A").getbbox() is None:
        raise _refusal(_("Nothing can be seen in this picture. Choose another file."))
    drawn.thumbnail(KEPT, Image.Resampling.LANCZOS)
    clean = Image.frombytes("RGBA", drawn.size, drawn.tobytes())
    written = io.BytesIO()
    clean.save(written, "PNG", optimize=True)
    return written.getvalue()


def _rebuilt_svg(upload: bytes) -> Logo:
    """Keep what an allow-list knows, then draw it once, so that both pictures show the same."""
    unreadable = _("This SVG picture cannot be read. Export it as plain SVG, or use a PNG.")
    try:
        root = drawings.parsed(upload)
        _must_be_harmless(root)
        svg = py_svg_hush.filter_svg(upload).decode("utf-8")
        width, height = drawings.size_of(drawings.parsed(svg.encode("utf-8")))
        _must_have_shape(width, height)
        scale = min(KEPT[0] / width, KEPT[1] / height)
        drawn = resvg_py.svg_to_bytes(
            svg_string=svg,
            width=max(1, round(width * scale)),
            height=max(1, round(height * scale)),
            skip_system_fonts=True,
        )
    except ValueError as error:
        raise _refusal(unreadable) from error
    with Image.open(io.BytesIO(bytes(drawn)), formats=["PNG"]) as image:
        return Logo(svg, _kept(image.convert("RGBA")))


def _must_be_harmless(root: drawings.Element) -> None:
    if drawings.has_filters(root):
        raise _refusal(_("The SVG picture uses filter effects. Export it without, or use a PNG."))
    if drawings.is_too_much(root):
        raise _refusal(_("The SVG picture is too complicated. Simplify it, or use a PNG."))
