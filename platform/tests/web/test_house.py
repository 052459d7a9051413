"""The house of an institution: its settings, its invitations, and its own place for anybody."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from insigne_platform.core.tokens import token_for
from insigne_platform.institutions import services
from insigne_platform.institutions.models import Invitation, Membership

pytestmark = pytest.mark.django_db

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80">'
    b'<rect width="200" height="80" fill="#7a1f5c"/></svg>'
)
HOSTILE = '"><script>alert(1)</script>\u202e=HYPERLINK("x")'


@pytest.fixture
def ada(at_the_door, cast):
    return at_the_door(cast.ada)


def _to(page, cast, *more):
    return reverse(page, args=[cast.uppsala.public_id, *more])


def test_four_eyes_are_switched_on_and_off(ada, cast):
    address = _to("settings-safeguards", cast)

    ada.post(address, {"requires_approval": "on", "approve_batches_above": "50"})
    cast.uppsala.refresh_from_db()
    switched_on = (cast.uppsala.requires_approval, cast.uppsala.approve_batches_above)
    ada.post(address, {})

    cast.uppsala.refresh_from_db()
    assert switched_on == (True, 50)
    assert (cast.uppsala.requires_approval, cast.uppsala.approve_batches_above) == (False, None)


@pytest.mark.parametrize("number", ["-1", "1000001", "many", "1.5", "9" * 40, "٣٤x"])
def test_a_number_that_is_none_is_said_and_kept(ada, cast, number):
    response = ada.post(_to("settings-safeguards", cast), {"approve_batches_above": number})

    assert response.status_code == 422
    cast.uppsala.refresh_from_db()
    assert cast.uppsala.approve_batches_above is None


def test_a_colour_that_cannot_be_seen_comes_back_with_a_button_for_a_near_one(ada, cast):
    address = _to("settings-colours", cast)

    refused = ada.post(address, {"primary": "#ffe000"})
    [row] = [row for row in refused.context["rows"] if row["name"] == "primary"]
    accepted = ada.post(address, {"primary": "#ffe000", "take": f"primary:{row['passing']}"})

    assert refused.status_code == 422
    assert f"Use {row['passing']}" in refused.content.decode()
    assert accepted.status_code == 302
    cast.uppsala.refresh_from_db()
    assert cast.uppsala.primary == row["passing"]


def test_the_look_is_a_style_sheet_that_caches_know_again(ada, cast):
    look = reverse("look", args=[cast.uppsala.public_id])
    plain = Client().get(look)
    ada.post(_to("settings-colours", cast), {"primary": "#7a1f5c", "accent": "#1d3fa6"})

    styled = Client().get(look)
    again = Client().get(look, headers={"If-None-Match": styled["ETag"]})
    page = Client().get(reverse("public-issuer", args=[cast.uppsala_issuer.public_id]))

    assert plain["ETag"] != styled["ETag"]
    assert styled["Content-Type"] == "text/css; charset=utf-8"
    assert b"light-dark(#7a1f5c" in styled.content
    assert (again.status_code, again.content) == (304, b"")
    assert f'href="{look}?' in page.content.decode()
    assert Client().get(reverse("look", args=["x" * 12])).status_code == 404


def test_a_logo_is_shown_with_its_words_and_taken_away(ada, cast):
    upload = SimpleUploadedFile("logo.svg", LOGO, "image/svg+xml")
    ada.post(_to("settings-logo", cast), {"logo": upload, "alt_en": HOSTILE})
    picture = Client().get(reverse("look-logo", args=[cast.uppsala.public_id]))
    page = Client().get(reverse("institution-place", args=[cast.uppsala.slug])).content.decode()

    ada.post(_to("settings-logo", cast), {"remove": "yes"})

    assert picture["Content-Type"] == "image/png"
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    gone = Client().get(reverse("look-logo", args=[cast.uppsala.public_id]))
    assert gone.status_code == 404


def test_the_own_place_shows_introduction_issuers_and_former_names(ada, cast):
    ada.post(
        _to("settings-introduction", cast),
        {"slug": "uppsala", "introduction_en": f"Welcome.\n\n{HOSTILE}"},
    )
    ada.post(
        _to("settings-name", cast),
        {"name_en": "Uppsala", "why": "renamed", "since": "01-01-2026"},
    )

    page = Client().get("/at/uppsala", headers={"Accept-Language": "en"}).content.decode()

    assert "Formerly Uppsala University, until 1 January 2026." in page
    assert "<script>alert" not in page
    assert reverse("public-issuer", args=[cast.uppsala_issuer.public_id]) in page
    moved = Client().get("/at/uppsala-university")
    assert (moved.status_code, moved["Location"]) == (308, "/at/uppsala")


def test_a_renamed_issuer_shows_both_names_on_its_page(ada, cast):
    ada.post(
        _to("issuer-name", cast, cast.uppsala_issuer.pk),
        {"name_en": "Uppsala Badges", "why": "renamed", "since": "01-01-2026"},
    )

    address = reverse("public-issuer", args=[cast.uppsala_issuer.public_id])
    page = Client().get(address, headers={"Accept-Language": "en"}).content.decode()

    assert "Uppsala Badges" in page
    assert "Formerly Uppsala University, until 1 January 2026." in page


@pytest.mark.parametrize("since", ["", "31-04-2026", "tomorrow", "01-01-2999", "'; drop table"])
def test_a_renaming_without_a_day_that_was_is_refused_and_kept(ada, cast, since):
    entered = {"name_en": "Northern", "why": "renamed", "since": since}

    response = ada.post(_to("settings-name", cast), entered)

    assert response.status_code == 422
    assert 'value="Northern"' in response.content.decode()
    cast.uppsala.refresh_from_db()
    assert cast.uppsala.name == "Uppsala University"


def test_a_company_is_not_asked_for_the_numbers_of_schools(ada, cast):
    asked = ada.get(_to("settings-identity", cast)).content.decode()
    cast.uppsala.kind = "company"
    cast.uppsala.save()

    not_asked = ada.get(_to("settings-identity", cast)).content.decode()

    fields = ('name="brin"', 'name="rio"', 'name="schac_home"', 'name="ror"')
    assert [field for field in fields if field in asked] == list(fields)
    assert [field for field in fields if field in not_asked] == ['name="ror"']


def test_a_company_keeps_its_identification_without_those_fields(ada, cast):
    cast.uppsala.kind = "company"
    cast.uppsala.save()

    response = ada.post(
        _to("settings-identity", cast),
        {"kind": "company", "country": "nl", "url": "https://c.example", "email": "c@c.example"},
    )

    assert response.status_code == 302
    cast.uppsala.refresh_from_db()
    assert (cast.uppsala.country, cast.uppsala.brin) == ("NL", "")


def test_rights_are_changed_with_checkboxes(ada, cast, add_member):
    add_member(cast.eva)
    member = Membership.objects.get(person=cast.eva)
    address = _to("member-change", cast, member.pk)

    ada.post(address, {"role": "own", "rights": ["may_approve", "may_sign"]})
    hostile = ada.post(address, {"role": "own", "rights": ["is_administrator"]})

    member.refresh_from_db()
    assert hostile.status_code == 422
    assert member.rights == {"may_approve", "may_sign"}
    page = ada.get(_to("members", cast)).content.decode()
    assert "Approve badges and large lists" in page


def test_the_last_who_manages_people_is_told_why_not(ada, cast):
    own = Membership.objects.get(person=cast.ada)

    response = ada.post(_to("member-change", cast, own.pk), {"role": "observer"})

    assert response.status_code == 422
    assert "Somebody must manage the people" in response.content.decode()


def test_somebody_is_added_for_one_group(ada, cast):
    law = services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)

    ada.post(
        _to("members", cast),
        {"email": cast.eva.email, "place": law.pk, "role": "own", "rights": ["may_award"]},
    )
    elsewhere = ada.post(
        _to("members", cast),
        {"email": cast.amina.email, "place": cast.elsewhere_issuer.pk, "role": "observer"},
    )

    assert Membership.objects.get(person=cast.eva).group == law
    assert elsewhere.status_code == 422


def test_who_manages_a_group_sees_its_places_and_no_more(at_the_door, cast):
    law = services.add_group(cast.uppsala, name_nl="", name_en="Law", by=cast.ada)
    services.add_staff(cast.uppsala, cast.eva, {"may_manage_staff"}, group=law, by=cast.ada)
    eva = at_the_door(cast.eva)

    page = eva.get(_to("members", cast)).content.decode()
    beyond = eva.post(
        _to("members", cast), {"email": cast.amina.email, "place": "", "role": "observer"}
    )
    more = eva.post(
        _to("members", cast), {"email": cast.amina.email, "place": law.pk, "role": "awarder"}
    )

    assert "Law and its issuers" in page
    assert "The whole institution</option>" not in page
    assert (beyond.status_code, more.status_code) == (403, 403)
    assert not Membership.objects.filter(person=cast.amina).exists()


def test_an_invitation_is_opened_by_anybody_and_accepted_by_who_it_is_for(
    ada, at_the_door, cast, make_person
):
    ada.post(_to("members", cast), {"email": "new@mail.example", "role": "awarder"})
    address = reverse("invitation", args=[token_for("invitation", Invitation.objects.get().pk)])
    new = at_the_door(make_person("new@mail.example"))

    stranger = Client().get(address, headers={"Accept-Language": "en"}).content.decode()
    refused = at_the_door(cast.bo).post(address)
    accepted = new.post(address)

    assert "new@mail.example" not in stranger
    assert "n…@mail.example" in stranger
    assert refused.status_code == 403
    assert accepted["Location"] == reverse("issuing-institution", args=[cast.uppsala.public_id])
    assert new.post(address).status_code == 404
    assert Client().get(reverse("invitation", args=["x" * 43])).status_code == 404


def test_people_are_found_by_name_and_address(ada, cast, add_member):
    add_member(cast.eva)

    found = ada.get(_to("members", cast), {"search": "PETERS"}).content.decode()
    nothing = ada.get(_to("members", cast), {"search": "\0%_" + "x" * 5000}).content.decode()

    assert "eva@employer.example" in found
    assert "ada@uppsala.example" not in found
    assert "Nobody found" in nothing


def test_listing_people_and_invitations_takes_as_many_queries_for_three_as_for_one(
    ada, cast, make_person, django_assert_num_queries, django_assert_max_num_queries
):
    def add(number):
        services.add_staff(
            cast.uppsala, make_person(f"p{number}@mail.example"), set(),
            issuer=cast.uppsala_issuer, by=cast.ada,
        )  # fmt: skip
        services.invite(
            cast.uppsala, f"i{number}@mail.example", set(), language="en",
            issuer=cast.uppsala_issuer, by=cast.ada, at=timezone.now(),
        )  # fmt: skip

    add(1)
    with django_assert_max_num_queries(30) as counted:
        ada.get(_to("members", cast))
    add(2)
    add(3)

    with django_assert_num_queries(len(counted)):
        ada.get(_to("members", cast))
