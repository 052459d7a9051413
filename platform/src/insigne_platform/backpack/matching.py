"""Which of somebody's badges answer which demand of a vacancy: words that are the same or akin.

It is a plain comparison of words, in Dutch and English, and says which words it went by. Nothing
of the vacancy is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.backpack.selectors import WITH_ALL, WITHOUT_PICTURES
from insigne_platform.backpack.shelf import HEAVY, Badge
from insigne_platform.people.models import Person

LONGEST: Final = 20_000
MOST_DEMANDS: Final = 60
MOST_ANSWERS: Final = 5
AKIN: Final = 5
"""Words are akin if they begin with as many letters alike, or if one of such a length is inside."""
SHORTEST: Final = 3
SENTENCE: Final = re.compile(r"[\n\r;•·]+|(?<=[.!?])\s+")
WORD: Final = re.compile(r"[a-z0-9+#]+")
PASSED_OVER: Final = frozenset(
    """
    aan als bent bij dan dat de deze die dit door een eigen en er ervaring functie gaat geen goed
    goede graag haar hebben hebt heeft het hier hij hun iets ieder iemand ik in is je jij jou jouw
    kan kennis kun kunnen kunt maar mee meer met mij minimaal moet naar niet nog of om omgeving ons
    onze ook op over per sterk team te tot uit uur van veel via volgende voor vraag waar wat we weet
    werk werken wij wil willen worden wordt ze zelf zich zijn zoals zoeken zo
    able about all also and any are been but can candidate experience for from good have has her
    his into its job knowledge least looking must not our plus role she should skills strong team
    than that the their them they this those through well what when where which who will with work
    working would year years you your
    """.split()  # noqa: SIM905  # a page of words, not a list of strings
)


@dataclass(frozen=True, slots=True)
class Answer:
    """A badge that answers a demand, and the words of the demand by which it does."""

    badge: Badge
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Demand:
    """A line of the vacancy, and the badges that answer it, the best first."""

    text: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """The words of a badge: those of its name and skills, and all of them."""

    first: frozenset[str]
    every: frozenset[str]


def answers_to(vacancy: str, person: Person) -> Sequence[Demand]:
    """Each demand of a vacancy with the badges that answer it; those of a demand may be none."""
    said = _badges_of(person)
    return [_answered(text, words, said) for text, words in demands_of(vacancy)]


def demands_of(vacancy: str) -> Sequence[tuple[str, tuple[str, ...]]]:
    """The lines and sentences of a vacancy in which something is asked, with their words."""
    found = []
    for line in SENTENCE.split(vacancy[:LONGEST]):
        text = line.strip(" \t-*–—>.").strip()
        words = tuple(dict.fromkeys(words_of(text)))
        if words:
            found.append((text[:300], words))
    return found[:MOST_DEMANDS]


def words_of(text: str) -> list[str]:
    """The words of a text that say something, without accents and in lower case."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    return [
        word for word in WORD.findall(plain) if len(word) >= SHORTEST and word not in PASSED_OVER
    ]


def are_akin(one: str, other: str) -> bool:
    """Say whether two words are the same, begin alike, or one stands inside the other."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < AKIN:
        return False
    alike = max(AKIN, len(short) - 3)
    return short in long or short[:alike] == long[:alike]


def _answered(text: str, words: tuple[str, ...], said: Mapping[Badge, _Said]) -> Demand:
    scored = []
    for badge, its in said.items():
        found = tuple(word for word in words if _stands_in(word, its.every))
        in_first = sum(_stands_in(word, its.first) for word in found)
        if in_first or len(found) > 1:
            scored.append((in_first * 2 + len(found), badge, found))
    scored.sort(key=lambda each: -each[0])
    best = scored[:MOST_ANSWERS]
    return Demand(text, tuple(Answer(badge, found) for _score, badge, found in best))


def _stands_in(word: str, words: frozenset[str]) -> bool:
    return word in words or any(are_akin(word, other) for other in words)


def _badges_of(person: Person) -> dict[Badge, _Said]:
    """What each badge on the wall says; of each version of a badge the words are found once."""
    own = Holding.objects.filter(person=person, hidden=False, deleted_at=None)
    own = own.exclude(award__state="revoked").select_related(*WITH_ALL).defer(*WITHOUT_PICTURES)
    versions: dict[object, _Said] = {}
    said: dict[Badge, _Said] = {}
    for holding in own.order_by("-award__awarded_at"):
        version = holding.award.version
        if not version.achievement.is_public:
            continue
        if version.pk not in versions:
            versions[version.pk] = _said_by(version)
        said[holding] = versions[version.pk]
    imported = ImportedBadge.objects.filter(person=person, deleted_at=None).defer(*HEAVY)
    for badge in imported.prefetch_related("tags"):
        first = frozenset(words_of(badge.name))
        tags = words_of(" ".join(tag.name for tag in badge.tags.all()))
        said[badge] = _Said(first, first | frozenset(tags))
    return said


def _said_by(version: AchievementVersion) -> _Said:
    named = [item.get(key, "") for item in version.alignments for key in ("name_nl", "name_en")]
    first = _words_in(
        [version.name_nl, version.name_en, *_texts(version.skills), *version.tags, *named]
    )
    more = [
        version.description_nl, version.description_en, version.criteria_nl, version.criteria_en,
        *_texts(version.learning_outcomes),
    ]  # fmt: skip
    return _Said(first, first | _words_in(more))


def _texts(values: Iterable[object]) -> list[str]:
    """The texts in a list, of which each may be one text or one in each language."""
    found: list[str] = []
    for value in values:
        found += [str(each) for each in value.values()] if isinstance(value, dict) else [str(value)]
    return found


def _words_in(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(word for text in texts for word in words_of(text or ""))
