"""Organisations: who may register one, how a domain is proved, and who acts for it."""

from __future__ import annotations

import pytest

from grants.conftest import proved
from insigne.verification.evidence import Fetched, NotFetched
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.grants import permissions, selectors, services
from insigne_platform.grants.models import Kind, Organisation, Proof
from insigne_platform.grants.services import proving
from insigne_platform.grants.services.organising import is_at, plain_domain
from insigne_platform.people import services as people

pytestmark = pytest.mark.django_db


def found(by, domain="employer.example", **more):
    return services.found_organisation(
        **({"name": "The mill", "domain": domain, "kind": Kind.EMPLOYER} | more), by=by
    )


@pytest.mark.parametrize(
    "text",
    ["", "localhost", "example", "https://example.org", "a b.example", "-x.example", "x.example/",
     "127.0.0.1", "x..example", "a" * 64 + ".example", "x." * 130 + "example", "ex\x00ample.org"],
)  # fmt: skip
def test_what_is_no_domain_is_refused(cast, text):
    assert plain_domain(text) is None
    with pytest.raises(Invalid):
        found(cast.eva, text)
    assert not Organisation.objects.exists()


def test_a_domain_is_compared_in_one_spelling():
    assert plain_domain(" Bücher.Example. ") == "xn--bcher-kva.example"


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("eva@employer.example", True),
        ("eva@mail.employer.example", True),
        ("eva@notemployer.example", False),
        ("eva@employer.example.evil.example", False),
        ("employer.example", False),
    ],
)
def test_an_address_is_at_a_domain_or_it_is_not(address, is_one):
    assert is_at(address, "employer.example") is (is_one or "@" not in address)


def test_only_who_has_an_address_there_registers_it(cast):
    with pytest.raises(Invalid):
        found(cast.amina)
    made = found(cast.eva)

    assert not made.is_proved
    assert permissions.may_run(cast.eva, made)
    assert not permissions.may_act(cast.amina, made)


def test_a_domain_is_proved_by_its_line_and_by_nothing_else(cast, noon):
    made = found(cast.eva)
    line = proving.sentence_of(made)
    for lines in ([], ["insigne-organisation="], [line + "0"], [line[:-1]], [f"not {line}"]):
        with pytest.raises(Invalid):
            services.prove(made, by=cast.eva, at=noon, look=lambda _, x=lines: {Proof.FILE: x})
    assert not Organisation.objects.get().is_proved

    services.prove(made, by=cast.eva, at=noon, look=lambda _: {Proof.DNS: ["other", line]})

    assert (made.proved_at, made.proved_by) == (noon, Proof.DNS)


def test_a_domain_is_of_one_organisation(cast, noon, make_person):
    first, second = found(cast.eva), found(make_person("evil@employer.example"))
    proved(first, cast.eva, noon)

    with pytest.raises(Conflict):
        proved(second, second_administrator(second), noon)


def second_administrator(organisation):
    from insigne_platform.people.models import Person

    return Person.objects.get(email=organisation.members.get().address)


class Says:
    """A website that says one thing, from somewhere."""

    def __init__(self, answer: object) -> None:
        self._answer = answer

    def fetch(self, _need: object) -> object:
        return self._answer


@pytest.mark.parametrize(
    ("final_url", "status", "is_heard"),
    [
        ("https://employer.example/.well-known/insigne-organisation.txt", 200, True),
        ("https://evil.example/.well-known/insigne-organisation.txt", 200, False),
        ("https://employer.example.evil.example/x", 200, False),
        ("https://employer.example/.well-known/insigne-organisation.txt", 404, False),
    ],
)
def test_only_the_domain_itself_is_heard(monkeypatch, noon, final_url, status, is_heard):
    answer = Fetched("https://employer.example/", final_url, status, b"\xffx\nline\n", "", noon)
    monkeypatch.setattr(proving, "HttpFetcher", lambda **_: Says(answer))

    assert ("line" in proving._file_of("employer.example")) is is_heard


def test_a_website_that_does_not_answer_proves_nothing(monkeypatch):
    monkeypatch.setattr(proving, "HttpFetcher", lambda **_: Says(NotFetched("x", "no")))

    assert proving._file_of("employer.example") == []


def test_an_inside_address_is_never_asked():
    assert proving._file_of("localhost.localdomain") == []


def test_members_have_an_address_at_the_domain(cast, employer):
    for address in (
        "amina@mail.example",
        "nobody",
        "x@evil-employer.example",
        "eva@employer.example",
    ):
        with pytest.raises(Invalid):
            services.add_member(employer, address, is_administrator=True, by=cast.eva)
    assert employer.members.count() == 1


def test_a_member_acts_and_does_not_decide(cast, employer, make_person):
    rob = make_person("rob@employer.example")
    services.add_member(employer, "Rob@Employer.example", is_administrator=False, by=cast.eva)

    assert permissions.may_act(rob, employer)
    assert list(selectors.organisations_of(rob)) == [employer]
    with pytest.raises(NotPermitted):
        services.add_member(employer, "x@employer.example", is_administrator=True, by=rob)


def test_the_last_who_decides_stays(cast, employer, make_person):
    rob = make_person("rob@employer.example")
    member = services.add_member(employer, rob.email, is_administrator=False, by=cast.eva)
    with pytest.raises(Conflict):
        services.remove_member(employer.members.get(is_administrator=True), by=cast.eva)

    services.remove_member(member, by=cast.eva)

    assert not permissions.may_act(rob, employer)


def test_whoever_gave_the_address_up_acts_no_more(cast, noon, employer):
    from allauth.account.models import EmailAddress

    people.record_proved_address(cast.eva, "eva@employer.example")
    EmailAddress.objects.create(user=cast.eva, email="eva@home.example", verified=True)
    people.record_proved_address(cast.eva, "eva@home.example")
    people.give_up(EmailAddress.objects.get(email="eva@employer.example"), by=cast.eva, at=noon)

    assert not permissions.may_act(cast.eva, employer)


def test_a_mandate_needs_two_proved_organisations(cast, noon, employer, agency, agent):
    given = {"purpose": "Screening", "days": 30, "at": noon}
    for domain in ("nobody.example", "employer.example", "", "https://agency.example"):
        with pytest.raises(Invalid):
            services.give_mandate(employer, agency_domain=domain, by=cast.eva, **given)
    with pytest.raises(NotPermitted):
        services.give_mandate(employer, agency_domain="agency.example", by=agent, **given)

    mandate = services.give_mandate(employer, agency_domain="Agency.example", by=cast.eva, **given)

    assert list(selectors.open_mandates(agency, noon)) == [mandate]
    services.end_mandate(mandate, by=cast.eva, at=noon)
    assert not selectors.open_mandates(agency, noon)
