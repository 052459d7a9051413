"""Judging a presentation: the holder's own signature, and every credential that is shown with it.

A presentation is valid if its holder's key signed it for whoever asks, if its credentials hold, and
if they are about the holder. What the verifier did not ask for, no finding speaks of.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from insigne.credentials.data_model import has_type
from insigne.credentials.empty_members import empty_members
from insigne.credentials.reading import id_of, number_of, objects_of
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.structure import structure_problems
from insigne.errors import InsigneError
from insigne.verification.addresses import is_same_id
from insigne.verification.checks import binding, claims, proof, structure
from insigne.verification.checks.inner import judge_inner
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding, failed, inconclusive, passed, sum_of
from insigne.verification.holder_binding import holder_binding
from insigne.verification.judge import ALL_CHECKS
from insigne.verification.outcome import Outcome
from insigne.verification.part import Part, Role
from insigne.verification.policy import Policy
from insigne.verification.presented import (
    Presented,
    challenges_of,
    credential_of,
    credentials_in,
    domains_of,
    presentation_in,
)
from insigne.verification.proof_integrity import integrity
from insigne.verification.report import Report
from insigne.verification.summary import Summary
from insigne.verification.unreadable import report_of_unreadable
from insigne.verification.verdict import verdict_of

MOST_CREDENTIALS = 64
LEEWAY = timedelta(minutes=5)  # clocks differ

PRESENTED_CHECKS = tuple(
    structure.check_inner if check is structure.check else check for check in ALL_CHECKS
)
SELF_ASSERTED_CHECKS = tuple(
    check for check in PRESENTED_CHECKS if check not in (proof.check, claims.check, binding.check)
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is on the table, and what the verifier asked for."""

    presentation: ReceivedCredential
    presented: Presented
    evidence: Evidence
    policy: Policy
    at: datetime
    domain: str | None
    challenge: str | None


def judge_presentation(
    source: ReceivedCredential,
    evidence: Evidence,
    *,
    policy: Policy,
    at: datetime,
    domain: str | None = None,
    challenge: str | None = None,
) -> Report:
    """Answer every question about a presentation from what is already on the table.

    Pure, as `judge` is. *domain* and *challenge* are what the verifier asked the holder to sign.
    """
    try:
        presentation = presentation_in(source)
    except InsigneError as error:
        return report_of_unreadable(error, at=at)
    evidence = replace(evidence, noted={})
    presented = Presented(presentation.document, presentation.jws_text)
    asked = _Asked(presentation, presented, evidence, policy, at, domain, challenge)
    parts = _parts(asked)
    answers = [check(asked) for check in CHECKS]
    answers.append(sum_of("credentials", parts) if parts else None)
    findings = tuple(answer for answer in answers if answer is not None)
    return Report(
        verdict=verdict_of(findings, policy, authentic={"proof"}, bound="holder"),
        findings=findings,
        credential=_summary(asked),
        at=at,
        asked_recipient=evidence.recipient is not None,
        asked_holder=challenge is not None,
    )


def _structure(asked: _Asked) -> Finding:
    document, dialect = asked.presentation.document, asked.presentation.dialect
    if not has_type(document, "VerifiablePresentation"):
        return failed("structure.schema", "type: is not VerifiablePresentation")
    problems = structure_problems(document, dialect)
    if asked.presentation.jws_text is None:
        problems += empty_members(document)
    if len(credentials_in(asked.presentation)) > MOST_CREDENTIALS:
        problems.append(f"verifiableCredential: holds more than {MOST_CREDENTIALS}")
    if problems:
        return failed("structure.schema", "; ".join(problems), first=problems[0])
    return passed("structure.ok", f"it is well formed ({dialect})", dialect=dialect.value)


def _proof(asked: _Asked) -> Finding:
    return integrity(asked.presented, asked.evidence, asked.at)


def _claims(asked: _Asked) -> Finding | None:
    """Compare the token with the presentation in it (VC-JOSE-COSE, "Registered Claims")."""
    token = asked.presentation.claims
    if token is None:
        return None
    named = (("iss", asked.presented.issuer_id), ("jti", asked.presentation.id))
    differ = [name for name, value in named if name in token and value and token[name] != value]
    if differ:
        return failed("claims.differ", f"{', '.join(differ)}: not what the presentation says")
    return passed("claims.ok", "the token and the presentation in it say the same")


def _window(asked: _Asked) -> Finding | None:
    """Ask whether the token is still, and already, to be used (RFC 7519)."""
    token = asked.presentation.claims or {}
    bounds = [name for name in ("nbf", "exp") if name in token]
    for name in bounds:
        bound = _instant(token[name])
        if bound is None:
            return failed("validity.malformed", f"the claim {name} is not an instant")
        if name == "nbf" and bound - asked.at > LEEWAY:
            return failed("validity.not_yet", f"it is valid from {bound.isoformat()}")
        if name == "exp" and asked.at - bound > LEEWAY:
            return failed("validity.expired", f"it was valid until {bound.isoformat()}")
    return passed("validity.ok", "it is the time for it") if bounds else None


def _holder(asked: _Asked) -> Finding:
    """Ask for the holder's key, and that it signed what was asked for."""
    found = holder_binding(asked.presented, asked.evidence, asked.at)
    if found.outcome is Outcome.FAILED:
        return found
    return _other_request(asked) or found


def _other_request(asked: _Asked) -> Finding | None:
    """Compare challenge and domain with those of every proof (VC-DI, "Verify Proof")."""
    token = asked.presentation.claims
    if asked.challenge is not None:
        given = challenges_of(asked.presented, token)
        if not given or None in given:
            return failed("holder.missing", "the holder signed no challenge")
        if any(challenge != asked.challenge for challenge in given):
            return failed("holder.other_request", "the holder signed another challenge")
    if asked.domain is not None:
        domains = domains_of(asked.presented, token)
        if not domains or [] in domains:
            return failed("holder.missing", "the holder signed for no domain")
        if any(asked.domain not in several for several in domains):
            return failed("holder.other_request", "the holder signed for another domain")
    return None


CHECKS: Sequence[Callable[[_Asked], Finding | None]] = (
    _structure,
    _proof,
    _claims,
    _window,
    _holder,
)


def _parts(asked: _Asked) -> tuple[Part, ...]:
    items = credentials_in(asked.presentation)[:MOST_CREDENTIALS]
    return tuple(
        Part(Role.CREDENTIAL, f"verifiableCredential[{position}]", _judge(item, asked))
        for position, item in enumerate(items)
    )


def _judge(item: object, asked: _Asked) -> Report:
    try:
        credential = credential_of(item)
    except InsigneError as error:
        return report_of_unreadable(error, at=asked.at)
    checks, said = PRESENTED_CHECKS, [_about_holder(credential, asked)]
    if credential.jws_text is None and "proof" not in credential.document:
        checks, said = SELF_ASSERTED_CHECKS, [*_self_asserted(credential, asked), *said]
    return judge_inner(
        credential, asked.evidence, asked.at, checks=checks, said=said, policy=asked.policy
    )


def _self_asserted(credential: ReceivedCredential, asked: _Asked) -> list[Finding]:
    """Let the holder vouch for a credential of their own, and for no one else's.

    It is secured by the presentation alone (VCDM, "Presentations Including Holder Claims").
    """
    holder = asked.presented.issuer_id
    if not asked.presented.has_holder:
        return [failed("proof.missing", "nobody signed this, and the presentation has no holder")]
    if not is_same_id(credential.issuer_id, holder):
        return [failed("proof.missing", f"{credential.issuer_id} did not sign this")]
    return [
        passed("proof.ok", "it is covered by the presentation's own proof"),
        passed("binding.ok", f"{holder} says this of itself", issuer=holder),
    ]


def _about_holder(credential: ReceivedCredential, asked: _Asked) -> Finding:
    """Ask whether the holder is whom the credential is about.

    A subject with a DID of its own is somebody else. One with an identifier that nobody can prove,
    such as a UUID, may be the holder or not.
    """
    ids = [id_of(one) for one in objects_of(credential.document.get("credentialSubject"))]
    holder = asked.presented.issuer_id
    if any(one and is_same_id(one, holder) for one in ids):
        return passed("subject.ok", f"it is about {holder}")
    if any(one.startswith("did:") for one in ids):
        return failed("subject.other", f"it is about {', '.join(ids)}, and not about {holder}")
    return inconclusive("subject.unknown", f"whether it is about {holder} cannot be said")


def _summary(asked: _Asked) -> Summary:
    return Summary(
        dialect=asked.presentation.dialect.value,
        id=asked.presentation.id,
        issuer_id=asked.presented.issuer_id,
    )


def _instant(value: object) -> datetime | None:
    seconds = number_of(value)
    try:
        return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
