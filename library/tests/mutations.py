"""Small changes to documents, pictures and tokens, drawn from a seeded random."""

import copy
import json
from random import Random

from insigne.encoding import base64url
from insigne.errors import MalformedError

ODD_VALUES = [
    None, True, False, 0, 1, -1, 1.5, 1e308, 10**30, "", " ", "\x00", "\ufffe", "é" * 9, "z",
    "#", "#z",
    "https://[#z", "https://[", "https://a.example:99999/", "https://a@b.example/",
    "http://a.example",
    "HTTPS://UPPSALA.EXAMPLE/", "//a", "did:", "did:key:", "did:key:z", "did:key:z6Mk",
    "did:web:",
    "did:web:%", "did:web:a.example%3A99999999", "did:web:[", "did:x:y", "urn:x", "_:b0", "@id",
    "%zz",
    "9999-12-31T23:59:60Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
    "2026-02-30T00:00:00Z",
    "9999-12-31T23:59:59-14:00", "2026-06-01", "u", "uH4sI", "sha256$", "md5$00", "revocation",
    "message",
    "eddsa-rdfc-2022", "SignedBadge", "HostedBadge", "Assertion", "VerifiableCredential",
    "data:,", "zz0",
    "1EdTechRevocationList", "BitstringStatusListEntry", "-----BEGIN PUBLIC KEY-----", "EdDSA",
    "none",
    [], {}, [[]], [None], [{}], [[{}]], {"": ""}, {"id": None}, {"@id": "urn:x"}, {"@value": 1},
    {"id": []},
    {"type": {}}, {"@context": []}, [1, "a", None, {}], {"a": {"a": {"a": {"a": {}}}}},
    {"kty": "OKP", "crv": "Ed25519", "x": "AA"}, {"kty": "RSA", "n": "AQ", "e": "AQ"},
    {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
]  # fmt: skip
ODD_NAMES = [
    "id", "type", "@id", "@type", "@context", "@graph", "@value", "proof", "issuer",
    "credentialStatus", "vc",
    "previousProof", "verificationMethod", "assertionMethod", "publicKey", "publicKeyJwk",
    "publicKeyPem",
    "revoked", "expires", "validUntil", "statusSize", "recipient", "identifier", "identityType",
    "verification",
    "startsWith", "allowedOrigins", "revocationList", "owner", "controller", "exp", "nbf", "sub",
    "crit", "kid",
    "jwk", "x", "", "\x00", "é",
]  # fmt: skip
ODD_BYTES = [
    b"\x00", b"\xff", b"\xef\xbb\xbf", b'"', b"\\", b"\\ud800", b"{", b"}", b"[", b"]", b",",
    b":", b".",
    b"null", b"NaN", b"1e999", b"-", b"<", b">", b"&", b"<!DOCTYPE x>", b"]]>", b"\r\n", b" ",
    b"=", b"%",
]  # fmt: skip


def changed_json(source: bytes, random: Random) -> bytes:
    """Change one to three places in a JSON document, or in none if it is no JSON."""
    try:
        root = [json.loads(source)]
        for _ in range(random.choice([1, 1, 1, 2, 3])):
            _change_tree(root, random)
        return json.dumps(root[0]).encode()
    except (ValueError, RecursionError):  # no JSON, or deeper than we go ourselves
        return changed_bytes(source, random)


def changed_bytes(source: bytes, random: Random) -> bytes:
    """Flip, leave out, repeat, insert or cut off bytes."""
    data = bytearray(source)
    for _ in range(random.choice([1, 1, 2, 4])):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice([1, 1, 4, 32]))
        match random.randrange(5):
            case 0 if start < len(data):
                data[start] ^= 1 << random.randrange(8)
            case 1:
                del data[start:end]
            case 2:
                data[start:start] = data[start:end]
            case 3:
                data[start:end] = random.choice(ODD_BYTES)
            case _:
                del data[start + len(data) // 2 :]
    return bytes(data)


def changed_jws(source: bytes, random: Random) -> bytes:
    """Change what the header or the payload of a compact JWS says, or its letters."""
    parts = source.split(b".")
    place = random.randrange(3)
    if place == 2 or len(parts) != 3 or random.random() < 0.2:
        return changed_bytes(source, random)
    try:
        said = base64url.decode(parts[place].decode())
    except (MalformedError, UnicodeDecodeError):
        return changed_bytes(source, random)
    parts[place] = base64url.encode(changed_json(said, random)).encode()
    return b".".join(parts)


def _change_tree(root: list[object], random: Random) -> None:
    holder, key = random.choice(list(_places(root)))
    value = holder[key]
    match random.randrange(8):
        case 0 if holder is not root:
            del holder[key]
        case 1:
            holder[key] = [value]
        case 2:
            holder[key] = {"id": value}
        case 3 if isinstance(value, dict):
            value[random.choice(ODD_NAMES)] = copy.deepcopy(random.choice(ODD_VALUES))
        case 4 if isinstance(value, list):
            value.append(copy.deepcopy(random.choice([*value, *ODD_VALUES])))
        case 5 if isinstance(value, str) and value:
            start = random.randrange(len(value))
            holder[key] = (
                value[:start] + random.choice(["", "x", "#", "%", "/", "é"]) + value[start + 1 :]
            )
        case 6:
            other, place = random.choice(list(_places(root)))
            holder[key] = copy.deepcopy(other[place])
        case _:
            holder[key] = copy.deepcopy(random.choice(ODD_VALUES))


def _places(holder):
    keys = range(len(holder)) if isinstance(holder, list) else list(holder)
    for key in keys:
        yield holder, key
        if isinstance(holder[key], dict | list):
            yield from _places(holder[key])
