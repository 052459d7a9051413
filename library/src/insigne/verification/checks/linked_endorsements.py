"""The endorsements that an assertion, its badge class and its issuer link to.

In Open Badges 2.0 an endorsement is a document of its own, hosted by whoever endorses: as of an
assertion, its address says what counts, and has to be one of the endorser's.
"""

from collections.abc import Iterable
from datetime import datetime

from insigne.credentials.dialect import Dialect, dialect_of_linked
from insigne.credentials.open_badges_2_structure import endorsement_problems
from insigne.credentials.reading import as_list, id_of, text_of
from insigne.credentials.received import ReceivedCredential
from insigne.verification.addresses import is_same_id
from insigne.verification.checks import source, validity
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed, sum_of
from insigne.verification.open_badges_2 import chain_of, linked, mapping, status
from insigne.verification.open_badges_2.scope import is_in_scope
from insigne.verification.part import Part, Role
from insigne.verification.policy import DefaultPolicy
from insigne.verification.report import Report
from insigne.verification.resources import Document, Unread
from insigne.verification.summary import Summary
from insigne.verification.verdict import verdict_of

MOST_ENDORSEMENTS = 8


def judged(credential: ReceivedCredential, evidence: Evidence, at: datetime) -> Finding | None:
    """Judge each endorsement (Open Badges 2.0, "Endorsement"); without any, say nothing."""
    found = list(_links_from(credential, evidence))
    if not found:
        return None
    if len(found) > MOST_ENDORSEMENTS:
        return inconclusive("endorsements.too_many", f"more than {MOST_ENDORSEMENTS} endorsements")
    parts = (
        Part(Role.ENDORSEMENT, address, _report(address, about, evidence, at))
        for about, address in found
    )
    return sum_of("endorsements", tuple(parts))


def _links_from(
    credential: ReceivedCredential, evidence: Evidence
) -> Iterable[tuple[Document, str]]:
    """Give each document that names an endorsement, with the endorsement's address."""
    chain = chain_of(credential, evidence)
    for document in (chain.assertion, chain.badge, chain.issuer):
        if isinstance(document, Unread):
            continue
        if dialect_of_linked(document, default=credential.dialect) is Dialect.OPEN_BADGES_2:
            for link in as_list(document.get("endorsement")):
                yield document, id_of(link)


def _report(address: str, about: Document, evidence: Evidence, at: datetime) -> Report:
    """Ask what an assertion is asked, and besides whether it is about what names it."""
    hosted = ReceivedCredential(b"", {"id": address}, Dialect.OPEN_BADGES_2, is_reference=True)
    answers = [
        source.check(hosted, evidence, at),
        validity.check(hosted, evidence, at),
        status.read(hosted, evidence),
    ]
    document = mapping(linked({"id": address}, Purpose.ASSERTION, hosted.dialect, evidence))
    endorser = linked(document.get("issuer"), Purpose.ISSUER, hosted.dialect, evidence)
    if document and document.get("revoked") is not True:
        answers += [_structure(document), _binding(address, endorser), _about(document, about)]
    findings = tuple(answer for answer in answers if answer is not None)
    return Report(
        verdict=verdict_of(findings, DefaultPolicy()),
        findings=findings,
        credential=Summary(
            dialect=hosted.dialect.value,
            id=address,
            issuer_id=id_of(document.get("issuer")),
            issuer_name=text_of(mapping(endorser).get("name")),
        ),
        at=at,
    )


def _structure(endorsement: Document) -> Finding:
    if problems := endorsement_problems(endorsement):
        return failed("structure.schema", "; ".join(problems), first=problems[0])
    dialect = Dialect.OPEN_BADGES_2.value
    return passed("structure.ok", f"it is well formed ({dialect})", dialect=dialect)


def _binding(address: str, endorser: Document | Unread) -> Finding:
    if isinstance(endorser, Unread):
        return inconclusive(
            "binding.unreachable",
            f"the endorser {endorser.url} could not be read: {endorser.reason}",
            url=endorser.url,
        )
    endorser_id = str(endorser.get("id"))
    if is_in_scope(address, endorser):
        return passed("binding.ok", f"{address} is an address of {endorser_id}", issuer=endorser_id)
    return failed(
        "binding.outside",
        f"{address} is not where {endorser_id} publishes its endorsements",
        issuer=endorser_id,
    )


def _about(endorsement: Document, about: Document) -> Finding:
    said, expected = id_of(endorsement.get("claim")), str(about.get("id"))
    if is_same_id(said, expected):
        return passed("about.ok", f"it endorses {expected}")
    return failed("about.other", f"it endorses {said}, and {expected} names it")
