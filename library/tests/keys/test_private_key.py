import json
from base64 import b64encode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insigne.encoding import base58, base64url
from insigne.errors import InsigneError, MalformedError
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.keys.signer import Signer

VECTORS = Path(__file__).parents[1] / "vectors"
ED25519 = json.loads((VECTORS / "rfc8032/ed25519.json").read_text())
JOSE = [
    json.loads((VECTORS / name).read_text())
    for name in ("rfc7515/rs256.json", "rfc7515/es256.json", "rfc8037/eddsa.json")
]
KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}
WITHOUT_CHANCE = {kind: key for kind, key in KEYS.items() if kind is not KeyType.RSA_PSS}


@pytest.mark.parametrize("case", ED25519)
def test_signs_as_rfc_8032_says(case):
    signer: Signer = PrivateKey.from_seed(bytes.fromhex(case["secret_key"]))

    assert signer.public_key.material.hex() == case["public_key"]
    assert signer.sign(bytes.fromhex(case["message"])).hex() == case["signature"]


@pytest.mark.parametrize("case", [JOSE[0], JOSE[2]], ids=["RS256", "EdDSA"])
def test_signs_as_the_rfcs_of_jose_say(case):
    key = PrivateKey.from_jwk(case["private_jwk"])
    signing_input, _, signature = case["jws"].rpartition(".")

    assert base64url.encode(key.sign(signing_input.encode())) == signature


# The headers of the Multicodec table, as varints; a key for PSS has none.
MULTICODECS = {
    KeyType.ED25519: b"\xed\x01",
    KeyType.P256: b"\x80\x24",
    KeyType.P384: b"\x81\x24",
    KeyType.RSA: b"\x85\x24",
    KeyType.RSA_PSS: b"",
}

# RFC 6979, "ECDSA, 256 Bits (Prime Field)", with SHA-256.
RFC_6979_KEY = "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721"
RFC_6979 = [
    (
        b"sample",
        "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
    ),
    (
        b"test",
        "F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
        "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083",
    ),
]


@pytest.mark.parametrize(("message", "signature"), RFC_6979)
def test_p256_signs_without_chance(message, signature):
    jwk = {
        "kty": "EC",
        "crv": "P-256",
        "x": base64url.encode(
            bytes.fromhex("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6")
        ),
        "y": base64url.encode(
            bytes.fromhex("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299")
        ),
        "d": base64url.encode(bytes.fromhex(RFC_6979_KEY)),
    }

    assert PrivateKey.from_jwk(jwk).sign(message) == bytes.fromhex(signature)


# RFC 6979, "ECDSA, 384 Bits (Prime Field)", with SHA-384.
RFC_6979_P384 = {
    "x": "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E"
    "06AAE5286B300C64DEF8F0EA9055866064A254515480BC13",
    "y": "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9"
    "F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720",
    "d": "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA"
    "9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5",
}
RFC_6979_P384_SAMPLE = (
    "94EDBB92A5ECB8AAD4736E56C691916B3F88140666CE9FA73D64C4EA95AD133C81A648152E44ACF96E36DD1E80FABE46"
    "99EF4AEB15F178CEA1FE40DB2603138F130E740A19624526203B6351D0A3A94FA329C145786E679E7B82C71A38628AC8"
)


def test_p384_signs_without_chance():
    members = {name: base64url.encode(bytes.fromhex(text)) for name, text in RFC_6979_P384.items()}
    key = PrivateKey.from_jwk({"kty": "EC", "crv": "P-384", **members})

    assert key.sign(b"sample").hex().upper() == RFC_6979_P384_SAMPLE
    assert key.public_key.jose_algorithm == "ES384"


@pytest.mark.parametrize("key", WITHOUT_CHANCE.values(), ids=WITHOUT_CHANCE)
def test_reads_every_form_that_it_writes(key):
    for again in (
        PrivateKey.from_jwk(key.to_jwk()),
        PrivateKey.from_pem(key.to_pem()),
        PrivateKey.from_pem(key.to_pem(b"secret"), password=b"secret"),
    ):
        assert again == key
        assert again.sign(b"message") == key.sign(b"message")


def test_a_jwk_keeps_a_key_for_pss_and_pem_does_not():
    key = KEYS[KeyType.RSA_PSS]

    assert PrivateKey.from_jwk(key.to_jwk()) == key
    assert PrivateKey.from_pem(key.to_pem()) == key.pinned_to("RS256") != key
    assert PrivateKey.from_pem(key.to_pem()).pinned_to("PS256") == key
    assert key.public_key.verify(key.sign(b"message"), b"message")
    assert not key.public_key.verify(key.pinned_to("RS256").sign(b"message"), b"message")


@pytest.mark.parametrize("key", WITHOUT_CHANCE.values(), ids=WITHOUT_CHANCE)
def test_its_signatures_check_and_are_always_the_same(key):
    signature = key.sign(b"message")

    assert key.sign(b"message") == signature
    assert key.public_key.verify(signature, b"message")
    assert not key.public_key.verify(signature, b"another")


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_shows_no_secret(key):
    multikey = "z" + base58.encode(MULTICODECS[key.key_type] + key.public_key.material)

    assert repr(key) == f"PrivateKey(public_key=PublicKey({multikey}))"
    assert str(key) == repr(key)


@pytest.mark.parametrize(
    ("pem", "password", "message"),
    [
        (KEYS[KeyType.ED25519].to_pem(b"right"), b"wrong", "does not open"),
        (KEYS[KeyType.ED25519].to_pem(b"right"), None, "needs a password"),
        (KEYS[KeyType.ED25519].to_pem(), b"any", "that has none"),
        (b"nothing", None, "not a private key"),
        (KEYS[KeyType.ED25519].public_key.to_pem(), None, "not a private key"),
        (b"x" * 20_000, None, "bytes of PEM"),
    ],
)
def test_says_why_a_pem_does_not_open(pem, password, message):
    with pytest.raises(MalformedError, match=message):
        PrivateKey.from_pem(pem, password=password)


@pytest.mark.parametrize("size", [0, 1, 31, 33, 57])
def test_refuses_a_pem_whose_secret_is_of_another_size(size):
    # RFC 8410 §7: an Ed25519 secret is an OCTET STRING of 32 bytes in another OCTET STRING.
    der = bytes.fromhex("020100 300506032b6570") + bytes([4, size + 2, 4, size]) + b"a" * size
    encoded = b64encode(bytes([0x30, len(der)]) + der)
    with pytest.raises(MalformedError, match="not a private key"):
        PrivateKey.from_pem(
            b"-----BEGIN PRIVATE KEY-----\n" + encoded + b"\n-----END PRIVATE KEY-----\n"
        )


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_refuses_public_members_of_another_key(key):
    other = PrivateKey.generate(key.key_type)

    with pytest.raises(MalformedError):
        PrivateKey.from_jwk(key.to_jwk() | other.public_key.to_jwk())


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_refuses_a_jwk_without_its_secret(key):
    with pytest.raises(InsigneError):
        PrivateKey.from_jwk(key.public_key.to_jwk())


@pytest.mark.parametrize("seed", [b"", bytes(31), bytes(33)])
def test_refuses_a_seed_of_another_size(seed):
    with pytest.raises(MalformedError):
        PrivateKey.from_seed(seed)


@given(message=st.binary(), flip=st.integers(0, 511))
def test_a_flipped_bit_breaks_the_signature(message, flip):
    key = KEYS[KeyType.ED25519]
    signature = bytearray(key.sign(message))
    signature[flip // 8] ^= 1 << flip % 8

    assert not key.public_key.verify(bytes(signature), message)


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
@pytest.mark.parametrize("fill", [b"\0", b"\xff"], ids=["zero", "beyond the order"])
def test_refuses_a_secret_that_is_no_number_of_the_curve(key_type, fill):
    size = {KeyType.P256: 32, KeyType.P384: 48}[key_type]
    jwk = KEYS[key_type].to_jwk() | {"d": base64url.encode(fill * size)}

    with pytest.raises(MalformedError, match="not a private key"):
        PrivateKey.from_jwk(jwk)
