"""Questions about copies of everything, and about what others know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Count, QuerySet

from insigne_platform.awards.models import Award
from insigne_platform.awards.services.forgetting import awards_about
from insigne_platform.core.models import AuditEntry
from insigne_platform.courses.models import CourseMember
from insigne_platform.earning.models import Application, Registration, Score
from insigne_platform.institutions.models import Institution
from insigne_platform.people.models import Person
from insigne_platform.people.services.forgetting import addresses_ever
from insigne_platform.rights.models import Erasure, Export

MOST_SHOWN = 50
"""So many badges of one institution are written out; of the others it is said how many."""
CONSENTS = (
    "award.claimed", "link.made", "link.renewed", "link.stopped", "access.granted",
    "access.refused", "access.revoked", "evidence.added", "views.deleted", "export.asked",
    "erasure.asked", "erasure.undone",
)  # fmt: skip
"""Deeds by which somebody allowed others something about herself, or took it back."""


@dataclass(slots=True)
class Known:
    """What one institution has of a person."""

    institution: Institution
    awards: list[Award] = field(default_factory=list)
    more: int = 0
    applications: int = 0
    registrations: int = 0
    courses: int = 0
    scores: int = 0


def exports_of(person: Person) -> QuerySet[Export]:
    """The copies that the person asked for lately, newest first, without what is in them."""
    return Export.objects.filter(person=person).defer("archive")


def export_of(person: Person, export_id: UUID) -> Export | None:
    """One copy of the person's."""
    return exports_of(person).filter(pk=export_id).first()


def archive_of(export: Export) -> bytes | None:
    """The zip itself; None while it is made, and after its week."""
    found = Export.objects.filter(pk=export.pk).values_list("archive", flat=True).first()
    return bytes(found) if found else None


def erasure_of(person: Person) -> Erasure | None:
    """Her wish to be erased, while it can be undone."""
    return Erasure.objects.filter(person=person).first()


def known_of(person: Person) -> Sequence[Known]:
    """What each institution has of the person, those with most badges first."""
    addresses = addresses_ever(person)
    found: dict[UUID, Known] = {}
    counts: defaultdict[UUID, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    awards = awards_about(person, addresses).filter(erased_at=None)
    by_place = awards.order_by().values_list("institution").annotate(Count("pk"))
    sizes = dict(by_place)
    for place in Institution.objects.filter(pk__in=sizes):
        newest = awards.filter(institution=place).order_by("-awarded_at").select_related("version")
        newest = newest.defer("version__picture_png", "version__picture_svg")[:MOST_SHOWN]
        found[place.pk] = Known(place, list(newest), max(0, sizes[place.pk] - MOST_SHOWN))
    of_badge = "achievement__issuer__institution"
    for name, rows, path in (
        ("applications", Application.objects.filter(person=person), of_badge),
        ("registrations", Registration.objects.filter(person=person), f"assessment__{of_badge}"),
        ("courses", CourseMember.objects.filter(person=person), "course__issuer__institution"),
        ("scores", Score.objects.filter(email__in=addresses), "institution"),
    ):
        for key in rows.values_list(path, flat=True):
            counts[key][name] += 1
    missing = Institution.objects.filter(pk__in=counts.keys() - found.keys())
    found |= {each.pk: Known(each) for each in missing}
    for key, by_name in counts.items():
        for name, count in by_name.items():
            setattr(found[key], name, count)
    return sorted(found.values(), key=lambda known: -(len(known.awards) + known.more))


def consents_of(person: Person) -> QuerySet[AuditEntry]:
    """What the person allowed others, or took back, newest first."""
    mine = AuditEntry.objects.filter(actor=person.pk, action__in=CONSENTS)
    return mine.order_by("-sequence")
