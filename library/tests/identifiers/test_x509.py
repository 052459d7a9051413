import base64
import warnings
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from cryptography import x509 as cx509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import DNSName, verification
from hypothesis import given, settings
from hypothesis import strategies as st

from cast import ADA, NOON
from certificates import (
    ADA_SIGNS,
    AN_AUTHORITY,
    BETWEEN,
    DOCUMENTS,
    MALLORY_SIGNS,
    ROOT,
    TLS,
    UPPSALA,
    Authority,
    between,
    certificate,
    leaf,
    root,
    usage,
)
from insigne.errors import MalformedError, UnsupportedError
from insigne.identifiers import x509
from insigne.identifiers.x509 import ChainTrouble, certificates_in, distrust_in, key_of_chain
from insigne.keys.public_key import PublicKey

ROOTS = (root(),)
CA_FALSE = (cx509.BasicConstraints(ca=False, path_length=None), True)
LAST_YEAR = {"start": datetime(2024, 1, 1, tzinfo=UTC), "end": datetime(2025, 6, 1, tzinfo=UTC)}
NEXT_YEAR = {"start": datetime(2027, 1, 1, tzinfo=UTC)}


def trouble(chain, roots=ROOTS, issuer_id=ADA.id, at=NOON):
    distrust = distrust_in(chain, roots, issuer_id, at)
    return None if distrust is None else distrust.trouble


def test_a_chain_up_to_a_known_root_gives_its_first_key():
    assert key_of_chain([leaf(), between()], ROOTS, ADA.id, NOON) == ADA.key.public_key


def test_the_root_may_come_along_and_the_chain_may_be_short():
    assert trouble([leaf(), between(), root()]) is None
    assert trouble([leaf(by=ROOT)]) is None
    assert trouble([leaf(), between()], (root(), certificate(BETWEEN, BETWEEN))) is None


@pytest.mark.parametrize(
    "uses",
    [
        [(usage(digital_signature=True), True)],
        [(usage(content_commitment=True), True)],
        [(cx509.ExtendedKeyUsage([DOCUMENTS]), False)],
        [(cx509.ExtendedKeyUsage([TLS, DOCUMENTS]), True)],
        [(cx509.ExtendedKeyUsage([cx509.ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE]), False)],
        [CA_FALSE],
    ],
)
def test_a_certificate_for_signing_documents_is_fit(uses):
    assert trouble([leaf(*uses), between()]) is None


NAMES = {
    "https://uppsala.example/issuers/1": [
        *UPPSALA,
        DNSName("uppsala.example"),
        DNSName("UPPSALA.example."),
    ],
    "https://uppsala.example:8443/issuers/1": [DNSName("uppsala.example")],
    "did:web:uppsala.example:issuers": [DNSName("uppsala.example")],
    "urn:uuid:1": [cx509.UniformResourceIdentifier("urn:uuid:1")],
}


@pytest.mark.parametrize(
    ("issuer_id", "name"), [(issuer, name) for issuer, names in NAMES.items() for name in names]
)
def test_a_certificate_names_an_issuer_by_address_or_by_host(issuer_id, name):
    assert trouble([leaf(names=[name]), between()], issuer_id=issuer_id) is None


@pytest.mark.parametrize(
    ("issuer_id", "names"),
    [
        (ADA.id, [DNSName("elsewhere.example")]),
        (ADA.id, [DNSName("*.example")]),
        (ADA.id, [DNSName("www.uppsala.example")]),
        (ADA.id, [DNSName("example")]),
        (ADA.id, [cx509.UniformResourceIdentifier("https://uppsala.example/issuers/2")]),
        (ADA.id, [cx509.RFC822Name("uppsala.example")]),
        (ADA.id, []),
        ("http://uppsala.example/issuers/1", [DNSName("uppsala.example")]),
        ("https://a@uppsala.example/", [DNSName("uppsala.example")]),
        ("https://[", [DNSName("uppsala.example")]),
        ("did:web:", [DNSName("uppsala.example")]),
        ("did:key:z6Mk", [DNSName("uppsala.example")]),
        ("", [DNSName("uppsala.example")]),
    ],
)
def test_another_s_certificate_says_nothing_for_an_issuer(issuer_id, names):
    assert trouble([leaf(names=names), between()], issuer_id=issuer_id) is ChainTrouble.OTHER_NAME


def issued_by_rsa(bits):
    key = rsa.generate_private_key(public_exponent=65537, key_size=bits)
    authority = certificate(ROOT, ROOT, AN_AUTHORITY, key=key.public_key(), signing_key=key)
    return [leaf(by=ROOT, signing_key=key)], (authority,)


PATH_0 = (cx509.BasicConstraints(ca=True, path_length=0), True)
SECOND = Authority("Second", b"s" * 32)
BROKEN = {
    "in another order": [between(), leaf()],
    "one missing": [leaf(), certificate(MALLORY_SIGNS, ROOT, AN_AUTHORITY)],
    "signed by another of that name": [leaf(signing_key=MALLORY_SIGNS.key), between()],
    "issued by no authority": [leaf(), between(CA_FALSE)],
    "issued by one that says nothing": [leaf(), certificate(BETWEEN, ROOT)],
    "issued with a key for something else": [
        leaf(),
        between(AN_AUTHORITY, (usage(digital_signature=True), True)),
    ],
    "longer than allowed": [
        leaf(by=SECOND),
        certificate(SECOND, BETWEEN, AN_AUTHORITY),
        between(PATH_0),
    ],
    "an authority's": [leaf(AN_AUTHORITY), between()],
    "for agreeing on keys": [leaf((usage(agreement=True), True)), between()],
    "for web servers": [leaf((cx509.ExtendedKeyUsage([TLS]), False)), between()],
    "no certificate": [b"0\x03\x02\x01\x01", between()],
    "no bytes": [b"", between()],
    "too large": [b"0" * 20_000, between()],
    "empty": [],
    "too long": [leaf()] + [between()] * 8,
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_chain_that_does_not_hold_is_broken(name):
    assert trouble(BROKEN[name]) is ChainTrouble.BROKEN
    with pytest.raises(MalformedError):
        key_of_chain(BROKEN[name], ROOTS, ADA.id, NOON)


def test_a_chain_as_long_as_allowed_holds():
    one_below = (cx509.BasicConstraints(ca=True, path_length=1), True)
    chain = [leaf(by=SECOND), certificate(SECOND, BETWEEN, PATH_0), between(one_below)]

    assert trouble(chain) is None


def test_a_short_rsa_key_vouches_for_nobody():
    chain, roots = issued_by_rsa(2048)
    weak_chain, weak_roots = issued_by_rsa(1024)

    assert trouble(chain, roots) is None
    assert trouble(weak_chain, weak_roots) is ChainTrouble.UNKNOWN_ROOT


UNHEARD_OF = cx509.UnrecognizedExtension(cx509.ObjectIdentifier("1.2.3"), b"\5\0")
ONLY_ELSEWHERE = cx509.NameConstraints([DNSName("elsewhere.example")], None)
ROOT_WITH_ANOTHER_KEY = certificate(ROOT, ROOT, AN_AUTHORITY, key=BETWEEN.key.public_key())
SOMEBODY_ELSE = certificate(MALLORY_SIGNS, MALLORY_SIGNS, AN_AUTHORITY)
DOUBTFUL = {
    ChainTrouble.NO_ROOTS: [
        ([leaf(), between()], ()),
        ([leaf(), between()], (b"nothing",)),
        ([leaf(), between()], (certificate(ROOT, ROOT),)),
    ],
    ChainTrouble.UNKNOWN_ROOT: [
        ([leaf(by=ADA_SIGNS)], ROOTS),
        ([leaf()], ROOTS),
        ([root()], ROOTS),
        ([leaf(by=ADA_SIGNS)], (leaf(by=ADA_SIGNS), root())),
        ([leaf(AN_AUTHORITY, by=ADA_SIGNS)], (leaf(AN_AUTHORITY, by=ADA_SIGNS),)),
        ([leaf(), between()], (ROOT_WITH_ANOTHER_KEY,)),
        ([leaf(), between()], (b"nothing", SOMEBODY_ELSE)),
    ],
    ChainTrouble.ENDED: [
        ([leaf(**LAST_YEAR), between()], ROOTS),
        ([leaf(), between(AN_AUTHORITY, **LAST_YEAR)], ROOTS),
        ([leaf(), between()], (root(**LAST_YEAR),)),
        ([leaf(**NEXT_YEAR), between()], ROOTS),
    ],
    ChainTrouble.UNSUPPORTED: [
        ([leaf((UNHEARD_OF, True)), between()], ROOTS),
        ([leaf(), between(AN_AUTHORITY, (ONLY_ELSEWHERE, False))], ROOTS),
    ],
}


@pytest.mark.parametrize(
    ("expected", "chain", "roots"),
    [(name, chain, roots) for name, cases in DOUBTFUL.items() for chain, roots in cases],
)
def test_a_chain_that_cannot_be_followed_says_nothing(expected, chain, roots):
    assert trouble(chain, roots) is expected
    with pytest.raises(UnsupportedError):
        key_of_chain(chain, roots, ADA.id, NOON)


def test_an_extension_that_is_not_critical_is_passed_over():
    assert trouble([leaf((UNHEARD_OF, False)), between()]) is None


def test_a_key_of_another_type_is_unsupported():
    key = ec.generate_private_key(ec.SECP256K1()).public_key()

    with pytest.raises(UnsupportedError):
        x509.key_of_certificate(leaf(key=key))


ED25519_OID = bytes.fromhex("06032b6570")
VERSION_1 = base64.b64decode(  # made with OpenSSL: x509 -req -signkey, without extensions
    "MIHWMIGJAhRt2ETdsnnubHo2SVq9PrOnA9hynDAFBgMrZXAwDjEMMAoGA1UEAwwDT2xkMB4XDTI2MTEyNDEzMzAzNFoX"
    "DTM2MTEyMTEzMzAzNFowDjEMMAoGA1UEAwwDT2xkMCowBQYDK2VwAyEA+NGDg4K5h/lKO4uJhdQRmRjFI2yx8dEwdB8y"
    "V/EB5AkwBQYDK2VwA0EAUEQ4ikbjf0SW5+C1tZjOtf5WTA+rxXBWyMSu4gmuVgXJ5UCklIAewU2wwKeUv8Lp1vbNJhfH"
    "juieLO4/9ATuDw=="
)


def test_a_certificate_without_extensions_vouches_for_nobody():
    with pytest.raises(MalformedError, match="version 3"):
        x509.key_of_certificate(VERSION_1)


@pytest.mark.parametrize("strictness", ["error", "ignore"])
@pytest.mark.parametrize("number", [b"\xd5ppsalb", bytes(7)])
def test_a_certificate_has_a_number_above_nought(strictness, number):
    with warnings.catch_warnings():
        warnings.simplefilter(strictness)
        with pytest.raises(MalformedError):
            x509.key_of_certificate(leaf().replace(b"Uppsalb", number))


def test_a_key_that_nobody_can_read_is_none():
    before, between_, after, end = leaf().split(ED25519_OID)
    unheard_of = bytes.fromhex("06032b657f")
    unknown = before + ED25519_OID + between_ + unheard_of + after + ED25519_OID + end
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    whole = leaf(key=point)
    y = point.public_numbers().y.to_bytes(32, "big")
    off_the_curve = whole.replace(y, (int.from_bytes(y, "big") ^ 1).to_bytes(32, "big"))

    with pytest.raises(UnsupportedError):
        x509.key_of_certificate(unknown)
    with pytest.raises(MalformedError):
        x509.key_of_certificate(off_the_curve)


def test_cryptography_s_own_path_validation_agrees():
    """An independent reading of the same chain, of curves that both of us know."""
    keys = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]
    known = (usage(key_cert_sign=True), True)
    subject_id = (cx509.SubjectKeyIdentifier.from_public_key(keys[0].public_key()), False)
    authority_id = [
        (cx509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), False)
        for key in keys
    ]
    the_root = certificate(
        ROOT, ROOT, AN_AUTHORITY, known, subject_id, key=keys[0].public_key(), signing_key=keys[0]
    )
    middle = certificate(
        BETWEEN, ROOT, AN_AUTHORITY, known, authority_id[0],
        key=keys[1].public_key(), signing_key=keys[0],
    )  # fmt: skip
    purposes = (cx509.ExtendedKeyUsage([cx509.ExtendedKeyUsageOID.CLIENT_AUTH, DOCUMENTS]), False)
    first = leaf(
        purposes, authority_id[1],
        key=keys[2].public_key(), signing_key=keys[1], names=[DNSName("uppsala.example")],
    )  # fmt: skip
    loaded = [cx509.load_der_x509_certificate(der) for der in (first, middle, the_root)]
    verifier = (
        verification.PolicyBuilder()
        .store(verification.Store([loaded[2]]))
        .time(NOON)
        .build_client_verifier()
    )

    theirs = verifier.verify(loaded[0], [loaded[1]])
    ours = key_of_chain([first, middle], (the_root,), ADA.id, NOON)

    pem = theirs.chain[0].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    assert ours == PublicKey.from_pem(pem)


def test_the_header_holds_base64_and_not_base64url():
    text = base64.b64encode(leaf()).decode()

    assert certificates_in([text]) == (leaf(),)
    for wrong in (text, [], [7], [text + "!"], ["_" + text], ["ä"], [text] * 9, None):
        with pytest.raises(MalformedError):
            certificates_in(wrong)


def test_roots_are_read_from_a_file():
    pem = cx509.load_der_x509_certificate(root()).public_bytes(Encoding.PEM)

    assert x509.roots_from_pem(pem + pem) == (root(), root())
    with pytest.raises(MalformedError):
        x509.roots_from_pem(b"nothing")


MANY = settings(max_examples=300, deadline=None, derandomize=True)
CHAIN = [leaf(), between(), root()]


@MANY
@given(st.data())
def test_no_changed_byte_of_a_chain_is_believed(data):
    chain = [bytearray(der) for der in CHAIN]
    number = data.draw(st.integers(0, 1))
    place = data.draw(st.integers(0, len(chain[number]) - 1))
    chain[number][place] ^= data.draw(st.integers(1, 255))

    assert distrust_in([bytes(der) for der in chain], ROOTS, ADA.id, NOON) is not None


@MANY
@given(st.data())
def test_whatever_stands_for_a_certificate_an_answer_comes_out(data):
    der = bytearray(data.draw(st.sampled_from(CHAIN)))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(der) - 1))
        if data.draw(st.booleans()):
            der[place] = data.draw(st.integers(0, 255))
        else:
            del der[place : place + data.draw(st.integers(1, 3))]
    changed = bytes(der)

    for chain, roots in (([changed, between()], ROOTS), ([leaf(), between()], (changed,))):
        distrust_in(chain, roots, ADA.id, NOON)
    with suppress(MalformedError, UnsupportedError):
        x509.key_of_certificate(changed)
