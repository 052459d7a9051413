"""Active contexts: what the terms of a document mean at one place in it.

A general processor (PyLD) computes each reachable context once; it is then read into tables that
a walk can use, and kept. Only contexts that are given beforehand are ever read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from threading import Lock
from typing import Any

from insigne.canonicalization.n_quads import (
    RDF,
    XSD_STRING,
    is_absolute_iri,
    match_absolute_iri,
)
from insigne.canonicalization.subtree_memory import SubtreeMemory
from insigne.errors import MalformedError, UnsupportedError

type Contexts = Mapping[str, Mapping[str, Any]]

XSD_DOUBLE = "http://www.w3.org/2001/XMLSchema#double"

_MOST_CONTEXTS_IN_A_LIST = 16
_MOST_REMEMBERED = 512
_NO_CONTEXT = object()
_CREDENTIALS = frozenset(
    {
        "VerifiableCredential",
        "OpenBadgeCredential",
        "AchievementCredential",
        "EndorsementCredential",
        "ClrCredential",
        "EnvelopedVerifiableCredential",
    }
)
# What many documents have in common, and what is large: worth a look into the memory.
_REMEMBERED = frozenset({"issuer", "achievement", "creator", "source"})


class Coercion(Enum):
    """What a term makes of a string (JSON-LD 1.1, "Type Coercion")."""

    LITERAL = auto()
    IRI = auto()
    VOCABULARY = auto()
    JSON = auto()


class Container(Enum):
    """How a term holds several values (JSON-LD 1.1, "Container Mapping")."""

    SET = auto()
    LIST = auto()
    GRAPH = auto()


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A term that may be a property, ready to be written."""

    name: str
    predicate: str
    coercion: Coercion = Coercion.LITERAL
    datatype: str | None = None
    container: Container = Container.SET
    has_scoped_context: bool = False
    between: str = field(init=False)
    """The predicate as it stands between subject and object."""
    opening: str = field(init=False)
    """What stands before a plain string; empty if strings are more than that to this term."""
    is_reference: bool = field(init=False)
    """Whether a string is an IRI, and nothing but that, to this term."""
    closing: str = field(init=False)
    """What stands after a plain string, to the end of the line."""
    is_remembered: bool = field(init=False)
    """Whether its nodes are worth a look into the memory of sub-trees."""

    def __post_init__(self) -> None:
        is_plain = self.coercion is Coercion.LITERAL and self.container is Container.SET
        is_plain = is_plain and self.datatype != XSD_DOUBLE
        is_reference = self.coercion is Coercion.IRI and self.container is Container.SET
        object.__setattr__(self, "is_reference", is_reference and not self.has_scoped_context)
        suffix = "" if self.datatype in (None, XSD_STRING) else f"^^<{self.datatype}>"
        object.__setattr__(self, "between", f" {self.predicate} ")
        object.__setattr__(self, "opening", f' {self.predicate} "' if is_plain else "")
        object.__setattr__(self, "closing", f'"{suffix} .\n')
        object.__setattr__(self, "is_remembered", self.name in _REMEMBERED)


@dataclass(frozen=True, slots=True)
class TypedContext:
    """What the types of a node make of the context, and what is said of them."""

    context: ActiveContext
    endings: tuple[str, ...]
    """A line for each type, all but the subject."""
    is_credential: bool


class Budget:
    """How many new active contexts one document may make us compute."""

    def __init__(self, contexts: int = 128) -> None:
        self._left = contexts

    def spend(self) -> None:
        """Count one, or raise `MalformedError` if there were too many."""
        self._left -= 1
        if self._left < 0:
            raise MalformedError("reading its contexts would take too much work")


class ActiveContext:
    """One reachable state of the active context (JSON-LD 1.1 API, "Context Processing")."""

    def __init__(self, processor: ContextProcessor, state: Mapping[str, Any]) -> None:
        for keyword in ("@base", "@language", "@direction"):
            if state.get(keyword) is not None:
                raise UnsupportedError(f"a context that sets {keyword}")
        self._processor = processor
        self._state = state
        self._mappings: Mapping[str, Any] = state["mappings"]
        self._vocabulary: str | None = state.get("@vocab")
        self.id_key = self._key_for("@id")
        self.type_key = self._key_for("@type")
        self.passed_over = frozenset({"@context", self.id_key, self.type_key})
        self.terms: dict[str, Term] = {}
        self._refused: dict[str, str] = {}
        for name, mapping in self._mappings.items():
            self._read_term(name, mapping)
        self._prefixes = frozenset(
            name for name, mapping in self._mappings.items() if mapping and mapping.get("_prefix")
        )
        previous = state.get("previousContext")
        self.previous = None if previous is None else processor.active_context(previous)
        self._typed: dict[tuple[object, ...], TypedContext] = {}
        self._scoped: dict[Term, ActiveContext] = {}
        self._extended: dict[tuple[str, ...], ActiveContext] = {}

    @property
    def special_schemes(self) -> frozenset[str]:
        """Give the schemes with which not every IRI stands for itself here."""
        names = {name.partition(":")[0] for name in self._mappings if ":" in name}
        return self._prefixes | names

    def term(self, key: str) -> Term:
        """Give the meaning of *key*, which is not in `terms`, or say why it has none."""
        if key in self._refused:
            raise UnsupportedError(self._refused[key])
        if key in self._mappings:
            raise MalformedError("a context takes the meaning of this term away")
        if key.startswith("@"):
            raise UnsupportedError(f"the keyword {key} here")
        if ":" in key:
            raise UnsupportedError("an IRI as a property's name")
        if self._vocabulary is None or not is_absolute_iri(self._vocabulary + key):
            raise MalformedError("no context defines this term")
        return Term(key, f"<{self._vocabulary}{key}>")

    def iri(self, text: str) -> str:
        """Write *text* as an IRI; it has to be an absolute one."""
        if match_absolute_iri(text) is None:
            raise MalformedError(f"not an absolute IRI: {_shown(text)}")
        if self._prefixes and text.partition(":")[0] in self._prefixes and "://" not in text:
            raise UnsupportedError(f"a compact IRI: {_shown(text)}")
        return f"<{text}>"

    def vocabulary_iri(self, text: str) -> str:
        """Write *text*, a term or an absolute IRI, as an IRI."""
        if text in self._mappings:
            iri = (self._mappings[text] or {}).get("@id")
            if iri is None:
                raise MalformedError(f"a context takes the meaning away of {_shown(text)}")
        elif ":" in text or self._vocabulary is None:
            return self.iri(text)
        else:
            iri = self._vocabulary + text
        if iri.startswith("@"):
            raise UnsupportedError(f"the keyword {iri} as a value")
        if not is_absolute_iri(iri):
            raise MalformedError(f"not an absolute IRI: {_shown(iri)}")
        return f"<{iri}>"

    def with_types(self, types: object, budget: Budget) -> TypedContext:
        """Apply the contexts of *types*, and say what the types are ("Type-Scoped Contexts")."""
        try:
            known = self._typed.get(tuple(types) if isinstance(types, list) else (types,))
        except TypeError:  # what cannot be looked up is no list of strings
            known = None
        return self._with_new_types(types_of(types), budget) if known is None else known

    def _with_new_types(self, types: tuple[str, ...], budget: Budget) -> TypedContext:
        iris = tuple(dict.fromkeys(self.vocabulary_iri(name) for name in types))
        state = self._state
        for name in sorted(set(types)):
            local = (self._mappings.get(name) or {}).get("@context", _NO_CONTEXT)
            if local is None or local is False:
                raise UnsupportedError(f"the type {_shown(name)}, which takes all terms away")
            if local is not _NO_CONTEXT:
                budget.spend()
                state = self._processor.process(state, local, propagate=False)
        context = self if state is self._state else self._processor.active_context(state)
        if context.type_key != self.type_key:
            raise UnsupportedError("a type that renames the type")
        endings = tuple(f" <{RDF}type> {iri} .\n" for iri in iris)
        is_credential = not _CREDENTIALS.isdisjoint(types)
        return _remember(self._typed, types, TypedContext(context, endings, is_credential))

    def scoped_by(self, owner: ActiveContext, term: Term, budget: Budget) -> ActiveContext:
        """Apply the context that *term* has in *owner* ("Property-Scoped Contexts")."""
        known = self._scoped.get(term)
        if known is not None:
            return known
        budget.spend()
        local = owner._mappings[term.name]["@context"]
        state = self._processor.process(self._state, local, override_protected=True)
        return _remember(self._scoped, term, self._processor.active_context(state))

    def extended_by(self, local: object, budget: Budget) -> ActiveContext:
        """Apply the `@context` of a document, or of a credential embedded in one."""
        urls = self._processor.addresses(local)
        known = self._extended.get(tuple(urls))
        if known is not None:
            return known
        budget.spend()
        state = self._processor.process(self._state, urls)
        return _remember(self._extended, tuple(urls), self._processor.active_context(state))

    def _key_for(self, keyword: str) -> str:
        """Give the one key that stands for *keyword*: a second name could hide a member."""
        aliases = [
            name
            for name, mapping in self._mappings.items()
            if mapping and mapping["@id"] == keyword
        ]
        plain = keyword.removeprefix("@")
        return plain if plain in aliases else keyword

    def _read_term(self, name: str, mapping: Mapping[str, Any] | None) -> None:
        if name in self.passed_over or mapping is None or mapping["@id"] is None:
            return
        refusal = _refusal(mapping)
        if refusal is not None:
            self._refused[name] = refusal
            return
        coercion, datatype = _coercion(mapping.get("@type"))
        self.terms[name] = Term(
            name=name,
            predicate=f"<{mapping['@id']}>",
            coercion=coercion,
            datatype=datatype,
            container=_container(mapping),
            has_scoped_context="@context" in mapping,
        )


def types_of(value: object) -> tuple[str, ...]:
    """Read the value of `type`: one name, or a list of them."""
    names = tuple(value) if isinstance(value, list) else (value,)
    for name in names:
        if not isinstance(name, str):
            raise MalformedError("types that are not strings")
    return names


def embeds_credential(node: Mapping[str, object]) -> bool:
    """Say whether *node* calls itself a credential, so that it may have contexts of its own."""
    return not _CREDENTIALS.isdisjoint(types_of(node.get("type", [])))


class ContextProcessor:
    """The general processor behind active contexts, fed from *contexts* alone."""

    def __init__(self, contexts: Contexts) -> None:
        # PyLD loads asyncio and more: a fifth of the command's start, which a JWT does not need
        from pyld import jsonld  # noqa: PLC0415  # see above
        from pyld.context_resolver import ContextResolver  # noqa: PLC0415  # see above

        self._contexts = contexts
        self._error = jsonld.JsonLdError
        self._jsonld = jsonld.JsonLdProcessor()
        self._options = {
            "base": "",
            "processingMode": "json-ld-1.1",
            "isFrame": False,
            "documentLoader": self._load,
            "contextResolver": ContextResolver({}, self._load),
        }
        self._lock = Lock()
        self._by_state: dict[int, ActiveContext] = {}
        self.memory = SubtreeMemory()
        self.initial = self.active_context(self._jsonld._get_initial_context(self._options))

    @property
    def is_full(self) -> bool:
        """Say whether it remembers so much that a fresh one should take over."""
        return len(self._by_state) > _MOST_REMEMBERED

    @property
    def special_schemes(self) -> frozenset[str]:
        """Give the schemes with which not every IRI stands for itself, in some context so far.

        They are prefixes, or begin the name of a term.
        """
        schemes = (context.special_schemes for context in self._by_state.values())
        return frozenset().union(*schemes)

    def addresses(self, local: object) -> list[str]:
        """Give the addresses that *local*, an `@context`, names: only known ones are accepted."""
        urls: list[Any] = local if isinstance(local, list) else [local]
        if not 0 < len(urls) <= _MOST_CONTEXTS_IN_A_LIST:
            raise MalformedError(f"{len(urls)} contexts")
        for url in urls:
            if not isinstance(url, str):
                raise MalformedError("a context that is not the address of one")
            if url not in self._contexts:
                raise UnsupportedError(f"an unknown context: {_shown(url)}")
        return urls

    def process(self, state: Mapping[str, Any], local: object, **how: bool) -> Mapping[str, Any]:
        """Apply *local* to *state* ("Context Processing Algorithm")."""
        try:
            with self._lock:
                processed: Mapping[str, Any] = self._jsonld._process_context(
                    state, local, self._options, **how
                )
        except self._error as error:
            reason = getattr(error, "code", None) or error.type
            raise MalformedError(f"contexts that cannot be combined ({reason})") from error
        return processed

    def active_context(self, state: Mapping[str, Any]) -> ActiveContext:
        """Give the one `ActiveContext` of *state*."""
        context = self._by_state.get(id(state))
        if context is None:
            context = self._by_state[id(state)] = ActiveContext(self, state)
        return context

    def _load(self, url: str, options: object = None) -> dict[str, object]:
        if url not in self._contexts:
            raise UnsupportedError(f"an unknown context: {_shown(url)}")
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": self._contexts[url],
        }


def _refusal(mapping: Mapping[str, Any]) -> str | None:
    """Say why a term with this definition cannot be a property here, if so."""
    iri = mapping["@id"]
    if iri.startswith("@"):
        return f"a second name of the keyword {iri}"
    for feature in ("reverse", "@nest", "@index", "@language", "@direction"):
        if mapping.get(feature) not in (None, False):
            return f"a term with {feature}"
    if _container(mapping) is None:
        return f"a term with the container {mapping['@container']}"
    datatype = _coercion(mapping.get("@type"))[1]
    if not is_absolute_iri(iri) or not (datatype is None or is_absolute_iri(datatype)):
        return "a term whose definition is not an absolute IRI"
    return None


def _container(mapping: Mapping[str, Any]) -> Any:
    containers = mapping.get("@container") or []
    match sorted({containers} if isinstance(containers, str) else set(containers)):
        case [] | ["@set"]:
            return Container.SET
        case ["@list"]:
            return Container.LIST
        case ["@graph"] | ["@graph", "@set"]:
            return Container.GRAPH
    return None


_COERCIONS: Mapping[str | None, Coercion] = {
    None: Coercion.LITERAL,
    "@none": Coercion.LITERAL,
    "@id": Coercion.IRI,
    "@vocab": Coercion.VOCABULARY,
    "@json": Coercion.JSON,
}


def _coercion(type_mapping: str | None) -> tuple[Coercion, str | None]:
    if type_mapping in _COERCIONS:
        return _COERCIONS[type_mapping], None
    return Coercion.LITERAL, type_mapping


def _remember[Key, Value](memory: dict[Key, Value], key: Key, value: Value) -> Value:
    if len(memory) >= _MOST_REMEMBERED:
        memory.clear()
    memory[key] = value
    return value


def _shown(text: str) -> str:
    return text if len(text) <= 100 else text[:100] + "…"
