from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress

from insigne_platform.core import mail, outbox
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import OutboxFact
from insigne_platform.core.tokens import token_for
from insigne_platform.people import selectors, services
from insigne_platform.people.models import Person, SignInLink

pytestmark = pytest.mark.django_db


def test_who_registers_has_an_unproved_address():
    person = services.register(" Amina@Mail.Example ", " Amina ", "nl", "correct horse battery")

    assert (person.email, person.display_name, person.language) == (
        "amina@mail.example",
        "Amina",
        "nl",
    )
    assert person.check_password("correct horse battery")
    assert selectors.verified_addresses(person) == []
    assert OutboxFact.objects.get().name == "people.person_registered"


def test_without_a_password_no_password_signs_in():
    person = services.register("amina@mail.example", "", "en")

    assert not person.has_usable_password()


def test_every_problem_is_named_at_once(cast):
    with pytest.raises(Invalid) as refusal:
        services.register("no address", "x" * 201, "fr", "short")

    assert [problem.field for problem in refusal.value.problems] == [
        "email",
        "display_name",
        "language",
        "password",
    ]


def test_bo_cannot_register_with_an_address_of_amina(cast):
    services.record_proved_address(cast.amina, "amina@second.example")

    for taken in ("AMINA@mail.example", "amina@second.example"):
        with pytest.raises(Invalid) as refusal:
            services.register(taken, "Bo", "en")
        assert [problem.field for problem in refusal.value.problems] == ["email"]


def test_bo_cannot_prove_what_amina_proved(cast):
    services.record_proved_address(cast.amina, "Shared@Second.example")

    with pytest.raises(Conflict):
        services.record_proved_address(cast.bo, "shared@second.example")

    assert selectors.verified_addresses(cast.amina) == [
        "amina@mail.example",
        "shared@second.example",
    ]
    assert selectors.person_with_verified("shared@second.EXAMPLE") == cast.amina
    assert selectors.verified_addresses(cast.bo) == ["bo@elsewhere.example"]


def test_proving_an_address_twice_announces_once(cast):
    services.record_proved_address(cast.amina, "amina@second.example")
    services.record_proved_address(cast.amina, "amina@second.example")

    assert OutboxFact.objects.filter(name="people.address_verified").count() == 1


def test_an_address_that_somebody_else_only_claimed_is_free_for_who_proves_it(cast):
    EmailAddress.objects.create(user=cast.bo, email="amina@second.example", verified=False)

    services.record_proved_address(cast.amina, "amina@second.example")

    assert selectors.person_with_verified("amina@second.example") == cast.amina


def test_bo_cannot_change_the_account_of_amina(cast):
    with pytest.raises(NotPermitted):
        services.set_names(cast.amina, display_name="Bo", language="en", by=cast.bo)

    services.set_names(cast.amina, display_name=" Amina Y. ", language="en", by=cast.amina)
    found = Person.objects.get(pk=cast.amina.pk)
    assert (found.display_name, found.language) == ("Amina Y.", "en")


def test_a_link_signs_in_once(cast, noon, mailed_link):
    token = mailed_link("amina@mail.example", noon)

    assert services.open_sign_in_link(token, at=noon + timedelta(minutes=14)) == cast.amina
    with pytest.raises(NotFound):
        services.open_sign_in_link(token, at=noon + timedelta(minutes=14))


def test_an_old_link_signs_nobody_in(cast, noon, mailed_link):
    token = mailed_link("amina@mail.example", noon)

    with pytest.raises(NotFound):
        services.open_sign_in_link(token, at=noon + timedelta(minutes=15))


def test_a_link_of_somebody_who_was_barred_signs_nobody_in(cast, noon, mailed_link):
    token = mailed_link("bo@elsewhere.example", noon)
    Person.objects.filter(pk=cast.bo.pk).update(is_active=False)

    with pytest.raises(NotFound):
        services.open_sign_in_link(token, at=noon)


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_other_text_signs_nobody_in(cast, noon, token):
    with pytest.raises(NotFound):
        services.open_sign_in_link(token, at=noon)


def test_nobody_learns_who_has_an_account(cast, noon, mailoutbox):
    answers = {
        services.send_sign_in_link(email, at=noon)
        for email in ("amina@mail.example", "nobody@mail.example", "not an address")
    }

    assert answers == {None}
    assert SignInLink.objects.count() == 1


def test_one_address_gets_three_links_at_a_time(cast, noon):
    for _ in range(5):
        services.send_sign_in_link("amina@mail.example", at=noon)
    assert SignInLink.objects.count() == 3

    services.send_sign_in_link("amina@mail.example", at=noon + timedelta(minutes=16))
    assert SignInLink.objects.count() == 4


def test_there_is_one_first_administrator():
    first = services.make_first_administrator("administrator@localhost", "correct horse battery")

    assert first is not None and first.is_administrator
    assert services.make_first_administrator("bo@localhost", "correct horse battery") is None


def test_the_mail_has_the_link_and_says_how_long_it_works(cast, noon, mailoutbox):
    services.send_sign_in_link("ada@uppsala.example", at=noon)
    outbox.deliver_pending()

    (message,) = mailoutbox
    (link,) = SignInLink.objects.all()
    address = f"https://badges.example.org/sign-in-link/{token_for('sign-in', link.pk)}"
    assert message.subject == "Your link to sign in"
    assert address in message.body
    assert "It works once, for 15 minutes" in message.body
    assert f'href="{address}"' in message.alternatives[0].content


@pytest.fixture
def mailed_link(mailoutbox, monkeypatch):
    """Ask for a link, and answer the token in the mail that came."""
    sent = []

    def keep(to, template, context, *, language):
        sent.append((to, template, context["link"], language))

    monkeypatch.setattr(mail, "send", keep)

    def ask(email, at):
        services.send_sign_in_link(email, at=at)
        outbox.deliver_pending()
        ((to, template, link, _language),) = sent
        assert (to, template) == (email, "sign_in_link")
        assert link.startswith("https://badges.example.org/sign-in-link/")
        return link.rsplit("/", 1)[1]

    return ask
