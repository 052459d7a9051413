from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.awards.services import Recipient
from insigne_platform.backpack import services as backpack
from insigne_platform.backpack.models import Holding
from insigne_platform.grants import services
from insigne_platform.grants.models import AccessRequest, Grant, Kind, Organisation, Proof
from insigne_platform.grants.services.asking import Wish
from insigne_platform.grants.services.proving import sentence_of
from insigne_platform.people.models import Person


def proved(organisation: Organisation, by: Person, at: datetime) -> Organisation:
    """Prove the domain: the line stands in its file."""
    line = sentence_of(organisation)
    return services.prove(organisation, by=by, at=at, look=lambda _: {Proof.FILE: [line]})


@pytest.fixture
def employer(cast, noon) -> Organisation:
    """Eva's organisation, of which everybody knows whose it is."""
    made = services.found_organisation(
        name="The mill", domain="employer.example", kind=Kind.EMPLOYER, by=cast.eva
    )
    return proved(made, cast.eva, noon)


@pytest.fixture
def agent(make_person) -> Person:
    """Somebody of the agency."""
    return make_person("sam@agency.example", "Sam Vos")


@pytest.fixture
def agency(agent, noon) -> Organisation:
    """A screening agency."""
    made = services.found_organisation(
        name="Screen", domain="agency.example", kind=Kind.AGENCY, by=agent
    )
    return proved(made, agent, noon)


@pytest.fixture
def kept(cast, noon) -> Holding:
    """A badge in Amina's backpack, with a grade and a story."""
    version = published(cast.uppsala_issuer, cast.ada, noon)
    recipient = Recipient(
        email=cast.amina.email, name="Amina Yılmaz", grade="9,75",
        narrative="She held the audience.", evidence_url="https://portfolio.example/canary",
    )  # fmt: skip
    award = awarded(version, cast.ada, noon, recipient)
    return backpack.claim(award, by=cast.amina, at=noon)


@pytest.fixture
def ask(cast, noon, employer) -> Callable[..., AccessRequest]:
    """Have the mill ask Amina."""

    def made(**more: object) -> AccessRequest:
        wish = {"address": "Amina@mail.example", "purpose": "A post", "days": 30} | more
        return services.ask(employer, Wish(**wish), by=cast.eva, at=noon)  # type: ignore[arg-type]

    return made


@pytest.fixture
def grant(cast, noon, ask, kept) -> Grant:
    """What Amina granted the mill: the badge with her name, without its grade."""
    request = ask(fields=["name", "grade"])
    return services.grant(request, [kept], fields=["name"], days=10, by=cast.amina, at=noon)
