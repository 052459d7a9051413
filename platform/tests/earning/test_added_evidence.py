"""Evidence that a holder adds afterwards: private at first, the issuer decides, never signed."""

from dataclasses import replace

import pytest

from awards.award_making import AMINA, awarded
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award, IssuedDocument
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import selectors, services
from insigne_platform.earning.evidence import OfferedFile
from insigne_platform.earning.models import AddedEvidence
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Role

pytestmark = pytest.mark.django_db
REPORT = OfferedFile("report.pdf", b"%PDF-1.7")


@pytest.fixture
def kept(cast, noon, ice) -> Award:
    award = awarded(ice, cast.ada, noon)
    outbox.deliver_all()
    return backpack.claim(award, by=cast.amina, at=noon).award


@pytest.fixture
def added(cast, noon, kept) -> AddedEvidence:
    return services.add_evidence(
        kept, text="Five more lakes.", links="https://lakes.example/", files=[REPORT],
        by=cast.amina, at=noon,
    )  # fmt: skip


def test_it_is_private_until_issuer_and_holder_both_agree(cast, noon, kept, added):
    seen = [list(selectors.shown_with(kept))]
    services.show_evidence(added, is_shown=True, by=cast.amina)
    seen.append(list(selectors.shown_with(kept)))
    services.approve_evidence(added, by=cast.ada, at=noon)
    seen.append(list(selectors.shown_with(kept)))
    services.show_evidence(added, is_shown=False, by=cast.amina)
    seen.append(list(selectors.shown_with(kept)))

    assert seen == [[], [], [added], []]


def test_what_was_approved_alone_is_shown_to_nobody(cast, noon, kept, added):
    services.approve_evidence(added, by=cast.ada, at=noon)

    assert list(selectors.shown_with(kept)) == []
    assert selectors.shown_file(kept, added.files.get().pk) is None


def test_the_signed_bytes_stay_as_they_are(cast, noon, kept):
    before = dict(IssuedDocument.objects.values_list("format", "body"))
    given = awards.document(kept, "ob3", at=noon)

    piece = services.add_evidence(kept, text="More.", by=cast.amina, at=noon)
    services.approve_evidence(piece, by=cast.ada, at=noon)
    services.show_evidence(piece, is_shown=True, by=cast.amina)

    assert dict(IssuedDocument.objects.values_list("format", "body")) == before
    assert awards.document(kept, "ob3", at=noon) == given


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "text"),
        ({"text": " \n"}, "text"),
        ({"text": "x" * 10001}, "text"),
        ({"links": "javascript:alert(1)"}, "links"),
        ({"links": "https://user:secret@lakes.example/"}, "links"),
        ({"files": [OfferedFile("page.html", b"<script>")]}, "files"),
        ({"files": [OfferedFile("report.pdf", b"no pdf")]}, "files"),
        ({"files": [REPORT] * 6}, "files"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_nothing_is_kept(cast, noon, kept, more, field):
    with pytest.raises(Invalid) as refused:
        services.add_evidence(kept, **more, by=cast.amina, at=noon)

    assert field in [problem.field for problem in refused.value.problems]
    assert not AddedEvidence.objects.exists()


def test_only_the_holder_adds_shows_and_removes(cast, noon, kept, added):
    for deed in (
        lambda: services.add_evidence(kept, text="Mine.", by=cast.eva, at=noon),
        lambda: services.show_evidence(added, is_shown=True, by=cast.ada),
        lambda: services.remove_evidence(added, by=cast.ada),
    ):
        with pytest.raises(NotPermitted):
            deed()

    assert not AddedEvidence.objects.get().is_shown


def test_nothing_is_added_to_what_was_revoked_or_without_end(cast, noon, kept):
    for number in range(10):
        services.add_evidence(kept, text=f"Lake {number}", by=cast.amina, at=noon)
    with pytest.raises(Conflict, match="ten times"):
        services.add_evidence(kept, text="One more", by=cast.amina, at=noon)
    awards.revoke(kept, "A mistake.", by=cast.ada, at=noon)
    with pytest.raises(Conflict, match="revoked"):
        services.add_evidence(kept, text="Still mine", by=cast.amina, at=noon)


def test_who_awards_decides_once_and_never_on_their_own(cast, noon, ice, added):
    own = awarded(ice, cast.ada, noon, replace(AMINA, email=cast.ada.email))
    outbox.deliver_all()
    backpack.claim(own, by=cast.ada, at=noon)
    own.refresh_from_db()
    mine = services.add_evidence(own, text="My own.", by=cast.ada, at=noon)
    institutions.add_member(cast.uppsala, cast.eva, Role.OBSERVER, by=cast.ada)

    with pytest.raises(NotPermitted):
        services.approve_evidence(mine, by=cast.ada, at=noon)
    for stranger in (cast.bo, cast.eva, cast.amina):
        with pytest.raises(NotPermitted):
            services.approve_evidence(added, by=stranger, at=noon)
        assert selectors.evidence_to_judge(added.pk, by=stranger) is None
    services.approve_evidence(added, by=cast.ada, at=noon)
    with pytest.raises(Conflict):
        services.decline_evidence(added, "Too late.", by=cast.ada, at=noon)


def test_declining_takes_a_reason_that_the_holder_reads(cast, noon, added, mailoutbox):
    for reason in (" ", "x" * 1001):
        with pytest.raises(Invalid):
            services.decline_evidence(added, reason, by=cast.ada, at=noon)
    outbox.deliver_all()
    mailoutbox.clear()

    services.decline_evidence(added, "These are ponds.", by=cast.ada, at=noon)
    for _each in range(2):
        outbox.deliver_all()
        services.mail_evidence_outcome(added.pk, at=noon)

    [letter] = mailoutbox
    assert letter.to == [cast.amina.email]
    assert "These are ponds." in letter.body


def test_the_office_is_told_without_a_name(cast, noon, kept, mailoutbox):
    outbox.deliver_all()
    mailoutbox.clear()
    services.add_evidence(kept, text="Private words.", by=cast.amina, at=noon)
    outbox.deliver_all()

    [letter] = mailoutbox
    assert letter.to == [kept.version.achievement.issuer.email]
    assert "Private words." not in letter.body
    assert AMINA.name not in letter.body


def test_it_follows_the_badge_when_that_is_corrected(cast, noon, kept, added):
    services.approve_evidence(added, by=cast.ada, at=noon)
    services.show_evidence(added, is_shown=True, by=cast.amina)
    said = {
        "name": "Amina Yilmaz", "grade": kept.grade, "narrative": kept.narrative,
        "evidence_url": kept.evidence_url,
    }  # fmt: skip
    new = awards.correct(kept, said, "Misspelled.", by=cast.ada, at=noon)
    outbox.deliver_all()
    new.refresh_from_db()

    assert list(selectors.shown_with(new)) == [added]
