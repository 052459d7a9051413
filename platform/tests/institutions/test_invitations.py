"""Invitations: mailed in the recipient's language, accepted by who proves the address."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions import permissions, selectors, services
from insigne_platform.institutions.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def invite(cast, noon):
    def ask(email="new@mail.example", rights=("may_award",), *, by=None, at=noon, **where):
        return services.invite(
            cast.uppsala, email, rights, language="nl", **where, by=by or cast.ada, at=at
        )

    return ask


def _token(invitation):
    return token_for("invitation", invitation.pk)


def test_it_is_mailed_in_the_language_of_who_is_asked(invite):
    invitation = invite("New@Mail.example")
    outbox.deliver_pending()

    [letter] = mail.outbox
    assert letter.to == ["new@mail.example"]
    assert letter.subject == "Uitnodiging: werk mee aan de badges van Uppsala University"
    assert f"/invitation/{_token(invitation)}" in letter.body
    assert "Badges uitreiken" in letter.body


def test_whoever_proved_the_address_accepts_and_works_there(cast, invite, make_person, noon):
    invitation = invite(rights={"may_award", "may_revoke"}, issuer=cast.uppsala_issuer)
    new = make_person("new@mail.example")

    services.accept(_token(invitation), by=new, at=noon)

    assert permissions.may_revoke(new, cast.uppsala_issuer)
    assert list(selectors.open_invitations_of(cast.uppsala)) == []
    with pytest.raises(NotFound):
        services.accept(_token(invitation), by=new, at=noon)


def test_nobody_else_accepts_it_not_even_with_the_link(cast, invite, noon):
    invitation = invite()
    # An address that is on the account and not proved is no proof.
    cast.eva.emailaddress_set.create(email="new@mail.example", verified=False)

    for person in (cast.bo, cast.eva, cast.ada):
        with pytest.raises(NotPermitted):
            services.accept(_token(invitation), by=person, at=noon)

    assert list(selectors.open_invitations_of(cast.uppsala)) == [invitation]


def test_it_runs_out_after_two_weeks(cast, invite, make_person, noon):
    invitation = invite()
    new = make_person("new@mail.example")
    later = noon + timedelta(days=14)

    assert selectors.open_invitation(_token(invitation), at=later) is None
    with pytest.raises(NotFound):
        services.accept(_token(invitation), by=new, at=later)
    services.send_again(invitation, by=cast.ada, at=later)
    assert services.accept(_token(invitation), by=new, at=later).person == new


def test_a_withdrawn_one_opens_nothing_and_is_not_mailed(cast, invite, make_person, noon):
    invitation = invite()
    services.withdraw(invitation, by=cast.ada, at=noon)
    outbox.deliver_pending()

    assert mail.outbox == []
    with pytest.raises(NotFound):
        services.accept(_token(invitation), by=make_person("new@mail.example"), at=noon)
    with pytest.raises(Conflict):
        services.send_again(invitation, by=cast.ada, at=noon)


def test_nobody_is_invited_twice_to_one_place(cast, invite, noon):
    invite()

    with pytest.raises(Conflict):
        invite("NEW@mail.example")
    invite(issuer=cast.uppsala_issuer)
    again = invite(at=noon + timedelta(days=20))
    assert next(iter(selectors.open_invitations_of(cast.uppsala))) == again


def test_who_works_there_already_gets_the_rights_beside_their_own(cast, invite, noon):
    services.add_staff(cast.uppsala, cast.eva, {"may_edit_badges"}, by=cast.ada)

    services.accept(_token(invite("eva@employer.example")), by=cast.eva, at=noon)

    assert Membership.objects.get(person=cast.eva).rights == {"may_edit_badges", "may_award"}


def test_bo_invites_nobody_to_uppsala(cast, invite, noon):
    invitation = invite()

    for attempt in (
        lambda: invite("bo@mail.example", by=cast.bo),
        lambda: services.withdraw(invitation, by=cast.bo, at=noon),
        lambda: services.send_again(invitation, by=cast.bo, at=noon),
    ):
        with pytest.raises(NotPermitted):
            attempt()


@pytest.mark.parametrize(
    "email",
    ["", "nobody", "a@b", "x" * 250 + "@mail.example", "a@mail.example\nBcc: b@mail.example"],
)
def test_an_address_that_is_none_is_refused(invite, email):
    with pytest.raises(Invalid):
        invite(email)


def test_tokens_of_other_purposes_and_other_texts_open_nothing(invite, noon):
    invitation = invite()

    for token in (token_for("claim", invitation.pk), "", "x" * 43, "\0", _token(invitation)[:-1]):
        assert selectors.open_invitation(token, at=noon) is None


def test_the_audit_trail_tells_no_addresses(cast, invite, make_person, noon):
    services.accept(_token(invite()), by=make_person("new@mail.example"), at=noon)

    said = [f"{entry.action} {entry.details}" for entry in AuditEntry.objects.all()]
    assert [line for line in said if "member.invited" in line]
    assert [line for line in said if "@" in line] == []
