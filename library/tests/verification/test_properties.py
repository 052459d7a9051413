"""What must hold whatever is changed (the metamorphic properties of a verdict)."""

import json
from dataclasses import replace
from datetime import timedelta
from functools import cache, partial

from hypothesis import given, settings
from hypothesis import strategies as st

from cast import ADA, LIST_ID, NOON, answer, answers, badge, status_entry, status_list
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError
from insigne.verification import (
    AllOf,
    AnyOf,
    DefaultPolicy,
    Evidence,
    NotFetched,
    Requires,
    TrustedIssuers,
    Verdict,
    judge,
)

MOMENTS = settings(max_examples=60, deadline=None, derandomize=True)


@cache
def valid():
    return ADA.signed(badge(credentialStatus=status_entry(7), validUntil="2027-01-01T00:00:00Z"))


@cache
def token():
    return ADA.token(badge())


@cache
def listed_token():
    return ADA.token(badge(credentialStatus=status_entry(7)))


def checked(source):
    """A credential with a status, in one of two forms."""
    return valid() if source == "proof" else listed_token().encode()


@cache
def world(revoked=None):
    return answers({ADA.id: ADA.document(), LIST_ID: status_list(revoked=revoked)})


def verdict_on(source, resources=None, at=NOON):
    data = source if isinstance(source, bytes) else json.dumps(source).encode()
    try:
        received = ReceivedCredential.parse(data)
    except InsigneError:
        return Verdict.INVALID
    evidence = Evidence(world() if resources is None else resources)
    return judge(received, evidence, policy=DefaultPolicy(), at=at).verdict


def test_the_starting_point_is_valid():
    assert verdict_on(valid()) is Verdict.VALID
    assert verdict_on(token().encode()) is Verdict.VALID
    assert verdict_on(valid(), world(7)) is Verdict.INVALID


@MOMENTS
@given(st.sets(st.sampled_from([ADA.id, LIST_ID])), st.sampled_from([None, 7]))
def test_a_cut_wire_only_ever_makes_it_unknown(cut, revoked):
    whole = world(revoked)
    rest = {
        url: NotFetched(url, "cut") if url in cut else resource for url, resource in whole.items()
    }

    before, after = verdict_on(valid(), whole), verdict_on(valid(), rest)

    assert after in (before, Verdict.UNKNOWN)


TROUBLES = {
    "cut": lambda resource: NotFetched(resource.url, "cut"),
    "stale": lambda resource: replace(resource, is_stale=True),
    "elsewhere": lambda resource: replace(resource, final_url="https://mallory.example/"),
    "short": lambda resource: replace(resource, body=resource.body[:-1]),
    "empty": lambda resource: replace(resource, body=b""),
    "a page": lambda resource: replace(resource, body=b"<html>"),
    "another": lambda resource: replace(resource, body=b"{}"),
    **{
        str(status): partial(lambda status, resource: replace(resource, status=status), status)
        for status in (204, 301, 401, 404, 410, 429, 500, 503)
    },
}
SOURCES = st.sampled_from(["proof", "token"])


@MOMENTS
@given(
    SOURCES,
    st.dictionaries(st.sampled_from([ADA.id, LIST_ID]), st.sampled_from(sorted(TROUBLES))),
    st.sampled_from([None, 7]),
)
def test_no_trouble_of_the_network_makes_a_no_or_a_yes(source, troubles, revoked):
    whole, data = world(revoked), checked(source)
    rest = {
        url: TROUBLES[troubles[url]](resource) if url in troubles else resource
        for url, resource in whole.items()
    }

    assert verdict_on(data, rest) in (verdict_on(data, whole), Verdict.UNKNOWN)


@MOMENTS
@given(st.sampled_from([None, 7]), st.lists(st.integers(0, 4), max_size=4), st.booleans())
def test_no_policy_makes_a_yes_of_what_is_none(revoked, numbers, is_any):
    ways = [
        DefaultPolicy(),
        TrustedIssuers([ADA.id]),
        TrustedIssuers([]),
        Requires("status"),
        Requires("recipient"),
    ]
    policy = (AnyOf if is_any else AllOf)(*(ways[number] for number in numbers))
    received = ReceivedCredential.parse(json.dumps(valid()).encode())

    verdict = judge(received, Evidence(world(revoked)), policy=policy, at=NOON).verdict

    if revoked:
        assert verdict is Verdict.INVALID
    elif not numbers:
        assert verdict is Verdict.UNKNOWN
    else:
        met = [number in (0, 1, 3) for number in numbers]
        is_met = any(met) if is_any else all(met)
        assert verdict is (Verdict.VALID if is_met else Verdict.UNKNOWN)


@MOMENTS
@given(st.data())
def test_no_flipped_byte_of_a_list_brings_a_badge_back(data):
    whole = world(7)
    body = bytearray(whole[LIST_ID].body)
    at = data.draw(st.integers(0, len(body) - 1))
    body[at] ^= data.draw(st.integers(1, 255))

    changed = {**whole, LIST_ID: replace(whole[LIST_ID], body=bytes(body))}

    assert verdict_on(valid(), changed) is not Verdict.VALID


@MOMENTS
@given(st.data())
def test_no_flipped_byte_stays_valid(data):
    source = bytearray(json.dumps(valid()).encode())
    at = data.draw(st.integers(0, len(source) - 1))
    source[at] ^= data.draw(st.integers(1, 255))

    if _reads_alike(bytes(source)):
        return
    assert verdict_on(bytes(source)) is not Verdict.VALID


@MOMENTS
@given(st.data())
def test_no_flipped_letter_of_a_token_stays_valid(data):
    source = bytearray(token().encode())
    at = data.draw(st.integers(0, len(source) - 1))
    source[at] ^= data.draw(st.integers(1, 255))

    if bytes(source).strip() == token().encode():
        return
    assert verdict_on(bytes(source)) is not Verdict.VALID


PLACES = [(), ("credentialSubject",), ("credentialSubject", "achievement"), ("issuer",), ("proof",)]
NAMES = st.one_of(
    st.text(min_size=1, max_size=12),
    st.sampled_from(
        ["evidence", "image", "narrative", "tag", "url", "@id", "@type", "expires", "awardedDate"]
    ),
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=5), inner, max_size=2)
    ),
    max_leaves=4,
)


@MOMENTS
@given(st.sampled_from(PLACES), NAMES, VALUES)
def test_no_added_member_stays_valid(place, name, value):
    changed = json.loads(json.dumps(valid()))
    target = changed
    for step in place:
        target = target[step]
    if name in target:
        return
    target[name] = value

    assert verdict_on(changed) is not Verdict.VALID, changed


@MOMENTS
@given(
    st.sampled_from([(), ("credentialSubject",), ("proof",)]), st.deferred(lambda: NAMES), VALUES
)
def test_no_added_member_of_a_list_is_believed(place, name, value):
    changed = json.loads(world()[LIST_ID].body)
    target = changed
    for step in place:
        target = target[step]
    if name in target:
        return
    target[name] = value
    resources = {**world(), LIST_ID: answer(LIST_ID, changed)}

    assert verdict_on(valid(), resources) is not Verdict.VALID, changed


@MOMENTS
@given(st.randoms(use_true_random=False), st.sampled_from([None, 1, "\t"]), SOURCES)
def test_order_and_whitespace_of_what_was_fetched_mean_nothing(random, indent, source):
    for revoked in (None, 7):
        whole, data = world(revoked), checked(source)
        written = {
            url: replace(
                resource,
                body=json.dumps(
                    _shuffled(json.loads(resource.body), random), indent=indent
                ).encode(),
            )
            for url, resource in whole.items()
        }

        assert verdict_on(data, written) is verdict_on(data, whole)


@MOMENTS
@given(st.randoms(use_true_random=False), st.sampled_from([None, 1, "\t"]), st.booleans())
def test_order_and_whitespace_mean_nothing(random, indent, ascii_only):
    for revoked in (None, 7):
        written = json.dumps(_shuffled(valid(), random), indent=indent, ensure_ascii=ascii_only)

        assert verdict_on(written.encode(), world(revoked)) is verdict_on(valid(), world(revoked))


@MOMENTS
@given(st.integers(0, 365 * 24 * 60), st.integers(-300, 300))
def test_a_clock_that_is_a_little_off_does_not_matter(minutes, seconds):
    start = NOON.replace(month=1, day=1, hour=0)
    at = start + timedelta(minutes=minutes)

    assert verdict_on(valid(), at=at) is Verdict.VALID
    assert verdict_on(valid(), at=at + timedelta(seconds=seconds)) is Verdict.VALID


def _reads_alike(source):
    try:
        return json.loads(source) == valid()
    except ValueError:
        return False


def _shuffled(value, random):
    if isinstance(value, dict):
        names = list(value)
        random.shuffle(names)
        return {name: _shuffled(value[name], random) for name in names}
    return [_shuffled(item, random) for item in value] if isinstance(value, list) else value
