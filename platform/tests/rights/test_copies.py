"""A copy of everything: whole, verified without a network, and taken in by another instance."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from datetime import timedelta

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from backpack.badges_elsewhere import named, zipped
from insigne.adapters.fetcher import MappingFetcher, OfflineFetcher
from insigne_platform.backpack import archives, selectors, services, shelf
from insigne_platform.backpack.exported import read_manifest
from insigne_platform.backpack.models import Collection, Holding, Import, ImportedBadge
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid
from insigne_platform.rights import reactions
from insigne_platform.rights import selectors as rights
from insigne_platform.rights import services as copies
from insigne_platform.rights.models import Export
from insigne_platform.sharing import services as sharing
from insigne_platform.verification import services as verification

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, noon) -> Holding:
    """A badge that was awarded here, with words of the holder's own."""
    ice = published(cast.uppsala_issuer, cast.ada, noon)
    holding = services.claim(awarded(ice, cast.ada, noon), by=cast.amina, at=noon)
    services.set_words(holding, tags="ice, work", note="My first one.", by=cast.amina)
    return holding


@pytest.fixture
def imported(cast, noon) -> ImportedBadge:
    """A badge from elsewhere."""
    made = services.bring(
        named(number=1), "badge.json", None, by=cast.amina, at=noon, outside=OfflineFetcher()
    )
    badge = made.files.get().badge
    assert badge is not None
    return badge


@pytest.fixture
def collection(cast, kept, imported) -> Collection:
    return services.make_collection("Water", "All of it.", [imported, kept], by=cast.amina)


def made_by(person, noon) -> zipfile.ZipFile:
    export = copies.ask_for_export(by=person, at=noon)
    outbox.deliver_pending()
    body = rights.archive_of(export)
    assert body is not None
    return zipfile.ZipFile(io.BytesIO(body))


def told(copy: zipfile.ZipFile, name: str = "manifest"):
    return json.loads(copy.read(f"{name}.json"))


def test_every_file_is_named_with_its_digest(cast, noon, collection):
    copy = made_by(cast.amina, noon)
    files = {file["path"]: file for file in told(copy)["files"]}

    assert set(copy.namelist()) == {*files, "manifest.json"}
    for path, file in files.items():
        content = copy.read(path)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file["size"], file["sha256"])
    assert copy.testzip() is None


def test_badges_are_the_bytes_that_were_signed_or_came(cast, noon, kept, imported):
    copy = made_by(cast.amina, noon)
    first, second = told(copy)["badges"]

    signed = services.download(kept, "json", by=cast.amina, at=noon).content
    assert copy.read(first["path"]) == signed
    assert copy.read(second["path"]) == bytes(imported.source)
    assert (first["tags"], first["note"], first["kind"]) == (
        ["ice", "work"],
        "My first one.",
        "awarded",
    )
    assert second["kind"] == "imported"


def test_the_copy_is_verified_with_nothing_but_itself(cast, noon, kept):
    copy = made_by(cast.amina, noon)
    manifest = told(copy)
    answers = {url: copy.read(path) for url, path in manifest["answers"].items()}
    badge = copy.read(manifest["badges"][0]["path"])

    found = verification.examine(badge, None, None, at=noon, outside=MappingFetcher(answers))
    alone = verification.examine(badge, None, None, at=noon, outside=OfflineFetcher())

    assert len(answers) == 2  # the issuer, and the status list
    assert found.view.verdict == "valid"
    assert alone.view.verdict in ("valid", "unknown")  # it is our own; never invalid


def test_what_else_there_is_comes_along(cast, noon, collection, kept):
    link = sharing.make_link(kept, by=cast.amina, at=noon, audience="The mill", pin="4711")
    token = str(sharing.address_of(link)).rpartition("/")[2]
    sharing.let_in(token, "4711", at=noon)

    copy = made_by(cast.amina, noon)

    assert told(copy, "collections")[0]["name"] == "Water"
    assert told(copy)["collections"][0]["badges"] == ["badges/0002.json", "badges/0001.json"]
    assert told(copy, "links")[0]["audience"] == "The mill"
    assert told(copy, "views")[0]["badges"] == [kept.award.version.name_nl]
    assert told(copy, "account")[0]["addresses"][0]["address"] == "amina@mail.example"
    assert "link.made" in [deed["action"] for deed in told(copy, "deeds")]
    everything = b"".join(copy.read(name) for name in copy.namelist())
    assert token.encode() not in everything
    assert b"4711" not in everything


def test_nothing_of_anybody_else_comes_along(cast, noon, kept):
    other = services.bring(
        named(number=9), "hers.json", None, by=cast.eva, at=noon, outside=OfflineFetcher()
    ).files.get()
    services.make_collection("Evas own", "", [other.badge], by=cast.eva)

    copy = made_by(cast.amina, noon)

    everything = b"".join(copy.read(name) for name in copy.namelist())
    for word in (cast.eva.email, "Evas own", str(cast.eva.pk), cast.ada.email):
        assert word.encode() not in everything


def test_the_page_shows_every_badge_and_runs_nothing(cast, noon, kept, imported):
    page = made_by(cast.amina, noon).read("index.html").decode()

    assert kept.award.version.name_nl in page  # Amina reads Dutch
    assert "My first one." in page
    assert "<script" not in page
    assert not re.search(r'(src|href)="(https?:)?//', page)


def test_pictures_are_there_once(cast, noon, kept):
    other = awarded(kept.award.version, cast.ada, noon, recipient_of(cast.eva))
    services.claim(other, by=cast.eva, at=noon)
    Holding.objects.filter(person=cast.eva).update(person=cast.amina)

    copy = made_by(cast.amina, noon)

    assert [name for name in copy.namelist() if name.startswith("pictures/")] == [
        "pictures/001.png"
    ]
    assert {badge["picture"] for badge in told(copy)["badges"]} == {"pictures/001.png"}


def recipient_of(person):
    from insigne_platform.awards.recipients import Recipient

    return Recipient(email=person.email, name="Eva")


def test_what_lies_in_the_bin_stays_behind(cast, noon, kept, imported):
    services.delete(imported, by=cast.amina, at=noon)

    assert len(told(made_by(cast.amina, noon))["badges"]) == 1


def test_one_copy_at_a_time_and_made_once(cast, noon, kept):
    export = copies.ask_for_export(by=cast.amina, at=noon)
    with pytest.raises(Conflict):
        copies.ask_for_export(by=cast.amina, at=noon)
    assert rights.archive_of(export) is None

    copies.make_export(export.pk, at=noon)
    first = rights.archive_of(export)
    copies.make_export(export.pk, at=noon + timedelta(hours=1))

    assert rights.archive_of(export) == first
    export.refresh_from_db()
    assert (export.done, export.total, export.finished_at) == (1, 1, noon)
    assert rights.export_of(cast.eva, export.pk) is None


def test_a_copy_is_there_for_a_week(cast, noon, kept):
    copies.ask_for_export(by=cast.amina, at=noon)

    assert copies.forget_exports(at=noon + timedelta(days=6)) == 0
    assert copies.forget_exports(at=noon + timedelta(days=7)) == 1
    assert not Export.objects.exists()
    assert reactions.forget_exports() == 0


def test_another_instance_takes_it_in_whole(cast, noon, collection, settings):
    copy = made_by(cast.amina, noon)
    archive = copy.fp.getvalue()
    answers = {url: copy.read(path) for url, path in told(copy)["answers"].items()}
    settings.INSIGNE_BASE_URL = "https://backpack.elsewhere.example"
    person = cast.eva

    made = services.bring(archive, "copy.zip", None, by=person, at=noon)
    while services.read_import(made.pk, at=noon, outside=MappingFetcher(answers)):
        pass

    badges = {badge.name: badge for badge in ImportedBadge.objects.filter(person=person)}
    assert set(badges) == {"Reading ice", ImportedBadge.objects.get(person=cast.amina).name}
    ice = badges["Reading ice"]
    assert ice.verdict == "valid"
    assert (ice.note, [tag.name for tag in ice.tags.all()]) == ("My first one.", ["ice", "work"])
    water = selectors.collections_of(person).get()
    assert (water.name, water.introduction, water.size) == ("Water", "All of it.", 2)
    assert [item.badge for item in selectors.items_of(water)][1] == ice
    assert shelf.everything_of(person) == 2

    again = services.bring(archive, "copy.zip", None, by=person, at=noon)
    while services.read_import(again.pk, at=noon, outside=MappingFetcher(answers)):
        pass
    assert selectors.collections_of(person).count() == 1
    assert shelf.everything_of(person) == 2


HOSTILE = [
    b"", b"[]", b"{}", b"null", b'"x"', b"\xff", b"[" * 5000,
    b'{"format":"insigne-copy","version":2,"badges":[]}',
    b'{"format":"insigne-copy","version":1,"badges":{"a":1}}',
    b'{"format":"insigne-copy","version":1,"badges":[{"path":1}],"collections":7}',
    b'{"format":"other","version":1,"badges":[]}',
]  # fmt: skip


@pytest.mark.parametrize("manifest", HOSTILE)
def test_a_zip_with_another_manifest_is_a_zip_like_others(cast, noon, manifest):
    assert read_manifest(manifest) is None
    archive = zipped({"manifest.json": manifest, "a.json": named(number=3)})

    made = services.bring(archive, "x.zip", None, by=cast.amina, at=noon)
    services.read_import(made.pk, at=noon, outside=OfflineFetcher())

    assert sorted(made.files.values_list("outcome", flat=True)) == ["added", "refused"]


def test_words_that_nobody_could_have_written_are_left_out(cast, noon):
    manifest = {
        "format": "insigne-copy", "version": 1,
        "badges": [
            {"path": "a.json", "tags": ["x" * 99], "note": "y" * 9999},
            {"path": "b.json", "tags": 7, "note": ["z"]},
            {"path": "../../etc/passwd", "tags": []},
        ],
        "collections": [
            {"name": "111222333", "introduction": "", "badges": ["a.json"]},
            {"name": "Good", "introduction": 5, "badges": ["a.json", "c.json", 7]},
            {"name": "Empty", "badges": "a.json"},
        ],
    }  # fmt: skip
    archive = zipped(
        {
            "manifest.json": json.dumps(manifest).encode(),
            "a.json": named(number=4),
            "b.json": named(number=5),
        }
    )

    made = services.bring(archive, "x.zip", None, by=cast.amina, at=noon)
    while services.read_import(made.pk, at=noon, outside=OfflineFetcher()):
        pass

    assert made.files.count() == 2
    assert not any(badge.note or badge.tags.exists() for badge in ImportedBadge.objects.all())
    assert [(c.name, c.size) for c in selectors.collections_of(cast.amina)] == [("Good", 1)]


def test_a_copy_may_have_more_files_than_another_zip(cast, noon, monkeypatch):
    monkeypatch.setattr(archives, "MOST_FILES", 3)
    monkeypatch.setattr(archives, "MOST_OF_A_COPY", 5)
    files = {f"{n}.json": b"{}" for n in range(4)}
    manifest = json.dumps({"format": "insigne-copy", "version": 1, "badges": []}).encode()

    with pytest.raises(Invalid):
        services.bring(zipped(files), "x.zip", None, by=cast.amina, at=noon)
    services.bring(
        zipped({**files, "manifest.json": manifest}), "x.zip", None, by=cast.amina, at=noon
    )
    assert Import.objects.count() == 1
