"""The form with which a holder chooses what to show of a badge."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.disclosure.composition import Field
from insigne_platform.disclosure.services import DERIVED, SD_JWT_VC

FIELD_WORDS: Final[Mapping[Field, Any]] = {
    Field.NAME: _("Your name"),
    Field.GRADE: _("Grade"),
    Field.CREDITS: _("Credits earned"),
    Field.NARRATIVE: _("Explanation"),
    Field.EVIDENCE: _("Evidence"),
}


class DisclosureForm(forms.Form):
    """What to show, and in which kind of file."""

    fields_shown = forms.MultipleChoiceField(
        label=_("What do you show?"),
        help_text=_("What you leave out is not in the file, not even hidden."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    format = forms.ChoiceField(
        label=_("In which kind of file?"),
        initial=DERIVED,
        widget=forms.RadioSelect,
        choices=[
            (DERIVED, _("Open Badges file (JSON): choose this if you do not know")),
            (SD_JWT_VC, _("SD-JWT: for a wallet or a service that asks for it")),
        ],
    )

    def __init__(self, *args: Any, available: Iterable[Field], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = self.fields["fields_shown"]
        assert isinstance(shown, forms.MultipleChoiceField)  # for the type checker
        shown.choices = [(field.value, FIELD_WORDS[field]) for field in available]
