"""Baking and extracting, beside 1EdTech's bakery and Pillow re-encoding the picture."""

import io
import json
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

from PIL import Image, PngImagePlugin

from bench.materials import secured
from bench.timing import Peer, Row, race, timer
from insigne.baking import Standard, bake, extract

HERE = Path(__file__).parent
BAKERY = HERE.parent / ".tools" / "openbadges"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>'


def measure() -> list[Row]:
    """Rows for PNG and SVG."""
    text, png = secured()[7].decode(), _png()
    baked_png, baked_svg = (_baked(picture, text) for picture in (png, SVG))
    pillow = Peer("Pillow", timer(lambda: _pillow(png, text)), "re-encoding the picture")
    return [
        *race("bake PNG", timer(lambda: _baked(png, text)), [_bakery("bake png"), pillow]),
        *race("bake SVG", timer(lambda: _baked(SVG, text)), [_bakery("bake svg")]),
        *race("extract PNG", timer(lambda: extract(baked_png)), [_bakery("extract png")]),
        *race("extract SVG", timer(lambda: extract(baked_svg)), [_bakery("extract svg")]),
    ]


def _baked(picture: bytes, text: str) -> bytes:
    return bake(picture, text, standard=Standard.OPEN_BADGES_3)


def _png() -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((600, 600)).convert("RGBA").save(out, "PNG")
    return out.getvalue()


def _pillow(png: bytes, text: str) -> bytes:
    metadata = PngImagePlugin.PngInfo()
    metadata.add_itxt("openbadgecredential", text)
    out = io.BytesIO()
    Image.open(io.BytesIO(png)).save(out, "PNG", pnginfo=metadata)
    return out.getvalue()


def _bakery(case: str) -> Peer:
    """Time openbadges-bakery, which runs on an older Python."""
    ask = _bakery_process()
    if ask is None:
        return Peer("openbadges-bakery", None)

    def timed(repeats: int) -> float:
        return ask(case, repeats)

    return Peer("openbadges-bakery", timed)


@cache
def _bakery_process() -> Callable[[str, int], float] | None:
    if not (BAKERY / ".ready").exists():
        return None
    process = subprocess.Popen(
        [BAKERY / "bin" / "python", HERE / "peers" / "bakery.py"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask(case: str, repeats: int, **more: str) -> float:
        assert process.stdin and process.stdout
        process.stdin.write(json.dumps({"case": case, "repeats": repeats, **more}) + "\n")
        process.stdin.flush()
        return float(json.loads(process.stdout.readline()))

    pictures = {"png": _png().hex(), "svg": SVG.hex(), "text": secured()[7].decode()}
    ask("", 0, **pictures)
    return ask
