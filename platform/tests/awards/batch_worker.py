"""A worker of its own process and a database in a file: what a power cut leaves is what it finds.

Run as `python batch_worker.py setup|work|award|offer|confirm|count`, with the settings in the
environment.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime

import django

ROWS = 800
SMALL_CHUNK = 10
ROWS_IN_PARTS, ROWS_OF_A_PART = 400, 10
NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


def setup() -> object:
    from django.core.management import call_command

    from achievements.badge_making import published
    from insigne_platform.core import outbox
    from insigne_platform.core.instance import open_instance
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
    return published(issuer, ada, NOON).name


def award() -> object:
    """Award the list to everybody who does not have the badge; the outcome in one word."""
    from awards.award_making import csv_of
    from insigne_platform.achievements.models import AchievementVersion
    from insigne_platform.awards import services
    from insigne_platform.core.errors import Conflict
    from insigne_platform.people.models import Person

    ada, version = Person.objects.get(), AchievementVersion.objects.get()
    recipients = services.preview_list(version, "l.csv", csv_of(ROWS), by=ada, at=NOON)
    try:
        return services.award_list(recipients, only_good=True, by=ada, at=NOON).total
    except Conflict:
        return "already"


def offer() -> object:
    """Read a list that is taken up in parts, and stop before anything is awarded."""
    from awards.award_making import csv_of
    from insigne_platform.achievements.models import AchievementVersion
    from insigne_platform.awards import services
    from insigne_platform.awards.services import listing
    from insigne_platform.people.models import Person

    listing.ROWS_OF_A_PART = ROWS_OF_A_PART
    ada, version = Person.objects.get(), AchievementVersion.objects.get()
    recipients = services.preview_list(version, "l.csv", csv_of(ROWS_IN_PARTS), by=ada, at=NOON)
    return {"ready": recipients.good, "already": recipients.having}


def confirm() -> object:
    """Award the list that was offered; which batch came of it."""
    from insigne_platform.awards import services
    from insigne_platform.awards.models import RecipientList
    from insigne_platform.people.models import Person

    ada, recipients = Person.objects.get(), RecipientList.objects.get()
    return str(services.award_list(recipients, only_good=True, by=ada, at=NOON).pk)


def work() -> object:
    from insigne_platform.awards import services
    from insigne_platform.awards.models import Batch

    batch = Batch.objects.get()
    while services.issue_chunk(batch.pk, at=NOON, size=SMALL_CHUNK):
        print("a chunk is made", flush=True)
    return "done"


def count() -> object:
    from insigne_platform.awards.models import Award, IssuedDocument, StatusList
    from insigne_platform.core.models import OutboxFact, PublicDocument

    issued = Award.objects.filter(state="issued")
    return {
        "issued": issued.count(),
        "ids": issued.values("credential_id").distinct().count(),
        "places": issued.values("status_list", "status_index").distinct().count(),
        "bodies": IssuedDocument.objects.exclude(body=None).count(),
        "documents": IssuedDocument.objects.count(),
        "hosted": PublicDocument.objects.filter(path__startswith="/public/assertions/").count(),
        "cursor": StatusList.objects.get().cursor,
        "told": OutboxFact.objects.filter(name="awards.awards_issued").count(),
    }


if __name__ == "__main__":
    django.setup()
    commands = (setup, award, offer, confirm, work, count)
    command = {each.__name__: each for each in commands}[sys.argv[1]]
    print(json.dumps(command()), flush=True)
