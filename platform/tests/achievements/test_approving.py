"""Four eyes: nobody publishes alone, and who asks does not approve."""

from __future__ import annotations

import pytest
from django.core import mail

from achievements.badge_making import draft
from insigne_platform.achievements import selectors, services
from insigne_platform.achievements.models import AchievementVersion, Approval
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.institutions.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(cast) -> AchievementVersion:
    institution = cast.uppsala_issuer.institution
    institution.requires_approval = True
    institution.save(update_fields=["requires_approval"])
    return draft(cast.uppsala_issuer, cast.ada)


@pytest.fixture
def wim(cast, make_person, add_member):
    person = add_member(make_person("wim@uppsala.example", "Wim", language="nl"))
    membership = Membership.objects.get(person=person)
    membership.may_approve = True
    membership.save(update_fields=["may_approve"])
    return person


def test_the_maker_alone_cannot_publish(cast, noon, plan):
    with pytest.raises(Conflict, match="Another person"):
        services.publish(plan, by=cast.ada, at=noon)
    approval = services.ask_approval(plan, by=cast.ada, at=noon)
    with pytest.raises(NotPermitted, match="another person"):
        services.approve(approval, by=cast.ada, at=noon)

    plan.refresh_from_db()
    assert not plan.is_published


def test_another_person_approves_and_so_publishes(cast, noon, plan, wim):
    approval = services.ask_approval(plan, by=cast.ada, at=noon)
    outbox.deliver_all()
    services.approve(approval, by=wim, at=noon)
    outbox.deliver_all()

    plan.refresh_from_db()
    assert (plan.is_published, plan.published_by) == (True, wim)
    asked, told = mail.outbox[-2:]
    assert (asked.to, "IJs lezen" in asked.subject) == (["wim@uppsala.example"], True)
    assert (told.to, "approved" in told.subject) == (["ada@uppsala.example"], True)
    with pytest.raises(Conflict, match="decided already"):
        services.approve(Approval.objects.get(), by=wim, at=noon)


def test_a_draft_that_waits_cannot_be_changed_until_it_is_taken_back(cast, noon, plan):
    approval = services.ask_approval(plan, by=cast.ada, at=noon)
    for attempt in (
        lambda: services.edit_draft(plan, {"name_en": "Other"}, by=cast.ada),
        lambda: services.undo(plan, by=cast.ada),
        lambda: services.discard_draft(plan, by=cast.ada),
        lambda: services.ask_approval(plan, by=cast.ada, at=noon),
    ):
        with pytest.raises(Conflict):
            attempt()

    services.withdraw(approval, by=cast.ada, at=noon)

    services.edit_draft(plan, {"name_en": "Other"}, by=cast.ada)
    assert services.waiting_approval(plan) is None


def test_what_is_sent_back_comes_with_a_comment(cast, noon, plan, wim):
    approval = services.ask_approval(plan, by=cast.ada, at=noon)
    with pytest.raises(Invalid):
        services.send_back(approval, "  ", by=wim, at=noon)
    with pytest.raises(Invalid):
        services.send_back(approval, "x" * 2001, by=wim, at=noon)

    services.send_back(approval, "Which <lakes>?", by=wim, at=noon)
    outbox.deliver_all()

    assert "Which <lakes>?" in mail.outbox[-1].body
    assert "Which &lt;lakes&gt;?" in mail.outbox[-1].alternatives[0].content
    assert selectors.approvals_of(plan)[0].comment == "Which <lakes>?"


def test_below_eleven_elements_approval_is_not_even_asked(cast, noon, plan):
    services.edit_draft(plan, {"eqf_level": None, "nlqf_level": ""}, by=cast.ada)

    with pytest.raises(Invalid) as refused:
        services.ask_approval(plan, by=cast.ada, at=noon)

    assert [problem.field for problem in refused.value.problems] == ["eqf_level"]


def test_bo_asks_and_decides_nothing_at_uppsala(cast, noon, plan):
    with pytest.raises(NotPermitted):
        services.ask_approval(plan, by=cast.bo, at=noon)
    approval = services.ask_approval(plan, by=cast.ada, at=noon)

    for attempt in (
        lambda: services.approve(approval, by=cast.bo, at=noon),
        lambda: services.send_back(approval, "No", by=cast.bo, at=noon),
        lambda: services.withdraw(approval, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()


def test_what_waits_is_found_in_the_list(cast, noon, plan):
    draft(cast.uppsala_issuer, cast.ada)
    services.ask_approval(plan, by=cast.ada, at=noon)

    found = list(selectors.badges_of(cast.uppsala, by=cast.ada, state="waiting"))

    assert found == [plan]
    assert found[0].is_waiting
