"""This room is for a credential inside a PNG or an SVG: putting it in, and taking it out."""

from insigne.baking.picture import (
    PreparedImage,
    bake,
    extract,
    image_type,
    prepare,
)
from insigne.baking.standard import Baked, Standard

__all__ = ["Baked", "PreparedImage", "Standard", "bake", "extract", "image_type", "prepare"]
