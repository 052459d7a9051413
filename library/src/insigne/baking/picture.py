"""This room is for a picture of either kind, and the credential in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from insigne.baking import png, svg
from insigne.baking.standard import Baked, Standard, checked_text
from insigne.errors import UnsupportedError

PNG: Final = "image/png"
SVG: Final = "image/svg+xml"
_SVG_START: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*+(?><\?xml[^>]*\?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"
    rb"(?><!DOCTYPE\s+svg\b[^>\[]*+(?:\[[^\]]*+\]\s*+)?>\s*+)?(?:<!--(?>.*?-->)\s*+)*+"
    rb"<(?:[\w.-]+:)?svg[\s/>]",
    re.DOTALL,
)
_HEAD: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class PreparedImage:
    """An image that was split once where the text goes, so that baking is only joining."""

    before: bytes
    after: bytes
    write: Callable[[bytes], bytes]

    def bake(self, text: str) -> bytes:
        """Put *text* into the image."""
        return b"".join((self.before, self.write(checked_text(text)), self.after))


def image_type(image: bytes) -> str | None:
    """Say of which type an image is, by its bytes: `image/png`, `image/svg+xml`, or neither."""
    if image.startswith(png.SIGNATURE):
        return PNG
    return SVG if _SVG_START.match(image[:_HEAD]) else None


def prepare(image: bytes, *, standard: Standard) -> PreparedImage:
    """Check and split *image*, leaving out any credential that was baked into it before.

    For many badges with one picture: all that depends on the picture is done here, once. Raises
    `MalformedError` for a broken image, `UnsupportedError` for another kind of file.
    """
    if _type_of(image) == PNG:
        before, after = png.split_at_text(image)
        return PreparedImage(before, after, lambda text: png.text_chunk(text, standard))
    split = svg.split_at_text(image, standard)
    return PreparedImage(
        split.before, split.after, lambda text: svg.element(text, standard, split.prefix)
    )


def bake(image: bytes, text: str, *, standard: Standard) -> bytes:
    """Put a credential into an image, in the place of any that was in it (Open Badges, "Baking").

    Every other byte of the image stays as it is.
    """
    return prepare(image, standard=standard).bake(text)


def extract(image: bytes) -> Baked | None:
    """Take the credential out of an image, or say that there is none.

    Raises `MalformedError` for a broken image and for one with two credentials,
    `UnsupportedError` for another kind of file.
    """
    return png.extract(image) if _type_of(image) == PNG else svg.extract(image)


def _type_of(image: bytes) -> str:
    found = image_type(image)
    if found is None:
        raise UnsupportedError("the file is neither a PNG nor an SVG image")
    return found
