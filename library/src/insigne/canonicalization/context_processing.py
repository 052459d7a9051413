"""From one state of the active context to the next ("Context Processing Algorithm").

For contexts that are given beforehand, each under its address. What none of them needs is refused:
`@import`, and `@base`, `@language` and `@direction` for the whole of a context. The comments bear
the numbers of JSON-LD 1.1 Processing Algorithms and API, 16 July 2020.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from insigne.canonicalization.term_creation import Entries, TermCreation, boolean_entry
from insigne.canonicalization.term_definition import (
    ContextState,
    error_of_contexts,
    expand_iri,
    has_form_of_iri,
)
from insigne.errors import MalformedError, UnsupportedError

type Contexts = Mapping[str, Mapping[str, Any]]

INITIAL: Final = ContextState()
"""The state in which no term has a meaning."""

_ABOUT_THE_CONTEXT: Final = frozenset(
    {
        "@base", "@direction", "@import", "@language", "@propagate", "@protected", "@version",
        "@vocab",
    }
)  # fmt: skip


def process_context(
    active: ContextState,
    local: object,
    contexts: Contexts,
    *,
    override_protected: bool = False,
    propagate: bool = True,
) -> ContextState:
    """Apply *local*, one context or a list of them, to *active*.

    Raises `MalformedError` where the algorithm says that it is an error, and `UnsupportedError`
    for an address that is not among *contexts* and for what we do without.
    """
    processing = _Processing(contexts, override_protected=override_protected)
    return processing.apply(active, local, propagate=propagate)


@dataclass(frozen=True, slots=True)
class _Processing:
    """What stays the same while contexts are read that name or hold each other."""

    contexts: Contexts
    override_protected: bool
    remote_contexts: frozenset[str] = frozenset()
    """The addresses of the contexts around."""
    is_validating: bool = False
    """Whether this is about a scoped context, and only to see that it can be read."""

    def apply(self, active: ContextState, local: object, *, propagate: bool = True) -> ContextState:
        # 2
        if isinstance(local, Mapping):
            propagate = boolean_entry(local, "@propagate", default=propagate)
        # 1, 3
        result = active
        if not propagate and result.previous is None:
            result = replace(result, previous=active)
        # 4-5
        for context in local if isinstance(local, list) else [local]:
            if context is None:
                result = self._cleared(result, propagate=propagate)
            elif isinstance(context, str):
                result = self._with_remote(result, context)
            elif isinstance(context, Mapping):
                if "@propagate" in context and context is not local:
                    raise UnsupportedError("a context with @propagate among others")
                result = self._with_definitions(result, context)
            else:
                raise error_of_contexts("invalid local context")  # 5.3
        # 6
        return result

    def _cleared(self, result: ContextState, *, propagate: bool) -> ContextState:
        # 5.1.1
        is_protected = any(term.is_protected for term in result.definitions.values())
        if is_protected and not self.override_protected:
            raise error_of_contexts("invalid context nullification")
        # 5.1.2
        return INITIAL if propagate else replace(INITIAL, previous=result)

    def _with_remote(self, result: ContextState, url: str) -> ContextState:
        if url in self.remote_contexts:
            # 5.2.2
            if self.is_validating:
                return result
            # 5.2.3
            raise error_of_contexts("context overflow")
        # 5.2.1, 5.2.4: an address is one of those that we have, as it is written
        if url not in self.contexts:
            raise UnsupportedError(f"an unknown context: {shown(url)}")
        local = self.contexts[url].get("@context", {})
        if isinstance(local, Mapping) and "@propagate" in local:
            raise UnsupportedError("a context with @propagate under an address")
        # 5.2.6, and protected terms stay as they were: to be overridden or not
        inside = replace(self, remote_contexts=self.remote_contexts | {url})
        return inside.apply(result, local)

    def _with_definitions(self, result: ContextState, context: Entries) -> ContextState:
        # 5.5
        if context.get("@version", 1.1) != 1.1:
            raise error_of_contexts("invalid @version value")
        # 5.6
        if "@import" in context:
            raise UnsupportedError("a context with @import")
        # 5.7, 5.9, 5.10
        for keyword in ("@base", "@language", "@direction"):
            if context.get(keyword) is not None:
                raise UnsupportedError(f"a context that sets {keyword}")
        # 5.8
        vocabulary = result.vocabulary
        if "@vocab" in context:
            vocabulary = _vocabulary_mapping(result, context["@vocab"])
        # 5.12, 5.13
        creation = TermCreation(result.definitions, vocabulary, context)
        state = ContextState(creation.definitions, vocabulary, result.previous)
        for term, value in context.items():
            if term not in _ABOUT_THE_CONTEXT:
                creation.define(term, override_protected=self.override_protected)
                if isinstance(value, Mapping) and "@context" in value:
                    self._validate(state, value["@context"])
        return state

    def _validate(self, state: ContextState, scoped: object) -> None:
        """See that a scoped context can be read ("Create Term Definition", step 21.3).

        This is after the term is defined, which a scoped context may refer to, as in other
        processors.
        """
        validating = replace(self, override_protected=True, is_validating=True)
        try:
            validating.apply(state, scoped)
        except MalformedError as error:
            raise error_of_contexts("invalid scoped context") from error


def _vocabulary_mapping(result: ContextState, value: object) -> str | None:
    # 5.8.2
    if value is None:
        return None
    # 5.8.3
    iri = None
    if isinstance(value, str):
        iri = expand_iri(value, result.definitions, result.vocabulary)
    if iri is None or not has_form_of_iri(iri):
        raise error_of_contexts("invalid vocab mapping")
    return iri


def shown(text: str) -> str:
    """Give *text*, or its beginning if it is long."""
    return text if len(text) <= 100 else text[:100] + "…"
