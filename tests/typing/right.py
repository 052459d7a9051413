"""A program as a user writes it: every value has the type that it is said to have."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import assert_type

from insigne.adapters.fetcher import Fetcher, MappingFetcher, OfflineFetcher
from insigne.adapters.fetching import HttpFetcher
from insigne.adapters.files import read_credential
from insigne.adapters.gathering import examine, verify
from insigne.baking import Standard, bake, extract
from insigne.canonicalization import canonicalize
from insigne.credentials.received import ReceivedCredential
from insigne.errors import FetchError, InsigneError, MalformedError, VerificationError
from insigne.identifiers import did_key
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey
from insigne.keys.signer import Signer
from insigne.proofs import data_integrity
from insigne.verification import DefaultPolicy, Policy, Report, TrustedIssuers, Verdict
from insigne.verification.evidence import Need, NotFetched, Resource
from insigne.verification.finding import Finding
from insigne.verification.stored_report import parse
from insigne.verification.words import headline


class InHardware:
    """A signer of one's own, which only has to have the right shape."""

    def __init__(self, public_key: PublicKey) -> None:
        """Keep the public half."""
        self._public_key = public_key

    @property
    def public_key(self) -> PublicKey:
        """The key with which others check."""
        return self._public_key

    def sign(self, message: bytes) -> bytes:
        """Sign."""
        return message[:64]


class Nobody:
    """A fetcher of one's own."""

    def fetch(self, need: Need) -> Resource:
        """Ask nobody."""
        return NotFetched(need.url, "nobody was asked")


def sign_and_show(credential: dict[str, object]) -> Report:
    """Go the whole way once."""
    key = PrivateKey.generate(KeyType.ED25519)
    signers: list[Signer] = [key, InHardware(key.public_key)]
    did = assert_type(did_key.did_key_of(key.public_key), str)
    method = did_key.verification_method_of_did_key(did)
    signed = issue(credential, signer=signers[0], verification_method=method, at=datetime.now(UTC))
    baked = bake(b"<svg/>", assert_type(signed, bytes).decode(), standard=Standard.OPEN_BADGES_3)
    found = extract(baked)
    text = found.text if found is not None else ""
    credential_or_none = assert_type(read_credential(baked), ReceivedCredential | None)
    if credential_or_none is not None:
        assert_type(credential_or_none.valid_from, datetime | None)
    assert_type(canonicalize(credential), str)
    fetchers: list[Fetcher] = [OfflineFetcher(), MappingFetcher({}), HttpFetcher(), Nobody()]
    policies: list[Policy] = [DefaultPolicy(), TrustedIssuers(["https://uppsala.example"])]
    return examine(text.encode(), fetcher=fetchers[0], policy=policies[0])


def say(report: Report) -> list[str]:
    """Read what a report holds."""
    assert_type(report.verdict, Verdict)
    assert_type(report.findings, Sequence[Finding])
    assert_type(report.deciding, Finding | None)
    assert_type(parse(b"{}"), Report)
    return [headline(report, "nl"), *(finding.detail for finding in report.findings)]


def what_went_wrong(source: bytes) -> str:
    """Catch each branch of the one tree of errors."""
    try:
        verify(source, fetcher=OfflineFetcher())
    except VerificationError as error:
        return str(error.report)
    except MalformedError as error:
        return assert_type(error.path, str)
    except FetchError as error:
        return assert_type(error.url, str)
    except InsigneError as error:
        return str(error)
    return ""


def secure_by_hand(credential: dict[str, object], key: PrivateKey) -> dict[str, object]:
    """Use the lower floors alone."""
    return data_integrity.secure(
        credential, signer=key, verification_method="did:example:a#b", created=datetime.now(UTC)
    )
