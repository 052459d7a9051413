from datetime import UTC, datetime, timedelta

import pytest

from cast import ADA, BO, MALLORY, NOON
from insigne.errors import MalformedError
from insigne.identifiers.key_history import EndReason, KeyHistory, RegisteredKey, Standing

KEY = ADA.key.public_key
START, END = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
DAY = timedelta(days=1)
BEFORE, WITHIN, AFTER = START - DAY, START + DAY, END + DAY


def registered(reason=None, **changes):
    times = {"valid_from": START, "revoked_at": END if reason else None} | changes
    return RegisteredKey(KEY, reason=reason or EndReason.UNSPECIFIED, **times)


def standing(key, signed_at=WITHIN, witnessed_at=None, at=NOON):
    return key.standing(signed_at=signed_at, witnessed_at=witnessed_at, at=at)


@pytest.mark.parametrize("reason", [EndReason.SUPERSEDED, EndReason.CEASED])
def test_a_key_put_away_in_good_order_still_stands_for_its_time(reason):
    key = registered(reason)

    assert standing(key, BEFORE) is Standing.NOT_YET
    assert standing(key, START) is Standing.GOOD
    assert standing(key, END - DAY) is Standing.GOOD
    assert standing(key, END) is Standing.ENDED
    assert standing(key, AFTER) is Standing.ENDED
    assert standing(key, None) is Standing.DOUBTFUL


def test_a_planned_end_is_an_end_in_good_order():
    key = registered(valid_until=END)

    assert [standing(key, at) for at in (BEFORE, WITHIN, AFTER)] == [
        Standing.NOT_YET,
        Standing.GOOD,
        Standing.ENDED,
    ]


def test_a_stolen_key_stands_for_what_was_seen_before_and_for_nothing_else():
    key = registered(EndReason.COMPROMISED)

    assert standing(key, WITHIN) is Standing.COMPROMISED
    assert standing(key, None) is Standing.COMPROMISED
    assert standing(key, WITHIN, witnessed_at=END) is Standing.COMPROMISED
    assert standing(key, WITHIN, witnessed_at=AFTER) is Standing.COMPROMISED
    assert standing(key, WITHIN, witnessed_at=END - DAY) is Standing.GOOD
    assert standing(key, BEFORE, witnessed_at=END - DAY) is Standing.NOT_YET


def test_as_of_a_day_before_the_theft_nothing_was_stolen():
    assert standing(registered(EndReason.COMPROMISED), at=END - DAY) is Standing.GOOD


def test_an_end_without_a_reason_leaves_a_doubt():
    key = registered(EndReason.UNSPECIFIED)

    assert standing(key, WITHIN) is Standing.DOUBTFUL
    assert standing(key, None) is Standing.DOUBTFUL
    assert standing(key, AFTER) is Standing.ENDED
    assert standing(key, WITHIN, witnessed_at=WITHIN) is Standing.GOOD


def test_a_key_without_an_end_needs_no_date():
    assert standing(RegisteredKey(KEY), None) is Standing.GOOD


def test_a_history_knows_its_keys_and_no_others():
    history = KeyHistory((registered(EndReason.SUPERSEDED), RegisteredKey(BO.key.public_key)))

    assert history.standing_of(KEY, signed_at=WITHIN, at=NOON) is Standing.GOOD
    assert history.standing_of(KEY, signed_at=BEFORE, at=NOON) is Standing.NOT_YET
    assert history.standing_of(MALLORY.key.public_key, signed_at=WITHIN, at=NOON) is None


def test_a_theft_outweighs_all_else_that_is_said_of_a_key():
    good, stolen = registered(), registered(EndReason.COMPROMISED)

    for keys in ((good, stolen), (stolen, good)):
        history = KeyHistory(keys)
        assert history.standing_of(KEY, signed_at=WITHIN, at=NOON) is Standing.COMPROMISED


def test_a_key_may_have_two_times():
    first = registered(EndReason.SUPERSEDED)
    again = registered(valid_from=END + DAY * 10, revoked_at=None)
    history = KeyHistory((first, again))

    assert history.standing_of(KEY, signed_at=WITHIN, at=NOON) is Standing.GOOD
    assert history.standing_of(KEY, signed_at=AFTER, at=NOON) is Standing.ENDED
    assert history.standing_of(KEY, signed_at=END + DAY * 11, at=NOON) is Standing.GOOD


def test_a_history_is_read_as_it_was_written():
    history = KeyHistory(
        (
            registered(EndReason.COMPROMISED, valid_until=END + DAY),
            registered(EndReason.SUPERSEDED),
            RegisteredKey(BO.key.public_key),
        ),
        is_complete=True,
    )

    assert KeyHistory.parse(history.to_json()) == history
    assert KeyHistory.parse({"keys": []}) == KeyHistory(())


def test_a_key_is_written_as_openid_federation_writes_it():
    """The members of OpenID Federation 1.0, "Historical Keys": a JWK, its times, and why."""
    written = registered(EndReason.SUPERSEDED).to_json()

    assert written == {
        **KEY.to_jwk(),
        "nbf": 1735689600,
        "revoked": {"revoked_at": 1767225600, "reason": "superseded"},
    }


def test_a_reason_that_nobody_knows_is_none():
    entry = {**KEY.to_jwk(), "iat": 1735689600, "revoked": {"revoked_at": 1767225600.0}}
    strange = {**entry, "revoked": {"revoked_at": 1767225600, "reason": "lost at sea"}}

    assert RegisteredKey.parse(entry) == RegisteredKey.parse(strange) == registered("unspecified")


def test_keys_of_other_types_are_left_out():
    history = KeyHistory.parse({"keys": [{"kty": "OKP", "crv": "Ed448", "x": "AA"}, KEY.to_jwk()]})

    assert history == KeyHistory((RegisteredKey(KEY),))


JWK = KEY.to_jwk()


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"keys": {}},
        {"keys": [7]},
        {"keys": [JWK] * 1001},
        {"keys": [], "complete": "yes"},
        {"keys": [{**JWK, "exp": "tomorrow"}]},
        {"keys": [{**JWK, "exp": True}]},
        {"keys": [{**JWK, "exp": 1e300}]},
        {"keys": [{**JWK, "revoked": True}]},
        {"keys": [{**JWK, "revoked": {}}]},
        {"keys": [{**JWK, "d": "AA"}]},
        {"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "!"}]},
    ],
)
def test_what_is_no_history_is_malformed(document):
    with pytest.raises(MalformedError):
        KeyHistory.parse(document)
