"""From the entries of one local context to term definitions ("Create Term Definition").

The comments bear the numbers of JSON-LD 1.1 Processing Algorithms and API, 16 July 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from insigne.canonicalization.term_definition import (
    KEYWORDS,
    NO_CONTEXT,
    Definitions,
    TermDefinition,
    error_of_contexts,
    expand_iri,
    has_form_of_iri,
    has_form_of_keyword,
)

type Entries = Mapping[str, Any]

_ENTRIES: Final = frozenset(
    {
        "@id", "@reverse", "@container", "@context", "@direction", "@index", "@language", "@nest",
        "@prefix", "@protected", "@type",
    }
)  # fmt: skip
_TYPES_BY_KEYWORD: Final = frozenset({"@id", "@json", "@none", "@vocab"})
_ENDS_OF_PREFIXES: Final = tuple(":/?#[]@")
_CONTAINERS: Final = frozenset({"@graph", "@id", "@index", "@language", "@list", "@set", "@type"})
_BESIDE_GRAPH: Final = frozenset({"@graph", "@id", "@index", "@set"})


class TermCreation:
    """The definitions so far, while those of one local context are being added."""

    def __init__(self, definitions: Definitions, vocabulary: str | None, local: Entries) -> None:
        self.definitions = dict(definitions)
        self._vocabulary = vocabulary
        self._local = local
        self._protected = boolean_entry(local, "@protected", default=False)
        self._defined: dict[str, bool] = {}

    def define(self, term: str, *, override_protected: bool = False) -> None:
        """Add the definition of *term*, and before it those on which it depends.

        Those have to leave protected terms alone, whatever this one may do.
        """
        # 1
        if self._defined.get(term):
            return
        if term in self._defined:
            raise error_of_contexts("cyclic IRI mapping")
        # 2-3
        self._defined[term] = False
        value = self._local[term]
        if not term:
            raise error_of_contexts("invalid term definition")
        # 4-5
        if term in KEYWORDS and not (term == "@type" and _is_set_of_types(value)):
            raise error_of_contexts("keyword redefinition")
        if term not in KEYWORDS and has_form_of_keyword(term):
            return
        # 6: it is out of sight while it is being defined
        previous = self.definitions.pop(term, None)
        # 7-9
        is_simple = value is None or isinstance(value, str)
        entries: Entries = {"@id": value} if is_simple else value
        if not isinstance(entries, Mapping) or not _ENTRIES.issuperset(entries):  # 26
            raise error_of_contexts("invalid term definition")
        if _is_reserved(entries):
            # What a protected term means must not be lost by this way out.
            if previous is not None:
                self.definitions[term] = previous
            return
        definition = self._definition(term, entries, is_simple=is_simple)
        # 27
        if previous is not None and previous.is_protected and not override_protected:
            if replace(definition, is_protected=True) != previous:
                raise error_of_contexts("protected term redefinition")
            definition = previous
        # 28
        self.definitions[term] = definition
        self._defined[term] = True

    def _definition(self, term: str, entries: Entries, *, is_simple: bool) -> TermDefinition:
        # 12
        type_mapping = self._type_mapping(entries) if "@type" in entries else None
        # 13-18: a reversed term goes on to the end like all others, lest 27 be passed over
        is_reverse = "@reverse" in entries
        if is_reverse:
            iri: str | None = self._reverse_mapping(entries)
        elif entries.get("@id", term) != term:
            iri = self._iri_mapping(term, entries["@id"])
        else:
            iri = self._own_iri(term)
        # 19
        container = _container_mapping(entries, is_reverse=is_reverse)
        if "@type" in container:
            type_mapping = type_mapping or "@id"
            if type_mapping not in ("@id", "@vocab"):
                raise error_of_contexts("invalid type mapping")
        return TermDefinition(
            iri=iri,
            is_prefix=_prefix_flag(term, iri, entries, is_simple=is_simple),
            is_protected=boolean_entry(entries, "@protected", default=self._protected),  # 10-11
            is_reverse=is_reverse,
            type=type_mapping,
            container=container,
            context=entries.get("@context", NO_CONTEXT),  # 21, looked at by "Context Processing"
            further=_further(entries, container) if len(entries) > 1 else {},
        )

    def _type_mapping(self, entries: Entries) -> str:
        # 12.1
        value = entries["@type"]
        if not isinstance(value, str):
            raise error_of_contexts("invalid type mapping")
        if value in _TYPES_BY_KEYWORD:
            return value
        # 12.2, 12.4
        iri = self._expand(value)
        if iri is None or not has_form_of_iri(iri) or iri.startswith("_:"):
            raise error_of_contexts("invalid type mapping")
        return iri

    def _reverse_mapping(self, entries: Entries) -> str:
        # 13.1
        if "@id" in entries or "@nest" in entries:
            raise error_of_contexts("invalid reverse property")
        # 13.2, 13.4
        value = entries["@reverse"]
        iri = self._expand(value) if isinstance(value, str) else None
        if iri is None or not has_form_of_iri(iri):
            raise error_of_contexts("invalid IRI mapping")
        return iri

    def _iri_mapping(self, term: str, value: object) -> str | None:
        # 14.1
        if value is None:
            return None
        # 14.2.1, 14.2.3
        iri = self._expand(value) if isinstance(value, str) else None
        if iri is None or not (iri in KEYWORDS or has_form_of_iri(iri)):
            raise error_of_contexts("invalid IRI mapping")
        if iri in ("@context", "@preserve"):
            raise error_of_contexts("invalid keyword alias")
        # 14.2.4
        if ":" in term[1:-1] or "/" in term:
            self._defined[term] = True
            if self._expand(term) != iri:
                raise error_of_contexts("invalid IRI mapping")
        return iri

    def _own_iri(self, term: str) -> str:
        """Give the IRI of a term whose definition has no other `@id`."""
        # 15
        prefix, _, suffix = term.partition(":")
        if prefix and prefix != term:
            self._define_first(prefix)
            definition = self.definitions.get(prefix)
            if definition is None:
                return term
            if definition.iri is None:
                raise error_of_contexts("invalid IRI mapping")
            return definition.iri + suffix
        # 17
        if term == "@type":
            return term
        # 16, 18
        if self._vocabulary is None:
            raise error_of_contexts("invalid IRI mapping")
        return self._vocabulary + term

    def _expand(self, value: str) -> str | None:
        return expand_iri(
            value, self.definitions, self._vocabulary, define_first=self._define_first
        )

    def _define_first(self, term: str) -> None:
        if term in self._local and not self._defined.get(term):
            self.define(term)


def boolean_entry(entries: Entries, name: str, *, default: bool) -> bool:
    """Give the boolean of that *name*, or the *default*."""
    value = entries.get(name, default)
    if not isinstance(value, bool):
        raise error_of_contexts(f"invalid {name} value")
    return value


def _is_set_of_types(value: object) -> bool:
    """Say whether `@type` is defined only so far as step 4 allows."""
    if not isinstance(value, Mapping) or not value:
        return False
    return (
        value.keys() <= {"@container", "@protected"} and value.get("@container", "@set") == "@set"
    )


def _is_reserved(entries: Entries) -> bool:
    """Say whether it stands for what may be a keyword one day (steps 13.3, 14.2.2)."""
    value = entries.get("@reverse", entries.get("@id"))
    if not isinstance(value, str) or not has_form_of_keyword(value):
        return False
    return "@reverse" in entries or value not in KEYWORDS


def _prefix_flag(term: str, iri: str | None, entries: Entries, *, is_simple: bool) -> bool:
    # 14.2.5
    is_name = ":" not in term and "/" not in term
    if "@prefix" not in entries:
        if not is_simple or not is_name or iri is None or entries["@id"] == term:
            return False
        return iri.endswith(_ENDS_OF_PREFIXES) or iri.startswith("_:")
    # 25
    if not is_name or iri in KEYWORDS:
        raise error_of_contexts("invalid term definition")
    return boolean_entry(entries, "@prefix", default=False)


def _container_mapping(entries: Entries, *, is_reverse: bool) -> tuple[str, ...]:
    if "@container" not in entries:
        return ()
    # 19.1, 19.3
    value = entries["@container"]
    containers = tuple(value) if isinstance(value, list) else (value,)
    if not all(isinstance(name, str) for name in containers):
        raise error_of_contexts("invalid container mapping")
    names = frozenset(containers)
    if "@graph" in names:
        is_valid = names <= _BESIDE_GRAPH
    elif "@list" in names:
        is_valid = containers == ("@list",)
    else:
        is_valid = names <= _CONTAINERS and len(containers) <= (2 if "@set" in names else 1)
    if not is_valid:
        raise error_of_contexts("invalid container mapping")
    # 13.5
    if is_reverse and not names <= {"@index", "@set"}:
        raise error_of_contexts("invalid reverse property")
    return containers


def _further(entries: Entries, container: tuple[str, ...]) -> dict[str, object]:
    further: dict[str, object] = {}
    # 20
    if "@index" in entries:
        value = entries["@index"]
        if "@index" not in container or not isinstance(value, str) or value.startswith("@"):
            raise error_of_contexts("invalid term definition")
        further["@index"] = value
    # 22
    if "@language" in entries and "@type" not in entries:
        value = entries["@language"]
        if not (value is None or isinstance(value, str)):
            raise error_of_contexts("invalid language mapping")
        further["@language"] = value and value.lower()
    # 23
    if "@direction" in entries and "@type" not in entries:
        if entries["@direction"] not in (None, "ltr", "rtl"):
            raise error_of_contexts("invalid base direction")
        further["@direction"] = entries["@direction"]
    # 24
    if "@nest" in entries:
        value = entries["@nest"]
        if not isinstance(value, str) or (value != "@nest" and value.startswith("@")):
            raise error_of_contexts("invalid @nest value")
        further["@nest"] = value
    return further
