"""A visitor in a process of its own, who wants the last seat: `python seat_racer.py setup|race`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime, timedelta

import django

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
RACERS = 4


def setup() -> object:
    from decimal import Decimal

    from allauth.account.models import EmailAddress
    from django.core.management import call_command

    from achievements.badge_making import published
    from insigne_platform.core import outbox
    from insigne_platform.core.instance import open_instance
    from insigne_platform.earning import services
    from insigne_platform.institutions import services as institutions
    from insigne_platform.people.models import Person

    call_command("migrate", "--run-syncdb", verbosity=0)
    open_instance()
    ada = Person.objects.create_user("ada@uppsala.example", is_administrator=True)
    where = {"name_en": "Uppsala", "url": "https://uppsala.example/", "email": "b@uppsala.example"}
    uppsala = institutions.found(
        {**where, "kind": "university", "country": "SE"}, administrator=ada, by=ada
    )
    issuer = institutions.add_issuer(uppsala, where, by=ada)
    outbox.deliver_pending()
    version = published(issuer, ada, NOON)
    said = services.AssessmentWords(title_en="Ice test", pass_mark=Decimal(5), is_open=True)
    assessment = services.make_assessment(version.achievement, said, by=ada)
    when = services.MomentWords(NOON + timedelta(days=7), "Room 3", 2)
    services.add_moment(assessment, when, by=ada, at=NOON)
    for number in range(RACERS):
        person = Person.objects.create_user(f"racer-{number}@mail.example")
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return "ready"


def race() -> object:
    """Say that we stand at the line, and register as soon as a line comes in."""
    from insigne_platform.core.errors import Conflict
    from insigne_platform.earning import services
    from insigne_platform.earning.models import Moment
    from insigne_platform.people.models import Person

    moment = Moment.objects.get()
    person = Person.objects.get(email=sys.argv[2])
    print("at the line", flush=True)
    sys.stdin.readline()
    try:
        return services.register(moment, email=person.email, name="Racer", by=person, at=NOON).seat
    except Conflict as conflict:
        return str(conflict)


if __name__ == "__main__":
    django.setup()
    command = {"setup": setup, "race": race}[sys.argv[1]]
    print(json.dumps(command()), flush=True)
