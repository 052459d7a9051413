"""Telling who may approve a list of results that it waits for one of them."""

from __future__ import annotations

from uuid import UUID

from insigne_platform.achievements.selectors import version_in_force
from insigne_platform.core import mail
from insigne_platform.core.addresses import absolute
from insigne_platform.earning.models import ResultList, ResultListState
from insigne_platform.earning.selectors import approvers_of_results
from insigne_platform.people.models import Person


def mail_result_approvers(results_id: UUID) -> int:
    """Mail everybody who may approve the list, while it waits; answer how many those are."""
    results = ResultList.objects.select_related(
        "moment__assessment__achievement__issuer__institution", "offered_by"
    ).get(pk=results_id)
    if results.state != ResultListState.APPROVAL:
        return 0
    approvers = approvers_of_results(results)
    for person in approvers:
        _mail(results, person)
    return len(approvers)


def _mail(results: ResultList, person: Person) -> None:
    test = results.moment.assessment
    issuer = test.achievement.issuer
    version = version_in_force(test.achievement)
    context = {
        "badge_name": version.text_in("name", person.language) if version else "",
        "offered_by": str(results.offered_by),
        "issuer_name": issuer.name_in(person.language),
        "house": issuer.institution,
        "test_name": test.title_in(person.language),
        "total": results.passing,
        "link": absolute(f"/issuing/results/{results.pk}"),
    }
    mail.send(person.email, "results_approval_asked", context, language=person.language)
