"""Earning by nomination: somebody trusted names people, the office decides in one look."""

from __future__ import annotations

import pytest

from awards.award_making import AMINA, awarded
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.earning import reactions, selectors, services
from insigne_platform.earning.events import NominationDecided, NominationSent, NominatorInvited
from insigne_platform.earning.models import Nominator
from insigne_platform.earning.pasted import pasted_rows

pytestmark = pytest.mark.django_db

PEOPLE = """amina@mail.example, Amina Yılmaz
Bea Bakker <bea@mail.example>
cas@mail.example
"""


@pytest.fixture
def eva_nominates(cast, noon, ice) -> Nominator:
    return services.invite_nominator(ice.achievement, "EVA@employer.example", by=cast.ada, at=noon)


@pytest.fixture
def nomination(cast, noon, eva_nominates):
    return services.nominate(eva_nominates, PEOPLE, note="All three.", by=cast.eva, at=noon)


def _ids(nomination, *emails: str) -> set[str]:
    return {str(each.pk) for each in nomination.nominees.filter(email__in=emails)}


def test_a_list_is_confirmed_in_part_with_reasons(cast, noon, ice, nomination, mailoutbox):
    awarded(ice, cast.ada, noon, AMINA)
    chosen = _ids(nomination, "amina@mail.example", "bea@mail.example")

    services.decide_nomination(
        nomination, chosen=chosen, reasons={}, reason="Not there.", by=cast.ada, at=noon
    )

    assert [(each.email, each.state, each.reason) for each in nomination.nominees.all()] == [
        ("amina@mail.example", "had", ""),
        ("bea@mail.example", "awarded", ""),
        ("cas@mail.example", "declined", "Not there."),
    ]
    assert Award.objects.get(recipient_email="bea@mail.example").recipient_name == "Bea Bakker"
    assert Award.objects.count() == 2


def test_everybody_is_told_once(cast, noon, nomination, mailoutbox):
    outbox.deliver_all()
    chosen = _ids(nomination, "amina@mail.example")
    services.decide_nomination(
        nomination, chosen=chosen, reasons={}, reason="No.", by=cast.ada, at=noon
    )
    outbox.deliver_all()
    reactions.mail_nominator(NominatorInvited(str(nomination.nominator_id)))
    reactions.mail_nomination(NominationSent(str(nomination.pk)))
    reactions.mail_nomination_outcome(NominationDecided(str(nomination.pk)))

    told = [m for m in mailoutbox if "claim" not in m.body]
    assert [m.to[0] for m in told] == [
        "eva@employer.example", "badges@uppsala.example", "eva@employer.example",
    ]  # fmt: skip
    assert "1 of the 3 people" in told[2].body
    assert "amina@mail.example" not in "".join(m.body for m in told)


def test_who_is_not_chosen_must_be_told_why(cast, noon, nomination):
    with pytest.raises(Invalid, match="why not"):
        services.decide_nomination(
            nomination, chosen=set(), reasons={}, reason=" ", by=cast.ada, at=noon
        )

    nomination.refresh_from_db()
    assert (nomination.state, Award.objects.count()) == ("waiting", 0)


def test_of_two_who_decide_the_second_is_told(cast, noon, nomination, add_member, make_person):
    wim = add_member(make_person("wim@uppsala.example", "Wim"))
    everybody = {str(each.pk) for each in nomination.nominees.all()}
    services.decide_nomination(nomination, chosen=everybody, reasons={}, by=cast.ada, at=noon)

    with pytest.raises(Conflict, match="Ada Lindqvist decided"):
        services.decide_nomination(nomination, chosen=everybody, reasons={}, by=wim, at=noon)
    assert Award.objects.count() == 3


def test_only_who_was_invited_nominates_and_not_after_the_end(cast, noon, eva_nominates):
    for stranger in (cast.bo, cast.amina, cast.ada):
        with pytest.raises(NotPermitted):
            services.nominate(eva_nominates, PEOPLE, by=stranger, at=noon)
    assert selectors.own_nominator(eva_nominates.pk, by=cast.amina) is None

    services.end_nominator(eva_nominates, by=cast.ada, at=noon)
    eva_nominates.refresh_from_db()

    with pytest.raises(NotPermitted):
        services.nominate(eva_nominates, PEOPLE, by=cast.eva, at=noon)


def test_bo_may_do_nothing_at_uppsala(cast, noon, ice, eva_nominates, nomination):
    for attempt in (
        lambda: services.invite_nominator(ice.achievement, "x@x.example", by=cast.bo, at=noon),
        lambda: services.end_nominator(eva_nominates, by=cast.bo, at=noon),
        lambda: services.decide_nomination(
            nomination, chosen=set(), reasons={}, reason="x", by=cast.bo, at=noon
        ),
        lambda: services.decide_nomination(
            nomination, chosen=set(), reasons={}, reason="x", by=cast.eva, at=noon
        ),
    ):
        with pytest.raises(NotPermitted):
            attempt()
    assert selectors.nomination_for(nomination.pk, by=cast.bo) is None
    assert list(selectors.nominations_of(cast.uppsala, by=cast.bo, state="all")) == []


def test_every_line_that_is_wrong_is_said_and_nobody_is_named(cast, noon, eva_nominates):
    text = "amina@mail.example\nnot an address\namina@mail.example\nc@d.example, 111222333\n"

    with pytest.raises(Invalid) as refused:
        services.nominate(eva_nominates, text, by=cast.eva, at=noon)

    said = [problem.message for problem in refused.value.problems]
    assert [sentence.split(":")[0] for sentence in said[:2]] == ["Line 2", "Line 3"]
    assert eva_nominates.nominations.count() == 0


@pytest.mark.parametrize("people", ["", "  \n ", "a@b.example\n" * 2, "x\n" * 301])
def test_hostile_lists_are_refused(cast, noon, eva_nominates, people):
    with pytest.raises(Invalid):
        services.nominate(eva_nominates, people, by=cast.eva, at=noon)


def test_an_address_is_invited_once(cast, noon, ice, eva_nominates):
    with pytest.raises(Conflict):
        services.invite_nominator(ice.achievement, "eva@employer.example", by=cast.ada, at=noon)
    with pytest.raises(Invalid):
        services.invite_nominator(ice.achievement, "no address", by=cast.ada, at=noon)


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("a@b.example", {"email": "a@b.example"}),
        ("a@b.example; Amina", {"email": "a@b.example", "name": "Amina"}),
        ("Amina\ta@b.example", {"email": "a@b.example", "name": "Amina"}),
        ('"Amina, dr." <a@b.example>,', {"email": "a@b.example", "name": "Amina, dr."}),
        ("no address here", {"email": "no address here"}),
    ],
)
def test_a_line_is_read_however_it_was_pasted(line, cells):
    [row] = pasted_rows(line)

    assert row.cells == cells
