"""The look of a verdict, its sentence, and its three levels: proof, recipient, issuer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from insigne.errors import InsigneError
from insigne.identifiers.verification_method import document_url_of
from insigne.verification import words as library_words
from insigne.verification.finding import Finding
from insigne.verification.outcome import Outcome, Verdict
from insigne.verification.report import Report
from insigne_platform.core.addresses import path_of
from insigne_platform.verification import showing, words
from insigne_platform.verification.stated import Stated
from insigne_platform.verification.view import Level, Look, Words

OUR_ISSUERS: Final = ("/public/issuers/", "/public/3/issuers/")
BESIDE_THE_PROOF: Final = frozenset({"recipient", "issuer"})
TAKEN_BACK: Final = frozenset({"status.revoked", "status.suspended"})
LOOK_OF_OUTCOME: Final = {
    Outcome.PASSED: Look.VALID,
    Outcome.FAILED: Look.INVALID,
    Outcome.INCONCLUSIVE: Look.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A report, what the badge says, and what our own books add about its revocation."""

    report: Report
    stated: Stated
    revoked_at: datetime | None = None
    is_our_award: bool = False
    is_suspended: bool = False  # our own books say for now, where the standard has no word for it

    def finding(self, check: str) -> Finding | None:
        """The answer of one check, if it had something to say."""
        return next((found for found in self.report.findings if found.check == check), None)

    def has(self, code: str) -> bool:
        """Say whether this was found."""
        return any(found.code == code for found in self.report.findings)

    @property
    def is_taken_back(self) -> bool:
        """Say whether the issuer revoked or suspended the badge."""
        return any(found.code in TAKEN_BACK for found in self.report.findings)

    @property
    def is_authentic(self) -> bool:
        """Say whether the badge was proven to come from the issuer that it names."""
        passed = {f.check for f in self.report.findings if f.outcome is Outcome.PASSED}
        failed = {f.check for f in self.report.findings if f.outcome is Outcome.FAILED}
        is_proven = bool({"proof", "source"} & passed) and "binding" in passed
        return is_proven and not failed & {
            "structure",
            "carrier",
            "proof",
            "source",
            "claims",
            "linked",
        }

    @property
    def is_ours(self) -> bool:
        """Say whether an issuer that this site itself hosts gave the badge."""
        return self.is_our_award or (self.is_authentic and is_hosted_here(self.stated.issuer_id))

    @property
    def issuer_name(self) -> Words:
        """What to call the issuer in a sentence."""
        name = self.stated.issuer_name
        return Words(name, name) if name else words.AN_ISSUER

    @property
    def look(self) -> Look:
        """Which of the four answers it is."""
        if self.report.verdict is Verdict.VALID:
            return Look.VALID if self.is_ours else Look.UNLISTED
        return Look.INVALID if self.report.verdict is Verdict.INVALID else Look.UNKNOWN


def is_hosted_here(issuer_id: str) -> bool:
    """Say whether an issuer's identifier leads to an issuer of this instance."""
    path = path_of(_document_address(issuer_id))
    return path is not None and path.startswith(OUR_ISSUERS)


def sentence(judged: Judged) -> Words:
    """Say in a few words what was found, and what it means."""
    if judged.look in (Look.VALID, Look.UNLISTED):
        end = words.UP_TO_YOU if judged.look is Look.UNLISTED else words.NOTHING
        return _issued(judged) + _state(judged) + end
    if judged.is_suspended or judged.has("status.suspended"):
        return _suspended(judged) + words.DO_NOT_RELY
    if judged.has("status.revoked"):
        return _revoked(judged) + words.DO_NOT_RELY
    deciding = judged.report.deciding
    said = _sentence_of(deciding) if deciding is not None else words.NOTHING
    if judged.look is Look.INVALID:
        return said + words.DO_NOT_RELY
    if deciding is not None and deciding.code == "recipient.unknown" and judged.is_authentic:
        said = words.AUTHENTIC_WITHOUT_ADDRESS
    return said + words.SAYS_NOTHING_BAD


def levels(judged: Judged) -> tuple[Level, ...]:
    """The three levels, always all of them and in this order."""
    return (_proof(judged), _recipient(judged), _issuer(judged))


def _proof(judged: Judged) -> Level:
    found = [f for f in judged.report.findings if f.check not in BESIDE_THE_PROOF]
    deciding = Report(found).deciding
    if deciding is None:
        return _level("proof", Look.VALID, words.MATCHES, _proof_in_order(judged))
    look = LOOK_OF_OUTCOME[deciding.outcome]
    other = words.DOES_NOT_MATCH if look is Look.INVALID else words.CANNOT_TELL
    word = words.WORD_OF_CODE.get(deciding.code, other)
    if deciding.code in TAKEN_BACK and judged.is_suspended:
        word = words.WORD_OF_CODE["status.suspended"]
        return _level("proof", look, word, words.AWARDED_THEN_SUSPENDED)
    is_revoked = deciding.code == "status.revoked"
    if is_revoked and judged.is_authentic:
        return _level("proof", look, word, words.AWARDED_THEN_REVOKED)
    return _level("proof", look, word, words.REVOKED if is_revoked else _sentence_of(deciding))


def _proof_in_order(judged: Judged) -> Words:
    source = judged.finding("source")
    if source is None:
        return words.SIGNED
    return words.HOSTED if source.code == "source.ok" else _sentence_of(source)


def _recipient(judged: Judged) -> Level:
    if not judged.report.asked_recipient:
        return _level("recipient", "asked", words.NOT_CHECKED, words.NOT_ASKED)
    found = judged.finding("recipient")
    if found is None or found.outcome is Outcome.INCONCLUSIVE:
        return _level("recipient", Look.UNKNOWN, words.CANNOT_TELL, words.RECIPIENT_UNKNOWN)
    if found.outcome is Outcome.FAILED:
        return _level("recipient", Look.INVALID, words.DOES_NOT_MATCH, words.RECIPIENT_OTHER)
    if judged.is_authentic:
        return _level("recipient", Look.VALID, words.MATCHES, words.RECIPIENT_OK)
    return _level("recipient", Look.UNKNOWN, words.CANNOT_TELL, words.RECIPIENT_OK_UNPROVEN)


def _issuer(judged: Judged) -> Level:
    name = judged.issuer_name
    host = showing.one_line(urlsplit(_document_address(judged.stated.issuer_id)).netloc)
    if judged.is_ours:
        text = words.HOSTED_HERE.filled(issuer=name, host=host)
        return _level("issuer", Look.VALID, words.ISSUED_HERE, text)
    if judged.is_authentic and host:
        text = words.KNOWN_BY_ADDRESS.filled(issuer=name, host=host)
        return _level("issuer", Look.UNLISTED, words.NOT_LISTED, text)
    if judged.is_authentic:
        text = words.KNOWN_BY_KEY.filled(issuer=name)
        return _level("issuer", Look.UNLISTED, words.NOT_LISTED, text)
    binding = judged.finding("binding")
    if binding is not None and binding.outcome is Outcome.FAILED:
        return _level("issuer", Look.INVALID, words.DOES_NOT_MATCH, _sentence_of(binding))
    return _level("issuer", Look.UNKNOWN, words.NOT_CONFIRMED, words.CLAIMED.filled(issuer=name))


def _level(key: str, state: str, word: Words, text: Words) -> Level:
    return Level(key, str(state), word.text_nl, word.text_en, text.text_nl, text.text_en)


def _issued(judged: Judged) -> Words:
    holder = judged.stated.holder_name
    if holder is None:
        return words.ISSUED.filled(issuer=judged.issuer_name)
    return words.ISSUED_TO.filled(issuer=judged.issuer_name, holder=holder)


def _state(judged: Judged) -> Words:
    if judged.finding("source") is not None:
        return words.CONFIRMED
    return words.UNCHANGED if judged.has("status.none") else words.UNCHANGED_NOT_REVOKED


def _revoked(judged: Judged) -> Words:
    if judged.revoked_at is None:
        return words.REVOKED
    return words.REVOKED_ON.filled(date=showing.date(judged.revoked_at))


def _suspended(judged: Judged) -> Words:
    if judged.revoked_at is None:
        return words.SUSPENDED
    return words.SUSPENDED_ON.filled(date=showing.date(judged.revoked_at))


def _sentence_of(finding: Finding) -> Words:
    return Words(library_words.sentence(finding, "nl"), library_words.sentence(finding, "en"))


def _document_address(issuer_id: str) -> str:
    """Where the document of an issuer stands; an empty text if it has none."""
    try:
        return document_url_of(issuer_id) or ""
    except InsigneError:
        return ""
