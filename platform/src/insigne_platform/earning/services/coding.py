"""Making codes, using them, and stopping them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards import services as awards
from insigne_platform.core import audit
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.earning.models import ClaimCode, Redemption
from insigne_platform.earning.models.codes import read_code
from insigne_platform.earning.permissions import may_set_up
from insigne_platform.earning.services.opening import domain_problems, domains_in
from insigne_platform.earning.services.reviewing import version_to_give
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

HIGHEST_LIMIT = 100_000


@dataclass(frozen=True, slots=True)
class CodeWords:
    """What a code is for, and how far it goes."""

    label: str
    limit: int | None = None
    opens_on: date | None = None
    closes_on: date | None = None
    domains: str = ""


@transaction.atomic
def make_code(achievement: Achievement, said: CodeWords, *, by: Person) -> ClaimCode:
    """Make a code for a badge; it awards in the name of who made it."""
    if not may_set_up(by, achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if achievement.archived_at is not None:
        raise Conflict(_("This badge is archived, and is awarded no more."))
    version_to_give(achievement)
    domains = domains_in(said.domains)
    if problems := [*_problems_with(said), *domain_problems(domains)]:
        raise Invalid(problems)

    code = ClaimCode.objects.create(
        achievement=achievement,
        label=" ".join(said.label.split()),
        made_by=by,
        limit=said.limit,
        opens_on=said.opens_on,
        closes_on=said.closes_on,
        domains=domains,
    )
    audit.record(by, "code.made", code, achievement=achievement.pk, limit=said.limit)
    return code


@transaction.atomic
def stop_code(code: ClaimCode, *, by: Person, at: datetime) -> None:
    """Take a code out of use for good; what was awarded by it stays."""
    if not may_set_up(by, code.achievement):
        raise NotPermitted(_("You do not award badges of this issuer."))
    if ClaimCode.objects.filter(pk=code.pk, stopped_at=None).update(stopped_at=at):
        audit.record(by, "code.stopped", code)


@transaction.atomic
def redeem(text: str, *, email: str, by: Person, at: datetime) -> Redemption:
    """Give the badge of a code to who enters it, at a confirmed address of their own.

    Using it twice answers the same award again. Of two who come for the last one, one is late.
    """
    code = (
        ClaimCode.objects.select_for_update(of=("self",))
        .select_related("achievement__issuer", "made_by")
        .filter(code=read_code(text) or "-")
        .first()
    )
    if code is None:
        raise NotFound(_("There is no such code. Check every letter and digit."))
    if used := Redemption.objects.filter(code=code, person=by).first():
        return used
    _must_be_good(code, at)
    email = email.strip().lower()
    if email not in verified_addresses(by):
        raise Invalid([Problem("email", _("Choose an address that you confirmed."))])
    if not code.welcomes(email):
        sentence = _("This code is for who has an e-mail address of %(domains)s.")
        raise Invalid([Problem("email", sentence % {"domains": ", ".join(code.domains)})])

    recipient = awards.Recipient(email=email, name=by.display_name, language=by.language)
    award = awards.award_one(version_to_give(code.achievement), recipient, by=code.made_by, at=at)
    redemption = Redemption.objects.create(code=code, person=by, award=award, at=at)
    audit.record(by, "code.used", code, award=award.pk)
    return redemption


def _must_be_good(code: ClaimCode, at: datetime) -> None:
    day = timezone.localdate(at)
    if code.opens_on is not None and day < code.opens_on:
        raise Conflict(_("This code does not work yet."))
    is_awarded = code.achievement.archived_at is None and may_set_up(code.made_by, code.achievement)
    if not code.is_good_on(day) or not is_awarded:
        raise Conflict(_("This code does not work any more. Ask who gave it to you."))
    if code.limit is not None and code.redemptions.count() >= code.limit:
        raise Conflict(_("This code was used as often as it may be. Ask who gave it to you."))


def _problems_with(said: CodeWords) -> list[Problem]:
    problems = []
    if not said.label.strip():
        problems.append(Problem("label", _("Say for whom or what the code is.")))
    elif len(said.label) > 200:
        problems.append(Problem("label", _("At most 200 characters.")))
    if said.limit is not None and not 1 <= said.limit <= HIGHEST_LIMIT:
        problems.append(Problem("limit", _("Give a number from 1 to 100,000.")))
    if said.opens_on and said.closes_on and said.closes_on < said.opens_on:
        problems.append(Problem("closes_on", _("It would close before it opens.")))
    return problems
