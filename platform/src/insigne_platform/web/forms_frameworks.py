"""The form in which a framework is brought in."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.frameworks.items import LARGEST_FILE
from insigne_platform.people.models import Language
from insigne_platform.web.forms import FileInput

COLUMNS: Mapping[str, Any] = {
    "code": _("Column with the code"),
    "name": _("Column with the name"),
    "description": _("Column with the description"),
    "uri": _("Column with the address"),
}


class FrameworkForm(forms.Form):
    """A file with a framework, and what the file does not say itself."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CASE 1.0 or 1.1 as JSON, or CSV; up to 10 MB and 20,000 items."),
        allow_empty_file=True,
        widget=FileInput(
            LARGEST_FILE,
            _("This file is larger than 10 MB. Choose a smaller one."),
            accept=".json,.csv,.tsv,application/json,text/csv",
        ),
        error_messages={"required": _("Choose a file.")},
    )
    name = forms.CharField(
        label=_("Name of the framework"),
        help_text=_("Leave open to take the title from the file."),
        required=False,
        max_length=300,
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of what the file says without naming its language."),
        choices=Language,
    )
    base = forms.CharField(
        label=_("Address of the framework"),
        help_text=_("Rows without an address of their own get this one with their code."),
        required=False,
        max_length=800,
    )
    column_code = forms.CharField(label=COLUMNS["code"], required=False, max_length=100)
    column_name = forms.CharField(label=COLUMNS["name"], required=False, max_length=100)
    column_description = forms.CharField(
        label=COLUMNS["description"], required=False, max_length=100
    )
    column_uri = forms.CharField(label=COLUMNS["uri"], required=False, max_length=100)

    @property
    def columns(self) -> dict[str, str]:
        """Which column is what, as far as it was said."""
        return {name: said for name in COLUMNS if (said := self.cleaned_data[f"column_{name}"])}

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields that are needed only for a table with other names."""
        return [self[f"column_{name}"] for name in COLUMNS]
