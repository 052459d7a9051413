"""The cast, and what most tests of the platform start from."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest import mock

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.utils import translation

from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType
from insigne_platform.core import outbox
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Institution, Issuer, Role
from insigne_platform.people.models import Person

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
HERE = Path(__file__).parent
THOROUGH = (
    "access",
    "achievements/test_catalogue.py",
    "achievements/test_studio.py",
    "api",
    "awards/test_changing.py",
    "awards/test_permutation.py",
    "awards/test_reach.py",
    "backpack/test_imports.py",
    "certificates",
    "config/test_commands.py",
    "demo",
    "earning/test_result_lists.py",
    "earning/test_rules.py",
    "earning/test_seats_that_race.py",
    "journeys",
    "privacy",
    "verification/test_own_badges.py",
    "web/test_catalogue.py",
    "web/test_issuing_awards.py",
)
"""What takes half of the time together; `./dev check` runs it, `./dev test` does not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep `./dev test` short: it is what everybody runs all day."""
    parts = tuple(HERE / part for part in THOROUGH)
    for item in items:
        if any(item.path.is_relative_to(part) for part in parts):
            item.add_marker(pytest.mark.slow)


@dataclass(frozen=True, slots=True)
class Cast:
    """Ada awards for Uppsala, Bo awards elsewhere, Amina earns, and Eva employs people."""

    ada: Person
    bo: Person
    amina: Person
    eva: Person
    operator: Person
    uppsala: Institution
    elsewhere: Institution
    uppsala_issuer: Issuer
    elsewhere_issuer: Issuer


@pytest.fixture(scope="session")
def few_rsa_keys() -> Iterator[None]:
    """Hand out eight RSA keys in turn: making one for every institution is most of the time."""
    made = [PrivateKey.generate(KeyType.RSA) for _ in range(8)]
    turn = itertools.cycle(made)
    genuine = PrivateKey.generate

    def generate(key_type: KeyType) -> PrivateKey:
        return next(turn) if key_type is KeyType.RSA else genuine(key_type)

    with mock.patch.object(PrivateKey, "generate", generate):
        yield


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Each test begins in English, whatever language the last one spoke."""
    with translation.override("en"):
        yield


@pytest.fixture
def counting(settings) -> None:
    """A cache that remembers who asked how often, and begins at nothing."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def noon() -> datetime:
    return NOON


@pytest.fixture
def make_person(db) -> Callable[..., Person]:
    """Make a person with a verified address and the password "correct horse battery"."""

    def make(email: str, display_name: str = "", **fields: object) -> Person:
        person = Person.objects.create_user(
            email, "correct horse battery", display_name=display_name, **fields
        )
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        return person

    return make


@pytest.fixture
def cast(make_person, few_rsa_keys) -> Cast:
    """The cast of STYLE §8; the institutions have keys and published issuers."""
    operator = make_person("operator@badges.example.org", "Operator", is_administrator=True)
    ada = make_person("ada@uppsala.example", "Ada Lindqvist")
    bo = make_person("bo@elsewhere.example", "Bo de Wit")
    amina = make_person("amina@mail.example", "Amina Yılmaz", language="nl")
    eva = make_person("eva@employer.example", "Eva Peters")
    uppsala = _institution("Uppsala University", "uppsala.example", administrator=ada, by=operator)
    elsewhere = _institution(
        "College Elsewhere", "elsewhere.example", administrator=bo, by=operator
    )
    found = Cast(
        ada=ada,
        bo=bo,
        amina=amina,
        eva=eva,
        operator=operator,
        uppsala=uppsala,
        elsewhere=elsewhere,
        uppsala_issuer=_issuer(uppsala, "Uppsala University", by=ada),
        elsewhere_issuer=_issuer(elsewhere, "College Elsewhere", by=bo),
    )
    outbox.deliver_pending()
    return found


def _institution(name: str, domain: str, *, administrator: Person, by: Person) -> Institution:
    fields = {
        "name_en": name,
        "kind": "university",
        "country": "SE",
        "url": f"https://{domain}/",
        "email": f"badges@{domain}",
        "domain": domain,
    }
    return institutions.found(fields, administrator=administrator, by=by)


def _issuer(institution: Institution, name: str, *, by: Person) -> Issuer:
    fields = {
        "name_en": name,
        "url": institution.url,
        "email": institution.email,
        "description_en": f"Badges of {name}.",
    }
    return institutions.add_issuer(institution, fields, by=by)


@pytest.fixture
def add_member(cast) -> Callable[..., Person]:
    """Have a person work for Uppsala in a role."""

    def add(person: Person, role: str = Role.AWARDER) -> Person:
        institutions.add_member(cast.uppsala, person, role, by=cast.ada)
        return person

    return add
