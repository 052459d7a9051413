"""What a term stands for, and which IRI a name in a context is ("IRI Expansion").

The comments bear the numbers of JSON-LD 1.1 Processing Algorithms and API, 16 July 2020.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from insigne.errors import MalformedError

KEYWORDS: Final = frozenset(
    f"@{name}"
    for name in (
        "base", "container", "context", "default", "direction", "embed", "explicit", "first",
        "graph", "id", "import", "included", "index", "json", "language", "list", "nest", "none",
        "omitDefault", "propagate", "protected", "preserve", "requireAll", "reverse", "set", "type",
        "value", "version", "vocab",
    )
)  # fmt: skip
"""Those of JSON-LD and of framing."""

NO_CONTEXT: Final = object()
"""What a definition without a scoped context has: `None` is the context that clears all terms."""

has_form_of_keyword = re.compile(r"@[A-Za-z]+\Z").match
has_form_of_iri = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*|_):\S*\Z").match
"""Say whether a text may be an IRI or a blank node identifier, as far as its scheme can tell."""


@dataclass(frozen=True, slots=True)
class TermDefinition:
    """What a term stands for (JSON-LD 1.1 API, "Context Processing Algorithms")."""

    iri: str | None
    """Its IRI mapping; None if the term has been taken its meaning away."""
    is_prefix: bool = False
    is_protected: bool = False
    is_reverse: bool = False
    type: str | None = None
    """Its type mapping: an IRI, or `@id`, `@json`, `@none` or `@vocab`."""
    container: tuple[str, ...] = ()
    context: object = NO_CONTEXT
    """Its local context, as it is written; None clears all terms."""
    further: Mapping[str, object] = field(default_factory=dict)
    """What else it says: `@direction`, `@index`, `@language`, `@nest`."""


type Definitions = Mapping[str, TermDefinition]


@dataclass(frozen=True, slots=True, eq=False)
class ContextState:
    """One state of the active context: what terms mean at one place of a document."""

    definitions: Definitions = field(default_factory=dict)
    vocabulary: str | None = None
    """The vocabulary mapping: what begins the IRI of a term that is not defined."""
    previous: ContextState | None = None
    """The state that returns inside the next node, after a context that does not propagate."""


def expand_iri(
    value: str,
    definitions: Definitions,
    vocabulary: str | None,
    *,
    define_first: Callable[[str], None] | None = None,
) -> str | None:
    """Expand *value*, relative to the vocabulary and to no base ("IRI Expansion").

    `define_first` is called with each name before it is looked up, lest it be defined further on.
    """
    # 1
    if value in KEYWORDS:
        return value
    # 2
    if has_form_of_keyword(value):
        return None
    # 3
    if define_first is not None:
        define_first(value)
    # 4-5
    if value in definitions:
        return definitions[value].iri
    # 6, 6.1
    prefix, _, suffix = value.partition(":")
    if prefix and prefix != value:
        # 6.2
        if prefix == "_" or suffix.startswith("//"):
            return value
        # 6.3
        if define_first is not None:
            define_first(prefix)
        # 6.4
        definition = definitions.get(prefix)
        if definition is not None and definition.is_prefix and definition.iri is not None:
            return definition.iri + suffix
        # 6.5
        if has_form_of_iri(value):
            return value
    # 7, 9: there is no base for 8
    return value if vocabulary is None else vocabulary + value


def error_of_contexts(code: str) -> MalformedError:
    """Give the error that has this *code* (JSON-LD 1.1 API, "JsonLdErrorCode")."""
    return MalformedError(f"contexts that cannot be combined ({code})")
