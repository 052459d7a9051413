import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import base64url
from insigne.errors import MalformedError, UnsupportedError
from insigne.proofs.sd_jwt import Disclosure, conceal, disclosed
from insigne.proofs.sd_jwt.hash_algorithms import digest_of
from insigne.proofs.sd_jwt.pointers import ancestors_of, inner, path_of, pointer_to, steps_of
from insigne.proofs.sd_jwt.token import SdJwt

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=8),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=6), children, max_size=4)
    ),
    max_leaves=12,
).filter(lambda value: "_sd" not in json.dumps(value) and "..." not in json.dumps(value))
CLAIMS = st.dictionaries(st.text(min_size=1, max_size=6), JSON, max_size=5).filter(
    lambda claims: not {"_sd", "...", "_sd_alg"} & claims.keys()
)


def pointers_in(value, pointer=""):
    children = value.items() if isinstance(value, dict) else enumerate(value)
    for step, child in children:
        yield inner(pointer, step)
        if isinstance(child, dict | list):
            yield from pointers_in(child, inner(pointer, step))


def digest(text, algorithm="sha-256"):
    return digest_of(text, algorithm)


def path_of_refusal(payload, *disclosures):
    with pytest.raises(MalformedError) as caught:
        disclosed(payload, disclosures)
    return caught.value.path


@given(CLAIMS, st.data())
def test_what_was_concealed_reads_as_before(claims, data):
    places = list(pointers_in(claims))
    chosen = data.draw(st.lists(st.sampled_from(places), unique=True)) if places else []
    algorithm = data.draw(st.sampled_from(["sha-256", "sha-384", "sha-512"]))

    concealed = conceal(claims, chosen, algorithm=algorithm, decoys={"": 2})
    found = disclosed(concealed.payload, [one.text for one in concealed.disclosures])

    assert found.claims == claims
    assert found.places.keys() == set(chosen)
    assert found.algorithm == algorithm


@given(CLAIMS, st.data())
def test_what_is_kept_back_is_in_no_part_of_the_payload(claims, data):
    claims = {**claims, "secret": "kept back by Amina"}

    concealed = conceal(claims, ["/secret"])

    assert "secret" not in json.dumps(concealed.payload)
    assert disclosed(concealed.payload, []).claims == {
        name: value for name, value in claims.items() if name != "secret"
    }


def test_every_salt_is_new_and_long_enough():
    concealed = conceal({"a": 1, "b": 1}, ["/a", "/b"])
    salts = [disclosure.salt for disclosure in concealed.disclosures]

    assert len(set(salts)) == 2
    assert all(len(base64url.decode(salt)) == 16 for salt in salts)


def test_digests_do_not_tell_the_order_of_the_claims():
    payload = conceal({str(number): number for number in range(9)}, [f"/{n}" for n in range(9)])

    assert payload.payload["_sd"] == sorted(payload.payload["_sd"])


def test_decoys_look_like_the_others_and_say_nothing():
    claims = {"list": ["a", "b"], "object": {"c": 1}}
    concealed = conceal(claims, ["/list/0"], decoys={"/list": 3, "/object": 2, "": 1})

    payload = concealed.payload
    elements = [element for element in payload["list"] if isinstance(element, dict)]
    assert len(elements) == 4
    assert len(payload["object"]["_sd"]) == 2
    assert len(payload["_sd"]) == 1
    assert disclosed(payload, [concealed.disclosures[0].text]).claims == claims


def test_no_digest_no_algorithm():
    assert conceal({"a": [1]}, []).payload == {"a": [1]}


@pytest.mark.parametrize(
    ("claims", "disclosable", "path"),
    [
        ({"a": 1}, ["/b"], "b"),
        ({"a": [1]}, ["/a/1"], "a[1]"),
        ({"a": [1]}, ["/a/00"], "a[00]"),
        ({"a": 1}, [""], ""),
        ({"a": 1}, ["a"], "a"),
        ({"_sd": 1}, [], "_sd"),
        ({"a": {"...": 1}}, [], "a...."),
        ({"a": {"_sd_alg": 1}}, [], "a._sd_alg"),
        ({"_sd_alg": "sha-256"}, [], "_sd_alg"),
    ],
)
def test_claims_that_cannot_be_concealed_are_refused(claims, disclosable, path):
    with pytest.raises(MalformedError) as caught:
        conceal(claims, disclosable)

    assert caught.value.path == path


def test_decoys_belong_in_an_object_or_a_list():
    with pytest.raises(MalformedError, match="nothing here"):
        conceal({"a": 1}, [], decoys={"/a": 1})


def test_an_unknown_hash_is_a_wrong_call():
    with pytest.raises(ValueError, match="md5"):
        conceal({}, [], algorithm="md5")


def test_disclosures_may_stand_in_any_order():
    concealed = conceal({"a": {"b": ["c"]}}, ["/a", "/a/b", "/a/b/0"])
    texts = [disclosure.text for disclosure in concealed.disclosures]

    assert disclosed(concealed.payload, texts[::-1]).claims == {"a": {"b": ["c"]}}


def test_an_element_that_is_kept_back_leaves_no_gap():
    concealed = conceal({"a": ["x", "y", "z"]}, ["/a/0", "/a/2"])

    shown = disclosed(concealed.payload, [concealed.disclosures[1].text])

    assert shown.claims == {"a": ["y", "z"]}
    assert list(shown.places) == ["/a/1"]


def test_an_object_that_is_all_kept_back_is_empty():
    assert disclosed({"a": {"_sd": ["x"]}}, []).claims == {"a": {}}


def test_a_payload_breaks_no_rule():
    one, two = Disclosure.of("s", 1, "a").text, Disclosure.of("s", 1).text
    member, element = digest(one), {"...": digest(two)}

    assert path_of_refusal({"_sd": [member, member]}) == ""
    assert path_of_refusal({"c": {"_sd": [member]}, "b": {"_sd": [member]}}) == "b"
    assert path_of_refusal({"_sd": [member], "b": [{"...": member}]}, one) == "b[0]"
    assert path_of_refusal({"_sd": member}, one) == "_sd"
    assert path_of_refusal({"b": {"_sd": [1]}}) == "b._sd"
    assert path_of_refusal({"_sd": [member], "a": 2}, one) == "a"
    assert path_of_refusal({"_sd": [digest(two)]}, two) == ""
    assert path_of_refusal({"b": [{"...": member}]}, one) == "b[0]"
    assert path_of_refusal({"b": [{**element, "c": 1}]}, two) == "b[0]"
    assert path_of_refusal({"b": [{"...": None}]}) == "b[0]"
    assert path_of_refusal({"b": {"...": "x"}}) == "b"
    assert path_of_refusal({"...": "x"}) == ""
    assert path_of_refusal({"b": {"_sd_alg": "sha-256"}}) == "b"
    assert path_of_refusal({"b": [element]}, two, two) == "disclosures[1]"
    assert path_of_refusal({"b": [element]}, one, two) == ""
    assert path_of_refusal({"_sd_alg": 7}) == "_sd_alg"


def test_a_disclosure_may_not_bring_the_name_of_the_hash():
    text = Disclosure.of("s", "sha-512", "_sd_alg").text

    assert path_of_refusal({"_sd": [digest(text)]}, text) == "_sd_alg"


def test_a_hash_that_is_not_ours_is_unsupported():
    with pytest.raises(UnsupportedError, match="sha3-256"):
        disclosed({"_sd_alg": "sha3-256"}, [])


@pytest.mark.parametrize("shape", ["object", "list"])
def test_depth_is_counted_through_disclosures(shape):
    value, texts = "end", []
    for number in range(70):
        if shape == "object":
            text = Disclosure.of(str(number), value, "x").text
            value = {"_sd": [digest(text)]}
        else:
            text = Disclosure.of(str(number), value).text
            value = [{"...": digest(text)}]
        texts.append(text)

    with pytest.raises(MalformedError, match="64 levels"):
        disclosed({"y": value}, texts)


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("[]", ""),
        ('["s"]', ""),
        ('["s","n","v","w"]', ""),
        ('{"s":"n"}', ""),
        ('[1,"v"]', ""),
        ('["s",1,"v"]', ""),
        ('["s","_sd","v"]', ""),
        ('["s","...","v"]', ""),
        ("nothing", ""),
        ('["s",{"a":1,"a":1}]', "[1]"),
    ],
)
def test_what_is_no_disclosure_is_malformed(content, path):
    with pytest.raises(MalformedError) as caught:
        Disclosure.parse(base64url.encode(content.encode()))

    assert caught.value.path == path


def test_a_disclosure_has_a_limit():
    with pytest.raises(MalformedError, match="characters"):
        Disclosure.parse("A" * (4 * 1024 * 1024 + 1))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a.b.c", "has a tilde"),
        ("~x~", "between two tildes"),
        ("a.b.c~~", "between two tildes"),
        ("a.b.c~ø~", "ASCII"),
        ("a.b.c" + "~x" * 2001 + "~", "2000 disclosures"),
        ("a" * (16 * 1024 * 1024) + "~", "characters"),
    ],
)
def test_what_is_no_token_is_malformed(text, message):
    with pytest.raises(MalformedError, match=message):
        SdJwt.parse(text)


def test_pointers_are_written_and_read():
    pointer = pointer_to(["a/b", "c~d", 3, "e"])

    assert pointer == "/a~1b/c~0d/3/e"
    assert steps_of(pointer) == ["a/b", "c~d", "3", "e"]
    assert path_of(pointer) == "a/b.c~d[3].e"
    assert list(ancestors_of("/a/b")) == ["/a", "/a/b"]
