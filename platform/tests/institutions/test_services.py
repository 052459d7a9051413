import pytest

from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.institutions import selectors, services
from insigne_platform.institutions.models import Institution, Membership

pytestmark = pytest.mark.django_db

FIELDS = {
    "name_nl": "Hogeschool Nieuw",
    "name_en": "",
    "kind": "applied_sciences",
    "country": "NL",
    "url": "https://nieuw.example/",
    "email": "badges@nieuw.example",
}
ISSUER = {"name_en": "Law", "url": "https://law.example/", "email": "law@uppsala.example"}


def test_the_operator_founds_an_institution_and_ada_runs_it(cast):
    made = services.found(FIELDS, administrator=cast.ada, by=cast.operator)

    assert selectors.institution_of(cast.ada, made.public_id) == made
    assert len(made.public_id) == 12
    assert made.name_in("en") == made.name_in("nl") == "Hogeschool Nieuw"


def test_bo_founds_nothing(cast):
    with pytest.raises(NotPermitted):
        services.found(FIELDS, administrator=cast.bo, by=cast.bo)

    assert Institution.objects.count() == 2


def test_every_problem_of_an_institution_is_named(cast):
    fields = FIELDS | {"name_nl": " ", "url": "javascript:alert(1)", "email": "x", "kind": "shop"}

    with pytest.raises(Invalid) as refusal:
        services.found(fields, administrator=cast.ada, by=cast.operator)

    assert [problem.field for problem in refusal.value.problems] == [
        "name_en",
        "kind",
        "url",
        "email",
    ]


def test_bo_changes_nothing_at_uppsala(cast, noon):
    membership = Membership.objects.get(person=cast.ada)
    entries = AuditEntry.objects.count()
    attempts = [
        lambda: services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.bo),
        lambda: services.add_issuer(cast.uppsala, ISSUER, by=cast.bo),
        lambda: services.change_issuer(cast.uppsala_issuer, ISSUER, by=cast.bo),
        lambda: services.add_member(cast.uppsala, cast.bo, "administrator", by=cast.bo),
        lambda: services.change_role(membership, "observer", by=cast.bo),
        lambda: services.remove_member(membership, by=cast.bo, at=noon),
    ]

    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == entries


def test_who_runs_a_group_does_not_run_the_institution(cast):
    law = services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)
    services.add_member(cast.uppsala, cast.eva, "administrator", group=law, by=cast.ada)

    with pytest.raises(NotPermitted):
        services.add_member(cast.uppsala, cast.bo, "awarder", by=cast.eva)


def test_a_group_of_elsewhere_is_no_group_of_uppsala(cast):
    law = services.add_group(cast.elsewhere, name_nl="", name_en="Law", by=cast.bo)

    with pytest.raises(Invalid):
        services.add_issuer(cast.uppsala, ISSUER, group=law, by=cast.ada)
    with pytest.raises(Invalid):
        services.add_member(cast.uppsala, cast.eva, "awarder", group=law, by=cast.ada)


def test_nobody_works_twice_in_one_place(cast):
    services.add_member(cast.uppsala, cast.eva, "awarder", by=cast.ada)

    with pytest.raises(Conflict):
        services.add_member(cast.uppsala, cast.eva, "observer", by=cast.ada)


def test_an_unknown_role_is_refused(cast):
    with pytest.raises(Invalid):
        services.add_member(cast.uppsala, cast.eva, "emperor", by=cast.ada)


def test_the_last_administrator_stays(cast, noon):
    ada = Membership.objects.get(person=cast.ada)

    with pytest.raises(Conflict):
        services.remove_member(ada, by=cast.ada, at=noon)
    with pytest.raises(Conflict):
        services.change_role(ada, "observer", by=cast.ada)

    eva = services.add_member(cast.uppsala, cast.eva, "awarder", by=cast.ada)
    services.change_role(eva, "administrator", by=cast.ada)
    services.remove_member(ada, by=cast.eva, at=noon)
    assert [m.person for m in selectors.members_of(cast.uppsala)] == [cast.eva]


def test_an_issuer_says_something_else_of_itself(cast):
    services.change_issuer(cast.uppsala_issuer, {"name_en": "Uppsala"}, by=cast.ada)
    with pytest.raises(Invalid):
        services.change_issuer(cast.uppsala_issuer, {"email": "none"}, by=cast.ada)

    cast.uppsala_issuer.refresh_from_db()
    assert (cast.uppsala_issuer.name, cast.uppsala_issuer.email) == (
        "Uppsala",
        "badges@uppsala.example",
    )


def test_a_field_that_is_not_for_filling_in_is_a_mistake_of_ours(cast):
    with pytest.raises(TypeError):
        services.add_issuer(cast.uppsala, ISSUER | {"public_id": "x"}, by=cast.ada)
