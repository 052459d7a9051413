"""Questions about evidence that holders added to their badges."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from insigne_platform.awards.models import Award
from insigne_platform.earning.models import AddedEvidence, AddedFile, AddedState
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

WITH_ALL = ("award__version", "award__achievement__issuer__institution", "person", "decided_by")
WITHOUT_PICTURES = ("award__version__picture_png", "award__version__picture_svg")


def added_to(award: Award) -> QuerySet[AddedEvidence]:
    """What its holder added to an award, or to an earlier one that it took the place of."""
    return _whole().filter(person=award.holder_id, award__achievement=award.achievement_id)


def shown_with(award: Award) -> QuerySet[AddedEvidence]:
    """What anybody who opens a link to the badge sees: approved, and shown by the holder."""
    return added_to(award).filter(state=AddedState.APPROVED, is_shown=True)


def own_evidence(evidence_id: UUID, *, by: Person) -> AddedEvidence | None:
    """Evidence that the person added herself."""
    return _whole().filter(pk=evidence_id, person=by).first()


def evidence_to_judge(evidence_id: UUID, *, by: Person) -> AddedEvidence | None:
    """Evidence with a badge that the person awards."""
    return _whole().filter(_judged_by(by), pk=evidence_id).first()


def evidence_of(
    institution: Institution, *, by: Person, state: str = ""
) -> QuerySet[AddedEvidence]:
    """What was added to badges of an institution that *by* awards; what waits, or in a state."""
    found = _whole().filter(_judged_by(by, institution))
    return found if state == "all" else found.filter(state=state or AddedState.WAITING)


def added_file_for(file_id: UUID, *, by: Person) -> AddedFile | None:
    """A file that the person added herself, or may judge; else there is none."""
    judged = AddedEvidence.objects.filter(_judged_by(by)).values("pk")
    seen = Q(evidence__person=by) | Q(evidence__in=judged)
    return AddedFile.objects.filter(seen, pk=file_id).first()


def shown_file(award: Award, file_id: UUID) -> AddedFile | None:
    """A file that who opens a link to the badge may have."""
    return AddedFile.objects.filter(evidence__in=shown_with(award).values("pk"), pk=file_id).first()


def _whole() -> QuerySet[AddedEvidence]:
    return (
        AddedEvidence.objects.select_related(*WITH_ALL)
        .defer(*WITHOUT_PICTURES)
        .prefetch_related(Prefetch("files", AddedFile.objects.defer("content")))
    )


def _judged_by(by: Person, institution: Institution | None = None) -> Q:
    issuers = issuers_where_may_award(by, institution).order_by().values("pk")
    return Q(award__achievement__issuer__in=issuers)
