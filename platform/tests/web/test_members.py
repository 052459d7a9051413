"""Who works for an institution: added by an administrator, and never the last one away."""

from __future__ import annotations

import pytest
from django.urls import reverse

from insigne_platform.institutions.models import Invitation, Membership

pytestmark = pytest.mark.django_db


def test_somebody_with_an_account_is_added(at_the_door, cast):
    address = reverse("members", args=[cast.uppsala.public_id])

    at_the_door(cast.ada).post(address, {"email": "eva@employer.example", "role": "observer"})

    assert Membership.objects.get(person=cast.eva).role == "observer"


def test_whoever_has_no_account_is_invited(at_the_door, cast):
    address = reverse("members", args=[cast.uppsala.public_id])

    at_the_door(cast.ada).post(address, {"email": "nobody@mail.example", "role": "awarder"})

    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role_in_words) == ("nobody@mail.example", "Awarder")
    assert "nobody@mail.example" in at_the_door(cast.ada).get(address).content.decode()


def test_an_address_that_is_none_is_said_and_kept(at_the_door, cast):
    address = reverse("members", args=[cast.uppsala.public_id])

    response = at_the_door(cast.ada).post(address, {"email": "nobody@", "role": "awarder"})

    assert response.status_code == 422
    assert 'value="nobody@"' in response.content.decode()


def test_an_awarder_sees_the_people_and_adds_none(at_the_door, cast, add_member):
    awarder = at_the_door(add_member(cast.eva))
    address = reverse("members", args=[cast.uppsala.public_id])

    page = awarder.get(address).content.decode()
    response = awarder.post(address, {"email": "amina@mail.example", "role": "awarder"})

    assert "Add somebody" not in page
    assert response.status_code == 403


def test_roles_change_and_people_leave_but_not_the_last_administrator(
    at_the_door, cast, add_member
):
    add_member(cast.eva)
    ada = at_the_door(cast.ada)
    eva, own = (
        Membership.objects.get(person=who, institution=cast.uppsala) for who in (cast.eva, cast.ada)
    )

    ada.post(reverse("member-change", args=[cast.uppsala.public_id, eva.pk]), {"role": "observer"})
    eva.refresh_from_db()
    role = eva.role
    ada.post(reverse("member-remove", args=[cast.uppsala.public_id, eva.pk]))
    ada.post(reverse("member-remove", args=[cast.uppsala.public_id, own.pk]))

    assert role == "observer"
    assert list(cast.uppsala.memberships.all()) == [own]


def test_members_of_another_institution_are_out_of_reach(at_the_door, cast):
    own = Membership.objects.get(person=cast.ada)
    bo = at_the_door(cast.bo)

    there = bo.post(reverse("member-remove", args=[cast.uppsala.public_id, own.pk]))
    here = bo.post(reverse("member-remove", args=[cast.elsewhere.public_id, own.pk]))

    assert (there.status_code, here.status_code) == (403, 404)


def test_only_the_operator_brings_in_an_institution(at_the_door, cast):
    entered = {
        "name_en": "College of Winter", "url": "https://winter.example/",
        "email": "info@winter.example", "kind": "university", "country": "se",
    }  # fmt: skip

    refused = at_the_door(cast.ada).post(reverse("institution-new"), entered)
    response = at_the_door(cast.operator).post(reverse("institution-new"), entered)

    assert refused.status_code == 403
    assert response.status_code == 302
    assert Membership.objects.filter(institution__country="SE", person=cast.operator).exists()
