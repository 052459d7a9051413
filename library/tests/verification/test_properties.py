"""What must hold whatever is changed (the metamorphic properties of a verdict)."""

import json
from datetime import timedelta
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from cast import ADA, LIST_ID, NOON, answers, badge, status_entry, status_list
from insigne.credentials.received import ReceivedCredential
from insigne.errors import InsigneError
from insigne.verification import DefaultPolicy, Evidence, NotFetched, Verdict, judge

MOMENTS = settings(max_examples=60, deadline=None, derandomize=True)


@cache
def valid():
    return ADA.signed(badge(credentialStatus=status_entry(7), validUntil="2027-01-01T00:00:00Z"))


@cache
def token():
    return ADA.token(badge())


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
