"""Drawings (SVG) that strangers upload: read without harm, and measured before they are drawn."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

MOST_ELEMENTS = 20_000
DEEPEST = 200
REFERENCE = re.compile(r"(?:url\(\s*['\"]?#([^'\")]+)['\"]?\s*\)|^#(.+)$)")


def parsed(source: bytes) -> Element:
    """Read a drawing as XML that expands nothing; `ValueError` if it is none."""
    try:
        root: Element = ElementTree.fromstring(source, forbid_dtd=False)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise ValueError("this is no drawing that can be read") from error
    return root


def has_filters(root: Element) -> bool:
    """Say whether the drawing asks for filter effects, which may take a renderer for ever."""
    return any(str(element.tag).rpartition("}")[2] == "filter" for element in root.iter())


def is_too_much(root: Element) -> bool:
    """Say whether too much is drawn once every reference is followed; a circle is too much."""
    by_id = {element.get("id"): element for element in root.iter() if element.get("id")}
    counts: dict[int, int] = {}
    parents: set[int] = set()

    def count(element: Element, depth: int) -> int:
        key = id(element)
        if key in counts:
            return counts[key]
        if key in parents or depth > DEEPEST:
            return MOST_ELEMENTS + 1
        parents.add(key)
        targets = [by_id[name] for name in _references(element) if name in by_id]
        total = 1 + sum(count(part, depth + 1) for part in (*element, *targets))
        parents.discard(key)
        counts[key] = min(total, MOST_ELEMENTS + 1)
        return counts[key]

    return count(root, 0) > MOST_ELEMENTS


def _references(element: Element) -> list[str]:
    found = (match for value in element.attrib.values() for match in REFERENCE.finditer(value))
    return [match[1] or match[2] for match in found]


def size_of(root: Element) -> tuple[float, float]:
    """How wide and high the drawing says it is; `ValueError` if it does not say."""
    box = re.findall(r"-?[\d.]+(?:e-?\d+)?", root.get("viewBox", ""))
    sides = box[2:4] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    numbers = [re.match(r"[\d.]+", side) for side in sides]
    found = [float(number[0]) for number in numbers if number]
    if len(found) != 2 or not all(found):
        raise ValueError("the drawing does not say how large it is")
    return found[0], found[1]
