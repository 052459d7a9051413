"""Rights one by one, at every level; a preset is only a usual set of them."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Membership
from insigne_platform.institutions.rights import PRESETS, Right, Role, role_of

pytestmark = pytest.mark.django_db

LAW = {"name_en": "Law", "url": "https://law.example/", "email": "law@uppsala.example"}
ASKED = {
    Right.EDIT_BADGES: permissions.may_edit_badges,
    Right.AWARD: permissions.may_award,
    Right.APPROVE: permissions.may_approve,
    Right.REVOKE: permissions.may_revoke,
    Right.MANAGE_STAFF: permissions.may_manage_staff,
    Right.SEE_STATISTICS: permissions.may_see_statistics,
    Right.SIGN: permissions.may_sign,
}


@pytest.fixture
def law(cast):
    return services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)


@pytest.fixture
def law_issuer(cast, law):
    return services.add_issuer(cast.uppsala, LAW, group=law, by=cast.ada)


def _held(person, place):
    return {right for right, ask in ASKED.items() if ask(person, place)}


@pytest.mark.parametrize("right", Right.values)
def test_one_right_is_that_right_and_no_other(cast, right):
    services.add_staff(cast.uppsala, cast.eva, {right}, by=cast.ada)

    assert _held(cast.eva, cast.uppsala_issuer) == {right}
    assert _held(cast.eva, cast.elsewhere_issuer) == set()
    assert permissions.may_see_issuer(cast.eva, cast.uppsala_issuer)


@pytest.mark.parametrize("role", Role.values)
def test_a_role_fills_the_rights_and_is_known_again(cast, role):
    member = services.add_member(cast.uppsala, cast.eva, role, by=cast.ada)

    assert member.rights == PRESETS[role]
    assert (member.role, role_of(member.rights)) == (role, role)
    assert _held(cast.eva, cast.uppsala_issuer) == set(PRESETS[role])


def test_rights_of_ones_own_are_no_role(cast):
    member = services.add_member(cast.uppsala, cast.eva, "awarder", by=cast.ada)

    services.change_rights(member, {"may_approve"}, by=cast.ada)

    member.refresh_from_db()
    assert (member.role, member.rights) == ("", {"may_approve"})
    assert member.rights_in_words == ["Approve badges and large lists"]


def test_rights_in_a_group_reach_its_issuers_only(cast, law, law_issuer):
    services.add_staff(cast.uppsala, cast.eva, {"may_award"}, group=law, by=cast.ada)

    held = [_held(cast.eva, p) for p in (law_issuer, law, cast.uppsala_issuer, cast.uppsala)]
    assert held == [{"may_award"}, {"may_award"}, set(), set()]


def test_rights_for_one_issuer_reach_nothing_else(cast, law, law_issuer):
    services.add_staff(
        cast.uppsala, cast.eva, {"may_award", "may_edit_badges"}, issuer=law_issuer, by=cast.ada
    )

    assert list(selectors.issuers_where(cast.eva, Right.AWARD)) == [law_issuer]
    assert list(selectors.issuers_where(cast.eva, Right.SIGN)) == []
    held = [_held(cast.eva, p) for p in (law_issuer, law, cast.uppsala_issuer, cast.uppsala)]
    assert held == [{"may_award", "may_edit_badges"}, set(), set(), set()]
    assert not permissions.may_see_issuer(cast.eva, cast.uppsala_issuer)


def test_rights_of_two_places_add_up(cast, law, law_issuer):
    services.add_staff(cast.uppsala, cast.eva, {"may_award"}, group=law, by=cast.ada)
    services.add_staff(cast.uppsala, cast.eva, {"may_revoke"}, issuer=law_issuer, by=cast.ada)

    assert permissions.rights_in(cast.eva, law_issuer) == {"may_award", "may_revoke"}


def test_who_manages_a_group_gives_what_they_have_there(cast, law, law_issuer):
    services.add_staff(cast.uppsala, cast.eva, {"may_manage_staff", "may_award"}, group=law,
                       by=cast.ada)  # fmt: skip

    services.add_staff(cast.uppsala, cast.amina, {"may_award"}, issuer=law_issuer, by=cast.eva)
    for rights, where in (
        ({"may_sign"}, {"group": law}),
        ({"may_award"}, {}),
        ({"may_award"}, {"issuer": cast.uppsala_issuer}),
    ):
        with pytest.raises(NotPermitted):
            services.add_staff(cast.uppsala, cast.bo, rights, **where, by=cast.eva)

    assert selectors.places_to_manage(cast.eva, cast.uppsala) == [law, law_issuer]
    assert permissions.may_award(cast.amina, law_issuer)


def test_who_manages_a_group_takes_nothing_from_who_has_more(cast, law, noon):
    services.add_staff(cast.uppsala, cast.eva, {"may_manage_staff"}, group=law, by=cast.ada)
    other = services.add_member(cast.uppsala, cast.amina, "administrator", group=law, by=cast.ada)
    own = Membership.objects.get(person=cast.ada)

    for attempt in (
        lambda: services.change_rights(other, set(), by=cast.eva),
        lambda: services.remove_member(other, by=cast.eva, at=noon),
        lambda: services.remove_member(own, by=cast.eva, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_the_last_who_manages_people_keeps_that_and_may_lose_the_rest(cast, law, noon):
    own = Membership.objects.get(person=cast.ada)
    services.add_staff(cast.uppsala, cast.eva, {"may_manage_staff"}, group=law, by=cast.ada)
    amina = services.add_staff(cast.uppsala, cast.amina, {"may_manage_staff"}, by=cast.ada)
    cast.amina.is_active = False
    cast.amina.save()

    for attempt in (
        lambda: services.change_rights(own, {"may_award"}, by=cast.ada),
        lambda: services.remove_member(own, by=cast.ada, at=noon),
    ):
        with pytest.raises(Conflict):
            attempt()

    services.change_rights(own, {"may_manage_staff"}, by=cast.ada)
    services.remove_member(amina, by=cast.ada, at=noon)
    assert Membership.objects.get(person=cast.ada).rights == {"may_manage_staff"}


def test_unknown_rights_and_two_places_are_refused(cast, law):
    with pytest.raises(Invalid):
        services.add_staff(cast.uppsala, cast.eva, {"is_administrator"}, by=cast.ada)
    with pytest.raises(Invalid):
        services.add_staff(cast.uppsala, cast.eva, set(), issuer=cast.elsewhere_issuer, by=cast.ada)
    with pytest.raises(Invalid):
        services.add_staff(
            cast.uppsala, cast.eva, set(), group=law, issuer=cast.uppsala_issuer, by=cast.ada
        )


def test_the_database_holds_one_membership_in_a_place(cast, law):
    for where in ({}, {"group": law}, {"issuer": cast.uppsala_issuer}):
        fields = {"institution": cast.uppsala, "person": cast.eva, **where}
        Membership.objects.create(**fields)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(**fields)

    assert Membership.objects.filter(person=cast.eva).count() == 3


def test_safeguards_are_set_by_who_runs_the_house_only(cast, add_member):
    add_member(cast.eva)

    with pytest.raises(NotPermitted):
        services.set_safeguards(
            cast.uppsala, requires_approval=True, approve_batches_above=1, by=cast.eva
        )
    with pytest.raises(Invalid):
        services.set_safeguards(
            cast.uppsala, requires_approval=True, approve_batches_above=-1, by=cast.ada
        )
    services.set_safeguards(
        cast.uppsala, requires_approval=True, approve_batches_above=100, by=cast.ada
    )

    cast.uppsala.refresh_from_db()
    assert (cast.uppsala.requires_approval, cast.uppsala.approve_batches_above) == (True, 100)
