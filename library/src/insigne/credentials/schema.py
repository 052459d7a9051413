"""This room is for the JSON Schemas of Open Badges and CLR, and for what they cannot say."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

import jsonschema_rs

from insigne.credentials import open_badges_1_structure, open_badges_2_structure
from insigne.credentials.dialect import Dialect
from insigne.credentials.reading import Json, as_object, objects_of
from insigne.credentials.schema_problem import is_about_absence, problems_in

BASE: Final = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
CLR_BASE: Final = "https://purl.imsglobal.org/spec/clr/v2p0/schema/json/"
ACHIEVEMENT: Final = BASE + "ob_v3p0_achievementcredential_schema.json"
ANY_ACHIEVEMENT: Final = BASE + "ob_v3p0_anyachievementcredential_schema.json"
ENDORSEMENT: Final = BASE + "ob_v3p0_endorsementcredential_schema.json"
PROFILE: Final = BASE + "ob_v3p0_profile_schema.json"
RESPONSE: Final = BASE + "ob_v3p0_getopenbadgecredentialsresponse_schema.json"
CLR: Final = CLR_BASE + "clr_v2p0_clrcredential_schema.json"
CLR_PROFILE: Final = CLR_BASE + "clr_v2p0_profile_schema.json"

BUNDLED: Final = (
    ACHIEVEMENT,
    ANY_ACHIEVEMENT,
    ENDORSEMENT,
    PROFILE,
    RESPONSE,
    CLR,
    CLR_PROFILE,
)
SCHEMA_OF: Final[Mapping[Dialect, str]] = {Dialect.OPEN_BADGES_3: ACHIEVEMENT, Dialect.CLR_2: CLR}
"""Of the dialects with one schema, which it is: a document without problems keeps to it."""

_ANY_ACHIEVEMENT_VCDM_1: Final = ANY_ACHIEVEMENT + "#/anyOf/0"
_ANY_ENDORSEMENT_VCDM_1: Final = ANY_ACHIEVEMENT + "#/$defs/EndorsementCredentialv1p1"
_MOST_PROBLEMS: Final = 20


def schema_problems(document: Json, dialect: Dialect) -> list[str]:
    """Say everything that is wrong with the structure of *document*; empty when nothing is.

    Each problem names the place and what was found there, and repeats no value: it may be
    personal. What came before Open Badges 3.0 has no schema, and is compared with tables.
    A dialect that we do not speak has no problems here, as nobody has looked.
    """
    check = _CHECKS.get(dialect)
    return check(document)[:_MOST_PROBLEMS] if check else []


def problems_of_shown_badge(document: Json) -> list[str]:
    """Say what is wrong with the parts of a badge that its holder shows; the others may be there.

    Those are the problems of `schema_problems`, less those of what is missing.
    """
    errors = _validator(ACHIEVEMENT).iter_errors(document)
    return problems_in(error for error in errors if not is_about_absence(error))[:_MOST_PROBLEMS]


def is_bundled_schema(url: str) -> bool:
    """Say whether we have the schema at *url*, so that nothing need be fetched."""
    return url in BUNDLED


def bundled_schema_problems(document: Json, url: str) -> list[str]:
    """Say what the bundled schema at *url* finds wrong with *document*."""
    return _problems_by(url, document)[:_MOST_PROBLEMS]


def bundled_schema(url: str) -> dict[str, Any]:
    """Give the bundled schema at *url*, read anew."""
    source = (Path(__file__).parent / "schemas" / url.rpartition("/")[2]).read_bytes()
    schema: dict[str, Any] = json.loads(source)  # our own data: its hash is known
    return schema


def _achievement_problems(document: Json) -> list[str]:
    return _problems_by(ACHIEVEMENT, document) + subject_problems(document)


def _vcdm_1_problems(document: Json) -> list[str]:
    return _problems_by(_ANY_ACHIEVEMENT_VCDM_1, document) + subject_problems(document)


def _clr_problems(document: Json) -> list[str]:
    return _problems_by(CLR, document) + subject_problems(document)


def _endorsement_problems(document: Json) -> list[str]:
    is_version_1 = "issuanceDate" in document and "validFrom" not in document
    return _problems_by(_ANY_ENDORSEMENT_VCDM_1 if is_version_1 else ENDORSEMENT, document)


_CHECKS: Mapping[Dialect, Callable[[Json], list[str]]] = {
    Dialect.OPEN_BADGES_3: _achievement_problems,
    Dialect.OPEN_BADGES_3_VCDM_1: _vcdm_1_problems,
    Dialect.ENDORSEMENT_3: _endorsement_problems,
    Dialect.CLR_2: _clr_problems,
    Dialect.OPEN_BADGES_2: open_badges_2_structure.assertion_problems,
    Dialect.OPEN_BADGES_1: open_badges_1_structure.assertion_problems,
    Dialect.OPEN_BADGES_0_5: open_badges_1_structure.assertion_0_5_problems,
}


def subject_problems(document: Json) -> list[str]:
    """What the specification requires of a subject and the schema leaves out."""
    return [
        problem
        for subject in objects_of(document.get("credentialSubject"))
        for problem in _problems_of_subject(subject)
    ]


def _problems_of_subject(subject: Json) -> Iterable[str]:
    if not subject.get("id") and not subject.get("identifier"):
        yield "credentialSubject: neither id nor identifier says whom it is about"
    achievement = as_object(subject.get("achievement"))
    criteria = as_object(achievement.get("criteria"))
    if "criteria" in achievement and not criteria.get("id") and not criteria.get("narrative"):
        yield "credentialSubject.achievement.criteria: neither id nor narrative is given"


def _problems_by(reference: str, document: Json) -> list[str]:
    validator = _validator(reference)
    return [] if validator.is_valid(document) else problems_in(validator.iter_errors(document))


@cache
def _validator(reference: str) -> jsonschema_rs.Draft201909Validator:
    """Prepare the schema that *reference* points to; offline, with values left out of messages."""
    return jsonschema_rs.Draft201909Validator(
        {"$ref": reference},
        validate_formats=True,
        registry=registry_with(reference.partition("#")[0]),
        mask="the value",
        offline=True,
    )


@cache
def registry_with(url: str) -> jsonschema_rs.Registry:
    """Hold one schema: each of them is whole in itself, and reading all takes a while."""
    return jsonschema_rs.Registry([(url, bundled_schema(url))])
