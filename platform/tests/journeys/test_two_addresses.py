"""A person with two addresses: what was given to either hangs in one backpack."""

from __future__ import annotations

import pytest

from insigne_platform.awards.models import Award
from insigne_platform.backpack.models import Holding
from insigne_platform.core import outbox
from journeys.mailbox import link_in_mail_to
from journeys.stranger import verdict_on

pytestmark = pytest.mark.django_db

PRIVATE, AT_WORK = "amina@mail.example", "a.yilmaz@work.example"


def test_badges_for_both_addresses_come_into_one_backpack(cast, sign_in, award):
    award(sign_in(cast.ada), PRIVATE, AT_WORK, name="Amina Yılmaz")
    amina = sign_in(cast.amina)
    private, at_work = (Award.objects.get(recipient_email=e) for e in (PRIVATE, AT_WORK))

    # Only the one for the address that she proved waits for her.
    page = amina.get("/backpack").content.decode()
    assert (str(private.pk) in page, str(at_work.pk) in page) == (True, False)
    assert amina.post(f"/backpack/waiting/{at_work.pk}").status_code == 403

    # She adds the other address; as long as it is not confirmed nothing changes.
    amina.post("/account/email/", {"action_add": "1", "email": AT_WORK})
    assert amina.post(f"/backpack/waiting/{at_work.pk}").status_code == 403
    confirm = link_in_mail_to(AT_WORK, "/account/confirm-email/")
    assert amina.get(confirm).status_code == 200
    assert amina.post(f"/backpack/waiting/{at_work.pk}").status_code == 403

    # Confirmed: both wait, and she keeps both.
    assert amina.post(confirm).status_code == 302
    kept = [amina.post(f"/backpack/waiting/{each.pk}").url for each in (private, at_work)]
    assert set(Holding.objects.values_list("person", "award__recipient_email")) == {
        (cast.amina.pk, PRIVATE),
        (cast.amina.pk, AT_WORK),
    }

    # A stranger believes both, and is told by neither that they are one person's.
    files = [amina.get(f"{each}/download/json").content for each in kept]
    assert [verdict_on(file).verdict for file in files] == ["valid", "valid"]
    assert [address in file.decode() for file in files for address in (PRIVATE, AT_WORK)] == [
        False, False, False, False,
    ]  # fmt: skip
    assert private.subject_urn != at_work.subject_urn


def test_an_address_of_somebody_else_is_not_taken_over(cast, sign_in, award):
    award(sign_in(cast.ada), PRIVATE)
    eva = sign_in(cast.eva)

    eva.post("/account/email/", {"action_add": "1", "email": PRIVATE})

    waiting = Award.objects.get()
    assert eva.post(f"/backpack/waiting/{waiting.pk}").status_code == 403
    assert str(waiting.pk) in sign_in(cast.amina).get("/backpack").content.decode()


def test_the_mailed_link_opens_no_account_that_there_is(cast, sign_in, award, visitor):
    award(sign_in(cast.ada), PRIVATE)
    claim = link_in_mail_to(PRIVATE, "/claim/")

    page = visitor.post(claim)
    outbox.deliver_all()
    sign_in_link = link_in_mail_to(PRIVATE, "/sign-in-link/")

    assert page.status_code == 200
    assert "We mailed you a link to sign in" in page.content.decode()
    assert visitor.get("/backpack").status_code == 302
    assert visitor.get(sign_in_link).status_code == 200
    assert visitor.post(sign_in_link).status_code == 302
    kept = visitor.post(f"/backpack/waiting/{Award.objects.get().pk}").url
    assert verdict_on(visitor.get(f"{kept}/download/png").content).verdict == "valid"
