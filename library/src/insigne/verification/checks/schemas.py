"""Does the credential keep to the schemas that it names?"""

from collections.abc import Callable, Mapping
from datetime import datetime

from insigne.credentials.reading import id_of, objects_of, strings_of
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.related_resource import DIGEST_MEMBERS, is_digest_of
from insigne.credentials.schema import bundled_schema_problems, is_bundled_schema
from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification.addresses import is_web_address
from insigne.verification.checks.authentic import is_authentic
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Document, Unread, fetched, parse_json
from insigne.verification.worst import worst

MOST_SCHEMAS = 8
LARGEST_SCHEMA = 512 * 1024


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Apply each schema by the rules of its type (VC Data Model, "Data Schemas")."""
    named = objects_of(credential.document.get("credentialSchema"))
    if not named:
        return None
    if len(named) > MOST_SCHEMAS:
        return inconclusive("schemas.unsupported", f"more than {MOST_SCHEMAS} schemas")
    if not all(is_bundled_schema(id_of(entry)) for entry in named) and not is_authentic(
        credential, evidence, at
    ):
        return inconclusive("schemas.not_asked", "it is not authentic, so no schema was fetched")
    return worst([_apply(entry, credential.document, evidence) for entry in named])


def _apply(entry: Document, document: Document, evidence: Evidence) -> Finding:
    kinds = [kind for kind in strings_of(entry.get("type")) if kind in APPLIED]
    if not kinds:
        names = ", ".join(strings_of(entry.get("type"))) or "no type at all"
        return inconclusive("schemas.unsupported", f"a schema of {names}")
    return APPLIED[kinds[0]](entry, document, evidence)


def _json_schema(entry: Document, document: Document, evidence: Evidence) -> Finding:
    """Apply a JSON Schema: one of ours at once, another as its address serves it."""
    url = id_of(entry)
    if is_bundled_schema(url):
        # the check of the structure may have answered it already
        problems = evidence.note(url, document, lambda: bundled_schema_problems(document, url))
        return _finding(problems, url)
    if not is_web_address(url):
        return inconclusive("schemas.unsupported", f"a schema at {url}")
    answer = fetched(evidence, url, Purpose.SCHEMA, same_origin=False)
    if isinstance(answer, Unread):
        return inconclusive(
            "schemas.unreachable",
            f"the schema {url} could not be read: {answer.reason}",
            url=url,
        )
    from insigne.credentials.foreign_schema import foreign_schema_problems  # noqa: PLC0415  # rare

    try:
        if any(name in entry for name in DIGEST_MEMBERS) and not is_digest_of(entry, answer.body):
            return failed("schemas.differs", f"{url} is not the schema that was meant", url=url)
        problems = foreign_schema_problems(document, _schema_in(url, answer.body))
    except (MalformedError, UnsupportedError) as error:
        return inconclusive(
            "schemas.unreadable", f"the schema {url} is of no use: {error}", url=url
        )
    return _finding(problems, url)


def _schema_in(url: str, body: bytes) -> Document:
    if len(body) > LARGEST_SCHEMA:
        raise UnsupportedError("it is too large")
    schema = parse_json(url, body)
    if isinstance(schema, Unread):
        raise MalformedError(schema.reason)
    return schema


def _finding(problems: list[str], url: str) -> Finding:
    if problems:
        return failed("schemas.violated", "; ".join(problems), url=url, first=problems[0])
    return _kept_to(url)


@remembered(entries=64, longest=512)
def _kept_to(url: str) -> Finding:
    return passed("schemas.ok", f"it keeps to {url}", url=url)


APPLIED: Mapping[str, Callable[[Document, Document, Evidence], Finding]] = {
    "1EdTechJsonSchemaValidator2019": _json_schema,
    "JsonSchema": _json_schema,
}
