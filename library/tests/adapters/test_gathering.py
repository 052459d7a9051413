import json

import pytest

from cast import ADA, LIST_ID, NOON, badge, status_entry, status_list
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne.adapters.files import read_credential
from insigne.adapters.gathering import MOST_ADDRESSES, examine, gather, verify
from insigne.credentials.received import ReceivedCredential
from insigne.errors import MalformedError, UnsupportedError, VerificationError
from insigne.verification import NotFetched


class NotingFetcher:
    def __init__(self, answers):
        self.asked = []
        self._answers = MappingFetcher(answers)

    def fetch(self, need):
        self.asked.append(need.url)
        return self._answers.fetch(need)


def source_of(document):
    return json.dumps(document).encode()


WORLD = {ADA.id: source_of(ADA.document()), LIST_ID: source_of(status_list())}
VALID = source_of(ADA.signed(badge(credentialStatus=status_entry())))


def test_everything_is_asked_for_once_and_nothing_else():
    fetcher = NotingFetcher(WORLD)

    report = examine(VALID, fetcher=fetcher, at=NOON)

    assert report.verdict == "valid"
    assert sorted(fetcher.asked) == sorted([ADA.id, LIST_ID])


def test_verify_raises_unless_the_answer_is_yes():
    assert verify(VALID, fetcher=MappingFetcher(WORLD), at=NOON).is_valid
    with pytest.raises(VerificationError) as caught:
        verify(VALID, fetcher=OfflineFetcher(), at=NOON)
    assert caught.value.report.verdict == "unknown"


def test_an_endless_chain_of_addresses_ends():
    entries = [
        {**status_entry(), "statusListCredential": f"https://uppsala.example/status/{number}"}
        for number in range(MOST_ADDRESSES * 2)
    ]
    credential = ADA.signed(badge(credentialStatus=entries))
    fetcher = NotingFetcher(WORLD)

    gather(ReceivedCredential.parse(source_of(credential)), fetcher, at=NOON)

    assert len(fetcher.asked) <= MOST_ADDRESSES


def test_offline_nothing_is_known():
    evidence = gather(ReceivedCredential.parse(VALID), OfflineFetcher(), at=NOON)

    assert {type(resource) for resource in evidence.resources.values()} == {NotFetched}


@pytest.mark.parametrize(
    ("source", "verdict", "code"),
    [
        (b'{"@context": [', "invalid", "structure.malformed"),
        (b'{"@context": [], "@context": []}', "invalid", "structure.malformed"),
        (b'{"type": "A", "n": NaN}', "invalid", "structure.malformed"),
        (b"[" * 10_000, "unknown", "structure.unsupported"),
        (b'{"type":' * 5_000, "invalid", "structure.malformed"),
        (b"hello", "invalid", "structure.malformed"),
        (b"", "invalid", "structure.malformed"),
        (b"eyJh.eyJh.x", "invalid", "structure.malformed"),
        (b'{"type": ["VerifiablePresentation"]}', "unknown", "structure.unsupported"),
        (b'{"type": ["VerifiableCredential", "Passport"]}', "unknown", "structure.unsupported"),
    ],
)
def test_whatever_comes_in_a_report_comes_out(source, verdict, code):
    report = examine(source, fetcher=OfflineFetcher(), at=NOON)

    codes = [finding.code for finding in report.findings]
    assert code in codes
    assert report.verdict == verdict or codes != [code]


@pytest.mark.parametrize(
    "source",
    [b"", b"hello", b"GIF89a", b"\x00\xff" * 50, b"{}", b'{"a": 1}', b"<html></html>", b"a.b.c"],
)
def test_a_file_without_a_credential(source):
    assert read_credential(source) is None


def test_a_list_and_a_presentation_hold_more_than_one():
    for source in (b"[{}]", b'{"type": "VerifiablePresentation"}'):
        with pytest.raises(UnsupportedError):
            read_credential(source)


def test_a_broken_credential_is_malformed():
    with pytest.raises(MalformedError):
        read_credential(b'{"@context": ')
