"""Baking and extracting, beside Pillow re-encoding the picture."""

import io
import json

from PIL import Image, PngImagePlugin

from bench.sample import KEY, METHOD, NOON, credential
from bench.timing import Row, microseconds
from insigne.baking import Standard, bake, extract
from insigne.issuance import issue


def measure() -> list[Row]:
    """Rows for PNG and SVG."""
    text = json.dumps(
        json.loads(issue(credential(), signer=KEY, verification_method=METHOD, at=NOON))
    )
    png, svg = _png(), _svg()
    baked_png = bake(png, text, standard=Standard.OPEN_BADGES_3)
    baked_svg = bake(svg, text, standard=Standard.OPEN_BADGES_3)
    return [
        Row(
            "bake PNG",
            microseconds(lambda: bake(png, text, standard=Standard.OPEN_BADGES_3)),
            "Pillow, re-encoding",
            microseconds(lambda: _pillow(png, text)),
        ),
        Row(
            "bake SVG",
            microseconds(lambda: bake(svg, text, standard=Standard.OPEN_BADGES_3)),
            "none",
            None,
        ),
        Row("extract PNG", microseconds(lambda: extract(baked_png)), "none", None),
        Row("extract SVG", microseconds(lambda: extract(baked_svg)), "none", None),
    ]


def _png() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((600, 600)).convert("RGBA").save(out, "PNG")
    return out.getvalue()


def _svg() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


def _pillow(png: bytes, text: str) -> bytes:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt("openbadgecredential", text)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=metadata)
    return out.getvalue()
