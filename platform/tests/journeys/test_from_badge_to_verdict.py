"""The whole story: make, publish, award to a list, claim, take along, verify, revoke."""

from __future__ import annotations

import re
from pathlib import Path
from zlib import crc32

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from journeys.mailbox import addressees, link_in_mail_to
from journeys.stranger import not_passed, verdict_on

pytestmark = pytest.mark.django_db

RECIPIENTS = Path(__file__).parents[3] / "examples" / "recipients.csv"
FLEUR = "f.vanthof@student.merwede.example"


def offer_the_list(ada: Client, badge: AchievementVersion) -> str:
    """Upload the list of the examples; answer the address of the page that shows it."""
    file = SimpleUploadedFile("recipients.csv", RECIPIENTS.read_bytes(), "text/csv")
    response = ada.post(reverse("badge-award-list", args=[badge.pk]), {"file": file})
    assert response.status_code == 302
    return response.url


def chunk_of(picture: bytes) -> tuple[int, int]:
    """Where the credential begins and ends in a PNG (iTXt, keyword "openbadgecredential")."""
    start = picture.index(b"iTXtopenbadgecredential")
    return start, start + 4 + int.from_bytes(picture[start - 4 : start])


def with_byte_changed(picture: bytes, place: int) -> bytes:
    """The same picture with another byte at *place* of its credential, and its sum mended."""
    start, end = chunk_of(picture)
    at = picture.index(b"{", start) + place
    changed = picture[start:at] + bytes([picture[at] ^ 1]) + picture[at + 1 : end]
    return picture[:start] + changed + crc32(changed).to_bytes(4) + picture[end + 4 :]


def test_a_list_is_awarded_and_a_stranger_believes_it_until_it_is_revoked(
    cast, sign_in, make_badge, visitor
):
    ada = sign_in(cast.ada)
    badge = make_badge(ada)

    # The rows that are wrong are named, and nothing is awarded yet.
    preview = offer_the_list(ada, badge)
    page = ada.get(preview).content.decode()
    rows = re.findall(r'<td data-label="Row">(\d+)</td>', page.partition("Ready to award")[0])
    assert [int(row) for row in rows] == [10, 13, 17]
    assert "“marit.bergsma@student.merwede..example” is not an e-mail address." in unescaped(page)
    assert "This address stands in row 3 too." in page
    assert "There is no e-mail address in this row." in page
    assert "Award the 17 that are right" in page
    assert not Award.objects.exists()
    assert addressees() == []

    # Ada chooses to award the others; the worker makes them and mails.
    batch = ada.post(preview, {"award": "1"}).url
    assert "0 of 17" in ada.get(batch).content.decode()
    outbox.deliver_all()
    assert "17 of 17" in ada.get(batch).content.decode()
    assert len(addressees()) == len(set(addressees())) == Award.objects.count() == 17

    # The same file once more, and the same press once more, awards nothing twice.
    assert ada.post(preview, {"award": "1"}).url == batch
    again = offer_the_list(ada, badge)
    assert ada.post(again, {"award": "1"}).status_code == 409
    outbox.deliver_all()
    assert len(addressees()) == Award.objects.count() == 17

    # Fleur opens her mail; looking changes nothing, pressing keeps the badge.
    claim = link_in_mail_to(FLEUR, "/claim/")
    assert "Reading ice" in visitor.get(claim).content.decode()
    assert Award.objects.get(recipient_email=FLEUR).holder is None
    kept = visitor.post(claim).url
    assert "Reading ice" in visitor.get("/backpack").content.decode()
    picture = visitor.get(f"{kept}/download/png").content

    # A stranger believes it, in each form in which it can be taken along.
    assert verdict_on(picture).verdict == "valid", verdict_on(picture).summary()
    kinds = ("svg", "json", "jwt", "png-ob2")
    files = {kind: visitor.get(f"{kept}/download/{kind}").content for kind in kinds}
    verdicts = {kind: verdict_on(file).verdict for kind, file in files.items()}
    assert verdicts == dict.fromkeys(kinds, "valid")

    # One byte that is changed, and he does not.
    for word in (b"Fleur", b"Reading ice", b"validFrom", b"statusListIndex"):
        changed = with_byte_changed(picture, files["json"].index(word))
        assert verdict_on(changed).verdict == "invalid", word

    # If the list of what was revoked cannot be read, he does not know.
    unread = verdict_on(picture, silent="/public/status/")
    assert (unread.verdict, not_passed(unread)) == ("unknown", ["status.unreachable"])

    # Ada takes it back: nobody believes it any more, and the reason is said.
    award = Award.objects.get(recipient_email=FLEUR)
    revoked = ada.post(reverse("award-revoke", args=[award.pk]), {"reason": "The wrong group."})
    assert revoked.status_code == 302
    report = verdict_on(picture)
    assert (report.verdict, not_passed(report)) == ("invalid", ["status.revoked"])
    verdicts = {kind: verdict_on(file).verdict for kind, file in files.items()}
    assert verdicts == dict.fromkeys(kinds, "invalid")

    # The others' badges are as good as they were.
    outbox.deliver_all()
    others = Client()
    kept = others.post(link_in_mail_to("k.owusu@student.merwede.example", "/claim/")).url
    assert verdict_on(others.get(f"{kept}/download/png").content).verdict == "valid"


def test_every_byte_of_the_credential_counts(cast, sign_in, award, visitor):
    award(sign_in(cast.ada), FLEUR, name="Fleur van 't Hof", grade="8")
    kept = visitor.post(link_in_mail_to(FLEUR, "/claim/")).url
    picture = visitor.get(f"{kept}/download/png").content
    size = len(visitor.get(f"{kept}/download/json").content)

    places = range(1, size - 1, 97)
    verdicts = {place: verdict_on(with_byte_changed(picture, place)).verdict for place in places}

    assert verdict_on(picture).verdict == "valid"
    assert {place for place, verdict in verdicts.items() if verdict == "valid"} == set()


def test_the_page_for_verifying_says_what_the_library_says(cast, sign_in, award, visitor):
    ada = sign_in(cast.ada)
    award(ada, FLEUR, name="Fleur van 't Hof")
    kept = visitor.post(link_in_mail_to(FLEUR, "/claim/")).url
    picture = visitor.get(f"{kept}/download/png").content
    employer = Client(headers={"accept-language": "en"})

    valid = headline(employer, picture)
    changed = headline(employer, with_byte_changed(picture, 300))
    given = Award.objects.get()
    ada.post(reverse("award-revoke", args=[given.pk]), {"reason": "The wrong group."})
    revoked = headline(employer, picture)

    assert (valid, changed, revoked) == ("Valid", "Invalid", "Invalid")
    assert verdict_on(picture).verdict == "invalid"


def headline(client: Client, picture: bytes) -> str:
    """What the page for verifying says of a file, in its heading."""
    response = client.post("/verify", {"file": SimpleUploadedFile("badge.png", picture)})
    assert response.status_code == 200
    found = re.search(r"<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)
    return re.sub(r"<[^>]*>", "", found[1]).strip() if found else ""


def unescaped(page: str) -> str:
    return page.replace("&#x27;", "'").replace("&quot;", '"')
