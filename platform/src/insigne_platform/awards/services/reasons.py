"""Why something is done to an award: a reason for the institution, and one that others may read."""

from __future__ import annotations

from django.utils.translation import gettext as _

from insigne_platform.core.errors import Invalid, Problem

LONGEST_REASON = 500


def checked_reasons(reason: str, public_reason: str) -> tuple[str, str]:
    """Answer both on one line each; raise `Invalid` with everything that is wrong."""
    inside, outside = " ".join(reason.split()), " ".join(public_reason.split())
    problems = []
    if not inside:
        problems.append(Problem("reason", _("Say why; it is kept with the award.")))
    for field, text in (("reason", inside), ("public_reason", outside)):
        if len(text) > LONGEST_REASON:
            problems.append(Problem(field, _("A reason has at most 500 characters.")))
    if problems:
        raise Invalid(problems)
    return inside, outside
