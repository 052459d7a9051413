"""Which of somebody's badges answer which demand of a vacancy: words that are the same or akin.

It is a plain comparison of words, in Dutch and English, and says which words it went by. Nothing
of the vacancy is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final
from uuid import UUID

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.backpack.models import Holding, ImportedBadge, Tag
from insigne_platform.backpack.shelf import Badge, badges_of
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
    said = _said_by_badges_of(person)
    judged = [(text, _best(words, said)) for text, words in demands_of(vacancy)]
    keys = [key for _text, best in judged for key, _words in best]
    badges = {badge.pk: badge for badge in badges_of(person, keys)}
    return [
        Demand(text, tuple(Answer(badges[key], words) for key, words in best if key in badges))
        for text, best in judged
    ]


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


def _best(
    words: tuple[str, ...], said: Mapping[UUID, _Said]
) -> Sequence[tuple[UUID, tuple[str, ...]]]:
    """The badges that answer a demand best, and by which words; many badges say the same."""
    judged = {its: _judged(words, its) for its in set(said.values())}
    scored = [(judged[its], key) for key, its in said.items() if judged[its][0]]
    scored.sort(key=lambda each: -each[0][0])
    return [(key, found) for (_score, found), key in scored[:MOST_ANSWERS]]


def _judged(words: tuple[str, ...], its: _Said) -> tuple[int, tuple[str, ...]]:
    """How well what a badge says answers a demand (0: not at all), and by which words."""
    found = tuple(word for word in words if _stands_in(word, its.every))
    in_first = sum(_stands_in(word, its.first) for word in found)
    return (in_first * 2 + len(found) if in_first or len(found) > 1 else 0), found


def _stands_in(word: str, words: frozenset[str]) -> bool:
    return word in words or any(are_akin(word, other) for other in words)


def _said_by_badges_of(person: Person) -> dict[UUID, _Said]:
    """What each badge on the wall says, by its key, the newest first."""
    own = Holding.objects.filter(person=person, hidden=False, deleted_at=None)
    own = own.exclude(award__state="revoked").order_by("-award__awarded_at")
    placed = list(own.values_list("pk", "award__version"))
    versions = AchievementVersion.objects.filter(pk__in={version for _key, version in placed})
    versions = versions.exclude(achievement__scenario="game").defer("picture_png", "picture_svg")
    known = {version.pk: _said_by(version) for version in versions}
    said = {key: known[version] for key, version in placed if version in known}
    imported = ImportedBadge.objects.filter(person=person, deleted_at=None)
    tags: defaultdict[UUID, list[str]] = defaultdict(list)
    tagged = Tag.objects.filter(person=person, imported__isnull=False)
    for key, tag in tagged.values_list("imported", "name"):
        tags[key].append(tag)
    words = cache(lambda text: frozenset(words_of(text)))
    for key, name in imported.order_by("-created_at").values_list("pk", "name"):
        first = words(name)
        said[key] = _Said(first, first | words(" ".join(tags[key])) if tags[key] else first)
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
