"""This room is for all that is asked of a document's structure, whether we issue or verify it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from insigne.contexts.bundle import is_bundled
from insigne.credentials.data_model import (
    data_model_problems,
    period_problems,
    presentation_problems,
)
from insigne.credentials.dialect import (
    CLR_2_CONTEXTS,
    OPEN_BADGES_3_CONTEXTS,
    VC_1,
    VC_2,
    Dialect,
)
from insigne.credentials.reading import Json
from insigne.credentials.schema import schema_problems, subject_problems
from insigne.encoding.remembering import remembered

ON_THE_DATA_MODEL: Final = frozenset(
    {
        Dialect.OPEN_BADGES_3,
        Dialect.OPEN_BADGES_3_VCDM_1,
        Dialect.ENDORSEMENT_3,
        Dialect.CLR_2,
    }
)

# Which contexts stand first, and in which order; of 1EdTech's, any version that is published.
_CONTEXTS: Final[Mapping[Dialect, tuple[tuple[str, ...], ...]]] = {
    Dialect.OPEN_BADGES_3: ((VC_2,), (OPEN_BADGES_3_CONTEXTS,)),
    Dialect.OPEN_BADGES_3_VCDM_1: ((VC_1,), (OPEN_BADGES_3_CONTEXTS,)),
    Dialect.ENDORSEMENT_3: ((VC_2, VC_1), (OPEN_BADGES_3_CONTEXTS,)),
    Dialect.CLR_2: ((VC_2,), (CLR_2_CONTEXTS,), (OPEN_BADGES_3_CONTEXTS,)),
}
_NAMES: Final = {
    OPEN_BADGES_3_CONTEXTS: "that of Open Badges 3.0",
    CLR_2_CONTEXTS: "that of CLR 2.0",
}
_ORDINALS: Final = ("first", "second", "third")


def structure_problems(document: Json, dialect: Dialect) -> list[str]:
    """Say what a document's schema and the VC Data Model find wrong with it, each place once."""
    problems = schema_problems(document, dialect)
    if dialect is Dialect.PRESENTATION:
        return presentation_problems(document)
    if dialect not in ON_THE_DATA_MODEL:
        return problems
    places = {problem.partition(": ")[0] for problem in problems}
    return problems + [
        problem
        for problem in data_model_problems(document)
        if problem.partition(": ")[0] not in places
    ]


def plain_badge_problems(document: Json) -> list[str]:
    """Say what may still be wrong with a badge that is plain: what no schema can say of it."""
    return [*subject_problems(document), *period_problems(document)]


def context_problem(document: Json, dialect: Dialect) -> str:
    """Say which of the contexts that a dialect requires is not in its place; empty if none."""
    return _problem_of_contexts(dialect, *_required_contexts(document, dialect))


def unknown_context(document: Json, dialect: Dialect) -> str:
    """Give a required context of a version that we do not have; empty if there is none."""
    required = _required_contexts(document, dialect)
    return next((context for context in required if not is_bundled(context)), "")


def _required_contexts(document: Json, dialect: Dialect) -> list[str]:
    """Give what stands where the dialect's contexts belong; an object there has no address."""
    contexts = document.get("@context")
    if dialect not in _CONTEXTS or not isinstance(contexts, list):
        return []
    required = contexts[: len(_CONTEXTS[dialect])]
    return [context if isinstance(context, str) else "" for context in required]


@remembered(entries=256, longest=1024)
def _problem_of_contexts(dialect: Dialect, *contexts: str) -> str:
    for position, allowed in enumerate(_CONTEXTS.get(dialect, ())):
        context = contexts[position] if position < len(contexts) else ""
        if not any(_is_meant(context, one) for one in allowed):
            names = " or ".join(_NAMES.get(one, one) for one in allowed)
            return f"its {_ORDINALS[position]} context is not {names}"
    return ""


def _is_meant(context: str, allowed: str) -> bool:
    return context.startswith(allowed) if allowed in _NAMES else context == allowed
