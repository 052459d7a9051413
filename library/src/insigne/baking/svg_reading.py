"""This room is for reading the XML of an SVG without falling for it.

Expat is asked directly. It fetches nothing, is stopped where a document begins to declare things of
its own (entities, default attributes), and tells us nothing of the text outside a credential.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple
from xml.parsers.expat import ExpatError, ParserCreate

from insigne.baking.standard import MARKS, MOST_TEXT_BYTES, Standard
from insigne.errors import MalformedError, UnsupportedError

SVG: Final = "http://www.w3.org/2000/svg svg"
_STANDARDS: Mapping[str, Standard] = {
    f"{marks.namespace} {marks.element}": standard for standard, marks in MARKS.items()
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
    try:
        reader.parser.Parse(image, True)
    except (ExpatError, ValueError) as error:
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
        self.root_start = -1
        self.found: list[Element] = []
        self._open: tuple[Standard, str, int] | None = None
        self._body: list[str] = []
        self._depth = 0
        self.parser = ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = _refuse_declarations
        self.parser.SkippedEntityHandler = _refuse_entity

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._depth == 0:
            if name not in (SVG, "svg"):
                raise MalformedError("the XML is not an SVG")
            self.root_start = self.parser.CurrentByteIndex
        if self._open:
            raise MalformedError("there is an element inside the credential of the SVG")
        self._depth += 1
        if self._depth > _MOST_DEPTH:
            raise MalformedError("the SVG is nested too deeply")
        if standard := _STANDARDS.get(name):
            self._open = (standard, attributes.get("verify", ""), self.parser.CurrentByteIndex)
            self._body = []
            self.parser.CharacterDataHandler = self._body.append

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            standard, verify, start = self._open
            self.parser.CharacterDataHandler = None
            body = "".join(self._body)
            if max(len(body), len(verify)) > MOST_TEXT_BYTES:
                raise MalformedError("the credential in the SVG is larger than 1 MiB")
            end_tag = self.parser.CurrentByteIndex
            self.found.append(Element(standard, verify, body, start, end_tag))
            self._open = None


def _refuse_declarations(
    name: str, system_id: str | None, public_id: str | None, has_internal_subset: bool
) -> None:
    if has_internal_subset:
        raise MalformedError("the SVG declares entities or attributes, which we do not read")


def _refuse_entity(name: str, is_parameter_entity: bool) -> None:
    raise MalformedError("the SVG uses an entity that is declared elsewhere")
