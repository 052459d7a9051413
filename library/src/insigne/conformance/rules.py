"""What a credential or a presentation has to be before its proof is looked at."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from insigne.canonicalization import canonicalize
from insigne.conformance.suite_contexts import contexts_of_suites
from insigne.credentials.data_model import data_model_problems, presentation_problems
from insigne.encoding import timestamps
from insigne.errors import MalformedError

type Json = Mapping[str, Any]

FIT_FOR_CREDENTIALS: Final = "assertionMethod"
FIT_FOR_PRESENTATIONS: Final = "authentication"


def require_credential(document: Json) -> None:
    """Raise `MalformedError` for what the VC Data Model does not allow in a credential."""
    _require_none(data_model_problems(document))


def require_presentation(document: Json) -> None:
    """Raise `MalformedError` for what the VC Data Model does not allow in a presentation."""
    _require_none(presentation_problems(document))


def require_defined_terms(document: Json) -> None:
    """Raise `MalformedError` for terms and types that no context defines."""
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    canonicalize(unsecured, contexts=contexts_of_suites())


def require_fit_proof(proof: Json, purpose: str, at: datetime) -> None:
    """Raise `MalformedError` for a proof that is for something else, or has ended."""
    if proof.get("proofPurpose") != purpose:
        raise MalformedError(f"is not {purpose}", path="proof.proofPurpose")
    for name in ("created", "expires"):
        if name in proof:
            instant = _instant(proof[name], f"proof.{name}")
            if name == "expires" and instant < at:
                raise MalformedError("the proof has expired", path="proof.expires")


def require_answer(proof: Json, options: Json) -> None:
    """Raise `MalformedError` for another challenge or domain than the verifier's."""
    for name in ("challenge", "domain"):
        if name in options and options[name] != proof.get(name):
            raise MalformedError("is not what the verifier asked for", path=f"proof.{name}")


def _require_none(problems: list[str]) -> None:
    if problems:
        raise MalformedError("; ".join(problems[:20]))


def _instant(value: object, path: str) -> datetime:
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string", path=path)
    try:
        return timestamps.parse(value)
    except MalformedError as error:
        raise MalformedError(error.message, path=path) from error
