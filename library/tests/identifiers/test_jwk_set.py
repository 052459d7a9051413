import pytest

from insigne.errors import MalformedError
from insigne.identifiers.jwk_set import MOST_KEYS, JwkSet
from insigne.keys.private_key import PrivateKey

ADA = PrivateKey.from_seed(b"a" * 32).public_key
BO = PrivateKey.from_seed(b"b" * 32).public_key


def jwk(key, **members):
    return {**key.to_jwk(), **members}


def test_a_key_is_found_by_its_name():
    found = JwkSet.parse({"keys": [jwk(ADA, kid="1"), jwk(BO, kid="2")]})

    assert found.key_for("1") == ADA
    assert found.key_for("2") == BO
    assert found.key_for("3") is None
    assert found.key_for(None) is None


def test_without_a_name_only_an_only_key_is_meant():
    assert JwkSet.parse({"keys": [jwk(ADA, kid="1")]}).key_for(None) == ADA
    assert JwkSet.parse({"keys": []}).key_for(None) is None


def test_keys_that_are_not_for_us_are_passed_over():
    others = [7, {"kty": "oct", "k": "AA"}, {"kty": "EC", "crv": "secp256k1"}, jwk(BO, use="enc")]

    assert JwkSet.parse({"keys": [*others, jwk(ADA, kid=1)]}).keys == ((None, ADA),)


def test_one_key_may_stand_twice_under_its_name_and_two_may_not():
    assert JwkSet.parse({"keys": [jwk(ADA, kid="1")] * 2}).key_for("1") == ADA
    with pytest.raises(MalformedError, match="two keys have the name '1'"):
        JwkSet.parse({"keys": [jwk(ADA, kid="1"), jwk(BO, kid="1")]})


@pytest.mark.parametrize("keys", [None, {}, [{}] * (MOST_KEYS + 1)])
def test_what_is_no_set_is_malformed(keys):
    with pytest.raises(MalformedError) as caught:
        JwkSet.parse({"keys": keys})

    assert caught.value.path == "keys"
