"""States of the active context as PyLD computes them, in the words of our own."""

import warnings
from dataclasses import fields

from pyld import jsonld
from pyld.context_resolver import ContextResolver
from pyld.resolved_context import ResolvedContext

from insigne.canonicalization.term_definition import NO_CONTEXT, ContextState, TermDefinition

FURTHER = ("@direction", "@index", "@language", "@nest")


class ForgetfulResolver(ContextResolver):
    """Resolves each context anew.

    What PyLD remembers of a context is the same whether protected terms could be overridden or not,
    so that one answer may be given for the other.
    """

    def resolve(self, active_ctx, context, base, cycles=None):
        known = super().resolve(active_ctx, context, base, cycles)
        return [ResolvedContext(resolved.document) for resolved in known]


class PyldContexts:
    """Its context processing, from *contexts* alone."""

    def __init__(self, contexts):
        self._contexts = contexts
        self._processor = jsonld.JsonLdProcessor()
        self._options = {
            "base": "",
            "processingMode": "json-ld-1.1",
            "isFrame": False,
            "documentLoader": self._load,
            "contextResolver": ForgetfulResolver({}, self._load),
        }
        self.initial = self._processor._get_initial_context(self._options)

    def process(self, state, local, **how):
        """Apply *local* to *state*; None if that is an error."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # "reserved for future use and ignored"
            try:
                return self._processor._process_context(state, local, self._options, **how)
            except (
                jsonld.JsonLdError,
                TypeError,
            ):  # it adds None to text for a prefix that is null
                return None

    def _load(self, url, options=None):
        return {
            "contentType": "application/ld+json",
            "contextUrl": None,
            "documentUrl": url,
            "document": self._contexts[url],
        }


def described(state):
    """Write a state, ours or that of PyLD, as plain values that can be compared."""
    if state is None:
        return None
    if isinstance(state, ContextState):
        terms = {name: _plain(definition) for name, definition in state.definitions.items()}
        return terms, state.vocabulary, described(state.previous)
    assert not state.keys() & {"@base", "@language", "@direction"}
    terms = {name: _plain(_definition(mapping)) for name, mapping in state["mappings"].items()}
    return terms, state.get("@vocab"), described(state.get("previousContext"))


def _plain(definition):
    return {field.name: getattr(definition, field.name) for field in fields(definition)}


def _definition(mapping):
    known = {"@id", "_prefix", "protected", "reverse", "@type", "@container", "@context"}
    assert not mapping.keys() - known - {*FURTHER, "_term_has_colon"}
    scoped = mapping.get("@context", NO_CONTEXT)
    return TermDefinition(
        iri=mapping["@id"],
        is_prefix=mapping["_prefix"],
        is_protected=mapping["protected"],
        is_reverse=mapping["reverse"],
        type=mapping.get("@type"),
        container=tuple(mapping.get("@container", ())),
        context=None if scoped is False else scoped,
        further={name: mapping[name] for name in FURTHER if name in mapping},
    )
