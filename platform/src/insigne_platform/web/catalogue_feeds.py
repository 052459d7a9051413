"""The catalogue as feeds: Atom for readers, JSON Feed 1.1 for programs.

JSON Feed, since a website can read it in a few lines and it says how to extend it: under
`_insigne` stands what a badge is, in schema.org's words. OOAPI is a service for partners who
sign in; a feed is for everybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from django.utils.translation import get_language

from insigne_platform.achievements.composition import badge_path, picture_path
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.addresses import absolute
from insigne_platform.web.linked_data import SCHEMA_ORG, credential

ATOM = "http://www.w3.org/2005/Atom"
BEFORE = datetime(2000, 1, 1, tzinfo=UTC)


def atom(
    title: str, *, page: str, feed: str, author: str, versions: Sequence[AchievementVersion]
) -> bytes:
    """The feed as Atom (RFC 4287)."""
    root = Element("feed", {"xmlns": ATOM, "xml:lang": get_language() or "en"})
    _say(root, "title", title)
    _say(root, "id", absolute(page))
    SubElement(root, "link", {"href": absolute(page), "rel": "alternate", "type": "text/html"})
    SubElement(
        root, "link", {"href": absolute(feed), "rel": "self", "type": "application/atom+xml"}
    )
    _say(root, "updated", _moment(max((_published(each) for each in versions), default=BEFORE)))
    _say(SubElement(root, "author"), "name", author)
    for version in versions:
        _entry(root, version)
    return b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")


def _entry(root: Element, version: AchievementVersion) -> None:
    entry, address = SubElement(root, "entry"), absolute(badge_path(version))
    _say(entry, "title", version.name)
    _say(entry, "id", address)
    SubElement(entry, "link", {"href": address, "rel": "alternate", "type": "text/html"})
    SubElement(
        entry,
        "link",
        {"href": absolute(picture_path(version)), "rel": "enclosure", "type": "image/png"},
    )
    _say(entry, "published", _moment(_published(version)))
    _say(entry, "updated", _moment(_published(version)))
    _say(SubElement(entry, "author"), "name", version.achievement.issuer.name)
    for word in (version.achievement.scenario, *map(str, version.tags)):
        SubElement(entry, "category", {"term": _clean(word)})
    _say(entry, "summary", version.description)


def json_feed(
    title: str, *, page: str, feed: str, versions: Sequence[AchievementVersion]
) -> dict[str, object]:
    """The feed as JSON Feed 1.1, with what each badge is under `_insigne`."""
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "home_page_url": absolute(page),
        "feed_url": absolute(feed),
        "language": get_language() or "en",
        "items": [_item(version) for version in versions],
    }


def _item(version: AchievementVersion) -> dict[str, object]:
    address = absolute(badge_path(version))
    return {
        "id": address,
        "url": address,
        "title": version.name,
        "content_text": version.description or version.name,
        "image": absolute(picture_path(version)),
        "date_published": _moment(_published(version)),
        "authors": [{"name": version.achievement.issuer.name}],
        "tags": [version.achievement.scenario, *map(str, version.tags)],
        "language": version.language,
        "_insigne": {"@context": SCHEMA_ORG, **credential(version)},
    }


def _published(version: AchievementVersion) -> datetime:
    return version.published_at or BEFORE


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return (
        "".join(letter for letter in text if letter >= " " or letter in "\t\n\r")
        .replace("\ufffe", "")
        .replace("\uffff", "")
    )
