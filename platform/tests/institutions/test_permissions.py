import pytest

from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.people.models import Person

pytestmark = pytest.mark.django_db


def _answers(person, cast, issuer=None):
    issuer = issuer or cast.uppsala_issuer
    return (
        permissions.may_administer(person, cast.uppsala),
        permissions.may_edit_badges(person, issuer),
        permissions.may_award(person, issuer),
        permissions.may_see_issuer(person, issuer),
        permissions.may_see(person, cast.uppsala),
    )


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("administrator", (True, True, True, True, True)),
        ("awarder", (False, True, True, True, True)),
        ("observer", (False, False, False, True, True)),
    ],
)
def test_roles(cast, add_member, role, expected):
    add_member(cast.eva, role)

    assert _answers(cast.eva, cast) == expected


def test_bo_and_the_operator_and_strangers_may_nothing_at_uppsala(cast):
    for person in (cast.bo, cast.operator, cast.amina, Person(email="new@x.example")):
        assert _answers(person, cast) == (False,) * 5


def test_who_was_barred_may_nothing(cast):
    cast.ada.is_active = False

    assert _answers(cast.ada, cast) == (False,) * 5


def test_who_works_for_a_group_awards_for_its_issuers_only(cast):
    law = services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)
    fields = {"name_en": "Law", "url": "https://law.example/", "email": "law@uppsala.example"}
    law_issuer = services.add_issuer(cast.uppsala, fields, group=law, by=cast.ada)
    services.add_member(cast.uppsala, cast.eva, "awarder", group=law, by=cast.ada)

    assert _answers(cast.eva, cast) == (False, False, False, False, True)
    assert _answers(cast.eva, cast, law_issuer) == (False, True, True, True, True)
    assert list(selectors.issuers_where_may_award(cast.eva)) == [law_issuer]
    assert list(selectors.issuers_where_may_award(cast.ada)) == [law_issuer, cast.uppsala_issuer]
    assert list(selectors.issuers_where_may_award(cast.ada, cast.elsewhere)) == []


def test_institutions_are_those_where_one_works(cast):
    assert list(selectors.institutions_of(cast.bo)) == [cast.elsewhere]
    assert selectors.institution_of(cast.bo, cast.uppsala.public_id) is None
    assert selectors.issuer_with(cast.uppsala_issuer.public_id) == cast.uppsala_issuer
    assert list(selectors.issuers_of(cast.uppsala)) == [cast.uppsala_issuer]


def test_listing_members_takes_one_query(cast, add_member, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [m.person.email for m in selectors.members_of(cast.uppsala)] == [
            "ada@uppsala.example"
        ]
    add_member(cast.eva)
    add_member(cast.amina, "observer")
    with django_assert_num_queries(1):
        assert len([m.person.email for m in selectors.members_of(cast.uppsala)]) == 3
