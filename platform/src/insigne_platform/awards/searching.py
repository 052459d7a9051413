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
    """The awards of an institution in which every word of *search* is found."""
    words = search.lower().split()[:MOST_WORDS]
    if not words:
        return Q()
    badges = _badges_called(words, institution)
    names = [word for word in words if word not in badges]
    wanted = _got_by(names, institution) if names else Q()
    for word, versions in badges.items():
        wanted &= Q(version__in=versions) | _got_by([word], institution)
    return wanted


def _badges_called(words: Sequence[str], institution: Institution) -> Mapping[str, list[UUID]]:
    """The versions of badges in whose name each word is, for the words that are in any."""
    called = (Q(name_nl__icontains=word) | Q(name_en__icontains=word) for word in words)
    rows = AchievementVersion.objects.filter(
        reduce(or_, called), achievement__issuer__institution=institution
    ).values_list("pk", "name_nl", "name_en")
    found: defaultdict[str, list[UUID]] = defaultdict(list)
    for key, *named in rows:
        for word in set(words):
            if any(word in name.lower() for name in named):
                found[word].append(key)
    return found


def _got_by(words: Sequence[str], institution: Institution) -> Q:
    """The awards to whom has all these words in their address or name."""
    has = (Q(email__contains=word) | Q(name__contains=word) for word in words)
    known = KnownRecipient.objects.filter(reduce(and_, has), institution=institution)
    emails = list(known.values_list("email", flat=True)[: FEW + 1])
    return Q(recipient_email__in=emails if len(emails) <= FEW else known.values("email"))
