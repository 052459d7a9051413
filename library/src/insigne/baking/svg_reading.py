"""This room is for reading the XML of an SVG without falling for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final, NamedTuple
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import XMLParser

from insigne.baking.standard import MARKS, MOST_TEXT_BYTES, Standard
from insigne.errors import MalformedError, UnsupportedError

SVG: Final = "{http://www.w3.org/2000/svg}svg"
_STANDARDS: Mapping[str, Standard] = {
    f"{{{marks.namespace}}}{marks.element}": standard for standard, marks in MARKS.items()
}
_ENCODING: Final = re.compile(rb"""\A(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([^"']+)""")
_MOST_DEPTH: Final = 200


class Element(NamedTuple):
    """A credential's element: what it says, and where its tags begin."""

    standard: Standard
    verify: str
    body: str
    start: int
    end_tag: int


class Drawing(NamedTuple):
    """Where the drawing begins, and the credentials in it."""

    root_start: int
    credentials: tuple[Element, ...]


def read(image: bytes) -> Drawing:
    """Read an SVG in UTF-8. Raises `MalformedError` for entities and for broken XML."""
    _check_encoding(image)
    reader = _Reader()
    parser = XMLParser(target=reader, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    reader.position = lambda: parser.parser.CurrentByteIndex
    try:
        parser.feed(image)
        parser.close()
    except DefusedXmlException as error:
        raise MalformedError("the SVG declares entities, which we do not read") from error
    except (ParseError, ValueError) as error:
        raise MalformedError("the SVG is not well-formed XML") from error
    return Drawing(reader.root_start, tuple(reader.found))


def _check_encoding(image: bytes) -> None:
    declared = _ENCODING.match(image)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise UnsupportedError("the SVG is written in another encoding than UTF-8")
    try:
        image.decode()
    except UnicodeDecodeError as error:
        raise MalformedError("the SVG is not UTF-8 text") from error


class _Reader:
    """Notes the credentials while the parser passes by."""

    def __init__(self) -> None:
        self.position: Callable[[], int] = lambda: 0
        self.root_start = -1
        self.found: list[Element] = []
        self._open: tuple[Standard, str, int] | None = None
        self._body: list[str] = []
        self._depth = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._depth == 0:
            if tag not in (SVG, "svg"):
                raise MalformedError("the XML is not an SVG")
            self.root_start = self.position()
        if self._open:
            raise MalformedError("there is an element inside the credential of the SVG")
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise MalformedError("the SVG is nested too deeply")
        if standard := _STANDARDS.get(tag):
            self._open = (standard, attributes.get("verify", ""), self.position())
            self._body = []

    def data(self, text: str) -> None:
        if self._open:
            self._body.append(text)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._open:
            standard, verify, start = self._open
            body = "".join(self._body)
            if max(len(body), len(verify)) > MOST_TEXT_BYTES:
                raise MalformedError("the credential in the SVG is larger than 1 MiB")
            self.found.append(Element(standard, verify, body, start, self.position()))
            self._open = None

    def close(self) -> None:
        """Nothing is built, so there is nothing to give."""
