"""The command, from outside: arguments in, exit codes and streams out."""

import json
import os
import stat
import subprocess
import sys

import pytest

from cast import ADA, badge
from insigne import cli
from insigne.canonicalization import canonicalize


def test_valid(insigne, own_badge):
    code, out, err = insigne("verify", own_badge)

    assert (code, err) == (0, b"")
    assert out.startswith(b"Valid.\n")
    assert b"Clinical reasoning" in out
    assert b"You did not ask" in out


def test_the_json_report(insigne, own_badge):
    code, out, err = insigne(
        "verify", own_badge, "--json", "--offline", "--at", "2026-06-01T12:00Z"
    )

    report = json.loads(out)
    assert (code, err) == (0, b"")
    assert list(report) == [
        "format", "verdict", "at", "credential", "issuerListed", "recipientAsked", "holderAsked",
        "findings", "parts",
    ]  # fmt: skip
    assert report["verdict"] == "valid"
    assert report["at"] == "2026-06-01T12:00:00Z"


def test_invalid(insigne, own_badge):
    own_badge.write_text(own_badge.read_text().replace("Clinical", "Critical"))

    code, out, _ = insigne("verify", own_badge)

    assert code == 1
    assert out.startswith(b"Invalid. The badge was changed")


def test_unknown(insigne, tmp_path):
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(ADA.signed(badge())))

    code, out, _ = insigne("verify", path, "--offline")

    assert code == 2
    assert out.startswith(b"Cannot tell yet. That says nothing bad about the badge.")


def test_as_of_another_day(insigne, own_badge):
    assert insigne("verify", own_badge, "--at", "2025-01-01")[0] == 1
    assert insigne("verify", own_badge, "--at", "2026-02-01")[0] == 0


def test_a_recipient_who_is_asked_for_is_required(insigne, own_badge):
    assert insigne("verify", own_badge, "--recipient", "amina@example.org")[0] == 2


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", 65),
        (b"hello", 65),
        (b"GIF89a nothing", 65),
        (b"%PDF-1.7 nothing", 1),
        (b"\xff\x00" * 100, 65),
        (b'{"a": 1}', 65),
        (b"{", 1),
        (b'{"type": "VerifiableCredential", "type": "x"}', 1),
        (b'{"type":' * 20_000, 1),
        (b"[]", 2),
        (b'{"type": ["VerifiablePresentation"]}', 1),
        (b" " * (10 * 1024 * 1024 + 1), 64),
    ],
)
def test_whatever_file(insigne, tmp_path, content, code):
    path = tmp_path / "file"
    path.write_bytes(content)

    assert insigne("verify", path)[0] == code


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["frobnicate"],
        ["verify"],
        ["verify", "--no-such-option", "x"],
        ["verify", "nowhere.json"],
        ["verify", "a", "--jobs", "0"],
        ["verify", "a", "--jobs", "many"],
        ["verify", "a", "--json", "--csv"],
        ["verify", "a", "--sign", "key"],
        ["verify", "a", "--challenge", "1"],
        ["verify", "a", "--domain", "b"],
        ["verify", "a", "--signed-report", "out"],
        ["verify", "a", "--sign", "nowhere", "--signed-report", "out"],
        ["verify", "a", "--language", "fr"],
        ["report"],
        ["report", "show", "nowhere"],
        ["report", "verify", "nowhere"],
        ["verify", "a", "--at", "yesterday"],
        ["verify", "a\0b"],
        ["keys"],
        ["keys", "generate"],
        ["keys", "generate", "--type", "dsa", "-o", "x"],
        ["bake", "a"],
        ["issue", "nowhere.json", "--key", "x", "-o", "y"],
        ["issue", "nowhere.json", "--key", "x", "-o", "y", "--proof", "z"],
        ["extract"],
        ["derive"],
        ["derive", "nowhere", "-o", "x"],
        ["conformance"],
        ["canonicalize", "nowhere.json"],
        ["--no-such-option"],
    ],
)
def test_wrong_use(insigne, arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    code, out, err = insigne(*arguments)

    assert (code, out) == (64, b"")
    assert err.strip()


@pytest.mark.parametrize("command", ["", *cli.OWN_COMMANDS])
def test_help(insigne, command):
    code, out, err = insigne(*command.split(), "--help")

    assert (code, err) == (0, b"")
    assert out.lower().startswith(b"usage: insigne")


def test_our_own_fault_is_one_sentence(insigne, own_badge, monkeypatch):
    def fail(*arguments, **options):
        raise RuntimeError("something\nbroke")

    monkeypatch.setattr("insigne.cli.examining.examine", fail)

    code, out, err = insigne("verify", own_badge)

    assert (code, out) == (70, b"")
    assert err == b"This failed through a fault of ours (RuntimeError: something broke).\n"


@pytest.mark.parametrize("key_type", ["ed25519", "p256", "rsa"])
def test_from_a_key_to_a_verified_badge(insigne, tmp_path, key_type):
    key, unsigned, signed = tmp_path / "key.jwk", tmp_path / "in.json", tmp_path / "out"

    code, out, err = insigne("keys", "generate", "--type", key_type, "-o", key)
    public = json.loads(out)
    issuer = {"id": public["issuer"], "type": ["Profile"], "name": "Uppsala"}
    unsigned.write_text(json.dumps(badge(issuer=issuer)))

    assert (code, err) == (0, b"")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert json.loads(key.read_bytes())["kid"] == public["verificationMethod"]
    assert "d" not in public["publicKeyJwk"]
    assert insigne("issue", unsigned, "--key", key, "--proof", "vc-jwt", "-o", signed)[0] == 0
    assert insigne("verify", signed)[0] == 0


def test_a_key_is_not_overwritten(insigne, tmp_path):
    key = tmp_path / "key.jwk"
    key.write_text("precious")

    assert insigne("keys", "generate", "-o", key)[0] == 64
    assert key.read_text() == "precious"
    assert insigne("keys", "generate", "-o", key, "--force")[0] == 0
    assert key.read_text() != "precious"


def test_a_key_may_have_another_controller(insigne, tmp_path):
    _, out, _ = insigne("keys", "generate", "-o", tmp_path / "k", "--controller", ADA.id)

    assert json.loads(out)["issuer"] == ADA.id
    assert json.loads(out)["verificationMethod"].startswith(f"{ADA.id}#z6Mk")


def test_a_data_integrity_proof_over_what_was_read(insigne, tmp_path):
    key, unsigned, signed = tmp_path / "key.jwk", tmp_path / "in.json", tmp_path / "out.json"
    public = json.loads(insigne("keys", "generate", "-o", key)[1])
    issuer = {"id": public["issuer"], "type": ["Profile"], "name": "Uppsala"}
    unsigned.write_text(json.dumps(badge(issuer=issuer)))

    assert insigne("issue", unsigned, "--key", key, "-o", signed)[0] == 0
    assert json.loads(signed.read_bytes())["proof"]["cryptosuite"] == "eddsa-rdfc-2022"
    assert insigne("verify", signed)[0] == 0


@pytest.mark.parametrize("change", [{"honours": "summa"}, {"issuer": badge()["issuer"]}])
def test_nonsense_is_not_signed(insigne, tmp_path, change):
    key, unsigned, signed = tmp_path / "key.jwk", tmp_path / "in.json", tmp_path / "out.json"
    public = json.loads(insigne("keys", "generate", "-o", key)[1])
    issuer = {"id": public["issuer"], "type": ["Profile"], "name": "Uppsala"}
    unsigned.write_text(json.dumps({**badge(issuer=issuer), **change}))

    assert insigne("issue", unsigned, "--key", key, "-o", signed)[0] == 1
    assert not signed.exists()


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>'
)


def test_bake_and_extract(insigne, own_badge, tmp_path):
    picture, baked = tmp_path / "in.svg", tmp_path / "out.svg"
    picture.write_bytes(SVG)

    assert insigne("bake", picture, own_badge, "-o", baked)[0] == 0
    assert insigne("verify", baked)[0] == 0
    code, out, err = insigne("extract", baked)
    assert (code, err) == (0, b"")
    assert json.loads(out) == json.loads(own_badge.read_bytes())


def test_a_picture_without_a_credential(insigne, tmp_path):
    picture = tmp_path / "in.svg"
    picture.write_bytes(SVG)

    assert insigne("extract", picture)[0] == 65
    assert insigne("verify", picture)[0] == 65


def test_bake_into_what_is_no_picture(insigne, own_badge, tmp_path):
    text, out = tmp_path / "in.txt", tmp_path / "out.png"
    text.write_text("hello")

    assert insigne("bake", text, own_badge, "-o", out)[0] == 64
    assert not out.exists()


def test_canonicalize_writes_nothing_else(insigne, tmp_path):
    document, quads = tmp_path / "a.json", tmp_path / "a.nq"
    document.write_text(json.dumps(badge()))
    quads.write_text('_:x <urn:p> "1" .\n<urn:a> <urn:p> _:x .\n')

    assert insigne("canonicalize", document) == (0, canonicalize(badge()).encode(), b"")
    assert insigne("canonicalize", quads) == (
        0,
        b'<urn:a> <urn:p> _:c14n0 .\n_:c14n0 <urn:p> "1" .\n',
        b"",
    )


def test_canonicalize_refuses_with_a_sentence(insigne, tmp_path):
    path = tmp_path / "a.json"
    path.write_text(json.dumps(badge(honours="summa")))

    code, out, err = insigne("canonicalize", path)

    assert (code, out) == (1, b"")
    assert b"honours" in err


def test_an_address_on_this_machine(insigne, own_badge, httpserver):
    httpserver.expect_request("/badge").respond_with_data(own_badge.read_bytes())
    httpserver.expect_request("/page").respond_with_data(b"<html></html>")
    httpserver.expect_request("/gone").respond_with_data(b"", 410)
    httpserver.expect_request("/missing").respond_with_data(b"", 404)

    codes = [
        insigne("verify", httpserver.url_for(path))[0]
        for path in ("/badge", "/page", "/gone", "/missing")
    ]

    assert codes == [0, 65, 1, 2]


class FakeEntryPoint:
    def __init__(self, commands):
        self.value = "somewhere:commands"
        self._commands = commands

    def load(self):
        if isinstance(self._commands, Exception):
            raise self._commands
        return self._commands


def test_other_packages_add_commands(insigne, monkeypatch):
    def greet(name: str = "you") -> int:
        """Say hello."""
        print(f"hello {name}")
        return 3

    points = [FakeEntryPoint(ImportError("no such thing")), FakeEntryPoint({"greet": greet})]
    monkeypatch.setattr("insigne.cli.plugins.entry_points", lambda group: points)

    code, out, err = insigne("greet", "--name", "Ada")

    assert (code, out) == (3, b"hello Ada\n")
    assert err == (
        b"The commands of somewhere:commands cannot be loaded (ImportError: no such thing).\n"
    )
    assert insigne("greet", "--nonsense")[0] == 64
    assert b"greet" in insigne("--help")[1]


def test_the_librarys_own_commands_do_without_plugins(insigne, own_badge, monkeypatch):
    monkeypatch.delitem(sys.modules, "insigne.cli.plugins", raising=False)

    assert insigne("verify", own_badge)[0] == 0
    assert "insigne.cli.plugins" not in sys.modules


# what other badges need, and what takes long to load
NOT_FOR_ONE_FILE = {
    "cryptography", "httpx2", "multiprocessing", "xml",
    "insigne.baking", "insigne.cli.verify_many", "insigne.credentials.foreign_schema",
    "insigne.identifiers.x509", "insigne.issuance", "insigne.keys.elliptic_curve",
    "insigne.keys.pem", "insigne.keys.rsa", "insigne.proofs.ecdsa_sd_2023",
    "insigne.proofs.sd_jwt", "insigne.verification.open_badges_2.binding",
    "insigne.verification.policies", "insigne.verification.status_list",
    "insigne.verification.token_status", "insigne.verification.trust_list",
}  # fmt: skip


def test_one_file_loads_only_what_it_needs(own_badge):
    program = (
        "import sys; from insigne.cli import main; code = main(sys.argv[1:])\n"
        "print(*sys.modules, sep='\\n', file=sys.stderr); sys.exit(code)"
    )

    run = subprocess.run(
        [sys.executable, "-c", program, "verify", own_badge], capture_output=True, text=True
    )

    loaded = set(run.stderr.splitlines())
    assert run.returncode == 0
    assert "insigne.verification.checks.proof" in loaded
    assert sorted(loaded & NOT_FOR_ONE_FILE) == []


def test_a_reader_who_leaves_gets_no_verdict(own_badge):
    """The code of the framework for this is 1, which would say that the badge is invalid."""
    program = "import sys; from insigne.cli import main; sys.exit(main(sys.argv[1:]))"
    reading, writing = os.pipe()
    os.close(reading)
    arguments = [sys.executable, "-c", program, "verify", str(own_badge)]

    ended = subprocess.run(arguments, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)

    assert (ended.returncode, ended.stderr) == (130, b"")
