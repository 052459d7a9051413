"""Letters: what a kind of letter says, the places in it that are filled in, and how it is laid out.

Nothing here is a template language: a place is a word in braces, looked up once in a table of
values, and what came out of the table is never looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.dateformat import format as format_date
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext, override
from django.utils.translation import gettext as _

from insigne_platform.core.errors import Problem

PLACE: Final = re.compile(r"\{([^{}\n]{0,60})\}")
NAME: Final = re.compile(r"[ \t]?\{name\}")
EVERYWHERE: Final = ("name", "badge", "issuer")
LINK: Final = "{link}"
LONGEST_SUBJECT: Final = 150
LONGEST_BODY: Final = 5000


@dataclass(frozen=True, slots=True)
class Letter:
    """One kind of letter: when it is sent, what it says, and what can be filled in."""

    when: str
    subject: str
    body: str
    button: str
    places: tuple[str, ...] = EVERYWHERE

    @property
    def all_places(self) -> tuple[str, ...]:
        """Everything that can stand in braces in the text; in the subject all but the link."""
        return (*self.places, "link")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of a letter as text and as HTML, or the button that the link becomes."""

    text: str
    html: SafeString
    is_button: bool = False


def standard(letter: Letter, language: str) -> tuple[str, str]:
    """The subject and the text that a letter has as long as nobody writes another."""
    with override(language):
        subject, body = gettext(letter.subject), gettext(letter.body)
    return subject, body if LINK in body else f"{body}\n\n{LINK}"


def places_in(text: str) -> list[str]:
    """The places that a text names, known or not, each once."""
    return list(dict.fromkeys(PLACE.findall(text)))


def fill(text: str, values: Mapping[str, str]) -> str:
    """Fill in what is known; a place that is not stays as it was written."""
    if not values.get("name"):
        text = NAME.sub("", text)
    return PLACE.sub(lambda place: values.get(place[1], place[0]), text)


def paragraphs(text: str) -> list[str]:
    """Cut a text where an empty line stands."""
    parts = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [part.strip() for part in parts if part.strip()]


def problems_with_words(letter: Letter, words: Mapping[str, tuple[str, str]]) -> list[Problem]:
    """What is wrong with a letter in some languages; each problem at its field of the form."""
    found = []
    for language, (subject, body) in words.items():
        if said := _wrong_subject(letter, subject):
            found.append(Problem(f"subject_{language}", said))
        if said := _wrong_body(letter, body):
            found.append(Problem(f"body_{language}", said))
    return found


def _wrong_subject(letter: Letter, subject: str) -> str:
    if not subject.strip():
        return _("Write a subject.")
    if len(subject) > LONGEST_SUBJECT:
        return _("At most %(most)s characters.") % {"most": LONGEST_SUBJECT}
    if LINK in subject:
        return _("The link stands in the text, not in the subject.")
    return _unknown_places(subject, letter.places)


def _wrong_body(letter: Letter, body: str) -> str:
    if len(body) > LONGEST_BODY:
        return _("At most %(most)s characters.") % {"most": LONGEST_BODY}
    if LINK not in body:
        said = _("%(link)s is missing: without it the reader cannot get there. Put it in the text.")
        return said % {"link": LINK}
    return _unknown_places(body, letter.all_places)


def _unknown_places(text: str, known: Sequence[str]) -> str:
    unknown = [place for place in places_in(text) if place not in known]
    if not unknown:
        return ""
    said = _("%(unknown)s is no placeholder of this letter. There are: %(known)s.")
    listed = ", ".join(f"{{{place}}}" for place in known)
    return said % {"unknown": f"{{{unknown[0]}}}", "known": listed}


def lay_out(words: tuple[str, str], *, button: str, values: Mapping[str, str]) -> dict[str, object]:
    """Lay out a letter from its subject and text: the context of `mail/letter`.

    A paragraph that is the link alone becomes the button. A paragraph with a place for which
    there is nothing is left out; a name that is not known leaves only itself out.
    """
    subject, body = words
    kept = [part for part in paragraphs(body) if not _lacks(part, values)]
    return {
        "subject": " ".join(fill(subject, values).split()),
        "blocks": [_block(part, values) for part in kept],
        "button": button,
        "link": values.get("link", ""),
        "issuer_name": values.get("issuer", ""),
    }


def day_in(language: str, instant: datetime | None) -> str:
    """A day in full, for a place of a letter; nothing for no day."""
    if instant is None:
        return ""
    with override(language):
        return format_date(localtime(instant), "j F Y")


def _lacks(paragraph: str, values: Mapping[str, str]) -> bool:
    return any(place != "name" and not values.get(place, "-") for place in places_in(paragraph))


def _block(paragraph: str, values: Mapping[str, str]) -> Block:
    is_button = paragraph == LINK
    return Block(
        fill(paragraph, values),
        SafeString("") if is_button else _html(paragraph, values),
        is_button,
    )


def _html(paragraph: str, values: Mapping[str, str]) -> SafeString:
    """The paragraph for a page: everything escaped, the link alive, line breaks kept."""
    if not values.get("name"):
        paragraph = NAME.sub("", paragraph)
    parts: list[str] = []
    end = 0
    for place in PLACE.finditer(paragraph):
        parts.append(conditional_escape(paragraph[end : place.start()]))
        parts.append(_html_of(place, values))
        end = place.end()
    parts.append(conditional_escape(paragraph[end:]))
    joined = "".join(parts).replace("\r\n", "\n").replace("\n", "<br>")
    return mark_safe(joined)  # noqa: S308 - every part is escaped above


def _html_of(place: re.Match[str], values: Mapping[str, str]) -> str:
    value = values.get(place[1], place[0])
    if place[1] == "link" and "link" in values:
        return format_html('<a href="{}">{}</a>', value, value)
    return conditional_escape(str(value))
