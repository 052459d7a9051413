"""One run of a batch in a process of its own: what it took goes to standard output as JSON.

Run as `python -m bench.issuing_worker setup|run|work|count ROWS`, with the settings in the
environment.
"""
# ruff: noqa: PLC0415 - models are there only once Django is set up

import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import django

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT_WORK = "at work"


def csv_of(rows: int) -> bytes:
    """A list as a registry writes it, with everything that a row can have."""
    lines = [
        f"student{n}@mail.example;Student {n};7,5;Handed in report {n}.;"
        f"https://uppsala.example/reports/{n};14-05-2026"
        for n in range(1, rows + 1)
    ]
    return "\r\n".join(["E-mailadres;Naam;Cijfer;Toelichting;Bewijs;Datum", *lines]).encode()


def setup(_rows: int) -> object:
    """An institution with a badge, on a fresh database."""
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


def _award(rows: int) -> object:
    from insigne_platform.achievements.models import AchievementVersion
    from insigne_platform.awards import services
    from insigne_platform.core.errors import Conflict
    from insigne_platform.people.models import Person

    ada, version = Person.objects.get(), AchievementVersion.objects.get()
    recipients = services.preview_list(version, "l.csv", csv_of(rows), by=ada, at=NOON)
    checked = time.perf_counter()
    try:
        return services.award_list(recipients, only_good=True, by=ada, at=NOON), checked
    except Conflict:
        return None, checked


def award(rows: int) -> object:
    """Award the list to everybody who does not have the badge; how many those are.

    In parts of a hundred, so that there are many points at which a worker can be killed.
    """
    from insigne_platform.awards.services import listing

    listing.ROWS_OF_A_PART = 100
    batch, _checked = _award(rows)
    return batch.total if batch else 0


def run(rows: int) -> object:
    """From the file to queued mails, in one go; the seconds of each step, and the memory."""
    from insigne_platform.awards import services

    started, busy = time.perf_counter(), time.process_time()
    batch, checked = _award(rows)
    opened = time.perf_counter()
    while services.issue_chunk(batch.pk, at=NOON):
        pass
    ended = time.perf_counter()
    return {
        "whole": ended - started,
        "checked": checked - started,
        "opened": opened - checked,
        "issued": ended - opened,
        "processor": time.process_time() - busy,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def work(_rows: int) -> object:
    """Work at the batch until it is done, or somebody ends us."""
    from insigne_platform.awards import services
    from insigne_platform.awards.models import Batch

    print(AT_WORK, flush=True)
    batch = Batch.objects.get()
    while services.issue_chunk(batch.pk, at=NOON):
        pass
    return "done"


def count(_rows: int) -> object:
    """What there is of the batch, to be compared with what there should be."""
    from insigne_platform.awards.models import Award, IssuedDocument
    from insigne_platform.core.models import OutboxFact, PublicDocument

    issued = Award.objects.filter(state="issued")
    return {
        "awards": Award.objects.count(),
        "issued": issued.count(),
        "ids": issued.values("credential_id").distinct().count(),
        "places": issued.values("status_list", "status_index").distinct().count(),
        "bodies": IssuedDocument.objects.exclude(body=None).count(),
        "documents": IssuedDocument.objects.count(),
        "hosted": PublicDocument.objects.filter(path__startswith="/public/assertions/").count(),
        "told": OutboxFact.objects.filter(name="awards.awards_issued").count(),
    }


COMMANDS = {"setup": setup, "award": award, "run": run, "work": work, "count": count}

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent / "platform" / "tests"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "insigne_platform.config.settings")
    django.setup()
    print(json.dumps(COMMANDS[sys.argv[1]](int(sys.argv[2]))), flush=True)
