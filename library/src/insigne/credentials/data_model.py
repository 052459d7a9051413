"""This room is for the rules of the VC Data Model 2.0, of which Open Badges are a part.

They hold for any credential or presentation of the W3C, whatever else its own schema asks for.
What a rule says names the place and repeats no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from insigne.credentials import data_model_values as values
from insigne.credentials.data_model_values import Rule
from insigne.credentials.dialect import VC_1, VC_2
from insigne.credentials.plain_credential import is_plain
from insigne.credentials.reading import Json, id_of, strings_of
from insigne.credentials.related_resource import related_resources

ENVELOPED_CREDENTIAL: Final = "EnvelopedVerifiableCredential"
ENVELOPED_PRESENTATION: Final = "EnvelopedVerifiablePresentation"
MOST_PRESENTED: Final = 256

_ENVELOPE: Final = re.compile(r"data:(application/[a-z0-9.+\-]+)(?:;[a-z0-9=.\-]+)*,([^\s,]+)\Z")


def data_model_problems(document: Json) -> list[str]:
    """Say which rules of the VC Data Model *document*, a credential, breaks; none if it is fine.

    By its first context it is read as version 2.0 or 1.1. Nothing is fetched, no proof is looked
    at, and terms are not looked up in the contexts: that is what canonicalizing does.
    """
    if is_plain(document):
        return list(period_problems(document))
    if has_type(document, ENVELOPED_CREDENTIAL):
        return envelope_problems(document, ENVELOPED_CREDENTIAL)
    rules = _CREDENTIAL_1 if is_version_1(document) else _CREDENTIAL_2
    required = _REQUIRED_1 if rules is _CREDENTIAL_1 else _REQUIRED_2
    return [
        *_problems(document, rules, required, "VerifiableCredential"),
        *period_problems(document),
    ]


def presentation_problems(document: Json) -> list[str]:
    """Say which rules a presentation breaks, and in it each of its credentials.

    Those are the rules of "Verifiable Presentations" (VCDM). An enveloped presentation is a
    wrapping: see `envelope_problems`, and look at what is in it.
    """
    if has_type(document, ENVELOPED_PRESENTATION):
        return envelope_problems(document, ENVELOPED_PRESENTATION)
    rules = _PRESENTATION_1 if is_version_1(document) else _PRESENTATION
    return list(_problems(document, rules, _REQUIRED_IN_ALL, "VerifiablePresentation"))


def envelope_problems(document: Json, kind: str) -> list[str]:
    """Say what is wrong with a wrapping of *kind* (VCDM, "Enveloped Verifiable Credentials")."""
    problems = [] if document.get("@context") == VC_2 else [*_context_problems(document, VC_2)]
    if not has_type(document, kind):
        problems.append(f"type: is not {kind}")
    if enveloped_token(document) is None:
        problems.append("id: is not a data URL with a credential or a presentation in it")
    return problems


def enveloped_token(document: Json) -> tuple[str, str] | None:
    """Give the media type and the token in a wrapping; nothing if its id holds none."""
    found = _ENVELOPE.match(id_of(document))
    return (found[1], found[2]) if found else None


def is_version_1(document: Json) -> bool:
    """Say whether the first context is that of the VC Data Model 1.1."""
    contexts = document.get("@context")
    return bool(isinstance(contexts, list) and contexts[:1] == [VC_1])


def has_type(document: Json, name: str) -> bool:
    """Say whether *name* is among the types of *document*."""
    return name in strings_of(document.get("type"))


def _problems(
    document: Json, rules: Mapping[str, Rule], required: tuple[str, ...], kind: str
) -> Iterator[str]:
    yield from _context_problems(document, VC_1 if is_version_1(document) else VC_2)
    if "type" in document and not has_type(document, kind):
        yield f"type: is not {kind}"
    for name in required:
        if name not in document:
            yield f"{name}: is missing"
    for name, rule in rules.items():
        if name in document:
            yield from rule(document[name], name)


def _context_problems(document: Json, base: str) -> Iterator[str]:
    """Ask for an ordered set whose first item is the base context (VCDM, "Contexts")."""
    contexts = document.get("@context")
    if not isinstance(contexts, list) or contexts[:1] != [base]:
        yield f"@context: does not begin with {base}"
        return
    for position, context in enumerate(contexts):
        if not isinstance(context, Mapping) and not values.is_url(context):
            yield f"@context[{position}]: is neither a URL nor an object"
    urls = strings_of(contexts)
    if len(urls) != len(set(urls)):
        yield "@context: names one context twice"
    if {VC_1, VC_2} <= set(urls):
        yield "@context: mixes two versions of the data model"


def period_problems(document: Json) -> Iterator[str]:
    """Ask that the end is no earlier than the start (VCDM, "Validity Period")."""
    until = document.get("validUntil", document.get("expirationDate"))
    if until is None:
        return
    start = values.date_time_stamp(document.get("validFrom", document.get("issuanceDate")))
    end = values.date_time_stamp(until)
    if start is not None and end is not None and end < start:
        yield "validUntil: is earlier than validFrom"


def _subjects(value: object, path: str) -> Iterator[str]:
    """Ask for one or more objects that say something (VCDM, "Credential Subject")."""
    for subject, place in values.objects(value, path):
        if not isinstance(subject, Mapping) or not subject:
            yield f"{place}: is not an object with claims in it"
        elif "id" in subject:
            yield from values.url(subject["id"], f"{place}.id")


def _presented(value: object, path: str) -> Iterator[str]:
    """Look at each credential of a presentation: an object, never a string or a URL."""
    items = list(values.objects(value, path))
    if len(items) > MOST_PRESENTED:
        yield f"{path}: holds more than {MOST_PRESENTED} credentials"
        return
    for item, place in items:
        if not isinstance(item, Mapping):
            yield f"{place}: is not an object"
        else:
            yield from (f"{place}.{problem}" for problem in data_model_problems(item))


def _presented_1(value: object, path: str) -> Iterator[str]:
    """Let a credential be a token too, as in version 1.1 ("JSON Web Token")."""
    for item, place in values.objects(value, path):
        if not isinstance(item, str):
            yield from _presented(item, place)


_REQUIRED_IN_ALL: Final = ("type",)
_REQUIRED_2: Final = ("type", "issuer", "credentialSubject")
_REQUIRED_1: Final = (*_REQUIRED_2, "issuanceDate")

_IN_ALL: Final[Mapping[str, Rule]] = {
    "id": values.url,
    "type": values.types,
    "termsOfUse": values.typed_objects,
    "proof": values.typed_objects,
}
_CREDENTIAL: Final[Mapping[str, Rule]] = {
    **_IN_ALL,
    "name": values.text,
    "description": values.text,
    "issuer": values.identified,
    "credentialSubject": _subjects,
    "credentialStatus": values.typed_objects,
    "credentialSchema": values.identified_objects,
    "refreshService": values.typed_objects,
    "evidence": values.typed_objects,
}
_CREDENTIAL_2: Final[Mapping[str, Rule]] = {
    **_CREDENTIAL,
    "validFrom": values.instant,
    "validUntil": values.instant,
    "relatedResource": related_resources,
}
_CREDENTIAL_1: Final[Mapping[str, Rule]] = {
    **_CREDENTIAL,
    "issuanceDate": values.instant,
    "expirationDate": values.instant,
    "credentialStatus": values.identified_objects,
    "refreshService": values.identified_objects,
}
_PRESENTATION: Final[Mapping[str, Rule]] = {
    **_IN_ALL,
    "holder": values.identified,
    "verifiableCredential": _presented,
}
_PRESENTATION_1: Final[Mapping[str, Rule]] = {
    **_PRESENTATION,
    "verifiableCredential": _presented_1,
}
