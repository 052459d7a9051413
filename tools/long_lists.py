"""Measure the list of awards with very many of them: `python tools/long_lists.py DATA [COUNT]`.

DATA is a copy of a demo's folder; COUNT awards (100,000) are added to its database, and the pages
are asked for as its administrator asks for them. Not a part of any check: it takes minutes.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from datetime import timedelta

os.environ["INSIGNE_DATA_DIR"] = sys.argv[1]
os.environ["DJANGO_SETTINGS_MODULE"] = "insigne_platform.config.settings"
os.environ["INSIGNE_ALLOWED_HOSTS"] = "testserver"

import django

django.setup()

from django.core.cache import cache  # noqa: E402 - after setup
from django.db import connection, transaction  # noqa: E402 - after setup
from django.test import Client  # noqa: E402 - after setup
from django.test.utils import CaptureQueriesContext  # noqa: E402 - after setup
from django.utils import timezone  # noqa: E402 - after setup

from insigne_platform.achievements.models import AchievementVersion, VersionState  # noqa: E402 - after setup
from insigne_platform.awards.models import Award, Batch, StatusList  # noqa: E402 - after setup
from insigne_platform.core import audit  # noqa: E402 - after setup
from insigne_platform.institutions.models import Institution  # noqa: E402 - after setup
from insigne_platform.people.models import Person  # noqa: E402 - after setup

COUNT = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
FIRST = ("Amina", "Sanne", "Tarık", "Joris", "Noor", "Pim", "Eva", "Daan", "Lotte", "Milan")
LAST = (
    "de Vries",
    "Bakker",
    "Yılmaz",
    "Jansen",
    "Visser",
    "Smit",
    "Mulder",
    "Bos",
    "Vos",
    "Dekker",
)
QUERIES = {
    "newest": "",
    "page 300": "?page=300",
    "oldest": "?order=oldest",
    "by name": "?order=name",
    "by badge": "?order=badge",
    "claimed": "?state=claimed",
    "revoked": "?state=revoked",
    "suspended": "?state=suspended",
    "expiring": "?expires=90",
    "search, many": "?search=Bakker",
    "search, one": "?search=student77777",
    "search, none": "?search=zzzzqqq",
}


def fill(versions: list[AchievementVersion], by: Person, lists: dict[object, StatusList]) -> None:
    chance, now = random.Random(1), timezone.now()
    for number, version in enumerate(versions):
        size = COUNT // len(versions)
        batch = Batch.objects.create(version=version, awarded_by=by, total=size, state="done")
        rows = []
        for row in range(size):
            awarded = now - timedelta(days=chance.random() * 1500)
            fate = chance.random()
            email = f"student{number * size + row}@post.example"
            rows.append(
                Award(
                    batch=batch, row_number=row + 1, version=version,
                    achievement_id=version.achievement_id, recipient_email=email,
                    recipient_name=f"{chance.choice(FIRST)} {chance.choice(LAST)} {row}",
                    awarded_at=awarded, issued_at=awarded,
                    expires_at=awarded + timedelta(days=1600) if fate < 0.3 else None,
                    state="revoked" if fate > 0.98 else "issued",
                    revoked_at=awarded if fate > 0.98 else None,
                    claimed_at=awarded if fate < 0.7 else None,
                    status_list=lists[version.achievement.issuer_id],
                    status_index=200_000 + number * size + row,
                )
            )  # fmt: skip
        with transaction.atomic():
            Award.objects.bulk_create(rows, batch_size=500)
            audit.record_many(by, "award.revoked", rows[: size // 10])


def ask(client: Client, address: str) -> tuple[float, float, int]:
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    queries = list(captured.captured_queries)
    took = []
    for _each in range(9):
        start = time.perf_counter()
        client.get(address)
        took.append((time.perf_counter() - start) * 1000)
    slow = sorted(queries, key=lambda query: float(query["time"]))[-1]
    if statistics.median(took) > 150:
        print("   ", slow["time"], slow["sql"][:90], "…", slow["sql"][-300:])
    return statistics.median(took), max(took), len(queries)


def main() -> None:
    university = Institution.objects.order_by("created_at").first()
    versions = list(
        AchievementVersion.objects.filter(
            state=VersionState.PUBLISHED, achievement__issuer__institution=university
        ).select_related("achievement")
    )
    by = Person.objects.filter(
        memberships__institution=university, memberships__role="administrator"
    ).first()
    lists = {each.issuer_id: each for each in StatusList.objects.order_by("epoch")}
    versions = [version for version in versions if version.achievement.issuer_id in lists]
    if Award.objects.count() < COUNT:
        start = time.perf_counter()
        fill(versions, by, lists)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        print(f"filled in {time.perf_counter() - start:.0f} s")
    client = Client()
    client.force_login(by, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [
        (name, f"/issuing/{university.public_id}/awards{query}") for name, query in QUERIES.items()
    ]
    pages += [("history", f"/issuing/{university.public_id}/history")]
    pages += [("history, awards", f"/issuing/{university.public_id}/history?kind=award")]
    pages += [
        (
            "ask to revoke all",
            f"/issuing/{university.public_id}/awards/change?kind=revoke&everything=1",
        )
    ]
    for name, address in pages:
        median, worst, queries = ask(client, address)
        print(f"{name:18} {median:7.0f} ms  {worst:7.0f} ms worst  {queries} queries", flush=True)


main()
