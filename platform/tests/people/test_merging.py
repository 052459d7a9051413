"""Two accounts of one person become one, and part again."""

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.utils import timezone

from insigne_platform.config.moving import MOVES
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions.models import Membership
from insigne_platform.people import selectors, services
from insigne_platform.people.models import AccountMerge, Person

pytestmark = pytest.mark.django_db

EVAS = "eva@employer.example"


@pytest.fixture
def asked(cast, mailoutbox):
    """Amina asked for the account of Eva, and the letter went out; the token in it."""
    services.ask_to_merge(EVAS.upper(), by=cast.amina, at=timezone.now())
    outbox.deliver_all()
    return token_for("merge", AccountMerge.objects.get().pk)


def test_the_letter_goes_to_the_other_account_only(cast, asked, mailoutbox):
    (letter,) = mailoutbox

    assert letter.to == [EVAS]
    assert f"https://badges.example.org/account/merge/{asked}" in letter.body
    assert cast.amina.email not in letter.body + letter.alternatives[0].content


def test_nobody_learns_who_has_an_account(cast, mailoutbox):
    answers = {
        services.ask_to_merge(email, by=cast.amina, at=timezone.now())
        for email in (EVAS, "nobody@mail.example", "no address")
    }
    outbox.deliver_all()

    assert answers == {None}
    assert [letter.to for letter in mailoutbox] == [[EVAS]]


def test_one_account_asks_three_times_at_most(cast, mailoutbox):
    for _ in range(5):
        services.ask_to_merge(EVAS, by=cast.amina, at=timezone.now())
    outbox.deliver_all()

    assert len(mailoutbox) == 3


def test_an_address_of_ones_own_is_refused(cast):
    with pytest.raises(Invalid):
        services.ask_to_merge(cast.amina.email, by=cast.amina, at=timezone.now())


def test_the_link_works_for_who_asked_and_for_nobody_else(cast, asked):
    for somebody in (cast.bo, cast.eva, cast.operator):
        with pytest.raises(NotPermitted):
            services.merge(asked, by=somebody, at=timezone.now())

    assert AccountMerge.objects.get().done_at is None


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_other_text_merges_nothing(cast, token):
    with pytest.raises(NotFound):
        services.merge(token, by=cast.amina, at=timezone.now())


def test_a_link_works_for_a_day(cast, asked):
    with pytest.raises(NotFound):
        services.merge(asked, by=cast.amina, at=timezone.now() + timedelta(hours=25))


def test_a_link_to_an_address_that_was_given_up_since_proves_nothing(cast, asked):
    services.record_proved_address(cast.eva, "eva@mail.example")
    services.give_up(EmailAddress.objects.get(email=EVAS), by=cast.eva, at=timezone.now())

    with pytest.raises(NotFound):
        services.merge(asked, by=cast.amina, at=timezone.now())


def test_an_administrator_is_not_swallowed(cast, mailoutbox):
    services.ask_to_merge(cast.operator.email, by=cast.bo, at=timezone.now())

    with pytest.raises(Conflict):
        services.merge(
            token_for("merge", AccountMerge.objects.get().pk), by=cast.bo, at=timezone.now()
        )


def test_what_moves_is_shown_before(cast, asked, add_member):
    add_member(cast.eva)

    _merge, counts = services.what_moves(asked, by=cast.amina, at=timezone.now())

    assert counts == {"account.emailaddress": 1, "institutions.membership": 1}


def test_merged_and_parted(cast, asked, add_member, mailoutbox):
    add_member(cast.eva)
    mailoutbox.clear()

    merge = services.merge(asked, by=cast.amina, at=timezone.now())
    outbox.deliver_all()

    eva = Person.objects.get(pk=cast.eva.pk)
    assert (eva.is_active, eva.email) == (False, f"{eva.pk}@merged.invalid")
    assert selectors.verified_addresses(cast.amina) == ["amina@mail.example", EVAS]
    assert Membership.objects.filter(person=cast.amina).count() == 1
    assert sorted(to for letter in mailoutbox for to in letter.to) == [cast.amina.email, EVAS]
    with pytest.raises(NotFound):
        services.merge(asked, by=cast.amina, at=timezone.now())

    with pytest.raises(NotPermitted):
        services.undo_merge(merge, by=cast.bo, at=timezone.now())
    services.undo_merge(merge, by=cast.amina, at=timezone.now() + timedelta(days=29))

    eva.refresh_from_db()
    assert (eva.is_active, eva.email) == (True, EVAS)
    assert selectors.verified_addresses(eva) == [EVAS]
    assert EmailAddress.objects.get(email=EVAS).primary
    assert selectors.verified_addresses(cast.amina) == ["amina@mail.example"]
    assert Membership.objects.filter(person=eva).count() == 1
    with pytest.raises(Conflict):
        services.undo_merge(merge, by=cast.amina, at=timezone.now())
    actions = set(AuditEntry.objects.values_list("action", flat=True))
    assert {"account.merge_asked", "account.merged", "account.merge_undone"} <= actions


def test_after_thirty_days_it_stays_so(cast, asked):
    merge = services.merge(asked, by=cast.amina, at=timezone.now())

    with pytest.raises(Conflict):
        services.undo_merge(merge, by=cast.amina, at=timezone.now() + timedelta(days=31))


def test_what_both_have_stays_behind(cast, asked, add_member):
    add_member(cast.eva)
    add_member(cast.amina)

    services.merge(asked, by=cast.amina, at=timezone.now())

    assert Membership.objects.filter(person=cast.amina).count() == 1
    assert Membership.objects.filter(person=cast.eva).count() == 1


def test_parting_needs_an_address_on_either_side(cast, asked):
    merge = services.merge(asked, by=cast.amina, at=timezone.now())
    own = EmailAddress.objects.get(email="amina@mail.example")
    services.give_up(own, by=cast.amina, at=timezone.now())

    with pytest.raises(Conflict):
        services.undo_merge(merge, by=cast.amina, at=timezone.now())

    merge.refresh_from_db()
    assert selectors.verified_addresses(cast.amina) == [EVAS]


def test_the_first_address_may_be_one_that_goes_back(cast, asked):
    merge = services.merge(asked, by=cast.amina, at=timezone.now())
    theirs = EmailAddress.objects.get(email=EVAS)
    theirs.set_as_primary()

    services.undo_merge(merge, by=Person.objects.get(pk=cast.amina.pk), at=timezone.now())

    emails = dict(Person.objects.values_list("pk", "email"))
    assert (emails[cast.amina.pk], emails[cast.eva.pk]) == ("amina@mail.example", EVAS)


def test_every_row_that_names_a_person_moves_or_has_a_reason_to_stay():
    moves = {(move.table, move.field) for move in MOVES}
    named = {
        (model._meta.label_lower, field.name)
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Person and not field.name.endswith("_by")
    }

    assert named - moves == {
        ("account.emailaddress", "user"),  # moves by itself, and so do periods
        ("people.addressperiod", "person"),
        ("people.accountmerge", "kept"),
        ("people.accountmerge", "merged"),
        ("people.signinlink", "person"),  # lives for a quarter of an hour
        ("rights.erasure", "person"),  # a wish about one account
        ("earning.applicationentry", "author"),  # who wrote it then
        ("achievements.draftstate", "by"),
    }
    assert moves - named == set()
