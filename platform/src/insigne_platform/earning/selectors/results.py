"""Questions about lists of results: how far they are, and who may let them be entered."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q

from insigne_platform.earning.models import Moment, ResultList
from insigne_platform.earning.permissions import may_approve_results
from insigne_platform.institutions.models import Right
from insigne_platform.institutions.selectors import issuers_where
from insigne_platform.people.models import Person

LATEST = 10


def results_for(results_id: UUID, *, by: Person) -> ResultList | None:
    """A list of results for a badge that the person awards, or whose lists she approves."""
    award, approve = (
        issuers_where(by, right).order_by().values("pk") for right in (Right.AWARD, Right.APPROVE)
    )
    return (
        ResultList.objects.filter(
            Q(moment__assessment__achievement__issuer__in=award)
            | Q(moment__assessment__achievement__issuer__in=approve),
            pk=results_id,
        )
        .select_related(
            "moment__assessment__achievement__issuer__institution", "offered_by", "approved_by"
        )
        .prefetch_related("parts")
        .first()
    )


def latest_results(moment: Moment) -> list[ResultList]:
    """The newest lists of results of a moment."""
    return list(moment.result_lists.select_related("offered_by")[:LATEST])


def approvers_of_results(results: ResultList) -> list[Person]:
    """Who may let a list be entered: not who offered it, nor who takes the test."""
    institution = results.moment.assessment.achievement.issuer.institution_id
    members = Person.objects.filter(is_active=True, memberships__institution=institution).distinct()
    return [each for each in members.order_by("email") if may_approve_results(each, results)]
