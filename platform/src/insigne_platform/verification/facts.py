"""What a badge says, as label and value; all of it is the badge's word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Final

from babel import Locale

from insigne.credentials.reading import as_object, id_of, objects_of, strings_of, text_of
from insigne_platform.verification import words
from insigne_platform.verification.showing import date, one_line, text_block, web_link
from insigne_platform.verification.stated import Stated
from insigne_platform.verification.view import Fact, Words

MOST_POINTS: Final = 40
MOST_EVIDENCE: Final = 20
COUNTRIES: Final = {name: Locale.parse(name).territories for name in ("nl", "en")}


def facts(stated: Stated, *, revoked_at: datetime | None, with_links: bool) -> tuple[Fact, ...]:
    """Everything that the badge says and that a reader would ask for.

    Links are for badges that are what they say: a forger's would lead readers to the forger.
    """
    found = _facts(stated, revoked_at)
    return tuple(found) if with_links else tuple(replace(fact, url="") for fact in found)


def _facts(stated: Stated, revoked_at: datetime | None) -> Iterator[Fact]:
    elements = stated.elements
    yield from _text("holder", stated.holder_name or "")
    yield from _text("name", stated.name)
    yield from _issuer(stated, elements.country)
    yield from _awarded(stated)
    if revoked_at is not None:
        yield _fact("revoked", date(revoked_at))
    yield from _text("description", text_block(text_of(stated.achievement.get("description"))))
    yield from _criteria(stated)
    yield from _points("outcomes", elements.learning_outcomes)
    yield from _tags("skills", strings_of(stated.achievement.get("tag")), stated)
    yield from _text("grade", ", ".join(_results(stated)))
    yield from _text("narrative", text_block(_narrative(stated)))
    yield from _evidence(stated)
    yield from _text("prerequisites", text_block(elements.prerequisites))


def _issuer(stated: Stated, country: str) -> Iterator[Fact]:
    name, code = stated.issuer_name, country.strip().upper()
    if not name:
        return
    nl, en = (str(COUNTRIES[language].get(code, "")) for language in ("nl", "en"))
    text = Words(f"{name}, {nl}", f"{name}, {en}") if nl and en else Words(name, name)
    yield _fact("issuer", text, url=web_link(text_of(stated.issuer.get("url"))))


def _awarded(stated: Stated) -> Iterator[Fact]:
    if stated.awarded is None:
        return
    given = date(stated.awarded)
    if stated.expires is None:
        yield _fact("awarded", words.NO_END.filled(date=given))
    else:
        yield _fact("awarded", words.WITH_END.filled(date=given, end=date(stated.expires)))


def _criteria(stated: Stated) -> Iterator[Fact]:
    criteria = stated.achievement.get("criteria")
    narrative = text_block(text_of(as_object(criteria).get("narrative")))
    if narrative:
        yield from _text("criteria", narrative)
    elif url := web_link(id_of(criteria)):
        yield _fact("criteria", Words(url, url), url=url)


def _results(stated: Stated) -> Iterator[str]:
    """Write the results, each with the name of what it is a result of, if that has one."""
    described = {
        id_of(item): one_line(text_of(item.get("name")))
        for item in objects_of(stated.achievement.get("resultDescription"))
    }
    for result in objects_of(stated.subject.get("result"))[:MOST_POINTS]:
        value = one_line(text_of(result.get("value")) or text_of(result.get("status")))
        name = described.get(text_of(result.get("resultDescription")), "")
        if value:
            yield f"{name}: {value}" if name else value


def _narrative(stated: Stated) -> str:
    return text_of(stated.subject.get("narrative")) or text_of(stated.document.get("narrative"))


def _evidence(stated: Stated) -> Iterator[Fact]:
    values = stated.document.get("evidence")
    found = [*objects_of(values), *({"id": url} for url in strings_of(values))]
    for item in found[:MOST_EVIDENCE]:
        url = web_link(id_of(item))
        text = one_line(text_of(item.get("name"))) or url
        text = text or text_block(text_of(item.get("narrative")))
        if text:
            yield _fact("evidence", Words(text, text), url=url)


def _points(name: str, texts: tuple[str, ...]) -> Iterator[Fact]:
    points = tuple(shown for text in texts[:MOST_POINTS] if (shown := text_block(text)))
    if points:
        yield _fact(name, words.NOTHING, points=points)


def _tags(name: str, texts: list[str], stated: Stated) -> Iterator[Fact]:
    texts = texts or strings_of(stated.achievement.get("tags"))
    tags = tuple(shown for text in texts[:MOST_POINTS] if (shown := one_line(text)))
    if tags:
        yield _fact(name, words.NOTHING, tags=tags)


def _text(name: str, text: str) -> Iterator[Fact]:
    if text:
        yield _fact(name, Words(text, text))


def _fact(
    name: str,
    text: Words,
    *,
    url: str = "",
    points: tuple[str, ...] = (),
    tags: tuple[str, ...] = (),
) -> Fact:
    label = words.FACT_LABELS[name]
    return Fact(label.text_nl, label.text_en, text.text_nl, text.text_en, url, points, tags)
