"""A world with something of everybody behind every door: Uppsala and Amina, Elsewhere and Eva."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.conf import settings
from django.test import Client

from access import (
    world_afterwards,
    world_api,
    world_assessments,
    world_bulk,
    world_catalogue,
    world_courses,
    world_earning,
    world_editor,
    world_endorsements,
    world_grants,
    world_house,
    world_identities,
    world_imports,
    world_pathways,
    world_sharing,
    world_statistics,
    world_studio,
)
from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards import services as awards
from insigne_platform.awards.models import Award
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.core.tokens import token_for
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Institution, Issuer, Role
from insigne_platform.people.models import Person
from web.a_badge import PICTURE, WORDS

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
PARTS = (
    world_afterwards,
    world_assessments,
    world_bulk,
    world_catalogue,
    world_courses,
    world_earning,
    world_editor,
    world_endorsements,
    world_house,
    world_identities,
    world_imports,
    world_sharing,
    world_grants,
    world_pathways,
    world_statistics,
    world_studio,
    world_api,  # it names what the others made
)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

# What is private in an award; none of it may be read where anybody can look.
SECRETS = {
    "name": "Amïna Geheim-Naam",
    "grade": "9,75 cum laude",
    "narrative": "Held the audience for an hour.",
    "evidence_url": "https://portfolio.example/amina-geheim",
}


@dataclass(frozen=True, slots=True)
class Side:
    """An institution and a holder, with one of each thing that an address can name."""

    institution: Institution
    issuer: Issuer
    holder: Person
    named: dict[str, dict[str, object]]


@dataclass(frozen=True, slots=True)
class World:
    """Everybody, signed in at a door of their own, and two sides that mirror each other."""

    uppsala: Side
    elsewhere: Side
    people: dict[str, Person]
    sessions: dict[str, str] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)

    def door(self, actor: str, **more: object) -> Client:
        """A browser in which *actor* is signed in (or nobody is), reading English.

        Where programs come in, it has the token of that actor.
        """
        if actor in self.tokens:
            more = {"headers": {"authorization": f"Bearer {self.tokens[actor]}"}, **more}
        client = Client(**more)
        client.cookies["django_language"] = "en"
        if actor in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[actor]
        return client


def make_world() -> World:
    """Make everything through the services, as it would come about."""
    operator = _person("operator@badges.example.org", is_administrator=True)
    ada, bo = _person("ada@uppsala.example"), _person("bo@elsewhere.example")
    amina, eva = _person("amina@mail.example"), _person("eva@mail.example")
    wim, olle = _person("wim@uppsala.example"), _person("olle@uppsala.example")
    greta = _person("greta@uppsala.example")
    people = {
        "amina": amina, "eva": eva, "ada": ada, "wim": wim, "olle": olle,
        "greta": greta, "bo": bo, "operator": operator,
    }  # fmt: skip
    sessions = {name: _session(person) for name, person in people.items()}

    uppsala = _side("Uppsala University", "uppsala.example", ada, amina, by=operator)
    elsewhere = _side("College Elsewhere", "elsewhere.example", bo, eva, by=operator)
    house = uppsala.institution
    institutions.add_member(house, wim, Role.AWARDER, by=ada)
    institutions.add_member(house, olle, Role.OBSERVER, by=ada)
    faculty = institutions.add_group(house, name_nl="Faculteit", name_en="Faculty", by=ada)
    institutions.add_member(house, greta, Role.AWARDER, group=faculty, by=ada)
    tokens = world_api.tokens_of(people, house, elsewhere.institution)
    return World(uppsala, elsewhere, people, sessions, tokens)


def _person(email: str, **fields: object) -> Person:
    person = Person.objects.create_user(email, "correct horse battery", **fields)
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def _session(person: Person) -> str:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _side(name: str, domain: str, administrator: Person, holder: Person, *, by: Person) -> Side:
    institution = institutions.found(
        {
            "name_en": name,
            "kind": "university",
            "country": "SE",
            "url": f"https://{domain}/",
            "email": f"badges@{domain}",
            "domain": domain,
        },
        administrator=administrator,
        by=by,
    )
    issuer = institutions.add_issuer(
        institution,
        {"name_en": name, "url": f"https://{domain}/", "email": f"badges@{domain}"},
        by=administrator,
    )
    colleague = _person(f"colleague@{domain}")
    member = institutions.add_member(institution, colleague, Role.AWARDER, by=administrator)
    outbox.deliver_all()

    kept, waiting, draft = (make_draft(issuer, administrator) for _each in range(3))
    for version in (kept, waiting):
        achievements.publish(version, by=administrator, at=NOON)
    award = _award(kept, holder.email, administrator)
    offered = _award(waiting, holder.email, administrator)
    people = awards.preview_list(
        kept, "list.csv", b"email\none@mail.example\n", by=administrator, at=NOON
    )
    _, holding = backpack.claim_by_link(token_for("claim", award.pk), by=holder, at=NOON)
    link = backpack.share(holding, by=holder, at=NOON)
    house = {"public_id": institution.public_id}
    badge = {"public_id": kept.achievement.public_id, "number": 1}
    side = Side(
        institution,
        issuer,
        holder,
        {
            "-": {},
            "institution": house,
            "member": {**house, "membership_id": member.pk},
            "issuer": {"public_id": issuer.public_id},
            "badge": badge,
            "draft": {"version_id": draft.pk},
            "published": {"version_id": kept.pk},
            "list": {"list_id": people.pk},
            "batch": {"batch_id": award.batch_id},
            "award": {"award_id": award.pk},
            "waiting": {"award_id": offered.pk},
            "assertion": {"public_id": award.public_id},
            "holding": {"holding_id": holding.pk, "link_id": link.pk, "kind": "png"},
            "share": {"token": token_for("share", link.pk)},
            "claim": {"token": token_for("claim", offered.pk)},
            "nobody's": {"token": token_for("sign-in", uuid.uuid4()), "mail_id": uuid.uuid4()},
            "address": {"key": _confirmation_key(holder)},
            "password": {
                "uidb36": holder.pk.hex,
                "key": default_token_generator.make_token(holder),
            },
        },
    )
    for part in PARTS:
        more = part.more_of(side, administrator=administrator)
        assert side.named.keys().isdisjoint(more), f"{part.__name__} names what others named"
        side.named.update(more)
    side.named["password"]["key"] = default_token_generator.make_token(holder)  # of all addresses
    outbox.deliver_all()
    return side


def make_draft(issuer: Issuer, by: Person) -> AchievementVersion:
    version = achievements.draft_badge(issuer, WORDS, by=by)
    return achievements.set_picture(version, PICTURE, by=by)


def _award(version: AchievementVersion, email: str, by: Person) -> Award:
    recipient = awards.Recipient(email=email, **SECRETS)
    award = awards.award_one(version, recipient, by=by, at=NOON)
    outbox.deliver_all()
    award.refresh_from_db()
    return award


def _confirmation_key(person: Person) -> str:
    address = EmailAddress.objects.create(user=person, email=f"second-{person.email}")
    return str(EmailConfirmationHMAC(address).key)
