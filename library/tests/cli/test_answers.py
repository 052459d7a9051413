"""`insigne verify --answers`: a copy of a backpack stands in for the network."""

import json
import zipfile

import pytest

from insigne.adapters.fetcher import OfflineFetcher
from insigne.cli.answers import answers_of
from insigne.cli.exit_codes import Refusal
from insigne.verification.evidence import Fetched, Need, NotFetched, Purpose

ISSUER = "https://uppsala.example/issuers/1"


def copy_with(tmp_path, manifest, **files):
    path = tmp_path / "copy.zip"
    with zipfile.ZipFile(path, "w") as written:
        if manifest is not None:
            written.writestr("manifest.json", manifest)
        for name, content in files.items():
            written.writestr(f"answers/{name}.json", content)
    return path


def test_what_the_copy_has_is_answered_and_nothing_else(tmp_path):
    manifest = json.dumps({"answers": {ISSUER: "answers/one.json"}})
    fetcher = answers_of(copy_with(tmp_path, manifest, one=b'{"id": "x"}'), OfflineFetcher())

    found = fetcher.fetch(Need(ISSUER, Purpose.ISSUER))
    other = fetcher.fetch(Need("https://uppsala.example/issuers/2", Purpose.ISSUER))

    assert isinstance(found, Fetched)
    assert found.body == b'{"id": "x"}'
    assert isinstance(other, NotFetched)


@pytest.mark.parametrize(
    "manifest", [None, b"", b"[]", b"{}", b'{"answers": 5}', b'{"answers": {"a": "missing"}}']
)
def test_another_zip_is_refused(tmp_path, manifest):
    with pytest.raises(Refusal, match="no copy"):
        answers_of(copy_with(tmp_path, manifest), OfflineFetcher())


def test_no_zip_at_all_is_refused(tmp_path):
    path = tmp_path / "copy.zip"
    for content in (None, b"hello"):
        if content is not None:
            path.write_bytes(content)
        with pytest.raises(Refusal):
            answers_of(path, OfflineFetcher())


def test_an_answer_that_is_too_large_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("insigne.cli.answers.LARGEST", 100)
    manifest = json.dumps({"answers": {ISSUER: "answers/one.json"}})

    with pytest.raises(Refusal):
        answers_of(copy_with(tmp_path, manifest, one=b"x" * 101), OfflineFetcher())
