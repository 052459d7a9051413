"""Baking and extracting, beside PyPI `openbadges-bakery`, and Pillow re-encoding the picture.

The peer is called as its documentation does: it then writes a temporary file.
"""

import io

from openbadges_bakery import bake as bakery_bake
from openbadges_bakery import unbake as bakery_unbake
from PIL import Image, PngImagePlugin

from bench.materials import secured
from bench.timing import Peer, Row, race, timer
from insigne.baking import Standard, bake, extract, prepare

PEER = "openbadges-bakery"
OURS = Standard.OPEN_BADGES_3


def measure() -> list[Row]:
    """Rows for PNG and SVG: the picture split in advance, in one call, and taken apart."""
    text = secured()[7].decode()
    return [row for name, image in IMAGES.items() for row in _rows(name, image, text)]


def _rows(name: str, image: bytes, text: str) -> list[Row]:
    split, baked = prepare(image, standard=OURS), bake(image, text, standard=OURS)
    baked_by_peer = _bakery(image, text)
    peers = [Peer(PEER, timer(lambda: _bakery(image, text)))]
    re_encoding = Peer("Pillow", timer(lambda: _pillow(image, text)), "re-encoding the picture")
    unbaking = Peer(PEER, timer(lambda: bakery_unbake(io.BytesIO(baked_by_peer))))
    return [
        *race(
            f"bake {name}",
            timer(lambda: split.bake(text)),
            [*peers, re_encoding] if name == "PNG" else peers,
        ),
        *race(
            f"bake {name}, picture not split in advance",
            timer(lambda: bake(image, text, standard=OURS)),
            peers,
        ),
        *race(f"extract {name}", timer(lambda: extract(baked)), [unbaking]),
    ]


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
        return bytes(file.read())


def _pillow(png: bytes, text: str) -> bytes:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt("openbadgecredential", text)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=metadata)
    return out.getvalue()
