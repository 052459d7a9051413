"""Reports that are signed, stored, read back and said in another language."""

import json

import pytest

from cast import ADA, MALLORY
from insigne.identifiers import did_key


@pytest.fixture
def key(insigne, tmp_path):
    path = tmp_path / "verifier.jwk"
    insigne("keys", "generate", "-o", path)
    return path


def test_a_signed_report_is_verified_by_anybody(insigne, own_badge, key, tmp_path):
    signed = tmp_path / "report.jwt"
    assert insigne("verify", own_badge, "--sign", key, "--signed-report", signed)[0] == 0

    code, out, err = insigne("report", "verify", signed, "--credential", own_badge, "--offline")

    assert (code, err) == (0, b"")
    assert out.startswith(b"The report was signed by the verifier that it names")
    assert json.loads(key.read_bytes())["kid"].partition("#")[0].encode() in out
    assert b"\nValid.\n" in out


def test_a_report_that_was_changed_is_told_apart(insigne, own_badge, key, tmp_path):
    signed = tmp_path / "report.jwt"
    insigne("verify", own_badge, "--sign", key, "--signed-report", signed)
    header, payload, signature = signed.read_text().split(".")
    signed.write_text(f"{header}.{payload[:-8]}AAAA{payload[-4:]}.{signature}")

    assert insigne("report", "verify", signed)[0] == 1


def test_a_report_is_on_one_file(insigne, own_badge, key, tmp_path):
    signed, other = tmp_path / "report.jwt", tmp_path / "other"
    insigne("verify", own_badge, "--sign", key, "--signed-report", signed)
    other.write_text("hello")

    code, out, _ = insigne("report", "verify", signed, "--credential", other, "--language", "nl")

    assert code == 1
    assert out.startswith(b"Het rapport gaat over een ander bestand.")


def test_a_verifier_who_cannot_be_asked_leaves_it_open(insigne, own_badge, tmp_path):
    key, signed = tmp_path / "k", tmp_path / "report.jwt"
    insigne("keys", "generate", "-o", key, "--controller", "https://verifier.example/us")
    insigne("verify", own_badge, "--sign", key, "--signed-report", signed)

    assert insigne("report", "verify", signed, "--offline")[0] == 2


def test_many_reports_stand_in_one_file(insigne, own_badge, key, tmp_path):
    signed, changed = tmp_path / "reports", tmp_path / "changed.json"
    changed.write_text(own_badge.read_text().replace("Clinical", "Critical"))

    code, _, _ = insigne("verify", own_badge, changed, "--sign", key, "--signed-report", signed)

    assert code == 1
    assert len(signed.read_text().splitlines()) == 2
    assert insigne("report", "verify", signed)[0] == 0


def test_a_stored_report_is_said_in_either_language(insigne, own_badge, key, tmp_path):
    stored, signed = tmp_path / "report.json", tmp_path / "report.jwt"
    stored.write_bytes(insigne("verify", own_badge, "--json")[1])
    insigne("verify", own_badge, "--sign", key, "--signed-report", signed)

    assert insigne("report", "show", stored)[1].startswith(b"Valid.\n")
    assert insigne("report", "show", stored, "--language", "nl")[1].startswith(b"Geldig.\n")
    assert insigne("report", "show", signed)[1].startswith(b"Valid.\n")


@pytest.mark.parametrize(
    ("content", "code"), [(b"", 65), (b"hello", 1), (b"\xff", 1), (b'{"format": 1}', 1)]
)
def test_what_is_no_report(insigne, tmp_path, content, code):
    path = tmp_path / "report"
    path.write_bytes(content)

    assert insigne("report", "verify", path)[0] == code


def test_a_key_of_somebody_else_is_no_key_of_the_verifier(insigne, own_badge, tmp_path):
    key = tmp_path / "k"
    did = did_key.did_key_of(ADA.key.public_key)
    method = did_key.verification_method_of_did_key(did)
    key.write_text(json.dumps({"kid": method, **MALLORY.key.to_jwk()}))

    code, out, err = insigne(
        "verify", own_badge, "--sign", key, "--signed-report", tmp_path / "report"
    )

    assert (code, out) == (1, b"")
    assert b"the signer's key is not" in err
