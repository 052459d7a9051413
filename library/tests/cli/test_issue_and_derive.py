"""From a key to a badge in every form, and what a holder shows of it."""

import json

import pytest

from cast import badge
from insigne.baking import Standard, extract
from insigne.issuance import PROOFS

KEY_TYPES = {"ecdsa": "p256", "eddsa": "ed25519"}
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
)


@pytest.fixture
def issued(insigne, tmp_path):
    """Issue a badge with a new key of the type that the proof asks for."""

    def run(proof, *options, key_type=None, **changes):
        key, unsigned, signed = (tmp_path / f"{proof}.{name}" for name in ("jwk", "json", "out"))
        kind = key_type or KEY_TYPES.get(proof.partition("-")[0], "ed25519")
        out = insigne("keys", "generate", "--type", kind, "-o", key, "--force")[1]
        issuer = {"id": json.loads(out)["issuer"], "type": ["Profile"], "name": "Uppsala"}
        unsigned.write_text(json.dumps(badge(issuer=issuer, **changes)))
        code, _, err = insigne(
            "issue", unsigned, "--key", key, "--proof", proof, *options, "-o", signed
        )
        assert (code, err) == (0, b"")
        return signed

    return run


@pytest.mark.parametrize("proof", sorted(set(PROOFS) - {"ecdsa-sd-2023"}))
def test_every_proof_is_issued_and_verified(insigne, issued, proof):
    assert insigne("verify", issued(proof), "--offline")[0] == 0


@pytest.mark.parametrize("proof", ["ecdsa-rdfc-2019", "vc-jwt"])
def test_the_larger_curve(insigne, issued, proof):
    assert insigne("verify", issued(proof, key_type="p384"), "--offline")[0] == 0


def test_a_key_that_the_suite_does_not_sign_with(insigne, tmp_path):
    key, unsigned = tmp_path / "key", tmp_path / "in.json"
    public = json.loads(insigne("keys", "generate", "--type", "ed25519", "-o", key)[1])
    unsigned.write_text(json.dumps(badge(issuer={**badge()["issuer"], "id": public["issuer"]})))
    out = tmp_path / "out"

    code, _, err = insigne("issue", unsigned, "--key", key, "--proof", "ecdsa-rdfc-2019", "-o", out)

    assert code == 64
    assert b"does not sign with ed25519 keys" in err
    assert not out.exists()


def test_parts_of_a_badge_with_a_base_proof(insigne, issued, tmp_path):
    evidence = [{"id": "https://uppsala.example/essay", "type": ["Evidence"]}]
    base, shown = issued("ecdsa-sd-2023", evidence=evidence), tmp_path / "shown.json"

    code, _, err = insigne("derive", base, "--show", "/credentialSubject/achievement", "-o", shown)

    assert (code, err) == (0, b"")
    derived = json.loads(shown.read_bytes())
    assert "evidence" not in derived
    assert derived["credentialSubject"]["achievement"]["name"] == "Clinical reasoning"
    assert insigne("verify", shown, "--offline")[0] == 0
    assert insigne("verify", base, "--offline")[0] != 0


def test_parts_of_an_sd_jwt(insigne, issued, tmp_path):
    name = "/credentialSubject/achievement/description"
    whole, shown = issued("sd-jwt-vc", "--disclosable", name), tmp_path / "shown"

    assert insigne("derive", whole, "-o", shown)[0] == 0
    assert shown.read_bytes().count(b"~") == 1
    assert insigne("derive", whole, "--show", name, "-o", shown)[0] == 0
    assert shown.read_bytes().count(b"~") == 2


def test_a_holder_signs_what_is_shown(insigne, issued, tmp_path):
    holder, public, shown = (tmp_path / name for name in ("holder", "public", "shown"))
    public.write_bytes(insigne("keys", "generate", "--type", "p256", "-o", holder)[1])
    whole = issued("sd-jwt-vc", "--disclosable", "/credentialSubject/id", "--holder", public)
    asked = ["--audience", "https://verifier.example", "--nonce", "n-1"]

    assert insigne("derive", whole, "--key", holder, *asked, "-o", shown)[0] == 0
    assert not shown.read_bytes().endswith(b"~")

    def verdict_for(challenge, *more):
        asked = ["--challenge", challenge, "--domain", "https://verifier.example"]
        return insigne("verify", shown, "--offline", *asked, *more)[0]

    assert verdict_for("n-1") == 0
    assert verdict_for("n-2") == 1
    assert verdict_for("n-1", "--at", "2030-01-01") == 1

    code, _, err = insigne("derive", whole, "--key", holder, "-o", shown)
    assert code == 64
    assert b"belong together" in err


def test_a_key_that_the_issuer_did_not_confirm(insigne, issued, tmp_path):
    holder, whole = tmp_path / "holder", issued("sd-jwt-vc")
    insigne("keys", "generate", "--type", "p256", "-o", holder)

    code, _, err = insigne(
        "derive", whole, "--key", holder, "--audience", "a", "--nonce", "b", "-o", tmp_path / "x"
    )

    assert code == 64
    assert b"the issuer confirmed another holder's key, or none" in err


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 1), (b"[]", 1), (b"{", 1), (b"{}", 1), (b"\xff", 1), (b"a.b.c", 1)]
)
def test_what_nothing_is_derived_from(insigne, tmp_path, content, code):
    path = tmp_path / "in"
    path.write_bytes(content)

    assert insigne("derive", path, "-o", tmp_path / "out")[0] == code
    assert not (tmp_path / "out").exists()


def test_a_place_that_is_not_there(insigne, issued, tmp_path):
    for proof in ("ecdsa-sd-2023", "sd-jwt-vc"):
        whole = issued(proof)

        assert insigne("derive", whole, "--show", "/nowhere", "-o", tmp_path / "out")[0] == 1


def test_only_an_sd_jwt_is_signed_by_its_holder(insigne, issued, tmp_path):
    asked = ["--key", tmp_path / "k", "--audience", "a", "--nonce", "b"]

    code, _, err = insigne("derive", issued("ecdsa-sd-2023"), *asked, "-o", tmp_path / "out")

    assert code == 64
    assert b"Only an SD-JWT" in err


def test_what_is_kept_back_is_for_sd_jwts(insigne, tmp_path):
    unsigned, key = tmp_path / "a.json", tmp_path / "k"
    unsigned.write_text(json.dumps(badge()))

    code, _, err = insigne(
        "issue", unsigned, "--key", key, "--disclosable", "/name", "-o", tmp_path / "out"
    )

    assert code == 64
    assert b"are for --proof sd-jwt-vc" in err


def test_a_holders_key_that_is_none(insigne, tmp_path):
    unsigned, key, holder = (tmp_path / name for name in ("a.json", "k", "h"))
    unsigned.write_text(json.dumps(badge()))
    insigne("keys", "generate", "-o", key)
    holder.write_text("[]")
    options = ["--proof", "sd-jwt-vc", "--holder", holder, "-o", tmp_path / "out"]

    code, _, err = insigne("issue", unsigned, "--key", key, *options)

    assert code == 64
    assert b"is not a public key" in err


def test_an_older_badge_is_signed(insigne, tmp_path):
    key, unsigned, signed = (tmp_path / name for name in ("k", "a.json", "out"))
    insigne("keys", "generate", "--type", "rsa", "-o", key)
    assertion = {
        "@context": "https://w3id.org/openbadges/v2",
        "id": "urn:uuid:7e1f5ba1-54bc-4ed4-8c5e-8f6d0d3c6c6f",
        "type": "Assertion",
        "recipient": {"type": "email", "hashed": False, "identity": "amina@example.org"},
        "badge": "https://uppsala.example/badges/1",
        "issuedOn": "2026-01-01T00:00:00Z",
        "verification": {"type": "SignedBadge", "creator": "https://uppsala.example/key"},
    }
    unsigned.write_text(json.dumps(assertion))

    code, _, err = insigne(
        "issue", unsigned, "--key", key, "--proof", "open-badges-2", "-o", signed
    )

    assert (code, err) == (0, b"")
    assert signed.read_bytes().count(b".") == 2


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "vc-jwt", "sd-jwt-vc"])
def test_what_was_issued_is_baked_byte_for_byte(insigne, issued, tmp_path, proof):
    picture, baked, signed = tmp_path / "in.svg", tmp_path / "out.svg", issued(proof)
    picture.write_bytes(SVG)

    assert insigne("bake", picture, signed, "-o", baked)[0] == 0
    assert extract(baked.read_bytes()).text.encode() == signed.read_bytes()


@pytest.mark.parametrize(
    ("document", "standard"),
    [
        (badge(), Standard.OPEN_BADGES_3),
        ({**badge(), "type": ["VerifiableCredential", "ClrCredential"]}, Standard.CLR_2),
        (
            {"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "id": "urn:x"},
            Standard.OPEN_BADGES_2,
        ),
    ],
)
def test_each_dialect_is_baked_by_its_own_standard(insigne, tmp_path, document, standard):
    picture, baked, path = (tmp_path / name for name in ("in.svg", "out.svg", "a.json"))
    picture.write_bytes(SVG)
    path.write_text(json.dumps(document))

    assert insigne("bake", picture, path, "-o", baked)[0] == 0
    assert extract(baked.read_bytes()).standard is standard
