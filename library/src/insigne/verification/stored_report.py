"""Reading a report back: what was found on another day, by us or by somebody else.

A report that is read is a report that somebody wrote: see `signed_report` for who stands by it.
Its words are made anew, in any language, by `words`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Final

from insigne.encoding import strict_json, timestamps
from insigne.errors import MalformedError, UnsupportedError
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.part import Part, Role
from insigne.verification.report import FORMAT, Report
from insigne.verification.summary import Summary

MOST_FINDINGS: Final = 1000

CHECKS_OF_ROLES: Final[Mapping[Role, frozenset[str]]] = {
    Role.ENDORSEMENT: frozenset({"endorsements"}),
    Role.CREDENTIAL: frozenset({"nested", "credentials"}),
    Role.REFRESHED: frozenset({"refresh"}),
}
"""Which checks look at inner credentials of each role."""

type Members = Mapping[str, object]


def parse(source: bytes) -> Report:
    """Read a report as `Report.to_json` writes it; members that we do not know are passed over.

    Raises `MalformedError` with the path that is wrong, and `UnsupportedError` for a report in
    another format.
    """
    return report_of(strict_json.parse(source))


def report_of(value: object) -> Report:
    """Read a report from JSON that was parsed already; raises as `parse` does."""
    members = _object(value, "")
    if members.get("format") != FORMAT:
        raise UnsupportedError(f"reports of the format {str(members.get('format'))[:40]}")
    findings = _with_parts(_findings(members.get("findings")), _parts(members.get("parts", [])))
    verdict = _one_of(Verdict, members, "verdict", "verdict")
    _require_possible(verdict, findings)
    return Report(
        findings=findings,
        verdict=verdict,
        credential=_summary(members.get("credential")),
        at=_instant(members.get("at"), "at"),
        asked_recipient=_truth(members, "recipientAsked") or False,
        asked_holder=_truth(members, "holderAsked") or False,
        issuer_listed=_truth(members, "issuerListed"),
    )


def _require_possible(verdict: Verdict, findings: tuple[Finding, ...]) -> None:
    """Refuse a verdict that its own findings rule out, whatever the policy was."""
    has_failed = any(finding.outcome is Outcome.FAILED for finding in findings)
    if has_failed and verdict is not Verdict.INVALID:
        raise MalformedError("a check failed, and yet the verdict is not invalid", path="verdict")
    if verdict is Verdict.VALID and not findings:
        raise MalformedError("nothing was checked, and yet the verdict is valid", path="verdict")


def _findings(value: object) -> tuple[Finding, ...]:
    if not isinstance(value, list):
        raise MalformedError("is not a list", path="findings")
    if len(value) > MOST_FINDINGS:
        raise MalformedError(f"more than {MOST_FINDINGS} findings", path="findings")
    return tuple(
        _finding(_object(each, f"findings[{place}]"), f"findings[{place}]")
        for place, each in enumerate(value)
    )


def _parts(value: object) -> tuple[Part, ...]:
    if not isinstance(value, list):
        raise MalformedError("is not a list", path="parts")
    return tuple(
        _part(_object(each, f"parts[{place}]"), f"parts[{place}]")
        for place, each in enumerate(value)
    )


def _part(members: Members, path: str) -> Part:
    try:
        report = report_of(members.get("report"))
    except MalformedError as error:
        inner = f"{path}.report" + (f".{error.path}" if error.path else "")
        raise MalformedError(error.message, path=inner) from error
    role = _one_of(Role, members, "role", f"{path}.role")
    return Part(role, _text(members, "path", f"{path}.path"), report)


def _with_parts(findings: tuple[Finding, ...], parts: tuple[Part, ...]) -> tuple[Finding, ...]:
    """Give each finding the reports that it rests on: those of its role."""
    checks = {finding.check for finding in findings}
    for place, part in enumerate(parts):
        if not CHECKS_OF_ROLES[part.role] & checks:
            raise MalformedError("no finding rests on this", path=f"parts[{place}]")
    return tuple(
        replace(
            finding,
            parts=tuple(part for part in parts if finding.check in CHECKS_OF_ROLES[part.role]),
        )
        for finding in findings
    )


def _finding(members: Members, path: str) -> Finding:
    values = _object(members.get("values", {}), f"{path}.values")
    return Finding(
        check=_text(members, "check", f"{path}.check"),
        outcome=_one_of(Outcome, members, "outcome", f"{path}.outcome"),
        code=_text(members, "code", f"{path}.code"),
        detail=_text(members, "detail", f"{path}.detail"),
        values={name: _text(values, name, f"{path}.values.{name}") for name in values},
    )


def _summary(value: object) -> Summary:
    members = _object(value, "credential")
    issuer = _object(members.get("issuer", {}), "credential.issuer")
    return Summary(
        dialect=_text_or_nothing(members, "dialect", "credential.dialect"),
        id=_text_or_nothing(members, "id", "credential.id"),
        name=_text_or_nothing(members, "name", "credential.name"),
        issuer_id=_text_or_nothing(issuer, "id", "credential.issuer.id"),
        issuer_name=_text_or_nothing(issuer, "name", "credential.issuer.name"),
        valid_from=_text_or_nothing(members, "validFrom", "credential.validFrom"),
        valid_until=_text_or_nothing(members, "validUntil", "credential.validUntil"),
    )


def _object(value: object, path: str) -> Members:
    if not isinstance(value, Mapping):
        raise MalformedError("is not a JSON object", path=path)
    return value


def _text(members: Members, name: str, path: str) -> str:
    value = members.get(name)
    if not isinstance(value, str):
        raise MalformedError("is not text", path=path)
    return value


def _text_or_nothing(members: Members, name: str, path: str) -> str:
    return "" if members.get(name) is None else _text(members, name, path)


def _truth(members: Members, name: str) -> bool | None:
    value = members.get(name)
    if value is not None and not isinstance(value, bool):
        raise MalformedError("is neither true nor false", path=name)
    return value


def _instant(value: object, path: str) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, str):
        raise MalformedError("an instant is written as a string", path=path)
    try:
        return timestamps.parse(value)
    except MalformedError as error:
        raise MalformedError(error.message, path=path) from error


def _one_of[Answer: StrEnum](kind: type[Answer], members: Members, name: str, path: str) -> Answer:
    text = _text(members, name, path)
    try:
        return kind(text)
    except ValueError as error:
        raise MalformedError(f"{text[:40]!r} is no {kind.__name__.lower()}", path=path) from error
