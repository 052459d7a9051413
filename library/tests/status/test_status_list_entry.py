"""The entry of a credential that points into a list."""

from __future__ import annotations

import pytest

from insigne.errors import MalformedError, UnsupportedError
from insigne.status import StatusListEntry, entries_for

LIST = "https://uu.example/status/3"
MESSAGES = ("pending review", "accepted", "rejected", "undefined")
# After the example of Bitstring Status List 1.0 with more than one bit, with our addresses.
ENTRY: dict[str, object] = {
    "id": f"{LIST}#492847",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "message",
    "statusListIndex": "492847",
    "statusListCredential": LIST,
    "statusSize": 2,
    "statusMessage": [
        {"status": "0x0", "message": "pending review"},
        {"status": "0x1", "message": "accepted"},
        {"status": "0x2", "message": "rejected"},
        {"status": "0x3", "message": "undefined"},
    ],
    "statusReference": "https://example.org/status-dictionary/",
}
PARSED = StatusListEntry(
    LIST, 492847, "message", 2, MESSAGES, ("https://example.org/status-dictionary/",)
)
SIMPLE = {
    name: value for name, value in ENTRY.items() if name not in {"statusMessage", "statusSize"}
}


def test_an_entry_with_messages_is_read_and_written():
    assert StatusListEntry.parse(ENTRY) == PARSED
    assert PARSED.to_json() == ENTRY


def test_an_entry_of_one_bit_is_written_without_what_is_understood():
    entry = StatusListEntry(
        LIST, 7, "revocation", status_reference=("https://a.example/", "https://b.example/")
    )

    assert entry.to_json() == {
        "id": f"{LIST}#7",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": LIST,
        "statusReference": ["https://a.example/", "https://b.example/"],
    }
    assert StatusListEntry.parse(entry.to_json()) == entry


def test_the_order_of_messages_means_nothing():
    messages = ENTRY["statusMessage"]
    assert isinstance(messages, list)

    assert StatusListEntry.parse(ENTRY | {"statusMessage": messages[::-1]}) == PARSED


def test_a_value_has_its_message():
    assert [PARSED.message_of(value) for value in range(4)] == list(MESSAGES)
    assert StatusListEntry(LIST, 7, "revocation").message_of(1) == ""


TWO = [{"status": "0x0", "message": "a"}, {"status": "0x1", "message": "b"}]


@pytest.mark.parametrize(
    "change",
    [
        {"statusSize": 0},
        {"statusSize": -1},
        {"statusSize": "1"},
        {"statusSize": 1.0},
        {"statusSize": True},
        {"statusSize": None},
        {"statusMessage": None},
        {"statusMessage": TWO[0]},
        {"statusMessage": TWO[:1]},
        {"statusMessage": [*TWO, {"status": "0x2", "message": "c"}]},
        {"statusMessage": [TWO[0], TWO[0]]},
        {"statusMessage": [TWO[0], {"status": "0x2", "message": "b"}]},
        {"statusMessage": [TWO[0], {"status": "1", "message": "b"}]},
        {"statusMessage": [TWO[0], {"status": 1, "message": "b"}]},
        {"statusMessage": [TWO[0], {"status": "0x1"}]},
        {"statusMessage": [TWO[0], "b"]},
        {"statusReference": 7},
        {"statusReference": ["https://a.example/", None]},
    ],
)
def test_a_wrong_part_makes_the_entry_malformed(change):
    assert StatusListEntry.parse(SIMPLE | {"statusMessage": TWO}).status_messages == ("a", "b")
    with pytest.raises(MalformedError):
        StatusListEntry.parse(SIMPLE | change)


def test_without_messages_more_than_one_bit_says_nothing():
    with pytest.raises(MalformedError):
        StatusListEntry.parse(SIMPLE | {"statusSize": 2})


@pytest.mark.parametrize("size", [3, 5, 16, 10**30])
def test_other_sizes_are_not_spoken(size):
    with pytest.raises(UnsupportedError):
        StatusListEntry.parse(SIMPLE | {"statusSize": size})


def test_one_purpose_has_one_entry_and_two_have_a_list():
    assert entries_for(7, {"revocation": LIST}) == StatusListEntry(LIST, 7, "revocation").to_json()
    assert entries_for(7, {"revocation": LIST, "suspension": f"{LIST}s"}) == [
        StatusListEntry(LIST, 7, "revocation").to_json(),
        StatusListEntry(f"{LIST}s", 7, "suspension").to_json(),
    ]
    with pytest.raises(ValueError, match="at least one"):
        entries_for(7, {})
