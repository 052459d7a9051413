"""This room is for SVG: a credential is one element (Open Badges, "Baking").

The XML is read by a parser that refuses entities, and written by inserting bytes: what was drawn
stays as it was drawn.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from insigne.baking.standard import MARKS, Baked, Standard, checked_image, the_only_one
from insigne.baking.svg_reading import Element, read
from insigne.encoding import strict_json
from insigne.errors import MalformedError

_START_TAG: Final = re.compile(rb"""<([^\s/>]+)(?:[^"'>]|"[^"]*"|'[^']*')*?(/?)>""")
_ATTRIBUTE: Final = re.compile(rb"""\s+([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_IN_ATTRIBUTE: Final = re.compile(rb"(?:https?://|[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.)[!-~]*\Z")
_CONTROLS: Final = bytes(set(range(0x20)) - set(b"\t\n\r"))
_NONCHARACTERS: Final = ("\ufffe".encode(), "\uffff".encode())
_ADDRESS: Final = ("https://", "http://")


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


def element(text: bytes, standard: Standard, prefix: str) -> bytes:
    """Write *text* as the standard's element: a JWS or an address as attribute, JSON as body."""
    name = f"{prefix}:{MARKS[standard].element}".encode()
    if _IN_ATTRIBUTE.match(text):
        return b'<%b verify="%b"/>' % (name, _quoted(text))
    if not _may_stand_in_xml(text):
        raise MalformedError("the credential has characters that cannot stand in an SVG")
    attributes = _verify_address(text) if standard is Standard.OPEN_BADGES_2 else b""
    return b"<%b%b><![CDATA[%b]]></%b>" % (name, attributes, _in_cdata(text), name)


def _in_cdata(text: bytes) -> bytes:
    """Write what would end the section, or be read as another end of line, some other way."""
    if b">" in text:  # one byte is found much sooner than three
        text = text.replace(b"]]>", b"]]]]><![CDATA[>")
    return text.replace(b"\r", b"]]>&#13;<![CDATA[")


def _may_stand_in_xml(text: bytes) -> bool:
    """Look for what XML has no way to write (XML 1.0, "Characters")."""
    if len(text.translate(None, _CONTROLS)) != len(text):
        return False
    return text.isascii() or not any(character in text for character in _NONCHARACTERS)


def _quoted(text: bytes) -> bytes:
    return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b'"', b"&quot;")


def _verify_address(text: bytes) -> bytes:
    """Up to 2.1 the assertion's own address stands beside its JSON; 1.x has it in `verify.url`."""
    try:
        document = strict_json.parse(text)
    except MalformedError:
        return b""
    if not isinstance(document, dict):
        return b""
    older = document.get("verify")
    address = older.get("url") if isinstance(older, dict) else document.get("id")
    if not isinstance(address, str) or not address.startswith(_ADDRESS):
        return b""
    encoded = address.encode()
    return b' verify="%b"' % _quoted(encoded) if _IN_ATTRIBUTE.match(encoded) else b""


def _text_of(found: Element) -> str:
    """Choose between attribute and body: with an address, 2.0 may have both."""
    verify, body = found.verify.strip(), found.body
    if not body.strip():
        return verify
    if not verify:
        return body
    if found.standard is Standard.OPEN_BADGES_2 and verify.startswith(_ADDRESS):
        return body
    raise MalformedError("the SVG carries two credentials: an attribute and a body")


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
    namespace, prefix = MARKS[standard].namespace, MARKS[standard].prefix
    declared = {
        name.decode().removeprefix("xmlns:"): (double or single).decode()
        for name, double, single in _ATTRIBUTE.findall(tag)
        if name.startswith(b"xmlns:")
    }
    for known, meaning in declared.items():
        if meaning == namespace:
            return known, b""
    if prefix in declared:
        prefix = f"{prefix}-{standard}"
    return prefix, f' xmlns:{prefix}="{namespace}"'.encode()
