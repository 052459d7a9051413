"""This room is for the structure of Open Badges 2.0 documents, which have no JSON Schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from insigne.credentials.reading import Json, as_object, strings_of
from insigne.encoding import timestamps
from insigne.errors import MalformedError

REQUIRED: Mapping[str, tuple[str, ...]] = {
    "Assertion": ("id", "recipient", "badge", "verification", "issuedOn"),
    "BadgeClass": ("id", "name", "description", "image", "criteria", "issuer"),
    "Issuer": ("id", "name", "url", "email"),
}
VERIFICATION_TYPES: Final = frozenset({"HostedBadge", "SignedBadge", "hosted", "signed"})


def assertion_problems(assertion: Json) -> list[str]:
    """Say what is wrong with an Assertion (Open Badges 2.0, "Data Validation")."""
    problems = _problems_of(assertion, "Assertion", ("Assertion",))
    problems += _instant_problems(assertion)
    if "recipient" in assertion:
        problems += _recipient_problems(as_object(assertion["recipient"]))
    if "verification" in assertion:
        problems += _verification_problems(as_object(assertion["verification"]))
    if isinstance(assertion.get("badge"), Mapping):
        problems += badge_class_problems(as_object(assertion["badge"]), inside="badge.")
    return problems


def badge_class_problems(badge_class: Json, *, inside: str = "") -> list[str]:
    """Say what is wrong with a BadgeClass, and with its issuer if that is written out."""
    problems = _problems_of(badge_class, "BadgeClass", ("BadgeClass",), inside)
    if isinstance(badge_class.get("issuer"), Mapping):
        problems += issuer_problems(as_object(badge_class["issuer"]), inside=f"{inside}issuer.")
    return problems


def issuer_problems(issuer: Json, *, inside: str = "") -> list[str]:
    """Say what is wrong with the Profile of an issuer."""
    return _problems_of(issuer, "Issuer", ("Issuer", "Profile"), inside)


def _problems_of(node: Json, kind: str, types: tuple[str, ...], inside: str = "") -> list[str]:
    problems = []
    if not set(strings_of(node.get("type"))) & set(types):
        problems.append(f"{inside}type: is not {' or '.join(types)}")
    missing = [name for name in REQUIRED[kind] if node.get(name) in (None, "", [], {})]
    return problems + [f"{inside}{name}: is missing" for name in missing]


def _instant_problems(assertion: Json) -> Iterable[str]:
    for name in ("issuedOn", "expires"):
        if name not in assertion:
            continue
        try:
            timestamps.parse(str(assertion[name]))
        except MalformedError:
            yield f"{name}: is not an instant with a time zone"


def _recipient_problems(recipient: Json) -> Iterable[str]:
    for name in ("type", "identity"):
        if not isinstance(recipient.get(name), str):
            yield f"recipient.{name}: is missing"
    if not isinstance(recipient.get("hashed"), bool):
        yield "recipient.hashed: is not true or false"


def _verification_problems(verification: Json) -> Iterable[str]:
    if not set(strings_of(verification.get("type"))) & VERIFICATION_TYPES:
        yield "verification.type: is neither HostedBadge nor SignedBadge"
