"""Finding awards by words: of who got them, or of what the badge is called.

Nobody reads through a million awards for that. Who it was is looked for among the people and not
among the awards, and the badge among the badges; what was found then leads to the awards.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final
from uuid import UUID

from django.db.models import Q

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import KnownRecipient
from insigne_platform.institutions.models import Institution

MOST_WORDS: Final = 8
FEW: Final = 500
"""So many people are named in the question itself, which then begins with them."""


def mentions(search: str, institution: Institution) -> Q:
    """The awards of an institution in which every word of *search* is found.

    Of who got it, or of the badges that are called so by most of the words, and of who got those
    by the rest: "emma statistics" is one person and another badge.
    """
    words = tuple(dict.fromkeys(search.lower().split()[:MOST_WORDS]))
    if not words:
        return Q()
    wanted = _got_by(words, institution)
    badges = _badges_called(words, institution)
    is_one = len(badges) == 1
    for rest, versions in badges.items():
        of_badges = Q(version__in=versions)
        wanted |= of_badges & _got_by(rest, institution, may_name=is_one) if rest else of_badges
    return wanted


def _badges_called(
    words: Sequence[str], institution: Institution
) -> Mapping[tuple[str, ...], list[UUID]]:
    """The versions of badges with most of the words in their name, by the words that are not."""
    called = (Q(name_nl__icontains=word) | Q(name_en__icontains=word) for word in words)
    rows = AchievementVersion.objects.filter(
        reduce(or_, called), achievement__issuer__institution=institution
    ).values_list("pk", "name_nl", "name_en")
    found: defaultdict[tuple[str, ...], list[UUID]] = defaultdict(list)
    for key, *named in rows:
        name = " ".join(named).lower()
        found[tuple(word for word in words if word not in name)].append(key)
    fewest = min(map(len, found), default=0)
    return {rest: keys for rest, keys in found.items() if len(rest) == fewest < len(words)}


def _got_by(words: Sequence[str], institution: Institution, *, may_name: bool = True) -> Q:
    """The awards to whom has all these words in their address or name.

    If they are few and *may_name*, each address stands in the question.
    """
    has = (Q(email__contains=word) | Q(name__contains=word) for word in words)
    known = KnownRecipient.objects.filter(reduce(and_, has), institution=institution)
    if may_name:
        emails = list(known.values_list("email", flat=True)[: FEW + 1])
        if len(emails) <= FEW:
            return Q(recipient_email__in=emails)
    return Q(recipient_email__in=known.values("email"))
