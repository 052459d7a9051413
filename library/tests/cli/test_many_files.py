"""Many files at once: every answer in order, one worst code, and no file stops the others."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import zipfile

import pytest

from cast import ADA, badge
from insigne.cli import batch, progress
from insigne.cli.collecting import items_in
from program import PROGRAM

UNANSWERED = json.dumps(ADA.signed(badge()))


@pytest.fixture
def folder(tmp_path, own_badge):
    """Five files: valid, the same again, changed, unanswered, and no badge."""
    place = tmp_path / "badges"
    (place / "inner").mkdir(parents=True)
    whole = own_badge.read_text()
    (place / "a.json").write_text(whole)
    (place / "b.json").write_text(whole.replace("Clinical", "Critical"))
    (place / "c.json").write_text(UNANSWERED)
    (place / "inner" / "d.json").write_text(whole)
    (place / "readme.txt").write_text("hello")
    (place / ".hidden").write_text("not looked at")
    return place


def verdicts(out):
    return [json.loads(line)["report"]["verdict"] for line in out.splitlines()]


def test_a_folder_is_a_line_for_each_file_and_a_summary(insigne, folder):
    code, out, err = insigne("verify", folder, "--offline")

    lines = out.decode().splitlines()
    assert (code, err) == (1, b"")
    assert [line.split()[0] for line in lines[:6]] == [
        "verdict", "valid", "invalid", "unknown", "valid", "no",
    ]  # fmt: skip
    assert "The badge was changed after it was signed" in lines[2]
    assert "(the same file as " in lines[4]
    assert "There is no credential in " in lines[5]
    assert lines[-1] == "5 in all: 2 valid, 1 invalid, 1 unknown, 1 no badge."


def test_it_speaks_dutch(insigne, folder, own_badge):
    _, out, _ = insigne("verify", folder, "--offline", "--language", "nl")
    _, alone, _ = insigne("verify", own_badge, "--language", "nl")

    assert out.decode().splitlines()[-1] == (
        "5 samen: 2 geldig, 1 ongeldig, 1 onbekend, 1 geen badge."
    )
    assert alone.startswith(b"Geldig.\n")
    assert "  uitgever Uppsala" in alone.decode()


@pytest.mark.parametrize("jobs", [1, 2])
def test_processes_give_the_answers_of_one(insigne, folder, jobs):
    code, out, err = insigne("verify", folder, "--offline", "--json", "--jobs", jobs)

    answers = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (1, b"")
    assert [answer["file"].rsplit("/", 1)[-1] for answer in answers] == [
        "a.json", "b.json", "c.json", "d.json", "readme.txt",
    ]  # fmt: skip
    reports = [answer["report"] and answer["report"]["verdict"] for answer in answers]
    assert reports == ["valid", "invalid", "unknown", "valid", None]
    assert answers[3]["sameAs"] == answers[0]["file"]
    assert answers[3]["digestSRI"] == answers[0]["digestSRI"]
    assert answers[4]["problem"]


def test_the_worst_answer_gives_the_code(insigne, folder, tmp_path):
    a, b, c, text = (folder / name for name in ("a.json", "b.json", "c.json", "readme.txt"))

    def code(*files):
        return insigne("verify", *files, "--offline")[0]

    assert code(a, folder / "inner") == 0
    assert code(a, c) == 2
    assert code(c, b, a) == 1
    assert code(a, text) == 65
    assert code(a, c, text) == 2
    assert code(a, tmp_path / "nowhere") == 64


def test_what_only_lay_in_a_folder_is_passed_over(insigne, folder):
    for name in ("b.json", "c.json"):
        (folder / name).unlink()

    assert insigne("verify", folder, "--offline")[0] == 0


def test_a_folder_without_badges_has_no_badge(insigne, tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("hello")

    assert insigne("verify", tmp_path / "empty")[0] == 65
    assert insigne("verify", tmp_path / "texts")[0] == 65


def test_a_file_that_is_named_twice_is_looked_at_once(folder):
    named = [str(folder / "a.json"), str(folder / "inner" / ".." / "a.json"), str(folder)]

    names = [item.name.rsplit("/", 1)[-1] for item in items_in(named)]

    assert names == ["a.json", "b.json", "c.json", "d.json", "readme.txt"]


def zip_of(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def test_a_link_is_the_file_that_it_leads_to(folder):
    (folder / "z.json").symlink_to(folder / "a.json")
    (folder / "nowhere.json").symlink_to(folder / "no_such_file.json")
    (folder / "round").symlink_to(folder)

    assert len(items_in([str(folder), str(folder / "inner" / "..")])) == 5
    assert [item.name.rpartition("/")[2] for item in items_in([str(folder)])] == [
        "a.json", "b.json", "c.json", "d.json", "readme.txt",
    ]  # fmt: skip


def test_files_are_named_as_seen_from_here(folder, monkeypatch):
    monkeypatch.chdir(folder)

    names = [item.name for item in items_in(["."])]

    assert names == ["a.json", "b.json", "c.json", "inner/d.json", "readme.txt"]


def test_an_archive_is_opened(insigne, folder, tmp_path):
    whole = (folder / "a.json").read_bytes()
    archive = zip_of(tmp_path / "all.zip", {"x/a.json": whole, "b.json": whole, "x/.c": b"{"})

    code, out, _ = insigne("verify", archive, "--offline", "--json")

    assert code == 0
    assert [json.loads(line)["file"] for line in out.splitlines()] == [
        f"{archive}/b.json", f"{archive}/x/a.json",
    ]  # fmt: skip
    assert verdicts(out) == ["valid", "valid"]


def test_a_bomb_in_an_archive_is_not_unpacked(insigne, own_badge, tmp_path):
    archive = zip_of(tmp_path / "bomb.zip", {"a": b"\0" * (64 << 20), "b": own_badge.read_bytes()})

    code, out, _ = insigne("verify", archive, "--offline")

    assert code == 64
    assert b"is larger than 10 MB" in out
    assert b"1 valid" in out


@pytest.mark.parametrize("spoil", [b"PK\x03\x04", b"PK\x03\x04" + b"\0" * 100])
def test_what_only_begins_as_an_archive_is_refused(insigne, tmp_path, spoil):
    path = tmp_path / "a.zip"
    path.write_bytes(spoil)

    code, out, err = insigne("verify", path)

    assert (code, out) == (64, b"")
    assert b"cannot be read" in err


def test_a_broken_member_stops_nothing(insigne, own_badge, tmp_path):
    archive = zip_of(tmp_path / "a.zip", {"a.json": own_badge.read_bytes()})
    content = bytearray(archive.read_bytes())
    content[60] ^= 0xFF
    archive.write_bytes(content)

    code, out, _ = insigne("verify", archive, own_badge, "--offline")

    assert code == 64
    assert b"1 valid" in out


def test_csv_is_for_spreadsheets_and_computes_nothing(insigne, tmp_path):
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(ADA.signed(badge(name="=1+1", credentialSubject=subject("=2+2")))))

    code, out, _ = insigne("verify", path, "--offline", "--csv")

    (row,) = csv.DictReader(io.StringIO(out.decode()))
    assert code == 2
    assert row["verdict"] == "unknown"
    assert row["name"] == "'=2+2"
    assert row["issuer"] == ADA.id
    assert row["code"] == "proof.key_unreachable"
    assert row["digest"].startswith("sha256-")


def subject(name):
    whole = badge()["credentialSubject"]
    return {**whole, "achievement": {**whole["achievement"], "name": name}}


def test_a_fault_in_one_file_stops_nothing(insigne, folder, monkeypatch):
    real = batch.examine_bytes

    def fail_once(name, *arguments):
        if name.endswith("b.json"):
            raise RuntimeError("broke")
        return real(name, *arguments)

    monkeypatch.setattr(batch, "examine_bytes", fail_once)

    code, out, _ = insigne("verify", folder, "--offline", "--jobs", "1")

    assert code == 70
    assert b"a fault of ours (RuntimeError)" in out
    assert b"2 valid" in out


def test_more_processes_only_where_they_are_worth_their_start():
    assert batch.jobs_for(None, 5) == 1
    assert 1 <= batch.jobs_for(None, 10_000) <= 64
    assert batch.jobs_for(8, 3) == 3
    assert batch.jobs_for(2, 1000) == 2


def test_addresses_are_files_too(insigne, own_badge, httpserver):
    httpserver.expect_request("/badge").respond_with_data(own_badge.read_bytes())
    httpserver.expect_request("/page").respond_with_data(b"<html></html>")

    code, out, _ = insigne(
        "verify", httpserver.url_for("/badge"), httpserver.url_for("/page"), own_badge
    )

    assert code == 65
    assert out.splitlines()[-1] == b"3 in all: 2 valid, 1 no badge."


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_bar_is_drawn_on_a_terminal_and_wiped_off(monkeypatch):
    clock = iter([0.0, 0.2, 0.2, 0.2, 0.25])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    stream = Terminal()

    bar = progress.Progress(4, stream)
    bar.advance()
    bar.advance()
    bar.clear()

    assert stream.getvalue() == f"\r[{'#' * 7}{'.' * 23}] 1/4  5 a second\x1b[K\r\x1b[K"


def test_no_bar_is_drawn_into_a_file():
    stream = io.StringIO()

    bar = progress.Progress(1, stream)
    bar.advance()
    bar.clear()

    assert stream.getvalue() == ""


@pytest.mark.skipif(os.name != "posix", reason="signals of this kind are of POSIX")
def test_an_interruption_ends_all_processes(own_badge, tmp_path):
    place = tmp_path / "many"
    place.mkdir()
    for number in range(3000):
        (place / f"{number:04}.json").write_bytes(own_badge.read_bytes())
    command = [sys.executable, "-c", PROGRAM, "verify", str(place), "--offline", "--jobs", "2"]

    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (130, b"Stopped.\n")
