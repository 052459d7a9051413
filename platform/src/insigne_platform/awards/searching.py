"""Finding awards by words: of who got them, or of what the badge is called.

Nobody reads through a million awards for that. Who it was is looked for among the people and not
among the awards, and the badge among the badges; what was found then leads to the awards. If that
would be too many of them, the list is walked through in its order, and of each award is asked
whether it fits (`docs/decisions/0034`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Final
from uuid import UUID

from django.db.models import CharField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.lookups import IsNull

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.awards.models import KnownRecipient
from insigne_platform.awards.reach import NOTHING, Among, Aside, Reach, are_few, one_of
from insigne_platform.institutions.models import Institution

type Words = tuple[str, ...]

MOST_WORDS: Final = 8
FEW: Final = 4_000
"""So many people lead to their awards, which are then sorted."""
FEW_OF_BADGES: Final = 10_000
"""So many, if only their awards of some badges count; and of so many it is known who they are."""


@dataclass(frozen=True, slots=True)
class _Search:
    """What the words were found in: people who have all of them, badges, and who has the rest."""

    institution: Institution
    words: Words
    badges: Mapping[Words, Sequence[UUID]]
    people: Sequence[str] | None
    """The addresses of who has all words; None if those are too many to be told."""
    rest: Sequence[tuple[str, str]] | None
    """Address and name of who has the words that a badge has not; None if they are too many."""
    are_badges_most: bool

    def leads(self, reach: Reach) -> bool:
        """Say whether what was found leads to few awards."""
        if self.people is None or (reach.badges is None and len(self.people) > FEW):
            return False
        if reach.is_sparse and max(len(self.people), len(self.rest or ())) > FEW:
            return False  # the few badges lead to fewer
        if self.are_badges_most and len(self.rest or ()) > FEW:
            return False  # the badges leave nearly as many as such a name alone
        if () not in self.badges and self.rest is not None:
            return True
        versions = [key for keys in self.badges.values() for key in keys]
        return not versions or are_few(Q(version__in=versions))

    def led(self) -> Q:
        """The awards, beginning with the people and badges that were found."""
        found = _got_by(self.people or ())
        if self.rest is None or () in self.badges:
            return found | _any(
                Q(version__in=versions) & (self._has(rest) if rest else Q())
                for rest, versions in self.badges.items()
            )
        of_badges = [(versions, _with(rest, self.rest)) for rest, versions in self.badges.items()]
        if not of_badges:
            return found
        everybody = set(self.people or ()).union(*(emails for _versions, emails in of_badges))
        if len(of_badges) == 1 and not self.people:  # the addresses are not written twice
            found = one_of("version", of_badges[0][0])
        else:
            found |= _any(
                one_of("version", versions) & _got_by(emails) for versions, emails in of_badges
            )
        return _got_by(sorted(everybody)) & found

    def asked(self) -> Q:
        """The awards, each of them asked whether it fits."""
        found = NOTHING if self.people is not None and not self.people else self._has(self.words)
        return found | _any(
            one_of("version", versions) & (self._has(rest) if rest else Q())
            for rest, versions in self.badges.items()
        )

    def _has(self, words: Words) -> Q:
        """Say that who got an award has these words. The database asks it of every award."""
        if words == self.words and self.people is not None:
            return _is_one_of(self.people)
        if words != self.words and self.rest is not None:
            return _is_one_of(_with(words, self.rest))
        known = _called(words, self.institution).filter(email=OuterRef("recipient_email"))
        return Q(IsNull(Subquery(known.values("pk")[:1]), False))


def found_in(reach: Reach, search: str, institution: Institution) -> Q:
    """The awards of *reach* in which every word of *search* is found.

    Of who got it, or of the badges that are called so by most of the words, and of who got those
    by the rest: "emma statistics" is one person and another badge.
    """
    words = tuple(dict.fromkeys(search.lower().split()[:MOST_WORDS]))
    if not words:
        return reach.walked
    found = _looked_up(words, institution, reach)
    return reach.led & found.led() if found.leads(reach) else reach.walked & found.asked()


def _looked_up(words: Words, institution: Institution, reach: Reach) -> _Search:
    badges = _badges_called(words, institution, reach)
    versions = [key for keys in badges.values() for key in keys]
    rest: Sequence[tuple[str, str]] | None = ()
    if any(badges):
        of_rest = reduce(or_, (_called(part, institution) for part in badges))
        rest = _listed(of_rest, FEW_OF_BADGES)
    if any(badges) and rest is not None:  # who has all words has those, too
        people: Sequence[str] | None = _with(words, rest)
    else:
        people = _emails(_listed(_called(words, institution), FEW_OF_BADGES))
    return _Search(
        institution,
        words,
        badges,
        people,
        rest,
        2 * len(versions) > _versions_of(institution).count(),
    )


def _badges_called(
    words: Words, institution: Institution, reach: Reach
) -> Mapping[Words, Sequence[UUID]]:
    """The versions of badges with most of the words in their name, by the words that are not."""
    called = (Q(name_nl__icontains=word) | Q(name_en__icontains=word) for word in words)
    versions = _versions_of(institution).filter(reduce(or_, called))
    if reach.badges is not None:
        versions = versions.filter(achievement__in=reach.badges)
    found: defaultdict[Words, list[UUID]] = defaultdict(list)
    for key, *named in versions.values_list("pk", "name_nl", "name_en"):
        name = " ".join(named).lower()
        found[tuple(word for word in words if word not in name)].append(key)
    fewest = min(map(len, found), default=0)
    return {rest: keys for rest, keys in found.items() if len(rest) == fewest < len(words)}


def _versions_of(institution: Institution) -> QuerySet[AchievementVersion]:
    return AchievementVersion.objects.filter(achievement__issuer__institution=institution)


def _called(words: Words, institution: Institution) -> QuerySet[KnownRecipient]:
    """Who has all these words in their address or name."""
    has = (Q(email__contains=word) | Q(name__contains=word) for word in words)
    return KnownRecipient.objects.filter(reduce(and_, has), institution=institution)


def _listed(known: QuerySet[KnownRecipient], most: int) -> list[tuple[str, str]] | None:
    """Address and name of those; None if there are more than *most*."""
    found = list(known.values_list("email", "name")[: most + 1])
    return found if len(found) <= most else None


def _got_by(emails: Sequence[str]) -> Q:
    """Say that an award is of one of these, and begin there."""
    return Q(Among(F("recipient_email"), emails))


def _is_one_of(emails: Sequence[str]) -> Q:
    """Say that an award is of one of these, without beginning there."""
    return Q(Among(Aside(F("recipient_email"), output_field=CharField()), emails))


def _emails(known: Sequence[tuple[str, str]] | None) -> list[str] | None:
    return None if known is None else [email for email, _name in known]


def _with(words: Words, people: Iterable[tuple[str, str]]) -> list[str]:
    for word in words:
        people = [each for each in people if word in each[0] or word in each[1]]
    return [email for email, _name in people]


def _any(parts: Iterable[Q]) -> Q:
    return reduce(or_, parts, NOTHING)
