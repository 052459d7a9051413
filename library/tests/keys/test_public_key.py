import json
from base64 import b64encode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, padding, rsa, x25519

from insigne.encoding import base58, base64url
from insigne.errors import InsigneError, MalformedError, UnsupportedError
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey

VECTORS = Path(__file__).parents[1] / "vectors"
ED25519 = json.loads((VECTORS / "rfc8032/ed25519.json").read_text())
JOSE = [
    json.loads((VECTORS / name).read_text())
    for name in ("rfc7515/rs256.json", "rfc7515/es256.json", "rfc8037/eddsa.json")
]
DID_KEYS = json.loads((VECTORS / "did-key/keys.json").read_text())
KEYS = {key_type: PrivateKey.generate(key_type) for key_type in KeyType}
WITH_MULTIKEY = {kind: key for kind, key in KEYS.items() if kind is not KeyType.RSA_PSS}


def public_jwk(case):
    return {
        name: value
        for name, value in case["private_jwk"].items()
        if name in {"kty", "crv", "x", "y", "n", "e"}
    }


def ed25519_jwk(**members):
    return public_jwk(JOSE[2]) | members


@pytest.mark.parametrize("case", ED25519)
def test_checks_the_signatures_of_rfc_8032(case):
    x = base64url.encode(bytes.fromhex(case["public_key"]))
    key = PublicKey.from_jwk({"kty": "OKP", "crv": "Ed25519", "x": x})
    signature, message = bytes.fromhex(case["signature"]), bytes.fromhex(case["message"])

    assert key.verify(signature, message)
    assert not key.verify(signature, message + b"!")
    assert not key.verify(signature[:-1], message)
    assert not key.verify(b"", message)


@pytest.mark.parametrize("case", JOSE, ids=["RS256", "ES256", "EdDSA"])
def test_checks_the_signatures_of_jose(case):
    key = PublicKey.from_jwk(public_jwk(case))
    signing_input, _, signature = case["jws"].rpartition(".")

    assert key.jose_algorithm == case["header"]["alg"]
    assert key.verify(base64url.decode(signature), signing_input.encode())
    assert not key.verify(base64url.decode(signature), signing_input.encode() + b"!")
    assert key.to_jwk() == public_jwk(case)


@pytest.mark.parametrize("case", DID_KEYS, ids=["p256-1", "p256-2", "rsa", "p384"])
def test_multikey_and_jwk_are_the_same_key(case):
    multikey = case["did"].removeprefix("did:key:")

    assert PublicKey.from_multikey(multikey).to_jwk() == case["jwk"]
    assert PublicKey.from_jwk(case["jwk"]).to_multikey() == multikey


@pytest.mark.parametrize("key", WITH_MULTIKEY.values(), ids=WITH_MULTIKEY)
def test_reads_every_form_that_it_writes(key):
    public_key = key.public_key

    assert PublicKey.from_jwk(public_key.to_jwk()) == public_key
    assert PublicKey.from_pem(public_key.to_pem()) == public_key
    assert PublicKey.from_multikey(public_key.to_multikey()) == public_key


def test_an_rsa_key_is_for_one_padding_only():
    pkcs1, pss = KEYS[KeyType.RSA], KEYS[KeyType.RSA].pinned_to("PS256")
    jwk = pkcs1.public_key.to_jwk()

    assert PublicKey.from_jwk(jwk) == PublicKey.from_jwk(jwk | {"alg": "RS256"})
    assert PublicKey.from_jwk(jwk | {"alg": "PS256"}) == pss.public_key != pkcs1.public_key
    assert pss.public_key.to_jwk() == jwk | {"alg": "PS256"}
    assert pss.public_key.jose_algorithms == {"PS256"}
    assert not pkcs1.public_key.verify(pss.sign(b"message"), b"message")
    assert not pss.public_key.verify(pkcs1.sign(b"message"), b"message")
    with pytest.raises(UnsupportedError):
        pss.public_key.to_multikey()


@pytest.mark.parametrize("salt_length", [0, 20, 222])
def test_a_salt_of_another_size_is_no_signature(salt_length):
    key = KEYS[KeyType.RSA_PSS]
    private = serialization.load_pem_private_key(key.to_pem(), None)
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), salt_length)

    assert not key.public_key.verify(private.sign(b"m", pss, hashes.SHA256()), b"m")


def test_only_what_the_numbers_leave_open_can_be_pinned():
    assert KEYS[KeyType.P384].public_key.pinned_to("ES384") == KEYS[KeyType.P384].public_key

    for key_type, algorithm in [
        (KeyType.P256, "ES384"),
        (KeyType.RSA, "PS384"),
        (KeyType.RSA, "EdDSA"),
        (KeyType.ED25519, "PS256"),
    ]:
        with pytest.raises(ValueError, match="do not sign in"):
            KEYS[key_type].public_key.pinned_to(algorithm)


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_an_ordinary_use_is_accepted(key):
    jwk = key.public_key.to_jwk()
    members = {
        "use": "sig",
        "key_ops": ["verify"],
        "alg": key.public_key.jose_algorithm,
        "kid": "1",
    }

    assert PublicKey.from_jwk(jwk | members) == key.public_key


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_private_jwk_is_refused_as_a_public_one(key):
    with pytest.raises(MalformedError, match="private"):
        PublicKey.from_jwk(key.to_jwk())

    with pytest.raises(MalformedError, match="private"):
        PublicKey.from_jwk(key.public_key.to_jwk() | {"d": None})


@pytest.mark.parametrize("key", KEYS.values(), ids=KEYS)
def test_a_private_pem_is_refused_as_a_public_one(key):
    with pytest.raises(MalformedError, match="private"):
        PublicKey.from_pem(key.to_pem())


@pytest.mark.parametrize(
    ("members", "error"),
    [
        ({"use": "enc"}, MalformedError),
        ({"use": None}, MalformedError),
        ({"key_ops": ["sign"]}, MalformedError),
        ({"key_ops": "verify"}, MalformedError),
        ({"alg": "ES256"}, UnsupportedError),
        ({"alg": "none"}, UnsupportedError),
        ({"alg": 7}, MalformedError),
        ({"kty": "oct"}, UnsupportedError),
        ({"kty": ["OKP"]}, MalformedError),
        ({"kty": "EC"}, UnsupportedError),
        ({"crv": "X25519"}, UnsupportedError),
        ({"crv": "Ed448"}, UnsupportedError),
        ({"crv": None}, MalformedError),
        ({"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo="}, MalformedError),
        ({"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURp"}, MalformedError),
        ({"x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHUQ"}, MalformedError),
        ({"x": ""}, MalformedError),
        ({"x": 3}, MalformedError),
    ],
)
def test_refuses_a_jwk_that_is_not_for_this(members, error):
    with pytest.raises(error):
        PublicKey.from_jwk(ed25519_jwk(**members))


# The points of small order, and the spellings that are not the shortest (RFC 7748, "Security
# Considerations"; under these a signature of zeros can pass).
UNSAFE_POINTS = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
]


@pytest.mark.parametrize("point", UNSAFE_POINTS)
def test_refuses_unsafe_ed25519_points(point):
    material = bytes.fromhex(point)

    with pytest.raises(MalformedError):
        PublicKey.from_multikey("z" + base58.encode(b"\xed\x01" + material))

    with pytest.raises(MalformedError):
        PublicKey.from_jwk(ed25519_jwk(x=base64url.encode(material)))


def test_refuses_a_signature_with_s_beyond_the_order():
    case = ED25519[1]
    key = PublicKey.from_jwk(ed25519_jwk(x=base64url.encode(bytes.fromhex(case["public_key"]))))
    signature = bytes.fromhex(case["signature"])
    order = 2**252 + 27742317777372353535851937790883648493
    larger = int.from_bytes(signature[32:], "little") + order

    assert not key.verify(signature[:32] + larger.to_bytes(32, "little"), b"\x72")


def test_refuses_a_point_off_the_curve():
    jwk = public_jwk(JOSE[1])

    with pytest.raises(MalformedError):
        PublicKey.from_jwk(jwk | {"y": jwk["x"]})

    with pytest.raises(MalformedError):
        PublicKey.from_jwk(jwk | {"x": "AA" + jwk["x"]})


@pytest.mark.parametrize("key_type", [KeyType.P256, KeyType.P384])
def test_ecdsa_signatures_out_of_range_are_no_signatures(key_type):
    key, size = KEYS[key_type], {KeyType.P256: 32, KeyType.P384: 48}[key_type]
    zero, one = bytes(size), bytes(size - 1) + b"\1"
    good = key.sign(b"message")

    for bad in (zero + zero, zero + one, one + zero, b"\xff" * 2 * size, b"", good + b"\0"):
        assert not key.public_key.verify(bad, b"message")
    assert key.public_key.verify(good, b"message")


def test_p256_signatures_in_der_are_no_signatures():
    key = ec.generate_private_key(ec.SECP256R1())
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    der = key.sign(b"message", ec.ECDSA(hashes.SHA256()))

    assert not PublicKey.from_pem(pem).verify(der, b"message")


@pytest.mark.parametrize("bits", [1024, 2040])
def test_refuses_short_rsa_keys(bits):
    key = rsa.generate_private_key(65537, bits).public_key()
    pem = key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    der = key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.PKCS1)
    modulus = key.public_numbers().n.to_bytes(bits // 8)

    with pytest.raises(MalformedError, match=f"{bits} bits"):
        PublicKey.from_pem(pem)
    with pytest.raises(MalformedError, match=f"{bits} bits"):
        PublicKey.from_jwk({"kty": "RSA", "n": base64url.encode(modulus), "e": "AQAB"})
    with pytest.raises(MalformedError, match=f"{bits} bits"):
        PublicKey.from_multikey("z" + base58.encode(b"\x85\x24" + der))


@pytest.mark.parametrize(
    "members",
    [
        {"e": "AQ"},
        {"e": "BA"},
        {"e": "AAEAAQ"},
        {"e": ""},
        {"e": "AQAAAAAAAAAAAAAAAQ"},
        {"n": "AA"},
        {"n": base64url.encode(b"\0" + bytes(255) + b"\1")},
        {"n": base64url.encode(b"\xff" * 2049)},
        {"n": None},
    ],
)
def test_refuses_rsa_numbers_that_make_no_key(members):
    with pytest.raises(MalformedError):
        PublicKey.from_jwk(public_jwk(JOSE[0]) | members)


def test_a_key_of_another_type_does_not_check():
    signature = KEYS[KeyType.ED25519].sign(b"message")

    for key in KEYS.values():
        assert key.public_key.verify(signature, b"message") is (key is KEYS[KeyType.ED25519])


@pytest.mark.parametrize(
    "multikey",
    [
        "",
        "z",
        "z6Mk",
        "u7QHXWpgBgrEKt9VL_tPJZAc6DuFy89qmIyWvAhpo9wdRGg",
        "z0000",
        "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ21",
        "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme",
        "z" + base58.encode(b"\x80\x24\x04" + bytes(32)),
        "z" + base58.encode(b"\x85\x24" + KEYS[KeyType.ED25519].public_key.to_pem()),
    ],
)
def test_refuses_what_is_no_multikey_of_ours(multikey):
    with pytest.raises(InsigneError):
        PublicKey.from_multikey(multikey)


def test_refuses_an_rsa_multikey_in_another_wrapping():
    key = rsa.generate_private_key(65537, 2048).public_key()
    der = key.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    with pytest.raises(MalformedError):
        PublicKey.from_multikey("z" + base58.encode(b"\x85\x24" + der))


@pytest.mark.parametrize(
    "pem",
    [b"", b"hello", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", b"x" * 20_000],
)
def test_refuses_what_is_no_pem(pem):
    with pytest.raises(MalformedError):
        PublicKey.from_pem(pem)


@pytest.mark.parametrize(
    "key",
    [
        ec.generate_private_key(ec.SECP521R1()),
        x25519.X25519PrivateKey.generate(),
        dsa.generate_private_key(2048),
    ],
    ids=["p521", "x25519", "dsa"],
)
def test_other_types_of_key_are_another_dialect(key):
    pem = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    with pytest.raises(UnsupportedError):
        PublicKey.from_pem(pem)


@pytest.mark.parametrize("header", [b"\x80\x24", b"\x81\x24"], ids=["p256", "p384"])
def test_refuses_points_of_another_size_and_points_off_the_curve(header):
    size = {b"\x80\x24": 33, b"\x81\x24": 49}[header]
    key = KEYS[KeyType.P256 if size == 33 else KeyType.P384].public_key
    uncompressed = base64url.decode(key.to_jwk()["x"]) + base64url.decode(key.to_jwk()["y"])

    for material in (
        key.material[:-1],
        key.material + b"\0",
        b"\x04" + uncompressed,
        b"\x05" + key.material[1:],
        b"\x02" + b"\xff" * (size - 1),
        b"\0",
        b"",
    ):
        with pytest.raises(MalformedError):
            PublicKey.from_multikey("z" + base58.encode(header + material))
    assert PublicKey.from_multikey("z" + base58.encode(header + key.material)) == key


def in_pem(der, kind):
    body = b64encode(der).decode()
    return f"-----BEGIN {kind} KEY-----\n{body}\n-----END {kind} KEY-----\n".encode()


def test_keys_of_an_algorithm_that_nobody_knows_are_another_dialect():
    ed25519, unknown = bytes.fromhex("06032b6570"), bytes.fromhex("06032b6578")
    key = KEYS[KeyType.ED25519]
    public = serialization.load_pem_public_key(key.public_key.to_pem()).public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    private = serialization.load_pem_private_key(key.to_pem(), None).private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    assert PublicKey.from_pem(in_pem(public, "PUBLIC")) == key.public_key

    with pytest.raises(UnsupportedError):
        PublicKey.from_pem(in_pem(public.replace(ed25519, unknown), "PUBLIC"))
    with pytest.raises(UnsupportedError):
        PrivateKey.from_pem(in_pem(private.replace(ed25519, unknown), "PRIVATE"))


def test_refuses_an_ed25519_multikey_of_another_size():
    material = KEYS[KeyType.ED25519].public_key.material

    for other in (material[:-1], material + b"\0", b""):
        with pytest.raises(MalformedError, match="32 bytes"):
            PublicKey.from_multikey("z" + base58.encode(b"\xed\x01" + other))


def test_refuses_a_key_of_another_type_in_an_rsa_multikey():
    der = ec.generate_private_key(ec.SECP256R1()).public_key()
    wrapped = der.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    with pytest.raises(MalformedError, match="not an RSA"):
        PublicKey.from_multikey("z" + base58.encode(b"\x85\x24" + wrapped))
