from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from insigne_platform.api import services
from insigne_platform.api.models import ApiToken
from insigne_platform.core.errors import Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Membership

pytestmark = pytest.mark.django_db


def make(cast, **more):
    fields = {"name": "Student system", "scopes": ["badges:read"], "by": cast.ada}
    return services.make_token(cast.uppsala, at=timezone.now(), **{**fields, **more})


def test_only_a_digest_is_stored(cast):
    token, secret = make(cast)

    stored = " ".join(str(value) for value in vars(ApiToken.objects.get()).values())
    assert secret.startswith("insigne_")
    assert secret not in stored
    assert token.digest in stored


def test_bo_makes_no_token_of_uppsala(cast):
    with pytest.raises(NotPermitted):
        make(cast, by=cast.bo)
    token, _secret = make(cast)
    with pytest.raises(NotPermitted):
        services.revoke_token(token, by=cast.bo, at=timezone.now())


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"name": "  "}, "name"),
        ({"name": "n" * 101}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["badges:read", "everything"]}, "scopes"),
        ({"expires_at": timezone.now() - timedelta(days=1)}, "expires_at"),
    ],
)
def test_what_is_wrong_with_a_token_is_said(cast, more, field):
    with pytest.raises(Invalid) as refused:
        make(cast, **more)

    assert [problem.field for problem in refused.value.problems] == [field]


def test_a_token_works_until_it_is_revoked(cast, program):
    asking = program()
    before = asking.get("token").status_code

    services.revoke_token(ApiToken.objects.get(), by=cast.ada, at=timezone.now())

    after = asking.get("token")
    assert (before, after.status_code) == (200, 401)
    assert after["Content-Type"] == "application/problem+json"
    assert "invalid_token" in after["WWW-Authenticate"]


def test_a_token_ends(cast, program):
    asking = program()
    ApiToken.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert asking.get("token").status_code == 401


def test_it_is_written_down_when_a_token_was_used(program):
    asking = program()
    before = ApiToken.objects.get().last_used_at

    asking.get("token")

    assert before is None
    assert ApiToken.objects.get().last_used_at is not None


def test_a_token_is_no_more_than_its_maker_at_that_moment(cast, program, published, make_person):
    second = make_person("second@uppsala.example")
    member = institutions.add_member(cast.uppsala, second, "administrator", by=cast.ada)
    asking = program(by=second)
    award = {"badge": published.achievement.public_id, "email": "amina@mail.example"}

    institutions.change_role(member, "observer", by=cast.ada)
    as_observer = [asking.get("badges").status_code, asking.post("awards", award).status_code]
    institutions.remove_member(Membership.objects.get(pk=member.pk), by=cast.ada, at=timezone.now())
    as_nobody = asking.get("badges").status_code

    assert as_observer == [200, 403]
    assert as_nobody == 401


def test_a_token_is_for_one_institution_even_if_its_maker_works_for_two(cast, program, published):
    institutions.add_member(cast.uppsala, cast.bo, "administrator", by=cast.ada)
    asking = program(by=cast.bo, institution=cast.elsewhere)
    badge = published.achievement.public_id

    answers = [
        asking.get(f"badges/{badge}").status_code,
        asking.post(f"badges/{badge}/archive").status_code,
        asking.post("awards", {"badge": badge, "email": "amina@mail.example"}).status_code,
        asking.get(f"issuers/{cast.uppsala_issuer.public_id}").status_code,
    ]

    assert answers == [404, 404, 422, 404]
    assert asking.get("badges").json()["items"] == []


@pytest.mark.parametrize(
    ("scope", "method", "path"),
    [
        ("institution:read", "GET", "institution"),
        ("institution:read", "GET", "issuers"),
        ("institution:read", "GET", "groups"),
        ("people:read", "GET", "people"),
        ("badges:read", "GET", "badges"),
        ("badges:write", "POST", "badges"),
        ("badges:write", "POST", "badges/aaaaaaaaaaaa/publish"),
        ("awards:read", "GET", "awards"),
        ("awards:write", "POST", "awards"),
        ("awards:write", "POST", "batches"),
        ("awards:revoke", "POST", "awards/6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51/revoke"),
    ],
)
def test_without_its_scope_an_address_is_closed(program, scope, method, path):
    from insigne_platform.api.scopes import SCOPES

    without = program(scopes=[other for other in SCOPES if other != scope])
    only = program(scopes=[scope])

    closed = without.ask(method, path, {} if method == "POST" else None)
    opened = only.ask(method, path, {} if method == "POST" else None)

    assert (closed.status_code, f'scope="{scope}"' in closed["WWW-Authenticate"]) == (403, True)
    assert opened.status_code in (200, 404, 422)


def test_too_many_requests_are_told_to_wait(counting, program, monkeypatch):
    monkeypatch.setattr("insigne_platform.api.limits.REQUESTS", 2)
    asking = program()

    answers = [asking.get("token") for _each in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[-1]["Retry-After"]) <= 60


def test_who_guesses_is_told_to_wait(counting, program, monkeypatch):
    monkeypatch.setattr("insigne_platform.api.limits.FAILURES", 2)
    from api.conftest import Program

    answers = [Program("insigne_guess").get("token").status_code for _each in range(3)]

    assert answers == [401, 401, 429]
    assert program().get("token").status_code == 200


def test_the_audit_trail_names_the_person_and_the_token(cast, program, published):
    program().post("awards", {"badge": published.achievement.public_id, "email": "a@mail.example"})

    entry = AuditEntry.objects.filter(action="batch.opened").get()
    assert entry.actor == cast.ada.pk
    assert entry.details["token"] == str(ApiToken.objects.get().pk)
