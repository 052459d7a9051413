"""Where the library's report becomes what a page shows; pure, and the only seam."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from insigne.credentials.reading import Json, as_object, objects_of, text_of
from insigne.credentials.received import ReceivedCredential
from insigne.verification import words as library_words
from insigne.verification.evidence import Evidence
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome
from insigne.verification.report import Report
from insigne_platform.core.addresses import path_of
from insigne_platform.verification import showing, words
from insigne_platform.verification.facts import facts
from insigne_platform.verification.levels import TAKEN_BACK, Judged, levels, sentence
from insigne_platform.verification.offered import Offered
from insigne_platform.verification.stated import Stated, stated_by
from insigne_platform.verification.technical import technical
from insigne_platform.verification.value_card import value_card
from insigne_platform.verification.view import FindingView, VerificationView, Words


@dataclass(frozen=True, slots=True)
class OwnRevocation:
    """What our own books say of an award that was taken back; *stated* is what it says."""

    at: datetime | None
    reason: str
    stated: Stated
    is_suspended: bool = False


@dataclass(frozen=True, slots=True)
class Examined:
    """A credential with everything that was found out about it."""

    credential: ReceivedCredential
    carrier: str
    evidence: Evidence
    report: Report

    @property
    def stated(self) -> Stated:
        """What it says."""
        return stated_by(self.credential, self.evidence)


@dataclass(frozen=True, slots=True)
class Examination:
    """The answer, and for who keeps the badge what it came in and what it says."""

    view: VerificationView
    offered: Offered
    stated: Stated
    is_ours: bool


def view_of(
    examined: Examined,
    *,
    at: datetime,
    picture: str | None = None,
    own_revocation: OwnRevocation | None = None,
) -> VerificationView:
    """Put a report in the words and the order of the verdict page."""
    stated = examined.stated if own_revocation is None else own_revocation.stated
    judged = Judged(
        examined.report,
        stated,
        revoked_at=own_revocation.at if own_revocation else None,
        is_our_award=own_revocation is not None,
        is_suspended=own_revocation is not None and own_revocation.is_suspended,
    )
    headline, said = words.HEADLINES[judged.look], sentence(judged)
    return VerificationView(
        verdict=examined.report.verdict.value,
        look=judged.look,
        headline_nl=headline.text_nl,
        headline_en=headline.text_en,
        sentence_nl=said.text_nl,
        sentence_en=said.text_en,
        at=at,
        name=stated.name,
        issuer_name=stated.issuer_name,
        holder_name=stated.holder_name,
        scenario=stated.scenario,
        picture=picture,
        picture_alt=_picture_alt(stated),
        levels=levels(judged),
        findings=_findings(judged),
        value=value_card(stated),
        facts=facts(
            stated,
            revoked_at=None if judged.is_suspended else judged.revoked_at,
            with_links=judged.is_authentic or judged.is_our_award,
        ),
        unchecked=tuple(_unchecked(judged, examined)),
        technical=technical(
            examined.credential, examined.carrier, stated, examined.evidence, examined.report
        ),
        report_json=report_text(examined.report),
        revocation_reason=_reason(examined.report, own_revocation),
    )


def own_picture_paths(stated: Stated) -> Sequence[str]:
    """Where on this site a picture of the badge may stand."""
    paths = (path_of(address) for address in stated.images)
    return tuple(path for path in paths if path and path.startswith("/public/badges/"))


def report_text(report: Report) -> str:
    """Write the library's report for a program."""
    return showing.printable_json(json.dumps(report.to_json(), indent=2, ensure_ascii=False))


def _picture_alt(stated: Stated) -> str:
    caption = text_of(as_object(stated.achievement.get("image")).get("caption"))
    return showing.one_line(caption)


def _findings(judged: Judged) -> tuple[FindingView, ...]:
    """Every check; when the issuer took the badge back, what could not be asked is beside it."""
    return tuple(
        _finding(found, judged)
        for found in judged.report.findings
        if not (judged.is_taken_back and found.outcome is Outcome.INCONCLUSIVE)
    )


def _finding(found: Finding, judged: Judged) -> FindingView:
    if found.code in TAKEN_BACK:  # the reason is shown by itself
        code = "status.suspended" if judged.is_suspended else found.code
        found = replace(found, code=code, values={**found.values, "reason": ""})
    remedy = Words(library_words.remedy(found, "nl"), library_words.remedy(found, "en"))
    if found.code == "status.revoked":
        remedy = words.ASK_WHO_GAVE_IT
    return FindingView(
        found.code,
        found.outcome.value,
        library_words.sentence(found, "nl"),
        library_words.sentence(found, "en"),
        remedy.text_nl,
        remedy.text_en,
    )


def _unchecked(judged: Judged, examined: Examined) -> Iterator[Words]:
    holder = judged.stated.holder_name
    yield words.IDENTITY_OF.filled(holder=holder) if holder else words.IDENTITY
    if not judged.report.asked_recipient:
        yield words.NO_ADDRESS_ASKED
    if _may_be_a_part(examined.credential):
        yield words.A_PART
    yield words.QUALITY
    if judged.has("status.none"):
        yield words.NO_REVOCATION
    if examined.credential.document.get("evidence"):
        yield words.EVIDENCE
    if any(_has_endorsements(part) for part in _parts(judged.stated)):
        yield words.ENDORSEMENTS


def _may_be_a_part(credential: ReceivedCredential) -> bool:
    """Say whether it is of a kind from which a holder keeps back what she likes."""
    proofs = objects_of(credential.document.get("proof"))
    return credential.sd_jwt is not None or any(
        proof.get("cryptosuite") == "ecdsa-sd-2023" for proof in proofs
    )


def _parts(stated: Stated) -> tuple[Json, ...]:
    return (stated.document, stated.achievement, stated.issuer)


def _has_endorsements(part: Json) -> bool:
    return bool(part.get("endorsement") or part.get("endorsementJwt"))


def _reason(report: Report, own: OwnRevocation | None) -> str | None:
    if own is not None and (own.reason or own.is_suspended):
        return showing.text_block(own.reason) or None
    found = (f.values.get("reason") for f in report.findings if f.code in TAKEN_BACK)
    return next((showing.text_block(reason) for reason in found if reason), None)
