"""Publishing a status list, and reading one bit of somebody's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from insigne.errors import MalformedError, UnsupportedError
from insigne.status import StatusList, StatusListEntry, read_status, status_list_credential
from insigne.status.bitstring import bits_with, encode, entries_with

ADDRESS = "https://uu.example/status/3"
# The entry of the example in Bitstring Status List 1.0, with our address.
ENTRY = {
    "id": f"{ADDRESS}#94567",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "94567",
    "statusListCredential": ADDRESS,
}
PARSED = StatusListEntry(ADDRESS, 94567, "revocation")


def published(*indexes: int, **changes: object) -> dict[str, object]:
    credential = status_list_credential(
        id=ADDRESS,
        issuer="https://uu.example/issuer",
        purpose="revocation",
        bits=bits_with(indexes),
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        valid_until=datetime(2026, 1, 2, tzinfo=UTC),
    )
    return credential | changes


def with_subject(**changes: object) -> dict[str, object]:
    subject = published(94567)["credentialSubject"]
    assert isinstance(subject, dict)
    return published(credentialSubject=subject | changes)


def test_the_credential_is_as_the_specification_writes_it():
    credential = published(5)

    assert credential.pop("credentialSubject") == {
        "id": f"{ADDRESS}#list",
        "type": "BitstringStatusList",
        "statusPurpose": "revocation",
        "encodedList": encode(bits_with([5])),
    }
    assert credential == {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": ADDRESS,
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "https://uu.example/issuer",
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2026-01-02T00:00:00Z",
    }


def test_an_entry_is_read():
    assert StatusListEntry.parse(ENTRY) == PARSED


def test_a_bit_is_read():
    assert read_status(PARSED, published(94567))
    assert not read_status(PARSED, published(94566, 94568))


def test_a_list_may_serve_several_purposes():
    assert read_status(PARSED, with_subject(statusPurpose=["suspension", "revocation"]))


@pytest.mark.parametrize(
    "index", ["-1", "+1", "01", "1.0", "1e3", " 1", "", "٣", 94567, None, "9" * 20]
)
def test_an_index_that_is_not_decimal_is_malformed(index):
    with pytest.raises(MalformedError):
        StatusListEntry.parse(ENTRY | {"statusListIndex": index})


@pytest.mark.parametrize("name", ["statusPurpose", "statusListCredential", "statusListIndex"])
def test_an_entry_without_its_parts_is_malformed(name):
    with pytest.raises(MalformedError):
        StatusListEntry.parse({key: value for key, value in ENTRY.items() if key != name})


@pytest.mark.parametrize(
    "change", [{"type": "StatusList2021Entry"}, {"type": None}, {"statusSize": 3}]
)
def test_other_kinds_of_status_are_unsupported(change):
    with pytest.raises(UnsupportedError):
        StatusListEntry.parse(ENTRY | change)


def test_a_list_may_say_for_how_long_it_may_be_kept():
    credential = status_list_credential(
        id=ADDRESS,
        issuer="https://uu.example/issuer",
        purpose=["revocation", "suspension"],
        bits=bits_with([]),
        valid_from=datetime(2026, 1, 1, tzinfo=UTC),
        ttl=timedelta(minutes=5),
    )
    subject = credential["credentialSubject"]
    assert isinstance(subject, dict)

    assert (subject["ttl"], subject["statusPurpose"]) == (300_000, ["revocation", "suspension"])
    assert StatusList.parse(credential).ttl == timedelta(minutes=5)
    assert StatusList.parse(credential).purposes == {"revocation", "suspension"}
    assert StatusList.parse(published()).ttl is None


def test_a_list_that_wants_to_be_kept_for_ever_is_kept_for_long():
    assert StatusList.parse(with_subject(ttl=10**30)).ttl == timedelta(days=3650)
    with pytest.raises(ValueError, match="no time"):
        status_list_credential(
            id=ADDRESS,
            issuer="https://uu.example/issuer",
            purpose="revocation",
            bits=bits_with([]),
            valid_from=datetime(2026, 1, 1, tzinfo=UTC),
            ttl=timedelta(-1),
        )


@pytest.mark.parametrize("ttl", [-1, 1.5, "300000", True, []])
def test_a_ttl_that_is_no_number_is_malformed(ttl):
    with pytest.raises(MalformedError):
        StatusList.parse(with_subject(ttl=ttl))


def test_entries_are_counted_and_not_bits():
    messages = ("good", "better", "best", "gone")
    entry = StatusListEntry(ADDRESS, 9, "revocation", 2, messages)
    long_enough = encode(entries_with({9: 2}, size=2))

    assert StatusList.parse(with_subject(encodedList=long_enough)).value_for(entry) == 2
    with pytest.raises(MalformedError, match="too short"):
        StatusList.parse(published(9)).value_for(entry)


WRONG = {
    "not a list": published(type=["VerifiableCredential"]),
    "another list": published(id="https://uu.example/status/4"),
    "no subject": published(credentialSubject=None),
    "another subject": with_subject(type="AchievementSubject"),
    "another purpose": with_subject(statusPurpose="suspension"),
    "no purpose": with_subject(statusPurpose=None),
    "no bits": with_subject(encodedList=None),
    "too few bits": with_subject(encodedList=encode(bytes(12_500))),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_the_entry_s_list_is_malformed(name):
    with pytest.raises(MalformedError):
        read_status(PARSED, WRONG[name])


def test_an_index_beyond_the_list_is_malformed():
    with pytest.raises(MalformedError):
        read_status(StatusListEntry(ADDRESS, 131_072, "revocation"), published())
