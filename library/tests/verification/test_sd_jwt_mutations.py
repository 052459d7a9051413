"""Whatever is changed in a token, no answer is valid, and every answer is a report."""

from hypothesis import given
from hypothesis import strategies as st

from cast import ADA, ADAS_KEYS, AMINA, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.encoding import base64url, strict_json
from insigne.errors import InsigneError
from insigne.proofs.sd_jwt import disclosed, present
from insigne.verification import Challenge

CHALLENGE = Challenge(nonce="6f1c", audience="https://verifier.example")
KNOWN = MappingFetcher(answers({ADAS_KEYS: ADA.published()}))
DISCLOSABLE = ("/name", "/credentialSubject/id", "/credentialSubject/achievement/criteria")
TOKEN = present(
    ADA.shown(badge(), DISCLOSABLE),
    ["/name", "/credentialSubject/achievement/criteria"],
    key=AMINA,
    nonce=CHALLENGE.nonce,
    audience=CHALLENGE.audience,
    at=NOON,
).to_text()
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("_sd"),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["_sd", "...", "_sd_alg", "a", "b"]), inner, max_size=3)
    ),
    max_leaves=10,
)


def verdict_of(text):
    return examine(text.encode(), fetcher=KNOWN, at=NOON, challenge=CHALLENGE).verdict


def test_the_token_itself_is_valid():
    assert verdict_of(TOKEN) == "valid"


@given(st.integers(0, len(TOKEN) - 1), st.sampled_from("A_-.~=Zé\n{"))
def test_another_character_is_never_valid(place, character):
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]

    assert changed == TOKEN or verdict_of(changed) != "valid"


@given(st.lists(st.sampled_from([*TOKEN.split("~"), ""]), max_size=6))
def test_the_parts_in_another_order_are_never_valid(parts):
    changed = "~".join(parts)

    assert changed == TOKEN or verdict_of(changed) != "valid"


@given(JSON.filter(lambda value: isinstance(value, dict)), st.lists(JSON, max_size=3))
def test_no_payload_and_no_disclosure_breaks_the_reading(payload, contents):
    texts = [base64url.encode(strict_json.to_bytes(content)) for content in contents]

    try:
        claims = disclosed(payload, texts).claims
    except InsigneError:
        return
    assert "_sd" not in claims
