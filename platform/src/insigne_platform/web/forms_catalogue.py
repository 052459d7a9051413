"""The form with which the catalogue is searched; its address keeps everything."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from insigne_platform.achievements.catalogue import FACETS
from insigne_platform.achievements.choices import FIELDS_OF_STUDY
from insigne_platform.achievements.models import Scenario
from insigne_platform.people.models import Language

KINDS: Mapping[str, str | Promise] = {
    Scenario.MICROCREDENTIAL: _("Microcredential"),
    Scenario.INFORMAL: _("Informal badge"),
}
WORKLOAD_WORDS: Mapping[str, str | Promise] = {
    "0-1": _("Less than 1 EC"),
    "1-5": _("From 1 to 5 EC"),
    "5-15": _("From 5 to 15 EC"),
    "15-": _("15 EC or more"),
}
LABELS: Mapping[str, Any] = {
    "kind": _("Kind"),
    "level": _("Level"),
    "workload": _("Workload"),
    "language": _("Language"),
    "field": _("Field of study"),
    "institution": _("Institution"),
}
ORDER_CHOICES = [
    ("name", _("Name, from A to Z")),
    ("-name", _("Name, from Z to A")),
    ("newest", _("Newest first")),
    ("workload", _("Smallest workload first")),
    ("level", _("Lowest level first")),
]


def word_of(facet: str, value: str, institutions: Mapping[str, str]) -> str:
    """What a value of a facet is called."""
    words: Mapping[str, Mapping[str, str | Promise]] = {
        "kind": KINDS,
        "workload": WORKLOAD_WORDS,
        "language": dict(Language.choices),
        "field": FIELDS_OF_STUDY,
        "institution": institutions,
    }
    if facet == "level":
        return str(pgettext_lazy("level", "EQF %(level)s") % {"level": value})
    return str(words[facet].get(value, value))


class CatalogueForm(forms.Form):
    """What to look for; a value that nobody offered is no filter, rather than an error."""

    search = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.TextInput({"type": "search"}),
    )
    order = forms.ChoiceField(label=_("Order"), required=False, choices=ORDER_CHOICES)

    def __init__(self, data: Any) -> None:
        super().__init__(data)
        self.is_valid()

    @property
    def words(self) -> str:
        """The words to look for."""
        return str(self.cleaned_data.get("search") or "").replace("\x00", "")

    @property
    def sorted_by(self) -> str:
        """How to sort."""
        return str(self.cleaned_data.get("order") or "name")

    @property
    def chosen(self) -> dict[str, str]:
        """The value of each facet that is asked for."""
        return {name: str(self.data.get(name, ""))[:40] for name in FACETS}

    def offer(
        self, counts: Mapping[str, Counter[str]], institutions: Mapping[str, str], *, is_one: bool
    ) -> None:
        """Offer each value that would leave something, with how much."""
        for name in FACETS:
            values = {*counts[name], self.chosen[name]} - {""}
            is_useless = name == "institution" and is_one
            if is_useless or not values:
                continue
            offered = [
                (value, f"{word_of(name, value, institutions)} ({counts[name][value]})")
                for value in values
            ]
            by = 0 if name in {"level", "workload", "field"} else 1
            self.fields[name] = forms.ChoiceField(
                label=LABELS[name],
                required=False,
                choices=[("", _("All")), *sorted(offered, key=lambda pair: pair[by].casefold())],
            )
        self.order_fields(["search", *FACETS, "order"])
