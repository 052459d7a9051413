"""Are the resources that the credential names with a digest still what they were?"""

from datetime import datetime

from insigne.contexts.bundle import is_bundled, source_of
from insigne.credentials.reading import id_of, objects_of
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.related_resource import is_digest_of
from insigne.errors import MalformedError
from insigne.verification.addresses import is_web_address
from insigne.verification.checks.authentic import is_authentic
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Document, Unread, fetched
from insigne.verification.worst import worst

MOST_RESOURCES = 16


def check(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Compare the digests (VC Data Model, "Integrity of Related Resources")."""
    resources = objects_of(credential.document.get("relatedResource"))
    if not resources:
        return None
    if len(resources) > MOST_RESOURCES:
        return inconclusive("related.unsupported", f"more than {MOST_RESOURCES} related resources")
    if not all(is_bundled(id_of(resource)) for resource in resources) and not is_authentic(
        credential, evidence, at
    ):
        return inconclusive("related.not_asked", "it is not authentic, so nothing was fetched")
    return worst([_compare(resource, evidence) for resource in resources])


def _compare(resource: Document, evidence: Evidence) -> Finding:
    url = id_of(resource)
    data = _bytes_at(url, evidence)
    if isinstance(data, Finding):
        return data
    try:
        is_same = is_digest_of(resource, data)
    except MalformedError as error:
        return failed("related.malformed", f"{url}: {error}", url=url)
    if not is_same and is_bundled(url):  # 1EdTech changed contexts in place
        return inconclusive("related.other_version", f"we have another version of {url}", url=url)
    if not is_same:
        return failed("related.differs", f"{url} has another content than it had", url=url)
    return passed("related.ok", f"{url} is what it was", url=url)


def _bytes_at(url: str, evidence: Evidence) -> bytes | Finding:
    """Give what the address stands for: a context as we ship it, the rest as it was fetched."""
    if is_bundled(url):
        return source_of(url).read()
    if not is_web_address(url):
        return inconclusive("related.unsupported", f"a related resource at {url}", url=url)
    answer = fetched(evidence, url, Purpose.RELATED, same_origin=False)
    if isinstance(answer, Unread):
        reason = f"{url} could not be read: {answer.reason}"
        return inconclusive("related.unreachable", reason, url=url)
    return answer.body
