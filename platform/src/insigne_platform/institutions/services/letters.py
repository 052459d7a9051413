"""Letters in the words and the colours of a house: writing them, and sending them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext, override

from insigne_platform.core import audit, mail
from insigne_platform.core.errors import Invalid
from insigne_platform.institutions.letters import (
    Letter,
    lay_out,
    problems_with_words,
    standard,
)
from insigne_platform.institutions.models import Institution, LetterText
from insigne_platform.institutions.selectors import Words, own_letters, words_of
from insigne_platform.institutions.services.filling_in import must_administer
from insigne_platform.people.models import Person

LOGO = "logo"


@transaction.atomic
def set_letter(
    institution: Institution, kind: str, letter: Letter, words: Mapping[str, Words], *, by: Person
) -> None:
    """Write a letter in the institution's own words, by language.

    A text that is the standard one is not kept, so that it goes along when we better that.
    Raises `Invalid` with everything that is wrong, at fields such as `body_nl`.
    """
    must_administer(by, institution)
    tidy = {language: _tidied(*said) for language, said in words.items()}
    if problems := problems_with_words(letter, tidy):
        raise Invalid(problems)
    for language, (subject, body) in tidy.items():
        if (subject, body) == standard(letter, language):
            _texts(institution, kind, language).delete()
            continue
        LetterText.objects.update_or_create(
            institution=institution,
            kind=kind,
            language=language,
            defaults={"subject": subject, "body": body},
        )
    audit.record(by, "letter.set", institution, letter=kind)


@transaction.atomic
def restore_letter(institution: Institution, kind: str, language: str, *, by: Person) -> None:
    """Go back to the standard text of a letter in one language."""
    must_administer(by, institution)
    _texts(institution, kind, language).delete()
    audit.record(by, "letter.restored", institution, letter=kind, language=language)


def _texts(institution: Institution, kind: str, language: str) -> QuerySet[LetterText]:
    return LetterText.objects.filter(institution=institution, kind=kind, language=language)


def _tidied(subject: str, body: str) -> Words:
    lines = body.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return " ".join(subject.split()), "\n".join(line.rstrip() for line in lines).strip()


def send_letter(
    to: str,
    kind: str,
    letter: Letter,
    *,
    house: Institution,
    language: str,
    values: Mapping[str, str],
) -> None:
    """Send a letter of this kind to one address, as the house writes it."""
    words = words_of(own_letters(house, kind), kind, letter, language)
    with override(language):
        button = gettext(letter.button)
    context = lay_out(words, button=button, values=values)
    pictures = {LOGO: bytes(house.logo_png)} if house.logo_png else {}
    mail.send(to, "letter", {**context, "house": house}, language=language, pictures=pictures)
