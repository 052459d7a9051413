import json
from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, BO, MALLORY, NOON
from insigne.errors import MalformedError
from insigne.identifiers.key_history import KeyHistory, RegisteredKey
from insigne.proofs import jose
from insigne.verification.trust_list import (
    ListedIssuer,
    Period,
    QualityMark,
    TrustList,
    anchors_of,
    read_signed,
    sign,
)

START, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
KEYS = KeyHistory((RegisteredKey(ADA.key.public_key, START),), is_complete=True)
UPPSALA = ListedIssuer(
    id=ADA.id,
    name="Uppsala",
    period=Period(START, END),
    labels=(QualityMark("https://surf.example/labels/edubadges", Period(START)),),
    former_ids=("https://old.uppsala.example/issuer",),
    successor="https://sweden.example/issuer",
    keys=KEYS,
)
LIST = TrustList(
    id="https://surf.example/trust",
    version=7,
    issued_at=NOON - DAY,
    expires_at=NOON + DAY,
    issuers=(UPPSALA, ListedIssuer(BO.id, "Elsewhere")),
)
REGISTRAR = MALLORY.key  # any key but those of the issuers


def read(text, **changes):
    asked = {
        "keys": [REGISTRAR.public_key],
        "list_id": LIST.id,
        "at": NOON,
        "last_seen": 7,
    }
    return read_signed(text, **asked | changes)


def test_a_list_is_read_as_it_was_written():
    assert TrustList.parse(LIST.to_json()) == LIST
    assert read(sign(LIST, signer=REGISTRAR)) == LIST


def test_a_list_says_what_it_says_in_plain_json():
    assert LIST.to_json() == {
        "type": "InsigneTrustList",
        "id": "https://surf.example/trust",
        "version": 7,
        "issued": "2026-05-31T12:00:00Z",
        "expires": "2026-06-02T12:00:00Z",
        "issuers": [
            {
                "id": ADA.id,
                "name": "Uppsala",
                "validFrom": "2025-01-01T00:00:00Z",
                "validUntil": "2026-01-01T00:00:00Z",
                "labels": [
                    {
                        "label": "https://surf.example/labels/edubadges",
                        "validFrom": "2025-01-01T00:00:00Z",
                    }
                ],
                "formerIds": ["https://old.uppsala.example/issuer"],
                "successor": "https://sweden.example/issuer",
                "keys": KEYS.to_json(),
            },
            {"id": BO.id, "name": "Elsewhere"},
        ],
    }


def test_an_issuer_is_known_for_its_time_and_under_the_names_that_it_had():
    assert LIST.listed(ADA.id, START) is UPPSALA
    assert LIST.listed("https://old.uppsala.example/issuer", START) is UPPSALA
    assert LIST.listed(ADA.id, START - DAY) is None
    assert LIST.listed(ADA.id, END) is None
    assert LIST.listed(BO.id, END).name == "Elsewhere"
    assert LIST.listed(MALLORY.id, START) is None
    assert LIST.listed("", START) is None


def test_an_issuer_may_be_there_for_two_times():
    again = ListedIssuer(ADA.id, "Uppsala", Period(END + DAY))
    twice = TrustList(LIST.id, 8, NOON, NOON + DAY, (UPPSALA, again))

    assert twice.listed(ADA.id, START) is UPPSALA
    assert twice.listed(ADA.id, END) is None
    assert twice.listed(ADA.id, END + DAY) is again


REFUSED = {
    "not signed by the register": sign(LIST, signer=ADA.key),
    "signed as something else": jose.sign_compact(
        json.dumps(LIST.to_json()).encode(), signer=REGISTRAR, header={"typ": "JWT"}
    ),
    "with its own key": jose.sign_compact(
        json.dumps(LIST.to_json()).encode(),
        signer=BO.key,
        header={"typ": "trust-list+jwt", "jwk": BO.key.public_key.to_jwk()},
    ),
    "no object": jose.sign_compact(b"[]", signer=REGISTRAR, header={"typ": "trust-list+jwt"}),
    "no list": jose.sign_compact(b"{}", signer=REGISTRAR, header={"typ": "trust-list+jwt"}),
    "no token": json.dumps(LIST.to_json()),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_list_that_nobody_known_signed_is_refused(name):
    with pytest.raises(MalformedError):
        read(REFUSED[name])


@pytest.mark.parametrize(
    "changes",
    [
        {"last_seen": 8},
        {"at": LIST.expires_at},
        {"at": LIST.issued_at - DAY},
        {"list_id": "https://surf.example/other"},
        {"keys": []},
    ],
)
def test_yesterday_s_list_and_another_one_are_refused(changes):
    text = sign(LIST, signer=REGISTRAR)

    with pytest.raises(MalformedError):
        read(text, **changes)


def test_any_of_the_known_keys_will_do_and_the_first_list_needs_no_version():
    keys = [ADA.key.public_key, REGISTRAR.public_key]

    assert read(sign(LIST, signer=REGISTRAR), keys=keys, last_seen=None) == LIST
    assert read(sign(LIST, signer=REGISTRAR), last_seen=6) == LIST


WHOLE = LIST.to_json()
ISSUER = WHOLE["issuers"][0]


@pytest.mark.parametrize(
    "change",
    [
        {"type": "TrustList"},
        {"version": 0},
        {"version": True},
        {"version": "7"},
        {"issued": None},
        {"expires": 7},
        {"expires": "soon"},
        {"id": ""},
        {"issuers": {}},
        {"issuers": [7]},
        *(
            {"issuers": [ISSUER | wrong]}
            for wrong in (
                {"id": 7},
                {"name": ""},
                {"labels": [{}]},
                {"labels": "a"},
                {"formerIds": [""]},
                {"formerIds": "a"},
                {"successor": 7},
                {"keys": []},
                {"keys": {}},
                {"validFrom": "2026"},
            )
        ),
    ],
)
def test_what_is_no_list_is_malformed(change):
    with pytest.raises(MalformedError):
        TrustList.parse(WHOLE | change)


def test_a_list_of_too_many_is_refused(monkeypatch):
    monkeypatch.setattr("insigne.verification.trust_list.MOST_ISSUERS", 1)

    with pytest.raises(MalformedError):
        TrustList.parse(WHOLE)


def test_lists_tell_the_keys_of_their_issuers():
    other = KeyHistory(())
    second = TrustList(
        "https://b.example/", 1, NOON, NOON, (ListedIssuer(ADA.id, "Uppsala", keys=other),)
    )

    anchors = anchors_of([LIST, second], roots=(b"root",))

    assert anchors.key_histories == {ADA.id: KEYS, "https://old.uppsala.example/issuer": KEYS}
    assert anchors.roots == (b"root",)
