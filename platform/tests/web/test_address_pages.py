"""The page Your addresses, and what leads from it."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from insigne_platform.people import services
from insigne_platform.people.models import AddressPeriod, Person

pytestmark = pytest.mark.django_db

SCHOOL = "amina@uppsala.example"
BSN = "111222333"


@pytest.fixture
def school(cast):
    services.record_proved_address(cast.amina, SCHOOL)
    return EmailAddress.objects.get(email=SCHOOL)


def test_the_page_says_since_when_and_until_when(at_the_door, cast, school):
    amina = at_the_door(cast.amina)
    amina.post(reverse("address-end", args=[school.pk]), {"day": "01-10-2031"})

    page = amina.get(reverse("account_email")).content.decode()

    assert "It ends on 1 October 2031." in page
    assert "Yours since" in page
    assert page.count("Give up") == 2


def test_removing_asks_first(at_the_door, cast, school):
    amina = at_the_door(cast.amina)

    answer = amina.post(reverse("account_email"), {"email": SCHOOL, "action_remove": ""})

    assert answer.url == reverse("give-up", args=[school.pk])
    assert EmailAddress.objects.filter(pk=school.pk).exists()
    assert amina.post(answer.url).url == reverse("account_email")
    assert not EmailAddress.objects.filter(pk=school.pk).exists()
    page = amina.get(reverse("account_email")).content.decode()
    assert "No longer yours" in page


def test_the_only_address_has_no_button_to_give_it_up(at_the_door, cast):
    (only,) = EmailAddress.objects.filter(user=cast.amina)
    amina = at_the_door(cast.amina)

    page = amina.get(reverse("give-up", args=[only.pk])).content.decode()
    answer = amina.post(reverse("give-up", args=[only.pk]))

    assert "btn-danger" not in page
    assert answer.status_code == 409
    assert "Add another one and confirm it" in answer.content.decode()


def test_another_one_is_made_the_first(at_the_door, cast, school):
    at_the_door(cast.amina).post(reverse("account_email"), {"email": SCHOOL, "action_primary": ""})

    assert Person.objects.get(pk=cast.amina.pk).email == SCHOOL


@pytest.mark.parametrize("day", ["yesterday", "31-02-2031", "01-01-2020", "1" * 5000, "\x00"])
def test_a_day_that_is_none_is_refused_in_words(at_the_door, cast, school, day):
    answer = at_the_door(cast.amina).post(reverse("address-end", args=[school.pk]), {"day": day})

    assert answer.status_code == 422
    assert AddressPeriod.objects.filter(ends_on__isnull=False).count() == 0


def test_an_address_that_was_not_confirmed_has_no_end(at_the_door, cast):
    other = EmailAddress.objects.create(user=cast.amina, email="x@mail.example")

    answer = at_the_door(cast.amina).post(
        reverse("address-end", args=[other.pk]), {"day": "01-10-2031"}
    )

    assert answer.status_code == 422
    assert "Confirm this address first." in answer.content.decode()


@pytest.mark.parametrize(
    "email", ["", "x", "@", "a@b", "a" * 300 + "@mail.example", "a\r\nBcc: b@c.d"]
)
def test_what_is_no_address_merges_nothing(at_the_door, cast, email):
    answer = at_the_door(cast.amina).post(reverse("ask-to-merge"), {"email": email})

    assert answer.status_code == 422


def test_asking_to_merge_says_the_same_for_everybody(at_the_door, cast):
    amina = at_the_door(cast.amina)
    answers = [
        amina.post(reverse("ask-to-merge"), {"email": email}, follow=True).content.decode()
        for email in (cast.eva.email, "nobody@mail.example")
    ]

    told = ["If there is an account with this address" in answer for answer in answers]
    assert told == [True, True]


# --- the citizen number -------------------------------------------------------------------------


def test_no_name_is_a_citizen_number(at_the_door, cast):
    answer = at_the_door(cast.amina).post(
        reverse("account"), {"display_name": f"Amina {BSN}", "language": "en"}
    )

    assert answer.status_code == 422
    assert "BSN" in answer.content.decode()
    assert Person.objects.get(pk=cast.amina.pk).display_name == "Amina Yılmaz"


@pytest.mark.parametrize(
    "more", [{"display_name": f"Noor {BSN}"}, {"email": f"{BSN}@mail.example"}]
)
def test_nobody_signs_up_with_one(client, db, more):
    given = {"email": "noor@mail.example", "password1": "correct horse battery", **more}

    answer = client.post(reverse("account_signup"), given, headers={"accept-language": "en"})

    assert "BSN" in answer.content.decode()
    assert not Person.objects.exists()


def test_no_address_has_one_for_its_name(at_the_door, cast):
    answer = at_the_door(cast.amina).post(
        reverse("account_email"), {"email": f"{BSN}@mail.example", "action_add": ""}
    )

    assert "BSN" in answer.content.decode()
    assert not EmailAddress.objects.filter(email__startswith=BSN).exists()
