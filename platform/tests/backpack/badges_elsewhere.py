"""Badges that others gave, in every kind of file, and the network on which they can be checked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path

from achievements.badge_making import png
from insigne import baking
from verification.outsiders import ASSERTION, LISA, LISAS_DOCUMENT, badge, signed, studio, world

VECTORS = Path(__file__).parents[3] / "library" / "tests" / "vectors"
GOLDEN = VECTORS / "golden"
ONLINE = world({LISA: LISAS_DOCUMENT, **studio()})
DRAWING = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 90">'
    b'<rect width="90" height="90" fill="#0b6e8c"/></svg>'
)
SCRIPTED = DRAWING.replace(
    b"<rect", b"<script>alert(1)</script><image href='http://evil.example/x'/><rect onload='x()'"
)


def named(address: str = "amina@mail.example", number: int = 1) -> bytes:
    """A signed badge of Lisa's that names an address in the open."""
    whole = badge(id=f"urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-{number:012d}")
    subject = whole["credentialSubject"]
    assert isinstance(subject, dict)
    identity = {
        "type": "IdentityObject",
        "identityType": "emailAddress",
        "hashed": False,
        "identityHash": address,
    }
    return signed({**whole, "credentialSubject": {**subject, "identifier": [identity]}})


def in_png(credential: bytes) -> bytes:
    return baking.bake(png(), credential.decode(), standard=baking.Standard.OPEN_BADGES_3)


def in_svg(credential: bytes, drawing: bytes = DRAWING) -> bytes:
    return baking.bake(drawing, credential.decode(), standard=baking.Standard.OPEN_BADGES_3)


def hosted() -> bytes:
    """An Open Badges 2.0 assertion that names Amina in the open."""
    return json.dumps(studio()[ASSERTION]).encode()


def golden(case: str, file: str) -> bytes:
    """A badge that an earlier version of the library made; its issuer does not answer here."""
    return (GOLDEN / case / file).read_bytes()


def zipped(files: Mapping[str, bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", packing) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()
