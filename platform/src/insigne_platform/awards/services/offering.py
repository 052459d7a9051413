"""How long a badge stays on offer, and when who did not collect it is reminded."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.awards.models import OfferTerms
from insigne_platform.awards.selectors import offer_terms_of
from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.permissions import may_administer
from insigne_platform.people.models import Person

LATEST_REMINDER = 180
LONGEST_OFFER = 3650


def end_of_offer(institution: Institution, *, at: datetime) -> datetime | None:
    """Until when a badge that is offered now can be collected; None where that is for ever."""
    days = offer_terms_of(institution).ends_after
    return at + timedelta(days=days) if days else None


@transaction.atomic
def set_offer_terms(
    institution: Institution,
    *,
    is_on: bool,
    first_after: int,
    second_after: int | None,
    ends_after: int | None,
    by: Person,
) -> OfferTerms:
    """Say when who did not collect is reminded, and how long a badge stays on offer.

    What is on offer already keeps the end that was set when it was mailed.
    """
    if not may_administer(by, institution):
        raise NotPermitted(_("You do not administer this institution."))
    if problems := _problems_with(first_after, second_after, ends_after, is_on=is_on):
        raise Invalid(problems)
    said = {
        "is_on": is_on,
        "first_after": first_after,
        "second_after": second_after,
        "ends_after": ends_after,
    }
    terms, _is_new = OfferTerms.objects.update_or_create(institution=institution, defaults=said)
    audit.record(by, "offers.set", terms, **said)
    return terms


def _problems_with(
    first: int, second: int | None, end: int | None, *, is_on: bool
) -> list[Problem]:
    problems = []
    if not 1 <= first <= LATEST_REMINDER:
        problems.append(Problem("first_after", _("Between 1 and 180 days.")))
    if second is not None and not first < second <= LATEST_REMINDER:
        said = _("Later than the first reminder, and at most 180 days.")
        problems.append(Problem("second_after", said))
    if end is not None and not 1 <= end <= LONGEST_OFFER:
        problems.append(Problem("ends_after", _("Between 1 and 3650 days.")))
    elif end is not None and is_on and end <= max(first, second or 0):
        said = _("Later than the last reminder, so that it does not come in vain.")
        problems.append(Problem("ends_after", said))
    return problems
