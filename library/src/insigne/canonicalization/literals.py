"""JSON's values as RDF literals (JSON-LD 1.1 API, "Object to RDF Conversion").

Where JSON-LD processors are known to differ, we refuse: a signature over bytes that only we
would compute helps nobody.
"""

from __future__ import annotations

import math
import re

import rfc8785

from insigne.canonicalization.n_quads import RDF, XSD, literal
from insigne.errors import MalformedError, UnsupportedError

XSD_BOOLEAN = XSD + "boolean"
XSD_DOUBLE = XSD + "double"
XSD_INTEGER = XSD + "integer"
RDF_JSON = RDF + "JSON"

_LARGEST_PLAIN_INTEGER = 10**21
_EXPONENT = re.compile(r"(\d)0*E\+?(-)?0*(\d)")
_is_language_tag = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*\Z").match


def string(value: str, datatype: str) -> str:
    """Write a string of *datatype*."""
    if datatype == XSD_DOUBLE:
        raise UnsupportedError("a string as xsd:double is read differently by different processors")
    return literal(value, datatype)


def language_string(value: str, language: object) -> str:
    """Write a language-tagged string, its tag in lower case."""
    if not isinstance(language, str) or _is_language_tag(language) is None:
        raise MalformedError(f"not a language tag: {language!r}")
    return f"{literal(value)}@{language.lower()}"


def native(value: object, datatype: str | None) -> str:
    """Write a JSON number or boolean, as *datatype* or its own."""
    if isinstance(value, bool):
        return literal("true" if value else "false", datatype or XSD_BOOLEAN)
    if isinstance(value, int | float):
        return _number(value, datatype)
    raise MalformedError(f"a value of a kind that JSON does not have: {type(value).__name__}")


def json_literal(value: object) -> str:
    """Write *value* whole, in the form of RFC 8785 ("JSON Literal")."""
    try:
        return literal(rfc8785.dumps(value).decode(), RDF_JSON)  # type: ignore[arg-type]  # any JSON
    except (rfc8785.CanonicalizationError, UnicodeError) as error:
        raise UnsupportedError(f"a JSON literal that RFC 8785 does not cover: {error}") from error


def _number(value: int | float, datatype: str | None) -> str:
    if not math.isfinite(value):
        raise MalformedError("not a number that JSON has")
    is_whole = isinstance(value, int) or value.is_integer()
    if is_whole and abs(value) < _LARGEST_PLAIN_INTEGER and datatype != XSD_DOUBLE:
        return literal(str(int(value)), datatype or XSD_INTEGER)
    return literal(_canonical_double(float(value)), datatype or XSD_DOUBLE)


def _canonical_double(value: float) -> str:
    """Write the canonical form of xsd:double, with 15 digits after the point."""
    return _EXPONENT.sub(r"\1E\2\3", f"{value:1.15E}")
