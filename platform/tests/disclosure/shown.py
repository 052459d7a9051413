"""What is said anywhere in a file, however it is written: for looking for what should not be."""

from __future__ import annotations

import base64
import re


def said_in(content: bytes) -> str:
    """The text of *content*, and of everything in it that is base64url, two layers deep."""
    layers = [content]
    for _ in range(2):
        layers.append(b"\n".join(_decoded(layers[-1])))
    text = "\n".join(layer.decode("utf-8", errors="replace") for layer in layers)
    return text + re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _decoded(content: bytes) -> list[bytes]:
    words = [word for word in re.findall(rb"[\w-]{8,}", content) if len(word) % 4 != 1]
    return [base64.urlsafe_b64decode(word + b"=" * (-len(word) % 4)) for word in words]
