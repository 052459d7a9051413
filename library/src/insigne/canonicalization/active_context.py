"""Active contexts: what the terms of a document mean at one place in it.

Each reachable state is computed once (`context_processing`); what a walk asks of it is kept. Only
contexts that are given beforehand are ever read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from insigne.canonicalization.context_processing import (
    INITIAL,
    Contexts,
    process_context,
    shown,
)
from insigne.canonicalization.n_quads import (
    RDF,
    XSD_STRING,
    is_absolute_iri,
    match_absolute_iri,
)
from insigne.canonicalization.subtree_memory import SubtreeMemory
from insigne.canonicalization.term_definition import NO_CONTEXT, ContextState, TermDefinition
from insigne.errors import MalformedError, UnsupportedError

XSD_DOUBLE = "http://www.w3.org/2001/XMLSchema#double"

_MOST_CONTEXTS_IN_A_LIST = 16
_MOST_REMEMBERED = 512
_UNDEFINED = TermDefinition(iri=None)
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
        is_plain = is_plain and self.datatype != XSD_DOUBLE and not self.has_scoped_context
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

    def __init__(self, processor: ContextProcessor, state: ContextState) -> None:
        self._processor = processor
        self._state = state
        self._definitions = state.definitions
        self._vocabulary = state.vocabulary
        self.id_key = self._key_for("@id")
        self.type_key = self._key_for("@type")
        self.passed_over = frozenset({"@context", self.id_key, self.type_key})
        self.terms: dict[str, Term] = {}
        """The defined terms that were asked for: `term` adds to them."""
        self._prefixes = frozenset(
            name for name, definition in self._definitions.items() if definition.is_prefix
        )
        previous = state.previous
        self.previous = None if previous is None else processor.active_context(previous)
        self._typed: dict[tuple[object, ...], TypedContext] = {}
        self._scoped: dict[Term, ActiveContext] = {}
        self._extended: dict[tuple[str, ...], ActiveContext] = {}

    @property
    def special_schemes(self) -> frozenset[str]:
        """Give the schemes with which not every IRI stands for itself here."""
        names = {name.partition(":")[0] for name in self._definitions if ":" in name}
        return self._prefixes | names

    def term(self, key: str) -> Term:
        """Give the meaning of *key*, which is not in `terms` yet, or say why it has none."""
        definition = self._definitions.get(key)
        if definition is None:
            return self._undefined_term(key)
        if definition.iri is None:
            raise MalformedError("a context takes the meaning of this term away")
        term = self.terms[key] = _term(key, definition.iri, definition)
        return term

    def _undefined_term(self, key: str) -> Term:
        if key.startswith("@"):
            raise UnsupportedError(f"the keyword {key} here")
        if ":" in key:
            raise UnsupportedError("an IRI as a property's name")
        if self._vocabulary is None or not is_absolute_iri(self._vocabulary + key):
            raise MalformedError("no context defines this term")
        return Term(key, f"<{self._vocabulary}{key}>")

    def reads_alike(self, term: Term) -> bool:
        """Say whether a string or number is here what it is to *term*, from the context around."""
        definition = self._definitions.get(term.name, _UNDEFINED)
        type_mapping = (term.coercion, term.datatype)
        return _coercion(definition.type) == type_mapping and not definition.further

    def iri(self, text: str) -> str:
        """Write *text* as an IRI; it has to be an absolute one."""
        if match_absolute_iri(text) is None:
            raise MalformedError(f"not an absolute IRI: {shown(text)}")
        if self._prefixes and text.partition(":")[0] in self._prefixes and "://" not in text:
            raise UnsupportedError(f"a compact IRI: {shown(text)}")
        return f"<{text}>"

    def vocabulary_iri(self, text: str) -> str:
        """Write *text*, a term or an absolute IRI, as an IRI."""
        definition = self._definitions.get(text)
        if definition is not None:
            iri = definition.iri
            if iri is None:
                raise MalformedError(f"a context takes the meaning away of {shown(text)}")
        elif ":" in text or self._vocabulary is None:
            return self.iri(text)
        else:
            iri = self._vocabulary + text
        if iri.startswith("@"):
            raise UnsupportedError(f"the keyword {iri} as a value")
        if not is_absolute_iri(iri):
            raise MalformedError(f"not an absolute IRI: {shown(iri)}")
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
            definition = self._definitions.get(name)
            if definition is not None and definition.context is not NO_CONTEXT:
                if definition.context is None:
                    raise UnsupportedError(f"the type {shown(name)}, which takes all terms away")
                budget.spend()
                state = self._processor.process(state, definition.context, propagate=False)
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
        local = owner._definitions[term.name].context
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
            name for name, definition in self._definitions.items() if definition.iri == keyword
        ]
        plain = keyword.removeprefix("@")
        return plain if plain in aliases else keyword


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
    """What computes active contexts, from *contexts* alone, and keeps them."""

    def __init__(self, contexts: Contexts) -> None:
        self._contexts = contexts
        self._by_state: dict[ContextState, ActiveContext] = {}
        self._processed: dict[tuple[object, ...], tuple[object, ContextState]] = {}
        self.memory = SubtreeMemory()
        self.initial = self.active_context(INITIAL)

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
                raise UnsupportedError(f"an unknown context: {shown(url)}")
        return urls

    def process(
        self,
        state: ContextState,
        local: object,
        *,
        override_protected: bool = False,
        propagate: bool = True,
    ) -> ContextState:
        """Apply *local*, which nobody changes, to *state*; twice the same gives the same."""
        # The context is kept beside the answer: an `id` is its own only while it lives.
        key = (state, id(local), override_protected, propagate)
        known = self._processed.get(key)
        if known is not None:
            return known[1]
        processed = process_context(
            state,
            local,
            self._contexts,
            override_protected=override_protected,
            propagate=propagate,
        )
        _remember(self._processed, key, (local, processed))
        return processed

    def active_context(self, state: ContextState) -> ActiveContext:
        """Give the one `ActiveContext` of *state*."""
        context = self._by_state.get(state)
        if context is None:
            context = self._by_state[state] = ActiveContext(self, state)
        return context


def _term(name: str, iri: str, definition: TermDefinition) -> Term:
    """Read a definition, or say why such a term cannot be a property here."""
    if iri.startswith("@"):
        raise UnsupportedError(f"a second name of the keyword {iri}")
    if definition.is_reverse:
        raise UnsupportedError("a term with reverse")
    for feature, value in definition.further.items():
        if value is not None:
            raise UnsupportedError(f"a term with {feature}")
    container = _container(definition)
    if container is None:
        names = ", ".join(definition.container)
        raise UnsupportedError(f"a term with the container {names}")
    coercion, datatype = _coercion(definition.type)
    if not is_absolute_iri(iri) or not (datatype is None or is_absolute_iri(datatype)):
        raise UnsupportedError("a term whose definition is not an absolute IRI")
    return Term(
        name=name,
        predicate=f"<{iri}>",
        coercion=coercion,
        datatype=datatype,
        container=container,
        has_scoped_context=definition.context is not NO_CONTEXT,
    )


def _container(definition: TermDefinition) -> Container | None:
    match sorted(set(definition.container)):
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
