"""The logs tell how the service does, and nothing of who uses it."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from smtplib import SMTPRecipientsRefused
from urllib.parse import quote

import pytest
import structlog
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.mail.backends.locmem import EmailBackend

from access.posting import posted_to
from access.table import ACTORS, rows
from access.world import SECRETS, World
from insigne_platform.core import outbox
from insigne_platform.people.models import Person

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"[\w.+-]+(?:@|%40)[\w-]+\.\w+")
NOT_A_PERSON = ("badges@uppsala.example", "badges@elsewhere.example")


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the service writes to its log, as it writes it."""
    written = io.StringIO()
    handler = next(found for found in logging.getLogger().handlers if found.name == "insigne")
    assert isinstance(handler, logging.StreamHandler)
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


def personal_in(text: str, world: World) -> list[str]:
    """The addresses, names and links of people that stand in the log."""
    tokens = [str(named["token"]) for named in world.uppsala.named.values() if "token" in named]
    tokens += [str(world.uppsala.named["address"]["key"]), *world.sessions.values()]
    names = [name for name in Person.objects.values_list("display_name", flat=True) if name]
    found = [secret for secret in (*SECRETS.values(), *tokens, *names) if secret in text]
    return found + [each for each in ADDRESS.findall(text) if each not in NOT_A_PERSON]


def test_what_stands_in_a_log_is_found(world, logged):
    structlog.get_logger("insigne.test").info(
        "hello", to="amina@mail.example", grade="9,75 cum laude"
    )

    assert personal_in(logged.getvalue(), world) == ["9,75 cum laude", "amina@mail.example"]


def test_whatever_is_asked_by_whomever_names_nobody(world, logged):
    for row in rows():
        path = row.path(world.uppsala.named[row.of])
        for actor in ("nobody", "amina", "ada", "bo"):
            door = world.door(actor, raise_request_exception=False)
            if row.method == "POST" and "logout" not in row.route:
                door.post(path, posted_to(row.route, world.uppsala))
            else:
                door.get(path)
    outbox.deliver_all()

    assert logged.getvalue().count("\n") > 4 * len(rows())
    assert personal_in(logged.getvalue(), world) == []


def test_what_does_not_exist_or_fails_names_nobody(world, logged, monkeypatch):
    address = "amina@mail.example"
    door = world.door("nobody", raise_request_exception=False)

    door.get(f"/nothing/{address}")
    door.get(f"/verify?address={quote(address)}")
    door.get("/", headers={"host": "amina.mail.example"})
    door.post("/account/login/", {"login": address, "password": "wrong horse battery"})
    door.post("/verify", {"file": SimpleUploadedFile(address, b"no badge"), "recipient": address})
    world.door("amina", enforce_csrf_checks=True).post("/account/", {"display_name": address})
    monkeypatch.setattr(
        "insigne_platform.verification.services.verify", _fails_with(ValueError(address))
    )
    failed = door.post("/verify", {"text": "a badge"})

    assert failed.status_code == 500
    assert logged.getvalue() != ""
    assert personal_in(logged.getvalue(), world) == []


@pytest.mark.parametrize("actor", [actor for actor in ACTORS if actor in ("amina", "ada")])
def test_a_mail_that_is_refused_names_nobody(world, logged, monkeypatch, actor):
    address = world.people[actor].email
    refusal = SMTPRecipientsRefused({address: (550, f"no such user {address}".encode())})
    monkeypatch.setattr(EmailBackend, "send_messages", _fails_with(refusal))

    world.door("nobody").post("/account/sign-in-link", {"email": address})
    world.door("ada").post(
        f"/issuing/badges/{world.uppsala.named['published']['version_id']}/award",
        {"email": "refused@mail.example", "name": "Somebody Refused"},
    )
    outbox.deliver_all()

    assert "reaction failed" in logged.getvalue() or "recipient refused" in logged.getvalue()
    assert personal_in(logged.getvalue(), world) == []


def _fails_with(error: Exception):
    def fail(*_args: object, **_more: object) -> None:
        raise error

    return fail
