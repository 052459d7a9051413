"""Badges from elsewhere: examined as by anybody, kept as they came, and said whose they are."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from awards.award_making import awarded
from backpack.badges_elsewhere import (
    ONLINE,
    SCRIPTED,
    golden,
    hosted,
    in_png,
    in_svg,
    named,
    zipped,
)
from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import services as awards
from insigne_platform.backpack import selectors, services, shelf
from insigne_platform.backpack.models import Holding, Import, ImportedBadge, ImportFile
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.verification import stored_view
from insigne_platform.verification.services import verify
from verification.outsiders import ASSERTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def bring(cast, noon):
    """Amina brings something; it answers what became of it."""

    def bring_it(source=None, text=None, *, name="badge.png", outside=ONLINE) -> ImportFile:
        made = services.bring(source, name, text, by=cast.amina, at=noon, outside=outside)
        return made.files.get()

    return bring_it


@pytest.mark.parametrize("carry", [bytes, in_png, in_svg])
def test_a_signed_badge_that_names_her_is_hers(cast, bring, carry):
    source = carry(named())
    file = bring(source)

    badge = file.badge
    assert (file.outcome, badge.verdict, badge.look) == ("added", "valid", "unlisted")
    assert (badge.named_by, badge.own_address) == ("address", "amina@mail.example")
    assert (badge.name, badge.issuer_name) == ("Sewing", "Studio Lisa")
    assert bytes(badge.source) == source
    assert badge.has_picture is (carry is not bytes)


def test_a_hosted_badge_comes_by_its_address_and_by_its_text(bring):
    by_address = bring(text=ASSERTION)

    assert (by_address.badge.verdict, by_address.badge.named_by) == ("valid", "address")
    assert by_address.badge.dialect == "open-badges-2"
    assert bring(hosted()).outcome == "again"


def test_an_address_without_a_badge_is_refused_and_nothing_is_kept(bring):
    with pytest.raises(Invalid, match="no badge to be read"):
        bring(text="https://studio.example/nothing")
    assert not ImportedBadge.objects.exists()
    assert not Import.objects.exists()


def test_a_badge_of_somebody_else_says_so(bring):
    badge = bring(named("eva@employer.example")).badge

    assert (badge.verdict, badge.named_by, badge.own_address) == ("valid", "another", "")


def test_an_address_that_is_not_confirmed_shows_nothing(cast, bring):
    EmailAddress.objects.create(user=cast.amina, email="eva@employer.example", verified=False)

    assert bring(named("eva@employer.example")).badge.own_address == ""


def test_the_same_badge_twice_is_one_badge_whatever_it_comes_in(bring):
    first = bring(in_png(named()))
    again = bring(in_svg(named()))

    assert (again.outcome, again.badge) == ("again", first.badge)
    assert ImportedBadge.objects.count() == 1


def test_two_people_may_hold_the_same_file(cast, noon, bring):
    bring(named())
    services.bring(named(), "x", None, by=cast.eva, at=noon, outside=ONLINE)

    assert ImportedBadge.objects.get(person=cast.eva).named_by == "another"
    assert ImportedBadge.objects.count() == 2


def test_the_verdict_is_that_of_the_public_checker_and_is_read_back_whole(bring, noon):
    badge = bring(in_png(named())).badge
    badge.refresh_from_db()

    public = verify(in_png(named()), None, None, None, at=noon, outside=ONLINE)
    kept = stored_view.from_json(badge.view)
    assert kept.technical[:6] == public.technical[:6]  # then follows at which second was asked
    assert replace(kept, technical=()) == replace(public, technical=())


def test_a_changed_badge_is_kept_as_invalid_with_the_reason(bring):
    forged = named().replace(b"Sewing", b"Surgery")
    badge = bring(forged).badge

    assert badge.verdict == "invalid"
    assert "proof.invalid" in [found["code"] for found in badge.view["findings"]] or any(
        found["outcome"] == "failed" for found in badge.view["findings"]
    )


def test_what_could_not_be_asked_is_unknown_and_is_asked_again(cast, noon, bring):
    badge = bring(named(), outside=OfflineFetcher()).badge
    assert badge.verdict == "unknown"

    services.check_again(badge, by=cast.amina, at=noon + timedelta(days=1), outside=ONLINE)

    badge.refresh_from_db()
    assert (badge.verdict, badge.checked_at) == ("valid", noon + timedelta(days=1))


def test_a_new_address_makes_it_hers_at_the_next_check(cast, noon, bring):
    badge = bring(named("amina@alumni.example")).badge
    assert badge.named_by == "another"
    EmailAddress.objects.create(user=cast.amina, email="amina@alumni.example", verified=True)

    services.check_again(badge, by=cast.amina, at=noon, outside=ONLINE)

    assert (badge.named_by, badge.own_address) == ("address", "amina@alumni.example")


@pytest.mark.parametrize(
    ("case", "file", "dialect"),
    [
        ("0.2.0/clr-2", "credential.json", "clr-2"),
        ("0.2.0/clr-2-svg", "record.svg", "clr-2"),
        ("0.2.0/3-sd-jwt-vc", "credential.sd-jwt", "sd-jwt-vc"),
        ("0.2.0/3-vc-jose", "credential.jwt", "open-badges-3"),
        ("0.1.0/3-svg", "badge.svg", "open-badges-3"),
        ("0.1.0/2-svg", "badge.svg", "open-badges-2"),
        ("0.1.0/2-signed", "assertion.jws", "open-badges-2"),
    ],
)
def test_every_kind_of_badge_is_taken_in(bring, case, file, dialect):
    badge = bring(golden(case, file), outside=OfflineFetcher()).badge

    assert badge.dialect == dialect
    assert badge.verdict == "unknown"
    assert bytes(badge.source) == golden(case, file)


def test_the_oldest_badge_of_all_is_taken_in(bring):
    oldest = {
        "recipient": "amina@mail.example",
        "issued_on": "2013-04-01",
        "badge": {
            "version": "0.5.0",
            "name": "Tying knots",
            "description": "A knot.",
            "image": "/knot.png",
            "criteria": "/knot",
            "issuer": {"origin": "https://studio.example", "name": "Studio Lisa"},
        },
    }
    badge = bring(json.dumps(oldest).encode()).badge

    assert (badge.dialect, badge.name) == ("open-badges-0.5", "Tying knots")
    assert (badge.verdict, badge.named_by) != ("valid", "address")


def test_a_badge_that_was_awarded_here_is_recognised(cast, noon, given, bring):
    holding = services.claim(given, by=cast.amina, at=noon)
    for kind in ("png", "json", "jwt", "png-ob2"):
        content = services.download(holding, kind, by=cast.amina, at=noon).content
        file = bring(content)
        assert (kind, file.outcome, file.holding) == (kind, "own", holding)
    assert not ImportedBadge.objects.exists()


def test_a_badge_that_waits_for_her_is_recognised(given, noon, bring):
    assert bring(awards.document(given, "ob3", at=noon)).outcome == "offered"
    assert not ImportedBadge.objects.exists()


def test_a_badge_that_was_awarded_here_to_somebody_else_is_not_hers(cast, noon, given):
    holding = services.claim(given, by=cast.amina, at=noon)
    content = services.download(holding, "png", by=cast.amina, at=noon).content

    file = services.bring(content, "x", None, by=cast.bo, at=noon).files.get()

    assert (file.outcome, file.badge.verdict) == ("added", "valid")
    assert file.badge.own_address == ""


def test_a_forger_who_writes_the_number_of_a_badge_of_ours_is_not_believed(
    cast, noon, given, bring
):
    services.claim(given, by=cast.amina, at=noon)
    forged = json.loads(named())
    forged["id"] = given.credential_id

    file = bring(json.dumps(forged).encode())

    assert (file.outcome, file.badge.verdict) == ("added", "invalid")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (b"%PDF-1.7\n%...", "damaged"),
        (b"", "empty"),
        (b"GIF89a", "no badge"),
        (in_png(named())[:300], "damaged"),
        (b'{"type": "VerifiablePresentation", "verifiableCredential": []}', "one badge at a time"),
        (b'{"@context": ["https://www.w3.org/ns/credentials/v2"], '
         b'"type": ["VerifiableCredential", "EndorsementCredential"]}', "no badge that we know"),
    ],
)  # fmt: skip
def test_what_is_no_badge_is_refused_in_words(bring, source, reason):
    with pytest.raises(Invalid, match=reason):
        bring(source)
    assert not ImportedBadge.objects.exists()


def test_two_credentials_in_one_picture_are_refused(bring):
    whole = in_png(named())
    start = whole.index(b"iTXt") - 4
    end = start + 12 + int.from_bytes(whole[start : start + 4])
    twice = whole[:end] + whole[start:end] + whole[end:]

    with pytest.raises(Invalid, match="damaged"):
        bring(twice)
    credential = b"<openbadges:credential" + in_svg(named()).split(b"<openbadges:credential")[1]
    element = credential.split(b"</openbadges:credential>")[0] + b"</openbadges:credential>"
    with pytest.raises(Invalid, match="damaged"):
        bring(in_svg(named()).replace(element, element * 2))


def test_a_script_in_a_drawing_stays_in_the_file_and_is_not_in_the_picture(bring):
    source = in_svg(named(), SCRIPTED)
    badge = bring(source).badge

    assert badge.verdict == "valid"
    assert bytes(badge.source) == source
    assert bytes(badge.picture).startswith(b"\x89PNG")
    assert b"script" not in bytes(badge.picture)


def test_nobody_else_may_do_anything_with_it(cast, noon, bring):
    badge = bring(named()).badge
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.check_again(badge, by=cast.bo, at=noon, outside=ONLINE),
        lambda: services.download_imported(badge, by=cast.bo),
        lambda: services.set_words(badge, tags="mine", note="", by=cast.bo),
        lambda: services.delete(badge, by=cast.bo, at=noon),
        lambda: services.restore(badge, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert AuditEntry.objects.count() == before
    assert selectors.imported_of(cast.bo, badge.pk) is None
    assert list(shelf.Shelf(cast.bo, shelf.Wanted(), at=noon).page(1)) == []


def mixed() -> dict[str, bytes]:
    files = {f"named-{number}.json": named(number=number) for number in range(30)}
    return files | {
        "picture.png": in_png(named(number=100)),
        "drawing.svg": in_svg(named(number=101), SCRIPTED),
        "../../etc/of-eva.json": named("eva@employer.example", 102),
        "twice.png": in_png(named(number=1)),
        "record.json": golden("0.2.0/clr-2", "credential.json"),
        "diploma.pdf": b"%PDF-1.4",
        "notes.txt": b"hello",
        "inner.zip": zipped({"a.json": named()}),
        "__MACOSX/._x.png": b"x",
        ".DS_Store": b"x",
    }


def read_whole(made: Import, noon) -> int:
    rounds = 1
    while services.read_import(made.pk, at=noon, outside=ONLINE):
        rounds += 1
    made.refresh_from_db()
    return rounds


def test_a_zip_is_read_in_pieces_with_a_result_for_each_file(cast, noon):
    made = services.bring(zipped(mixed()), "all.zip", None, by=cast.amina, at=noon)
    assert (made.total, made.finished_at, ImportedBadge.objects.count()) == (38, None, 0)
    assert selectors.counts_of(made) == {"waiting": 38}

    assert read_whole(made, noon) == 2

    assert (made.finished_at, made.archive) == (noon, None)
    assert selectors.counts_of(made) == {"added": 34, "again": 1, "refused": 3}
    said = dict(made.files.filter(outcome="refused").values_list("name", "message"))
    assert said.keys() == {"diploma.pdf", "notes.txt", "inner.zip"}
    assert "zip in een zip" in said["inner.zip"]  # Amina reads Dutch
    assert made.files.filter(name="of-eva.json").exists()


def test_another_telling_of_the_same_fact_changes_nothing(cast, noon):
    made = services.bring(zipped(mixed()), "all.zip", None, by=cast.amina, at=noon)
    read_whole(made, noon)

    assert services.read_import(made.pk, at=noon, outside=ONLINE) is False
    assert ImportedBadge.objects.count() == 34


def test_one_zip_at_a_time(cast, noon):
    services.bring(zipped(mixed()), "all.zip", None, by=cast.amina, at=noon)

    with pytest.raises(Conflict):
        services.bring(zipped(mixed()), "all.zip", None, by=cast.amina, at=noon)


def test_a_file_that_breaks_us_does_not_stop_the_others(cast, noon, monkeypatch):
    made = services.bring(
        zipped({"a.json": named(number=1), "b.json": named(number=2)}), "x.zip", None,
        by=cast.amina, at=noon,
    )  # fmt: skip
    genuine = services.importing.pictures.picture_of

    def breaks(body, images):
        if body == named(number=1):
            raise ZeroDivisionError
        return genuine(body, images)

    monkeypatch.setattr(services.importing.pictures, "picture_of", breaks)
    read_whole(made, noon)

    assert list(made.files.values_list("name", "outcome")) == [
        ("a.json", "refused"), ("b.json", "added"),
    ]  # fmt: skip


def test_a_full_backpack_says_so(bring, monkeypatch):
    monkeypatch.setattr(services.importing, "MOST_BADGES", 1)
    bring(named(number=1))

    with pytest.raises(Invalid, match="full"):
        bring(named(number=2))


def test_a_deleted_badge_comes_back_or_is_gone_after_thirty_days(cast, noon, bring, given):
    holding = services.claim(given, by=cast.amina, at=noon)
    link = services.share(holding, by=cast.amina, at=noon)
    token = services.share_address(link).rpartition("/")[2]
    badge = bring(named()).badge
    for each in (holding, badge):
        services.set_words(each, tags="Sewing,  ice ", note="A note", by=cast.amina)
        services.delete(each, by=cast.amina, at=noon)
    assert services.open_share(token, at=noon) is None
    assert list(shelf.Shelf(cast.amina, shelf.Wanted(), at=noon).page(1)) == []
    assert len(shelf.thrown_away(cast.amina)) == 2

    assert services.empty_bins(at=noon + timedelta(days=29)) == 0
    assert bring(named()).outcome == "restored"
    services.restore(holding, by=cast.amina)
    assert services.open_share(token, at=noon) is not None
    assert [tag.name for tag in holding.tags.all()] == ["ice", "sewing"]

    badge.refresh_from_db()
    for each in (holding, badge):
        services.delete(each, by=cast.amina, at=noon)
    assert services.empty_bins(at=noon + timedelta(days=30)) == 2
    assert not Holding.objects.exists()
    assert not ImportedBadge.objects.exists()
    given.refresh_from_db()
    assert given.holder == cast.amina  # the institution keeps its own record


def test_a_corrected_badge_hangs_where_the_deleted_one_hung_and_stays_deleted(cast, noon, ice):
    award = awarded(ice, cast.ada, noon)
    holding = services.claim(award, by=cast.amina, at=noon)
    services.delete(holding, by=cast.amina, at=noon)

    assert selectors.holding_of(cast.amina, holding.pk) is None
    assert selectors.holding_of_award(cast.amina, award) is None
