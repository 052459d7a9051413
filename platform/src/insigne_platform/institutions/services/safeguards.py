"""Four eyes: what one person makes, another one approves."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.services.filling_in import must_administer
from insigne_platform.people.models import Person

LARGEST_LIST = 1_000_000


@transaction.atomic
def set_safeguards(
    institution: Institution,
    *,
    requires_approval: bool,
    approve_batches_above: int | None,
    by: Person,
) -> Institution:
    """Say what needs a second person: publishing a badge, and awarding to more than so many."""
    must_administer(by, institution)
    above = approve_batches_above
    if above is not None and not 0 <= above <= LARGEST_LIST:
        raise Invalid([Problem("approve_batches_above", _("Give a number from 0 to 1,000,000."))])
    institution.requires_approval = requires_approval
    institution.approve_batches_above = above
    institution.save(update_fields=["requires_approval", "approve_batches_above"])
    audit.record(
        by,
        "institution.safeguards_set",
        institution,
        requires_approval=requires_approval,
        approve_batches_above=above,
    )
    return institution
