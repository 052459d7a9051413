"""From a JSON-LD document to its quads, in one walk (JSON-LD 1.1 API, "Expansion", "Deserialize").

Always in safe mode: what would be dropped, guessed or resolved against an invented base is an
error. So is what could say the same quads in words that a reader of the JSON does not see, such as
an IRI in the place of a term, or `@type` in the place of `type`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from insigne.canonicalization.active_context import (
    ActiveContext,
    Budget,
    Coercion,
    Container,
    ContextProcessor,
    Term,
    embeds_credential,
)
from insigne.canonicalization.emission import Emission
from insigne.canonicalization.literals import json_literal, language_string, native, string
from insigne.canonicalization.n_quads import RDF, XSD_STRING, BlankNode, Quad, escape
from insigne.canonicalization.n_quads import Term as RdfTerm
from insigne.canonicalization.subtree_memory import Subtree, SubtreeMemory, content_of, part_of
from insigne.errors import InsigneError, MalformedError, UnsupportedError

RDF_FIRST = f" <{RDF}first> "
RDF_REST = f" <{RDF}rest> "
RDF_NIL = f"<{RDF}nil>"


def quads_of(document: Mapping[str, object], processor: ContextProcessor) -> list[Quad]:
    """Give the quads of *document*, each blank node by a number.

    Raises `MalformedError` or `UnsupportedError`, both of which say where.
    """
    return emission_of(document, processor).quads()


def emission_of(
    document: Mapping[str, object],
    processor: ContextProcessor,
    *,
    memory: SubtreeMemory | None = None,
) -> Emission:
    """Write what *document* says; parts that *memory* has seen under *processor* come from there.

    Raises `MalformedError` or `UnsupportedError`, both of which say where.
    """
    walk = _Walk(memory)
    try:
        if "@context" not in document:
            raise MalformedError("there is no @context")
        with walk.step("@context"):
            context = processor.initial.extended_by(document["@context"], walk.budget)
        walk.node(document, context, None)
        if walk.emission.is_empty:
            raise MalformedError("the document says nothing")
    except MalformedError as error:
        raise MalformedError(error.message, path=walk.path) from error
    except UnsupportedError as error:
        raise UnsupportedError(f"{walk.path}: {error}" if walk.path else str(error)) from error
    except RecursionError as error:
        raise MalformedError("nested too deeply") from error
    return walk.emission


class _Step:
    """Notes on the way out of an error where in the document it was."""

    __slots__ = ("_name", "_steps")

    def __init__(self, steps: list[str | int], name: str | int) -> None:
        self._steps = steps
        self._name = name

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and issubclass(kind, InsigneError):
            self._steps.append(self._name)


class _Walk:
    """One walk over one document."""

    def __init__(self, memory: SubtreeMemory | None) -> None:
        self.emission = Emission()
        self.budget = Budget()
        self._memory = memory
        self._root: RdfTerm | None = None
        self._credentials: list[str] = []
        self._steps: list[str | int] = []

    @property
    def path(self) -> str:
        """Say where the walk was when it failed."""
        steps = (
            f"[{step}]" if isinstance(step, int) else f".{step}" for step in reversed(self._steps)
        )
        return "".join(steps).removeprefix(".")

    def step(self, name: str | int) -> _Step:
        return _Step(self._steps, name)

    def node(
        self, node: Mapping[str, object], context: ActiveContext, graph: RdfTerm | None
    ) -> RdfTerm:
        """Write the quads of a node object, whose own *context* this is, and give its subject."""
        typed = None
        if context.type_key in node:
            try:
                typed = context.with_types(node[context.type_key], self.budget)
            except InsigneError:
                self._steps.append(context.type_key)
                raise
            context = typed.context
        subject = self._subject(node, context)
        if self._root is None:
            self._root = subject
        elif typed is not None and typed.is_credential:
            self._require_one_description(subject)
        # What is said of the subject: each line from the predicate on.
        endings = [] if typed is None else [*typed.endings]
        is_all = True
        terms, passed_over = context.terms, context.passed_over
        # Most members are strings, and most strings are as they should be: those pass quickly.
        for key, value in node.items():
            try:
                term = terms.get(key)
                if term is None:
                    if key in passed_over:
                        continue
                    term = context.term(key)
                if value.__class__ is str and term.opening:
                    if not value.isprintable() or '"' in value or "\\" in value:
                        value = escape(value)
                    endings.append(f"{term.opening}{value}{term.closing}")
                    continue
                if value.__class__ is str and term.is_reference:
                    endings.append(f"{term.between}{context.iri(value)} .\n")
                    continue
                for object_ in self._objects(value, term, context, graph):
                    if isinstance(object_, str):
                        endings.append(f"{term.between}{object_} .\n")
                    else:
                        is_all = False
                        self.emission.link(subject, term.between, object_, graph)
            except InsigneError:
                self._steps.append(key)
                raise
        self.emission.say(subject, endings, graph, is_all=is_all)
        return subject

    def _require_one_description(self, subject: RdfTerm) -> None:
        """Refuse a second credential that is the first: a reader would miss what it says.

        Members could move there without changing a quad.
        """
        if isinstance(subject, str):
            if subject == self._root:
                raise MalformedError("a second credential with the document's own identifier")
            self._credentials.append(subject)

    def _subject(self, node: Mapping[str, object], context: ActiveContext) -> RdfTerm:
        if context.id_key not in node:
            return self.emission.blank_node()
        identifier = node[context.id_key]
        try:
            if not isinstance(identifier, str):
                raise MalformedError("an identifier that is not a string")
            return context.iri(identifier)
        except InsigneError:
            self._steps.append(context.id_key)
            raise

    def _objects(
        self, value: object, term: Term, context: ActiveContext, graph: RdfTerm | None
    ) -> Iterable[RdfTerm]:
        """Give the objects that *value*, one or many, has for its property."""
        if term.container is not Container.SET:
            return self._contained(value, term, context, graph)
        if term.coercion is Coercion.JSON:
            return (json_literal(value),)
        if value.__class__ is list:
            return self._items(value, term, context, graph)
        if value is None:
            return ()
        return (self._object(value, term, context, graph),)

    def _items(
        self, items: list[object], term: Term, context: ActiveContext, graph: RdfTerm | None
    ) -> list[RdfTerm]:
        objects = []
        for index, item in enumerate(items):
            if item is not None:
                try:
                    objects.append(self._object(item, term, context, graph))
                except InsigneError:
                    self._steps.append(index)
                    raise
        return objects

    def _contained(
        self, value: object, term: Term, context: ActiveContext, graph: RdfTerm | None
    ) -> Iterable[RdfTerm]:
        """Give the list that *value* is, or a named graph for each of its values."""
        if value is None:
            return ()
        if term.coercion is Coercion.JSON:
            raise UnsupportedError("JSON literals in a container")
        items = value if isinstance(value, list) else [value]
        if term.container is Container.LIST:
            return (self._list(items, term, context, graph),)
        names = []
        for index, item in enumerate(items):
            with self.step(index):
                names.append(self._graph(item, term, context))
        return names

    def _list(
        self, items: list[object], term: Term, context: ActiveContext, graph: RdfTerm | None
    ) -> RdfTerm:
        """Write an ordered list ("List to RDF Conversion"), from its end, and give its head."""
        head: RdfTerm = RDF_NIL
        for index in reversed(range(len(items))):
            if items[index] is None:
                continue
            with self.step(index):
                object_ = self._object(items[index], term, context, graph)
            rest, head = head, self.emission.blank_node()
            endings = []
            for between, value in ((RDF_FIRST, object_), (RDF_REST, rest)):
                if isinstance(value, str):
                    endings.append(f"{between}{value} .\n")
                else:
                    self.emission.link(head, between, value, graph)
            self.emission.say(head, endings, graph)
        return head

    def _graph(self, item: object, term: Term, context: ActiveContext) -> BlankNode:
        """Write a node in a named graph of its own, and give the graph's name."""
        if not isinstance(item, dict) or "@value" in item:
            raise MalformedError("a graph that is not an object")
        name = self.emission.blank_node()
        before = len(self.emission.in_graphs)
        self._object(item, term, context, name)
        if len(self.emission.in_graphs) == before:
            raise MalformedError("a graph that says nothing")
        return name

    def _object(
        self, value: object, term: Term, context: ActiveContext, graph: RdfTerm | None
    ) -> RdfTerm:
        """Give the object that *value* is, after writing what it says ("Value Expansion")."""
        if isinstance(value, dict):
            if "@value" in value:
                return _value_object(value, term, context)
            inner = self._context_of(value, term, context)
            if term.is_remembered and graph is None and self._memory is not None:
                return self._remembered(value, inner, self._memory)
            return self.node(value, inner, graph)
        if isinstance(value, list):
            raise UnsupportedError("a list in a list")
        if term.has_scoped_context:
            context = context.scoped_by(context, term, self.budget)
            if not context.reads_alike(term):
                raise UnsupportedError("a term that redefines itself")
        if isinstance(value, str):
            return _string(value, term, context)
        return native(value, term.datatype)

    def _context_of(
        self, node: dict[str, object], term: Term, context: ActiveContext
    ) -> ActiveContext:
        """Give the context inside *node*, a value of *term* ("Expansion Algorithm", steps 7-9)."""
        inner = context
        # 7: a type-scoped context ends with its node, but a mere reference is still its own
        if context.previous is not None and not (len(node) == 1 and context.id_key in node):
            inner = context.previous
        # 8
        if term.has_scoped_context:
            inner = inner.scoped_by(context, term, self.budget)
        # 9
        if "@context" in node:
            with self.step("@context"):
                if not embeds_credential(node):
                    raise MalformedError("a context inside what is not an embedded credential")
                inner = inner.extended_by(node["@context"], self.budget)
        return inner

    def _remembered(
        self, node: dict[str, object], context: ActiveContext, memory: SubtreeMemory
    ) -> RdfTerm:
        """Do as `node` does, from memory if an equal one stood in this context before."""
        content = content_of(node)
        if content is None:
            return self.node(node, context, None)
        key = (id(context), content)
        subtree = memory.get(key)
        if subtree is None:
            subtree = self._subtree(content, context)
            memory.remember(key, subtree)
        elif self._root in subtree.credentials:
            return self.node(node, context, None)  # which says where
        first = self.emission.append(subtree.emission)
        self._credentials += subtree.credentials
        return subtree.root if isinstance(subtree.root, str) else subtree.root + first

    def _subtree(self, content: bytes, context: ActiveContext) -> Subtree:
        """Walk a part by itself; there is nothing in it that others could still change."""
        around, self.emission = self.emission, Emission()
        credentials_around, self._credentials = self._credentials, []
        memory, self._memory = self._memory, None
        try:
            root = self.node(part_of(content), context, None)
            return Subtree.of(root, self.emission, self._credentials)
        finally:
            self.emission, self._credentials, self._memory = around, credentials_around, memory


def _string(value: str, term: Term, context: ActiveContext) -> str:
    match term.coercion:
        case Coercion.VOCABULARY:
            return context.vocabulary_iri(value)
        case Coercion.IRI:
            return context.iri(value)
    return string(value, term.datatype or XSD_STRING)


def _value_object(value: dict[str, object], term: Term, context: ActiveContext) -> str:
    """Write a value object; the term's own coercion does not count (JSON-LD 1.1, same section)."""
    if term.has_scoped_context:
        raise UnsupportedError("a value object of a term with a context of its own")
    content = value["@value"]
    match sorted(value):
        case ["@value"]:
            return _typed_value(content, None)
        case ["@language", "@value"] if isinstance(content, str):
            return language_string(content, value["@language"])
        case ["@type", "@value"] if value["@type"] == "@json":
            return json_literal(content)
        case ["@type", "@value"] if isinstance(value["@type"], str):
            return _typed_value(content, context.vocabulary_iri(value["@type"])[1:-1])
    raise UnsupportedError(f"a value object with {', '.join(sorted(value))}")


def _typed_value(content: object, datatype: str | None) -> str:
    if isinstance(content, str):
        return string(content, datatype or XSD_STRING)
    return native(content, datatype)
