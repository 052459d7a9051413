"""All letters that an institution sends in words of its own, with what can be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, override

from insigne_platform.achievements.wordings import LETTERS as OF_BADGES
from insigne_platform.awards.wordings import LETTERS as OF_AWARDS
from insigne_platform.core.addresses import absolute
from insigne_platform.earning.wordings import LETTERS as OF_EARNING
from insigne_platform.endorsements.wordings import LETTERS as OF_ENDORSEMENTS
from insigne_platform.institutions.letters import Letter, day_in, lay_out
from insigne_platform.institutions.models import Institution
from insigne_platform.institutions.wordings import LETTERS as OF_THE_HOUSE
from insigne_platform.people.models import Language

BOOK: Final[Mapping[str, Letter]] = {
    **OF_AWARDS,
    **OF_EARNING,
    **OF_BADGES,
    **OF_ENDORSEMENTS,
    **OF_THE_HOUSE,
}

# What each place stands for, and an example of it.
PLACES: Final[Mapping[str, tuple[object, object]]] = {
    "name": (gettext_lazy("the name of the reader, if it is known"), "Amina Yılmaz"),
    "badge": (gettext_lazy("the name of the badge"), gettext_lazy("Reading ice")),
    "issuer": (gettext_lazy("the name of the issuer"), ""),
    "email": (gettext_lazy("the e-mail address of the issuer"), ""),
    "grade": (gettext_lazy("the grade, if one was given"), "8,5"),
    "day": (gettext_lazy("the day that it is about"), ""),
    "end": (gettext_lazy("the day on which the offer ends, if it does"), ""),
    "message": (
        gettext_lazy("what the reviewer wrote"),
        gettext_lazy("We saw in your report how you measured the ice."),
    ),
    "awarded": (gettext_lazy("how many people are awarded the badge"), "11"),
    "named": (gettext_lazy("how many people were named"), "12"),
    "test": (gettext_lazy("the name of the test"), gettext_lazy("Reading ice, in the field")),
    "moment": (gettext_lazy("when the test is taken"), ""),
    "place": (gettext_lazy("where the test is taken"), gettext_lazy("Room 1.04")),
    "closes": (gettext_lazy("until when one may cancel"), ""),
    "score": (gettext_lazy("the result, if one was given"), gettext_lazy("Your score: 8.5.")),
    "institution": (gettext_lazy("the name of the institution"), ""),
    "inviter": (gettext_lazy("who invites"), "Ada Lindqvist"),
    "rights": (
        gettext_lazy("what the reader may do, a line each"),
        gettext_lazy("- Make badges\n- Award badges"),
    ),
    "version": (gettext_lazy("the version of the badge"), "1.1"),
    "asker": (gettext_lazy("who asks for approval"), "Ada Lindqvist"),
    "approver": (gettext_lazy("who approved"), "Wim Jansen"),
    "list": (gettext_lazy("the name of the list"), "winter.csv"),
    "total": (gettext_lazy("how many people stand on the list"), "120"),
    "reason": (
        gettext_lazy("the reason that was given"),
        gettext_lazy("The learning outcomes do not say how they are assessed."),
    ),
    "subject": (gettext_lazy("what is to be endorsed"), gettext_lazy("Reading ice")),
    "question": (
        gettext_lazy("what the asker writes with it"),
        gettext_lazy("Does this badge count in your programme?"),
    ),
    "endorser": (gettext_lazy("who endorses, or does not"), "College Elsewhere"),
    "link": (gettext_lazy("the link; alone in a paragraph it becomes a button"), ""),
}


def places_of(letter: Letter) -> list[dict[str, str]]:
    """Everything that can stand in braces in a letter, with what it stands for."""
    return [{"place": f"{{{name}}}", "words": str(PLACES[name][0])} for name in letter.all_places]


def previews(
    letter: Letter, words: Mapping[str, tuple[str, str]], house: Institution
) -> list[dict[str, object]]:
    """The letter with example data, in every language that we speak."""
    return [_preview(letter, words[language], house, language) for language in Language.values]


def _preview(
    letter: Letter, words: tuple[str, str], house: Institution, language: str
) -> dict[str, object]:
    with override(language):
        values = {name: str(PLACES[name][1]) for name in letter.all_places}
        button = gettext(letter.button)
    example = {
        "issuer": house.name_in(language),
        "institution": house.name_in(language),
        "email": house.email,
        "day": day_in(language, timezone.now()),
        "end": day_in(language, timezone.now() + timedelta(days=30)),
        "moment": day_in(language, timezone.now() + timedelta(days=14)),
        "closes": day_in(language, timezone.now() + timedelta(days=7)),
        "link": absolute("/…"),
    }
    values |= {name: value for name, value in example.items() if name in values}
    laid_out = lay_out(words, button=button, values=values)
    return {**laid_out, "language": language, "mark": language.upper()}
