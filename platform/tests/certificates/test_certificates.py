"""Certificates on paper: drawn whatever the names are, sealed, read back, and judged by others."""

from __future__ import annotations

import io
import shutil
import subprocess
from dataclasses import replace
from datetime import timedelta

import pytest
import zxingcpp
from django.test import Client
from django.utils import translation
from PIL import Image
from pyhanko.pdf_utils.reader import PdfFileReader

from achievements.badge_making import published
from awards.award_making import awarded
from insigne.adapters.fetcher import OfflineFetcher
from insigne.baking import pdf
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.certificates import services
from insigne_platform.certificates.paper import draw, draw_picture
from insigne_platform.institutions.models import Institution
from insigne_platform.sharing.models import Link
from insigne_platform.signing.models import InstitutionSeal, SealAuthority
from insigne_platform.verification import services as verification
from insigne_platform.web.certificate_words import paper_of

pytestmark = pytest.mark.django_db
ADDRESS = "https://badges.example.org/s/abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"
PDFSIG = shutil.which("pdfsig")
HOSTILE = [
    '#eval("1") *bold* _x_ $y$ `z` <label> @ref \\ // /* #include',
    "عائشة بنت محمد",
    "王小明 🎓",
    "Łukasz Őrsi Ğül Čapek Ștefan",
    "Ωμέγα Пётр",
    "x" * 200,
    "a\u202eb\u200bc\u0000d\ue000",
    '" #read("/etc/passwd")',
]


@pytest.fixture
def award(cast, noon):
    return awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)


@pytest.fixture
def paper(award, noon):
    return paper_of(award, awards.document(award, "ob3", at=noon), address=ADDRESS)


@pytest.fixture
def sealed(paper, cast, noon):
    return services.certificate(paper, cast.uppsala, at=noon)


def verdict_of(content, noon):
    view = verification.verify(content, None, None, None, at=noon, outside=OfflineFetcher())
    return view.verdict


def language_of(content):
    return str(PdfFileReader(io.BytesIO(content)).root["/Lang"])[:2]


def test_a_certificate_carries_the_badge_as_it_was_signed(award, sealed, cast, noon):
    found = pdf.extract(sealed)

    assert found.text.encode() == awards.document(award, "ob3", at=noon)
    assert found.seal == pdf.Seal(True, cast.uppsala.name)
    assert verdict_of(sealed, noon) == "valid"


def test_a_certificate_that_was_changed_is_invalid(sealed, noon):
    place = sealed.index(b"/MediaBox")
    changed = sealed[: place + 12] + b"9" + sealed[place + 13 :]
    assert changed != sealed

    assert verdict_of(changed, noon) == "invalid"


def test_a_certificate_of_a_revoked_badge_is_invalid(award, sealed, cast, noon):
    awards.revoke(award, reason="A mistake.", by=cast.ada, at=noon + timedelta(minutes=1))

    assert verdict_of(sealed, noon + timedelta(minutes=20)) == "invalid"


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_is_markup_and_none_stops_the_printing(paper, name):
    made = draw(replace(paper, holder=name, badge=name, description=name * 9, outcomes=[name] * 20))

    assert made.startswith(b"%PDF-")
    assert b"root:" not in made
    assert pdf.extract(made).text == paper.credential.decode()


def test_the_same_paper_gives_the_same_bytes(paper):
    assert draw(paper) == draw(paper)


def test_the_file_says_that_it_is_for_archives_and_for_everybody(paper):
    made = draw(paper)

    assert b"<pdfaid:part>3</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert language_of(made) == "en"


def test_the_code_on_the_page_leads_to_the_link(paper):
    with Image.open(io.BytesIO(draw_picture(paper))) as page:
        (code,) = zxingcpp.read_barcodes(page.convert("RGB"))

    assert code.text == ADDRESS


def test_a_paper_without_a_link_has_no_code(paper):
    with Image.open(io.BytesIO(draw_picture(replace(paper, address="")))) as page:
        assert zxingcpp.read_barcodes(page.convert("RGB")) == []


def test_both_languages_are_printed(award, noon):
    credential = awards.document(award, "ob3", at=noon)
    papers = {}
    for language in ("nl", "en"):
        with translation.override(language):
            papers[language] = paper_of(award, credential, address="")

    assert papers["nl"].words.title == "Certificaat"
    assert papers["en"].words.title == "Certificate"
    assert language_of(draw(papers["nl"])) == "nl"


@pytest.mark.skipif(PDFSIG is None, reason="pdfsig (poppler-utils) is not installed")
def test_pdfsig_finds_the_seal_and_that_it_covers_the_whole_file(sealed, tmp_path):
    file = tmp_path / "certificate.pdf"
    file.write_bytes(sealed)
    said = subprocess.run([PDFSIG, str(file)], capture_output=True, text=True, check=False).stdout

    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert "Uppsala University" in said


@pytest.mark.skipif(PDFSIG is None, reason="pdfsig (poppler-utils) is not installed")
def test_pdfsig_refuses_a_changed_one(sealed, tmp_path):
    place = sealed.index(b"/MediaBox")
    file = tmp_path / "certificate.pdf"
    file.write_bytes(sealed[: place + 12] + b"9" + sealed[place + 13 :])
    said = subprocess.run([PDFSIG, str(file)], capture_output=True, text=True, check=False).stdout

    assert "Digest Mismatch" in said


def test_a_seal_is_made_once_and_anew_after_a_renaming(paper, cast, noon, sealed):
    services.certificate(paper, cast.uppsala, at=noon)
    assert InstitutionSeal.objects.count() == 1
    Institution.objects.filter(pk=cast.uppsala.pk).update(name_en="Uppsala universitet")
    cast.uppsala.refresh_from_db()

    again = services.certificate(paper, cast.uppsala, at=noon)

    assert pdf.extract(again).seal.signer == "Uppsala universitet"
    assert InstitutionSeal.objects.filter(retired_at=None).count() == 1
    assert SealAuthority.objects.count() == 1
    later = services.certificate(paper, cast.uppsala, at=noon + timedelta(days=6 * 365))
    assert pdf.extract(later).seal.is_intact
    assert InstitutionSeal.objects.count() == 3


def test_private_keys_stand_nowhere_in_the_clear(sealed):
    stored = bytes(InstitutionSeal.objects.get().encrypted_private)
    stored += bytes(SealAuthority.objects.get().encrypted_private)

    assert b"PRIVATE" not in stored


@pytest.fixture
def amina(cast):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(cast.amina, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_holder_takes_it_along_and_the_code_is_one_link(award, cast, noon, amina):
    holding = backpack.claim(award, by=cast.amina, at=noon)
    path = f"/backpack/{holding.pk}/certificate"
    answers = [amina.post(path) for _ in range(2)]

    for answer in answers:
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment;")
        assert cast.amina.email.encode() not in answer.content
    link = Link.objects.get()
    assert link.holding == holding
    assert amina.post(path, {"without_code": "1"}).status_code == 200
    assert Link.objects.count() == 1


def test_it_is_verified_by_offering_it(sealed):
    page = Client().post("/verify", {"file": io.BytesIO(sealed)})

    text = page.content.decode()
    assert page.status_code == 200
    assert "changed after it was sealed" not in text
    assert "unchanged since" in text


def test_it_is_taken_into_another_backpack_as_it_came(cast, sealed, noon):
    made = backpack.bring(
        sealed, "certificate.pdf", None, by=cast.eva, at=noon, outside=OfflineFetcher()
    )
    badge = made.files.get().badge

    assert badge is not None
    assert badge.verdict == "valid"
    given = backpack.download_imported(badge, by=cast.eva)
    assert given.content == sealed
    assert given.file_name.endswith(".pdf")
