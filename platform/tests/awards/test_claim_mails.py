import re
from dataclasses import replace
from datetime import timedelta
from smtplib import SMTPRecipientsRefused
from uuid import UUID

import pytest

from awards.award_making import AMINA, awarded, csv_of
from insigne_platform.awards import reactions, selectors, services
from insigne_platform.awards.events import AwardsIssued, BatchOpened
from insigne_platform.awards.models import Award
from insigne_platform.core import mail as core_mail
from insigne_platform.core.errors import Conflict

pytestmark = pytest.mark.django_db


def test_amina_is_mailed_a_link_that_is_hers(given, noon, mailoutbox):
    reactions.mail_claims(AwardsIssued(str(given.batch_id)))

    [message] = mailoutbox
    assert message.to == [AMINA.email]
    token = re.search(r"https://badges\.example\.org/claim/([\w-]+)", message.body)[1]
    assert selectors.award_of_claim(token) == given
    assert selectors.award_of_claim(token.swapcase()) is None


def test_everybody_is_mailed_in_their_own_language(cast, noon, ice, mailoutbox):
    awarded(ice, cast.ada, noon, replace(AMINA, email="amina@mail.example", language="en"))
    awarded(ice, cast.ada, noon, replace(AMINA, email="new@mail.example", language="en"))
    awarded(ice, cast.ada, noon, replace(AMINA, email="nieuw@mail.example", language="nl"))

    for award in Award.objects.order_by("created_at"):
        services.mail_claims(award.batch_id, at=noon)

    names = {"IJs lezen": "nl", "Reading ice": "en"}
    found = {
        message.to[0]: next(names[name] for name in names if name in message.subject)
        for message in mailoutbox
    }
    assert found == {
        "amina@mail.example": "nl",  # she has an account, and said so there
        "new@mail.example": "en",
        "nieuw@mail.example": "nl",
    }


def test_a_fact_that_is_told_twice_is_mailed_once(given, mailoutbox):
    for _ in range(2):
        reactions.mail_claims(AwardsIssued(str(given.batch_id)))

    assert len(mailoutbox) == 1


def test_an_address_that_is_refused_does_not_stop_the_others(
    cast, noon, ice, mailoutbox, monkeypatch
):
    recipients = services.preview_list(ice, "list.csv", csv_of(3), by=cast.ada, at=noon)
    batch = services.award_list(recipients, only_good=True, by=cast.ada, at=noon)
    reactions.issue_batch(BatchOpened(str(batch.pk)))
    original = core_mail.send

    def refusing(to: str, *arguments: object, **more: object) -> None:
        if to.startswith("student2"):
            raise SMTPRecipientsRefused({to: (550, b"no such user")})
        original(to, *arguments, **more)

    monkeypatch.setattr(core_mail, "send", refusing)

    assert services.mail_claims(batch.pk, at=noon) == 2
    assert services.mail_claims(batch.pk, at=noon) == 0
    assert [message.to[0][:8] for message in mailoutbox] == ["student1", "student3"]


def test_ada_mails_again_but_not_too_often(cast, noon, given, mailoutbox):
    services.mail_claims(given.batch_id, at=noon)
    given.refresh_from_db()

    with pytest.raises(Conflict, match="less than an hour"):
        services.mail_claim_again(given, by=cast.ada, at=noon + timedelta(minutes=59))
    services.mail_claim_again(given, by=cast.ada, at=noon + timedelta(minutes=61))

    assert len(mailoutbox) == 2


def test_the_whole_way_by_facts(cast, noon, ice, mailoutbox):
    award = services.award_one(ice, AMINA, by=cast.ada, at=noon)

    reactions.issue_batch(BatchOpened(str(award.batch_id)))
    reactions.mail_claims(AwardsIssued(str(award.batch_id)))

    award.refresh_from_db()
    assert (award.state, award.mailed_at is not None, len(mailoutbox)) == ("issued", True, 1)


def test_the_sweeper_takes_up_what_was_left(cast, noon, ice):
    award = services.award_one(ice, AMINA, by=cast.ada, at=noon - timedelta(days=3650))

    assert reactions.resume_unfinished() == 1
    assert isinstance(award.batch_id, UUID)
