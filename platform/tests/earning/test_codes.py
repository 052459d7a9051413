"""Earning by a code: made, entered, limited, stopped; nobody gets more than is meant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from awards.award_making import AMINA, awarded
from insigne_platform.backpack.models import Holding
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.earning import selectors, services
from insigne_platform.earning.models import ClaimCode
from insigne_platform.earning.models.codes import LETTERS, new_code, read_code
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def make_code(cast, ice):
    def make(**more: object) -> ClaimCode:
        said = services.CodeWords(**{"label": "Lecture", **more})
        return services.make_code(ice.achievement, said, by=cast.ada)

    return make


def _redeem(code, person, noon, email=""):
    return services.redeem(code.readable, email=email or person.email, by=person, at=noon)


def test_amina_enters_a_code_and_the_badge_hangs_in_her_backpack(cast, noon, make_code, mailoutbox):
    code = make_code()

    redemption = _redeem(code, cast.amina, noon)
    outbox.deliver_all()

    holding = Holding.objects.get()
    assert (holding.person, holding.award) == (cast.amina, redemption.award)
    assert redemption.award.batch.awarded_by == cast.ada
    assert mailoutbox == []  # she has it already, so there is nothing to claim by mail
    said = AuditEntry.objects.get(action="code.used")
    assert (said.object_id, said.details) == (str(code.pk), {"award": str(redemption.award_id)})


def test_using_it_twice_awards_once(cast, noon, make_code):
    code = make_code()

    assert _redeem(code, cast.amina, noon) == _redeem(code, cast.amina, noon)
    assert selectors.codes_of(code.achievement).get().used == 1


def test_the_limit_holds(cast, noon, make_code):
    code = make_code(limit=1)
    _redeem(code, cast.amina, noon)

    with pytest.raises(Conflict, match="as often as it may be"):
        _redeem(code, cast.eva, noon)


def test_the_period_holds(cast, noon, make_code):
    early = make_code(opens_on=date(2026, 6, 2))
    late = make_code(closes_on=date(2026, 5, 31))
    good = make_code(opens_on=date(2026, 6, 1), closes_on=date(2026, 6, 1))

    with pytest.raises(Conflict, match="not work yet"):
        _redeem(early, cast.amina, noon)
    with pytest.raises(Conflict, match="any more"):
        _redeem(late, cast.amina, noon)
    assert _redeem(good, cast.amina, noon).award.recipient_email == cast.amina.email


def test_the_domain_and_the_address_hold(cast, noon, make_code):
    code = make_code(domains="mail.example")

    with pytest.raises(Invalid, match=r"of mail\.example"):
        _redeem(code, cast.eva, noon)
    with pytest.raises(Invalid, match="that you confirmed"):
        _redeem(code, cast.eva, noon, email=cast.amina.email)
    assert _redeem(code, cast.amina, noon).award is not None


def test_a_stopped_code_is_stopped(cast, noon, make_code):
    code = make_code()
    services.stop_code(code, by=cast.ada, at=noon)
    services.stop_code(code, by=cast.ada, at=noon + timedelta(days=1))

    with pytest.raises(Conflict, match="any more"):
        _redeem(code, cast.amina, noon)
    code.refresh_from_db()
    assert code.stopped_at == noon


def test_a_code_ends_when_its_maker_awards_no_more(cast, noon, make_code, make_person):
    code = make_code()
    other = make_person("wim@uppsala.example", "Wim")
    institutions.add_member(cast.uppsala, other, "administrator", by=cast.ada)
    own = Membership.objects.get(person=cast.ada, institution=cast.uppsala)
    institutions.remove_member(own, by=other, at=noon)

    with pytest.raises(Conflict, match="any more"):
        _redeem(code, cast.amina, noon)


def test_who_has_the_badge_uses_nothing_up(cast, noon, ice, make_code):
    awarded(ice, cast.ada, noon, AMINA)
    code = make_code(limit=1)

    with pytest.raises(Conflict, match="has this badge already"):
        _redeem(code, cast.amina, noon)
    assert _redeem(code, cast.eva, noon).award is not None


def test_bo_makes_and_stops_no_code_of_uppsala(cast, noon, ice, make_code):
    code = make_code()

    with pytest.raises(NotPermitted):
        services.make_code(ice.achievement, services.CodeWords("Mine"), by=cast.bo)
    with pytest.raises(NotPermitted):
        services.stop_code(code, by=cast.bo, at=noon)
    assert selectors.code_for(code.pk, by=cast.bo) is None


def test_all_that_is_wrong_with_a_code_is_said(cast, make_code):
    with pytest.raises(Invalid) as refused:
        make_code(
            label=" ", limit=0, domains="nonsense",
            opens_on=date(2026, 2, 1), closes_on=date(2026, 1, 1),
        )  # fmt: skip

    assert [problem.field for problem in refused.value.problems] == [
        "label", "limit", "closes_on", "domains",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", "x", "K7WD-4MRX' OR 1=1", "ＣＤＦＧＨＪＫＭ", "0O1I-LS5Z", "C" * 9]
)
def test_what_is_no_code_is_no_code(cast, noon, make_code, text):
    make_code()

    assert selectors.code_reading(text) is None
    with pytest.raises(NotFound):
        services.redeem(text, email=cast.amina.email, by=cast.amina, at=noon)


def test_a_code_is_read_however_it_is_written():
    assert read_code(" k7wd 4mrx\n") == read_code("K7WD-4MRX") == "K7WD4MRX"


def test_no_two_letters_of_a_code_look_alike():
    for alike in ("0OQ", "1IL", "5S", "8B", "2Z", "UV"):
        assert len(set(alike) & set(LETTERS)) <= 1
    assert {len(new_code()) for _ in range(20)} == {8}
