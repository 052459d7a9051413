"""This room is for SVG: a credential is one element (Open Badges, "Baking").

The XML is read by a parser that refuses entities, and written by inserting bytes: what was drawn
stays as it was drawn.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final, NamedTuple
from xml.sax.saxutils import quoteattr

from insigne.baking.standard import MARKS, Baked, Standard, checked_image, the_only_one
from insigne.baking.svg_reading import Element, read
from insigne.encoding import strict_json
from insigne.errors import MalformedError

_START_TAG: Final = re.compile(rb"""<([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*?(/?)>""")
_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_IN_ATTRIBUTE: Final = re.compile(r"(?:https?://|[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.)[!-~]*\Z")
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Root(NamedTuple):
    """The start tag of the whole drawing."""

    start: int
    end: int
    name: bytes
    is_empty: bool


class SplitSvg(NamedTuple):
    """An SVG before and after the place of the credential, which is named with *prefix*."""

    before: bytes
    after: bytes
    prefix: str


def extract(image: bytes) -> Baked | None:
    """Take the credential out of an SVG, or say that there is none.

    Raises `MalformedError` if the image is broken, has entities, or carries more than one.
    """
    found = read(checked_image(image)).credentials
    return the_only_one([Baked(_text_of(element), element.standard) for element in found])


def split_at_text(image: bytes, standard: Standard) -> SplitSvg:
    """Split an SVG where the credential goes, as first child; leave out what was baked before."""
    drawing = read(checked_image(image))
    root = _root_at(image, drawing.root_start)
    after = _without(image, root.end, drawing.credentials)
    tag = image[root.start : root.end]
    prefix, declaration = _declared_prefix(tag, standard)
    name_end = len(root.name) + 1
    tag = tag[:name_end] + declaration + tag[name_end:]
    if root.is_empty:
        tag, after = tag[:-2] + b">", b"</" + root.name + b">" + after
    return SplitSvg(image[: root.start] + tag, after, prefix)


def element(text: str, standard: Standard, prefix: str) -> bytes:
    """Write *text* as the standard's element: a JWS or an address as attribute, JSON as body."""
    name = f"{prefix}:{MARKS[standard].element}"
    if _IN_ATTRIBUTE.match(text):
        return f"<{name} verify={quoteattr(text)}/>".encode()
    if _NOT_IN_XML.search(text):
        raise MalformedError("the credential has characters that cannot stand in an SVG")
    body = text.replace("]]>", "]]]]><![CDATA[>").replace("\r", "]]>&#13;<![CDATA[")
    attributes = _ATTRIBUTES[standard](text)
    return f"<{name}{attributes}><![CDATA[{body}]]></{name}>".encode()


def _verify_address(text: str) -> str:
    """Version 2.0 names the assertion's own address beside its JSON."""
    document = strict_json.parse(text)
    address = document.get("id") if isinstance(document, dict) else None
    return f" verify={quoteattr(address)}" if isinstance(address, str) else ""


_ATTRIBUTES: dict[Standard, Callable[[str], str]] = {
    Standard.OPEN_BADGES_2: _verify_address,
    Standard.OPEN_BADGES_3: lambda text: "",
}


def _text_of(found: Element) -> str:
    """Choose between attribute and body: 2.0 may have both, 3.0 has one of them."""
    verify, body = found.verify.strip(), found.body
    if not verify and not body.strip():
        raise MalformedError("the credential in the SVG is empty")
    if not body.strip():
        return verify
    if not verify:
        return body
    if found.standard is Standard.OPEN_BADGES_3:
        raise MalformedError("the SVG carries two credentials: an attribute and a body")
    is_address = verify.startswith(("https://", "http://", "urn:"))
    return body if is_address else verify


def _root_at(image: bytes, start: int) -> Root:
    tag = _START_TAG.match(image, start)
    if tag is None:
        raise MalformedError("the SVG has no start tag")
    return Root(start, tag.end(), tag[1], bool(tag[2]))


def _without(image: bytes, start: int, elements: tuple[Element, ...]) -> bytes:
    """Give what follows *start*, without the elements."""
    kept = []
    for found in elements:
        kept.append(image[start : found.start])
        start = _end_of(image, found)
    return b"".join((*kept, image[start:]))


def _end_of(image: bytes, found: Element) -> int:
    """An empty element ends with its start tag; else the parser points at its end tag."""
    tag = _START_TAG.match(image, found.start)
    if tag is not None and tag[2]:
        return tag.end()
    return image.index(b">", found.end_tag) + 1


def _declared_prefix(tag: bytes, standard: Standard) -> tuple[str, bytes]:
    """Find the prefix of the standard's namespace, or the words that declare one."""
    namespace = MARKS[standard].namespace
    declared = {
        name.decode().removeprefix("xmlns:"): (double or single).decode()
        for name, double, single in _ATTRIBUTE.findall(tag)
        if name.startswith(b"xmlns:")
    }
    for prefix, meaning in declared.items():
        if meaning == namespace:
            return prefix, b""
    prefix = "openbadges" if "openbadges" not in declared else f"openbadges-{standard}"
    return prefix, f' xmlns:{prefix}="{namespace}"'.encode()
