"""From what a person names (a file, an address) to the report on it."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from insigne.adapters.fetcher import Fetcher, FetchesMany, OfflineFetcher
from insigne.adapters.files import read_credential
from insigne.adapters.gathering import examine
from insigne.cli import files
from insigne.cli.exit_codes import ExitCode, Refusal
from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.verification.evidence import Challenge, Fetched, Need, Purpose, Resource
from insigne.verification.judge import report_of_unreadable
from insigne.verification.outcome import Verdict
from insigne.verification.report import Report

CODES = {
    Verdict.VALID: ExitCode.VALID,
    Verdict.INVALID: ExitCode.INVALID,
    Verdict.UNKNOWN: ExitCode.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked about every file, whatever is in it."""

    at: datetime
    recipient: str | None = None
    offline: bool = False
    challenge: str | None = None
    domain: str | None = None
    answers: Path | None = None
    """A copy of a backpack, of which the answers count as those of the addresses."""


@dataclass(frozen=True, slots=True)
class Examined:
    """The report on one file, and the SHA-256 of what was looked at."""

    report: Report
    digest: bytes


def is_address(what: str) -> bool:
    """Say whether a person named an address, and not a file."""
    return what.startswith(("https://", "http://"))


def fetcher_for(question: Question) -> Fetcher:
    """Give the fetcher to keep for all files."""
    fetcher = OfflineFetcher() if question.offline else _LateHttpFetcher()
    if question.answers is None:
        return fetcher
    loading = importlib.import_module("insigne.cli.answers")  # most questions do without zips
    known: Fetcher = loading.answers_of(question.answers, fetcher)
    return known


def examine_named(what: str, fetcher: Fetcher, question: Question) -> Examined:
    """Report on a file or an address. Raises `Refusal` if there is no credential."""
    if is_address(what):
        return _examine_address(what, fetcher, question)
    return examine_bytes(what, files.read(Path(what)), fetcher, question)


def examine_bytes(name: str, source: bytes, fetcher: Fetcher, question: Question) -> Examined:
    """Report on the content of a file. Raises `Refusal` if there is no credential."""
    digest = sha256(source).digest()
    try:
        credential = read_credential(source)
    except (MalformedError, UnsupportedError) as error:
        if _is_presentation(source):
            return Examined(_report_on_presentation(source, fetcher, question), digest)
        return Examined(report_of_unreadable(error, at=question.at), digest)
    return Examined(_report_on(name, credential, fetcher, question), digest)


def _examine_address(url: str, fetcher: Fetcher, question: Question) -> Examined:
    """Read what the address gives; if that is nothing, the address itself is the question."""
    answer = fetcher.fetch(Need(url, Purpose.CREDENTIAL))
    if isinstance(answer, Fetched) and answer.status == 200:
        return examine_bytes(url, answer.body, fetcher, question)
    return examine_bytes(url, url.encode(), fetcher, question)


def _report_on(
    name: str, credential: ReceivedCredential | None, fetcher: Fetcher, question: Question
) -> Report:
    if credential is None:
        raise Refusal(f"There is no credential in {name}.", ExitCode.NO_CREDENTIAL)
    challenge = None
    if question.challenge is not None and question.domain is not None:
        challenge = Challenge(question.challenge, question.domain)
    return examine(
        credential,
        fetcher=fetcher,
        recipient=question.recipient,
        at=question.at,
        challenge=challenge,
    )


def _is_presentation(source: bytes) -> bool:
    try:
        return ReceivedCredential.parse(source).dialect is Dialect.PRESENTATION
    except InsigneError:
        return False


def _report_on_presentation(source: bytes, fetcher: Fetcher, question: Question) -> Report:
    presenting = importlib.import_module("insigne.adapters.presenting")  # seldom needed
    report: Report = presenting.examine_presentation(
        source,
        fetcher=fetcher,
        domain=question.domain,
        challenge=question.challenge,
        recipient=question.recipient,
        at=question.at,
    )
    return report


class _LateHttpFetcher:
    """Fetches over the network and remembers, and loads what that takes only when it is needed."""

    def __init__(self) -> None:
        self._fetcher: _Fetching | None = None

    def fetch(self, need: Need) -> Resource:
        return self._loaded().fetch(need)

    def fetch_all(self, needs: Sequence[Need], *, seconds: float) -> Sequence[Resource]:
        return self._loaded().fetch_all(needs, seconds=seconds)

    def _loaded(self) -> "_Fetching":
        if self._fetcher is None:
            # httpx2 takes longer to load than a badge to verify, and many badges do without
            caching = importlib.import_module("insigne.adapters.caching")
            fetching = importlib.import_module("insigne.adapters.fetching")
            fetcher: _Fetching = caching.CachingFetcher(
                fetching.HttpFetcher(allow_this_machine=True)
            )
            self._fetcher = fetcher
        return self._fetcher


class _Fetching(Fetcher, FetchesMany, Protocol):
    """A fetcher of one address and of many."""
