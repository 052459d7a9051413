"""The canonical form of one document after another, of which many are awards of one badge."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from insigne.canonicalization.canonical_document import OF_THE_BUNDLE
from insigne.canonicalization.compiled_document import CompiledDocument
from insigne.canonicalization.form import Form
from insigne.canonicalization.form_memory import FormMemory, family_of
from insigne.encoding import strict_json

_MEMORY = FormMemory[CompiledDocument]()


def canonical_form(document: Mapping[str, Any]) -> str:
    """Do as `canonicalize` with the bundled contexts, the quicker the better the form is known.

    *document* is JSON as a parser gives it. Raises as `canonicalize` does.
    """
    family = family_of(document)
    text = None if family is None else strict_json.plain_bytes(document)
    if text is None:
        return OF_THE_BUNDLE.canonicalize(document)
    recognised = _MEMORY.recognised(family, text)
    if recognised is not None:
        compiled, values = recognised
        filled = compiled.fill(values)
        return OF_THE_BUNDLE.canonicalize(document) if filled is None else filled
    canonical = OF_THE_BUNDLE.canonicalize(document)
    _MEMORY.learn(family, text, _compiled)
    return canonical


def _compiled(document: Mapping[str, Any]) -> CompiledDocument:
    return CompiledDocument.compile(Form.of(document), OF_THE_BUNDLE)
