"""The catalogue, laid out: an entry in the reader's language, a page of them, and their feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.achievements import catalogue
from insigne_platform.achievements.catalogue import Entry
from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core.addresses import absolute
from insigne_platform.earning.selectors.assessments import take_addresses
from insigne_platform.earning.selectors.catalogue import apply_addresses
from insigne_platform.institutions.models import Institution
from insigne_platform.web.badge_presentation import picture_of, scenario_word, value_of
from insigne_platform.web.forms_catalogue import CatalogueForm, word_of

ON_A_PAGE = 20
FILTERS = ("search", "order", *catalogue.FACETS)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of the catalogue: the form that found it, the entries on it, and their number."""

    form: CatalogueForm
    page: Page[Entry]
    versions: Sequence[AchievementVersion]
    institutions: Mapping[str, str]

    @property
    def total(self) -> int:
        """How many were found altogether."""
        return self.page.paginator.count


def shelf_of(
    asked: QueryDict, institution: Institution | None, *, on_a_page: int = ON_A_PAGE
) -> Shelf:
    """Find what is asked for, in a number of queries that does not depend on how much there is."""
    form = CatalogueForm(asked)
    found = catalogue.search(
        catalogue.entries(institution),
        words=form.words,
        chosen=form.chosen,
        order=form.sorted_by,
        language=get_language() or "en",
    )
    institutions = _names() if institution is None else {}
    form.offer(found.counts, institutions, is_one=institution is not None)
    page = Paginator(found.entries, on_a_page).get_page(asked.get("page"))
    return Shelf(form, page, catalogue.versions_of(list(page)), institutions)


def _names() -> dict[str, str]:
    return {str(each.pk): each.name for each in Institution.objects.only("name_nl", "name_en")}


def cards(versions: Sequence[AchievementVersion]) -> list[Mapping[str, object]]:
    """Each version as the catalogue shows it, in the reader's language."""
    ids = [version.achievement_id for version in versions]
    ways, tests = apply_addresses(ids), take_addresses(ids)
    return [
        _card(version) | {"apply_address": ways.get(id, ""), "take_address": tests.get(id, "")}
        for version, id in zip(versions, ids, strict=True)
    ]


def _card(version: AchievementVersion) -> dict[str, object]:
    workload, level = _first_two(version)
    return {
        "version": version,
        "scenario": version.achievement.scenario,
        "kind": scenario_word(version.achievement.scenario),
        "picture": picture_of(version),
        "address": reverse("public-badge", args=[version.achievement.public_id]),
        "worth": [text for text in (workload, level) if text],
        "language": version.get_language_display(),
    }


def _first_two(version: AchievementVersion) -> list[str]:
    rows = value_of(version)["rows"]
    assert isinstance(rows, list)
    return [str(row["big"]) for row in rows[:2]]


def removable(shelf: Shelf, asked: QueryDict) -> list[Mapping[str, str]]:
    """What was asked for, each with the address of the catalogue without it."""
    given = {name: value for name, value in shelf.form.chosen.items() if value}
    if shelf.form.words:
        given["search"] = f"“{shelf.form.words}”"
    found: list[Mapping[str, str]] = []
    for name, value in given.items():
        rest = {key: text for key, text in filters_of(asked).items() if key != name}
        word = value if name == "search" else word_of(name, value, shelf.institutions)
        found.append({"word": word, "address": f"?{urlencode(rest)}"})
    return found


def filters_of(asked: QueryDict) -> dict[str, str]:
    """What an address asks for, without the number of the page."""
    return {name: str(asked[name])[:200] for name in FILTERS if asked.get(name)}


def name_of(institution: Institution | None) -> str:
    """What a catalogue is called."""
    if institution is None:
        return _("Catalogue of badges")
    return _("Badges of %(institution)s") % {"institution": institution.name}


def place_of(institution: Institution) -> str:
    """The institution as the address of its catalogue names it."""
    return institution.slug or institution.public_id


def addresses_of(institution: Institution | None) -> Mapping[str, str]:
    """Where a catalogue and its feeds stand."""
    if institution is None:
        paths = {"page": "catalogue", "atom": "catalogue-atom", "json": "catalogue-json"}
        return {name: reverse(route) for name, route in paths.items()}
    paths = {
        "page": "catalogue-of",
        "atom": "catalogue-of-atom",
        "json": "catalogue-of-json",
        "embed": "catalogue-embed",
    }
    return {name: reverse(route, args=[place_of(institution)]) for name, route in paths.items()}


def embed_code(institution: Institution, language: str) -> str:
    """What to paste into a page elsewhere."""
    address = absolute(f"{addresses_of(institution)['embed']}?lang={language}")
    title = name_of(institution).replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<iframe src="{address}" title="{title}" width="100%" height="640" loading="lazy" '
        'referrerpolicy="no-referrer"></iframe>'
    )
