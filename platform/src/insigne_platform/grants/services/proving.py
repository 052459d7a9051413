"""Proving a domain: a file on its website, or a record in its DNS, that only its owner can put."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

import dns.exception
import dns.resolver
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from insigne.adapters.fetching import HttpFetcher
from insigne.verification.evidence import Fetched, Need, Purpose
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, Problem
from insigne_platform.grants.models import Organisation, Proof
from insigne_platform.grants.permissions import must_run
from insigne_platform.people.models import Person

type Look = Callable[[str], Mapping[Proof, Iterable[str]]]
"""From a domain to the lines that were found there."""

FILE: Final = "/.well-known/insigne-organisation.txt"
RECORD: Final = "_insigne"
SECONDS: Final = 5.0
LONGEST: Final = 4096


def sentence_of(organisation: Organisation) -> str:
    """The line that stands in the file or the record."""
    return f"insigne-organisation={organisation.challenge}"


def prove(
    organisation: Organisation, *, by: Person, at: datetime, look: Look | None = None
) -> Organisation:
    """Look for the organisation's line at its domain; from then on its domain is proved.

    Raises `Invalid` if it is not there, and `Conflict` if another organisation proved the domain.
    Looking is done outside of any transaction: a slow website holds nobody up.
    """
    must_run(by, organisation)
    wanted = sentence_of(organisation)
    found = (look or look_outside)(organisation.domain)
    proof = next((each for each in Proof if wanted in _lines(found.get(each, ()))), None)
    if proof is None:
        message = _("The line was not found, neither on the website nor in the DNS of the domain.")
        raise Invalid([Problem("domain", message)])
    organisation.proved_at, organisation.proved_by = at, proof
    try:
        with transaction.atomic():
            organisation.save(update_fields=["proved_at", "proved_by"])
            audit.record(by, "organisation.proved", organisation, proof=proof.value)
    except IntegrityError as error:
        raise Conflict(_("Another organisation has proved this domain already.")) from error
    return organisation


def look_outside(domain: str) -> Mapping[Proof, Iterable[str]]:
    """What stands in the file and in the record; nothing where there is no answer."""
    return {Proof.FILE: _file_of(domain), Proof.DNS: _record_of(domain)}


def _file_of(domain: str) -> list[str]:
    """The lines of the file, if the domain itself gave them: it may send nobody elsewhere."""
    fetcher = HttpFetcher(timeout=SECONDS)
    answer = fetcher.fetch(Need(f"https://{domain}{FILE}", Purpose.RELATED))
    if not isinstance(answer, Fetched) or answer.status != 200:
        return []
    if urlsplit(answer.final_url).hostname != domain:
        return []
    return answer.body[:LONGEST].decode("utf-8", "replace").splitlines()


def _record_of(domain: str) -> list[str]:
    try:
        answer = dns.resolver.resolve(f"{RECORD}.{domain}", "TXT", lifetime=SECONDS)
    except dns.exception.DNSException:
        return []
    return [b"".join(each.strings).decode("utf-8", "replace") for each in answer]


def _lines(lines: Iterable[str]) -> set[str]:
    return {line.strip() for line in lines}
