"""Bringing badges from elsewhere, as a holder does it on the pages."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from backpack.badges_elsewhere import ONLINE, SCRIPTED, in_png, in_svg, named, zipped
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding, Import, ImportedBadge
from insigne_platform.core import outbox
from journeys.hostile_files import ANYWHERE
from journeys.refusals import refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, noon) -> ImportedBadge:
    """A valid badge that names Amina."""
    made = backpack.bring(
        in_png(named()), "sewing.png", None, by=cast.amina, at=noon, outside=ONLINE
    )
    return made.files.get().badge


def page_of(client, name: str, *arguments: object, **query: str) -> str:
    response = client.get(reverse(name, args=arguments), query)
    assert response.status_code == 200
    return response.content.decode()


def test_one_file_leads_to_its_badge_with_the_verdict(at_the_door, cast):
    amina = at_the_door(cast.amina)
    file = SimpleUploadedFile("<b>x.json", named(), "text/html")

    response = amina.post(reverse("bring"), {"file": file}, follow=True)
    page = response.content.decode()

    badge = ImportedBadge.objects.get()
    assert response.redirect_chain[-1][0] == reverse("imported-badge", args=[badge.pk])
    assert "Cannot tell yet" in page  # nobody answers for Lisa here
    assert "Not shown to be yours" in page
    assert "the badge itself is not confirmed" in page


def test_a_confirmed_badge_with_her_address_is_hers_while_the_address_is(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)
    assert "The badge was given to amina@mail.example" in page_of(amina, "imported-badge", kept.pk)

    cast.amina.emailaddress_set.update(verified=False)

    kept.refresh_from_db()
    cast.amina.emailaddress_set.create(email="new@mail.example", verified=True)
    page = page_of(amina, "imported-badge", kept.pk)
    assert "not a confirmed address of yours any more" in page
    assert "The badge was given to" not in page
    assert "Not shown to be yours" in page_of(amina, "backpack")


def test_both_kinds_hang_together_on_the_rack_and_on_the_timeline(
    at_the_door, cast, give, kept, noon
):
    backpack.claim(give(), by=cast.amina, at=noon)
    amina = at_the_door(cast.amina)

    for view in ("grid", "timeline"):
        page = page_of(amina, "backpack", view=view)
        assert "Sewing" in page
        assert page.count("2 badges.") == 1
    elsewhere = page_of(amina, "backpack", origin="elsewhere")
    assert "1 badge fits." in elsewhere
    assert "None of your badges fits" in page_of(amina, "backpack", search="nowhere")
    assert page_of(amina, "backpack", origin="nonsense", order="x", page="999", tag="none")


def test_an_empty_backpack_says_what_to_do(at_the_door, cast):
    page = page_of(at_the_door(cast.amina), "backpack")

    assert reverse("bring") in page
    assert reverse("account_email") in page
    assert 'role="search"' not in page


def test_the_file_comes_back_as_it_came_and_is_never_opened_here(at_the_door, cast, noon):
    source = in_svg(named(), SCRIPTED)
    made = backpack.bring(source, "x.html", None, by=cast.amina, at=noon, outside=ONLINE)
    badge = made.files.get().badge
    amina = at_the_door(cast.amina)

    response = amina.get(reverse("download-imported", args=[badge.pk]))
    picture = amina.get(reverse("imported-picture", args=[badge.pk]))
    page = page_of(amina, "imported-badge", badge.pk)

    assert response.content == source
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="sewing.svg"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert picture["Content-Type"] == "image/png"
    assert "alert(1)" not in page
    assert "evil.example" not in page


def test_what_a_badge_says_cannot_write_the_page(at_the_door, cast, noon):
    forged = named().replace(b'"name": "Sewing"', b'"name": "<script>alert(1)</script>"')
    assert b"<script>" in forged
    made = backpack.bring(forged, "x", None, by=cast.amina, at=noon, outside=ONLINE)
    amina = at_the_door(cast.amina)

    for page in (
        page_of(amina, "backpack"),
        page_of(amina, "backpack", view="timeline"),
        page_of(amina, "imported-badge", made.files.get().badge.pk),
    ):
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page


ZIPS = ["a zip of something else", "a zip that swells"]


@pytest.mark.parametrize("kind", ZIPS)
def test_whatever_is_offered_as_a_zip(at_the_door, cast, kind):
    amina = at_the_door(cast.amina)
    amina.post(reverse("bring"), {"file": SimpleUploadedFile("badge.png", ANYWHERE[kind])})

    outbox.deliver_all()

    files = Import.objects.get().files
    assert files.exists()
    assert {(file.outcome, bool(file.message)) for file in files.all()} == {("refused", True)}
    assert not ImportedBadge.objects.exists()


@pytest.mark.parametrize("kind", [kind for kind in ANYWHERE if kind not in ZIPS])
def test_whatever_is_offered(at_the_door, cast, kind):
    file = SimpleUploadedFile("badge.png", ANYWHERE[kind], "image/png")

    refusal(at_the_door(cast.amina).post(reverse("bring"), {"file": file}))

    assert not ImportedBadge.objects.exists()
    assert not Import.objects.exists()


@pytest.mark.parametrize(
    "posted", [{}, {"text": "  "}, {"text": "https://"}, {"text": "http://127.0.0.1:1/x"}]
)
def test_nothing_or_no_address_is_refused_in_words(at_the_door, cast, posted):
    refusal(at_the_door(cast.amina).post(reverse("bring"), posted))


def test_a_zip_is_followed_to_its_end_and_says_what_became_of_each_file(at_the_door, cast):
    files = {
        "a.json": named(number=1),
        "b.json": named(number=1),
        "<img src=x>.pdf": b"%PDF-1.7",
        "notes.txt": b"x",
    }
    amina = at_the_door(cast.amina)
    upload = SimpleUploadedFile("all.zip", zipped(files), "application/zip")
    response = amina.post(reverse("bring"), {"file": upload})
    made = Import.objects.get()
    assert response.url == reverse("import", args=[made.pk])
    assert "data-refresh" in page_of(amina, "import", made.pk)
    assert "0 of 4 files looked at" in page_of(amina, "import", made.pk)

    outbox.deliver_all()

    page = page_of(amina, "import", made.pk)
    assert "data-refresh" not in page
    assert "4 of 4 files looked at" in page
    assert "1 badge is new in your backpack." in page
    assert "2 files were not imported" in page
    assert "<img src=x>" not in page
    assert "all.zip" in page_of(amina, "bring")


def test_tags_and_a_note_are_kept_and_wrong_ones_are_refused(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)
    address = reverse("imported-words", args=[kept.pk])

    amina.post(address, {"tags": "Work, <b>ice</b>, work", "note": "<i>Mine</i>"})

    page = page_of(amina, "imported-badge", kept.pk)
    assert 'value="&lt;b&gt;ice&lt;/b&gt;, work"' in page
    assert "&lt;i&gt;Mine&lt;/i&gt;" in page
    assert "Sewing" in page_of(amina, "backpack", tag="<b>ice</b>")
    for wrong in ({"tags": "x" * 41}, {"tags": ",".join("abcdefghijklmn")}, {"note": "x" * 2001}):
        page = amina.post(address, wrong, follow=True).content.decode()
        assert "at most" in page.lower()
    kept.refresh_from_db()
    assert kept.note == "<i>Mine</i>"


def test_delete_and_put_back(at_the_door, cast, give, kept, noon):
    holding = backpack.claim(give(), by=cast.amina, at=noon)
    amina = at_the_door(cast.amina)
    for name, badge in (("delete-badge", holding), ("delete-imported", kept)):
        page = amina.post(reverse(name, args=[badge.pk]), follow=True).content.decode()
        assert "The badge is in the bin." in page
    assert "No badges yet" in page_of(amina, "backpack")
    assert amina.get(reverse("backpack-badge", args=[holding.pk])).status_code == 403
    assert page_of(amina, "bin").count("Put it back") == 2

    for name, badge in (("restore-badge", holding), ("restore-imported", kept)):
        amina.post(reverse(name, args=[badge.pk]))

    assert "2 badges." in page_of(amina, "backpack")
    assert "The bin is empty" in page_of(amina, "bin")
    assert Holding.objects.get().deleted_at is None


def test_checking_again_says_what_it_says_now(at_the_door, cast, kept):
    amina = at_the_door(cast.amina)

    page = amina.post(reverse("check-imported", args=[kept.pk]), follow=True).content.decode()

    kept.refresh_from_db()
    assert kept.verdict == "unknown"  # nobody answers for Lisa here
    assert kept.checked_at.date() == timezone.now().date()
    assert "Checked again." in page
