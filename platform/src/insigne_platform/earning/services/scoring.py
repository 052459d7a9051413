"""Taking in results that come from elsewhere."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, outbox
from insigne_platform.core.errors import Invalid, NotPermitted, Problem
from insigne_platform.earning.events import ScoreRecorded
from insigne_platform.earning.models import Score
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

HIGHEST = Decimal(9_999_999)


@transaction.atomic
def record_score(
    institution: Institution,
    key: str,
    email: str,
    value: Decimal | float | str,
    *,
    name: str = "",
    by: Person,
    at: datetime,
) -> Score:
    """Store the result *value* of somebody under *key*; the newest one counts.

    Rules that ask for it run afterwards. Raises `Invalid` with everything that is wrong.
    """
    if not issuers_where_may_award(by, institution).exists():
        raise NotPermitted(_("You do not award badges of this institution."))
    email, key = email.strip().lower(), key.strip()
    number = _number(value)
    problems = []
    if not 1 <= len(key) <= 100:
        problems.append(Problem("key", _("A score has a name of at most 100 characters.")))
    if not _is_address(email):
        problems.append(Problem("email", _("This is not a complete e-mail address. Check it.")))
    if number is None:
        problems.append(Problem("value", _("A score is a number.")))
    if len(name) > 200:
        problems.append(Problem("name", _("A name has at most 200 characters.")))
    if problems or number is None:
        raise Invalid(problems)

    score, _made = Score.objects.update_or_create(
        institution=institution,
        key=key,
        email=email,
        defaults={"value": number, "name": " ".join(name.split()), "recorded_at": at},
    )
    audit.record(by, "score.recorded", score)
    outbox.publish(ScoreRecorded(str(score.pk)))
    return score


def _number(value: Decimal | float | str) -> Decimal | None:
    try:
        number = Decimal(str(value).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return round(number, 2) if number.is_finite() and abs(number) <= HIGHEST else None


def _is_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return len(email) <= 254
