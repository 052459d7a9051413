"""A study ends: the badges stay, the address goes, and who gets it later opens nothing of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Holding
from insigne_platform.backpack.selectors import waiting_for
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict
from insigne_platform.institutions import services as institutions
from insigne_platform.people import services as people
from insigne_platform.people.models import AccountMerge, Person
from journeys.conftest import PASSWORD
from journeys.mailbox import addressees, link_in_mail_to
from journeys.stranger import verdict_on
from web.a_badge import PICTURE, WORDS

pytestmark = pytest.mark.django_db

SCHOOL, PRIVATE = "a.yilmaz@students.uppsala.example", "amina@mail.example"


def _give_up(door, email):
    address = EmailAddress.objects.get(email=email)
    return door.post(reverse("give-up", args=[address.pk]))


@pytest.fixture
def studying(cast):
    people.record_proved_address(cast.amina, SCHOOL)
    return cast.amina


def test_what_was_kept_stays_and_what_comes_goes_to_the_other_address(
    cast, studying, sign_in, award
):
    badge = award(sign_in(cast.ada), SCHOOL, name="Amina Yılmaz")
    amina = sign_in(studying)
    kept = amina.post(f"/backpack/waiting/{Award.objects.get().pk}").url

    assert _give_up(amina, SCHOOL).status_code == 302
    awards.award_one(badge, awards.Recipient(email=PRIVATE), by=cast.ada, at=badge.published_at)
    outbox.deliver_all()

    assert verdict_on(amina.get(f"{kept}/download/json").content).verdict == "valid"
    (waiting,) = waiting_for(studying)
    assert amina.post(f"/backpack/waiting/{waiting.pk}").status_code == 302
    assert Holding.objects.filter(person=studying).count() == 2


def test_an_address_that_was_given_up_claims_nothing_any_more(cast, studying, sign_in, award):
    award(sign_in(cast.ada), SCHOOL)
    claim = link_in_mail_to(SCHOOL, "/claim/")
    amina = sign_in(studying)
    page = amina.get(reverse("give-up", args=[EmailAddress.objects.get(email=SCHOOL).pk]))
    assert "1 badge for this address still waits." in page.content.decode()

    _give_up(amina, SCHOOL)

    assert amina.post(f"/backpack/waiting/{Award.objects.get().pk}").status_code == 403
    assert amina.post(claim).status_code == 409
    assert not Holding.objects.exists()


def test_who_gets_the_address_later_opens_nothing_of_before(cast, studying, sign_in, award):
    award(sign_in(cast.ada), SCHOOL, name="Amina Yılmaz")
    claim = link_in_mail_to(SCHOOL, "/claim/")
    _give_up(sign_in(studying), SCHOOL)
    people.record_proved_address(cast.bo, SCHOOL)
    bo = sign_in(cast.bo)
    old = Award.objects.get()

    assert str(old.pk) not in bo.get("/backpack").content.decode()
    assert bo.post(f"/backpack/waiting/{old.pk}").status_code == 403
    assert bo.post(claim).status_code == 409
    assert bo.post(claim, {"decline": "1"}).status_code == 409
    old.refresh_from_db()
    assert (old.holder, old.declined_at) == (None, None)

    # What is given to Bo's address from now on is his.
    new = awards.award_one(
        _another_badge(cast),
        awards.Recipient(email=SCHOOL, name="Bo"),
        by=cast.ada,
        at=timezone.now(),
    )
    outbox.deliver_all()
    assert [each.pk for each in waiting_for(cast.bo)] == [new.pk]
    assert bo.post(f"/backpack/waiting/{new.pk}").status_code == 302


def test_a_stranger_with_the_old_mail_opens_nothing_either(cast, studying, sign_in, award, visitor):
    award(sign_in(cast.ada), SCHOOL)
    claim = link_in_mail_to(SCHOOL, "/claim/")
    _give_up(sign_in(studying), SCHOOL)

    assert visitor.post(claim).status_code == 409
    assert "_auth_user_id" not in visitor.session


def test_nobody_is_mailed_again_at_an_address_that_was_given_up(
    cast, studying, sign_in, award, mailoutbox
):
    award(sign_in(cast.ada), SCHOOL, PRIVATE)
    _give_up(sign_in(studying), SCHOOL)
    outbox.deliver_all()
    mailoutbox.clear()
    old = Award.objects.get(recipient_email=SCHOOL)

    awards.remind_uncollected(at=timezone.now() + timedelta(days=9))
    with pytest.raises(Conflict):
        awards.mail_claim_again(old, by=cast.ada, at=timezone.now() + timedelta(days=9))

    assert addressees() == [PRIVATE]


def test_a_renamed_institution_keeps_its_holders(cast, studying, sign_in, award):
    award(sign_in(cast.ada), SCHOOL, PRIVATE)
    amina = sign_in(studying)
    first, second = Award.objects.order_by("created_at")
    kept = amina.post(f"/backpack/waiting/{first.pk}").url

    institutions.rename(
        cast.uppsala,
        name_nl="",
        name_en="University of the North",
        since=first.awarded_at.date(),
        by=cast.ada,
        today=first.awarded_at.date(),
    )
    outbox.deliver_all()

    assert verdict_on(amina.get(f"{kept}/download/json").content).verdict == "valid"
    assert amina.post(f"/backpack/waiting/{second.pk}").status_code == 302
    assert Holding.objects.filter(person=studying).count() == 2


def test_two_accounts_become_one_and_part_again(cast, sign_in, award):
    award(sign_in(cast.ada), cast.eva.email)
    eva = sign_in(cast.eva)
    eva.post(f"/backpack/waiting/{Award.objects.get().pk}")
    amina = sign_in(cast.amina)

    amina.post(reverse("ask-to-merge"), {"email": cast.eva.email})
    outbox.deliver_all()
    link = link_in_mail_to(cast.eva.email, "/account/merge/")
    assert sign_in(cast.bo).post(link).status_code == 403
    shown = amina.get(link).content.decode()
    assert "Badges in the backpack" in shown
    assert Holding.objects.get().person == cast.eva  # looking moves nothing
    assert amina.post(link).status_code == 302

    holding = Holding.objects.get()
    assert (holding.person, holding.award.holder) == (cast.amina, cast.amina)
    assert "Reading ice" in amina.get(f"/backpack/{holding.pk}").content.decode()
    assert eva.get("/backpack").status_code == 302  # her session went with her account
    assert cast.amina == _who_signs_in_with(cast.eva.email)

    undo = reverse("undo-merge", args=[AccountMerge.objects.get().pk])
    assert amina.get(undo).status_code == 200
    assert amina.post(undo).status_code == 302
    holding = Holding.objects.get()
    assert (holding.person, holding.award.holder) == (cast.eva, cast.eva)
    assert sign_in(cast.eva).get(f"/backpack/{holding.pk}").status_code == 200
    assert amina.get(f"/backpack/{holding.pk}").status_code == 403


def _who_signs_in_with(email: str) -> Person:
    """Both have the same password here; what counts is whose account the address opens."""
    door = Client()
    door.post("/account/login/", {"login": email, "password": PASSWORD})
    return Person.objects.get(pk=door.session["_auth_user_id"])


def _another_badge(cast) -> AchievementVersion:
    version = achievements.draft_badge(
        cast.uppsala_issuer, {**WORDS, "name_en": "Reading old ice"}, by=cast.ada
    )
    achievements.set_picture(version, PICTURE, by=cast.ada)
    achievements.publish(version, by=cast.ada, at=timezone.now())
    return AchievementVersion.objects.get(pk=version.pk)
