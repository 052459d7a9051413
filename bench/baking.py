"""Baking and extracting, beside PyPI `openbadges-bakery`, and Pillow re-encoding the picture.

The peer is called as its documentation does: it then writes a temporary file.
"""

import io
import json

from openbadges_bakery import bake as bakery_bake
from openbadges_bakery import unbake as bakery_unbake
from PIL import Image, PngImagePlugin

from bench.sample import KEY, METHOD, NOON, credential
from bench.timing import Row, microseconds
from insigne.baking import Standard, bake, extract, prepare
from insigne.issuance import issue

PEER = "openbadges-bakery"
OURS = Standard.OPEN_BADGES_3


def measure() -> list[Row]:
    """Rows for PNG and SVG: the picture split in advance, in one call, and taken apart."""
    text = json.dumps(
        json.loads(issue(credential(), signer=KEY, verification_method=METHOD, at=NOON))
    )
    return [row for name, image in IMAGES.items() for row in _rows(name, image, text)]


def _rows(name: str, image: bytes, text: str) -> list[Row]:
    split, baked, baked_by_peer = (
        prepare(image, standard=OURS),
        bake(image, text, standard=OURS),
        _bakery(image, text),
    )
    theirs = microseconds(lambda: _bakery(image, text))
    rows = [
        Row(f"bake {name}", microseconds(lambda: split.bake(text)), PEER, theirs),
        Row(
            f"bake {name}, picture not split in advance",
            microseconds(lambda: bake(image, text, standard=OURS)),
            PEER,
            theirs,
        ),
        Row(
            f"extract {name}",
            microseconds(lambda: extract(baked)),
            PEER,
            microseconds(lambda: bakery_unbake(io.BytesIO(baked_by_peer))),
        ),
    ]
    if name == "PNG":
        re_encoded = microseconds(lambda: _pillow(image, text))
        rows.append(Row("bake PNG, re-encoding", rows[0].ours, "Pillow", re_encoded))
    return rows


def _png() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((600, 600)).convert("RGBA").save(out, "PNG")
    return out.getvalue()


def _svg() -> bytes:
    """Draw about as much as is drawn on a badge, 2 to 3 kB."""
    parts = "".join(
        f'<path d="M{n} {n}c{n} 2 4 6 9 {n}z" fill="#{n:06x}" stroke-width="2"/>' for n in range(40)
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 99 99">{parts}</svg>'.encode()


IMAGES = {"PNG": _png(), "SVG": _svg()}


def _bakery(image: bytes, text: str) -> bytes:
    with bakery_bake(io.BytesIO(image), text) as file:
        return file.read()


def _pillow(png: bytes, text: str) -> bytes:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt("openbadgecredential", text)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=metadata)
    return out.getvalue()
