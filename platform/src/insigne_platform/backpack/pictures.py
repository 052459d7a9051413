"""The picture of a badge from elsewhere, drawn anew: only pixels of ours reach a page."""

from __future__ import annotations

import binascii
import io
import re
import warnings
from base64 import b64decode
from collections.abc import Sequence
from typing import Final

import py_svg_hush
import resvg_py
from PIL import Image

from insigne.baking import image_type
from insigne_platform.core import drawings

SIDE: Final = 400
LARGEST_SIDE: Final = 4096
LARGEST_SOURCE: Final = 4 * 1024 * 1024
LARGEST_DRAWING: Final = 1024 * 1024
DATA_ADDRESS: Final = re.compile(r"\Adata:image/(?:png|svg\+xml);base64,([A-Za-z0-9+/=\s]+)\Z")
CREDENTIAL: Final = re.compile(
    rb"<(?:[\w-]+:)?(?:assertion|credential)\b.*?</(?:[\w-]+:)?(?:assertion|credential)\s*>",
    re.DOTALL,
)


def picture_of(body: bytes, images: Sequence[str]) -> bytes | None:
    """Draw what the badge came in, or the picture that is written inside it; None if neither."""
    for source in (body, *(_written(image) for image in images)):
        drawn = _drawn(source)
        if drawn is not None:
            return drawn
    return None


def _written(address: str) -> bytes:
    """Read a picture that is written out in its own address; an address elsewhere is not asked."""
    if len(address) > 2 * LARGEST_SOURCE or not (found := DATA_ADDRESS.match(address)):
        return b""
    try:
        return b64decode(found[1])
    except (binascii.Error, ValueError):
        return b""


def _drawn(source: bytes) -> bytes | None:
    if len(source) > LARGEST_SOURCE:
        return None
    kind = image_type(source)
    try:
        if kind == "image/png":
            return _small(source)
        if kind == "image/svg+xml":
            return _small(_rendered(source))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    return None


def _small(source: bytes) -> bytes:
    with warnings.catch_warnings(), Image.open(io.BytesIO(source), formats=["PNG"]) as image:
        warnings.simplefilter("ignore")  # of ancillary chunks, which we do not keep
        if not 0 < max(image.size) <= LARGEST_SIDE:
            raise ValueError("too large to be drawn")
        drawn = image.convert("RGBA")
    drawn.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    square = Image.new("RGBA", (SIDE, SIDE))
    square.paste(drawn, ((SIDE - drawn.width) // 2, (SIDE - drawn.height) // 2))
    written = io.BytesIO()
    square.save(written, "PNG")
    return written.getvalue()


def _rendered(source: bytes) -> bytes:
    """Keep what an allow-list knows of a drawing, and draw that."""
    plain = CREDENTIAL.sub(b"", source)
    if len(plain) > LARGEST_DRAWING:
        raise ValueError("too large to be drawn")
    root = drawings.parsed(plain)
    if drawings.has_filters(root) or drawings.is_too_much(root):
        raise ValueError("too much to be drawn")
    svg = py_svg_hush.filter_svg(plain).decode("utf-8")
    width, height = drawings.size_of(drawings.parsed(svg.encode("utf-8")))
    scale = SIDE / max(width, height)
    drawn = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=max(1, round(width * scale)),
        height=max(1, round(height * scale)),
        skip_system_fonts=True,
    )
    return bytes(drawn)
