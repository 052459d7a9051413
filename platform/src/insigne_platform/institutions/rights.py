"""What somebody may do for an institution, right by right, and the usual sets of rights."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """A usual set of rights, with a name that everybody knows."""

    ADMINISTRATOR = "administrator", _("Administrator")
    AWARDER = "awarder", _("Awarder")
    OBSERVER = "observer", _("Observer")


class Right(models.TextChoices):
    """What somebody may do for an institution, one thing each; looking is free to all staff."""

    EDIT_BADGES = "may_edit_badges", _("Make badges")
    AWARD = "may_award", _("Award badges to people")
    APPROVE = "may_approve", _("Approve badges and large lists")
    REVOKE = "may_revoke", _("Revoke and correct awards")
    MANAGE_STAFF = "may_manage_staff", _("Manage people")
    SEE_STATISTICS = "may_see_statistics", _("See statistics")
    SIGN = "may_sign", _("Sign for the institution and manage its keys")


PRESETS: Mapping[str, frozenset[str]] = {
    Role.ADMINISTRATOR: frozenset(Right.values),
    Role.AWARDER: frozenset({Right.EDIT_BADGES, Right.AWARD, Right.REVOKE, Right.SEE_STATISTICS}),
    Role.OBSERVER: frozenset({Right.SEE_STATISTICS}),
}


def role_of(rights: Iterable[str]) -> str:
    """The role whose rights these are exactly, or nothing."""
    given = frozenset(rights)
    return next((role for role, preset in PRESETS.items() if preset == given), "")
