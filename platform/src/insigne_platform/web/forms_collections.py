"""The form of a collection."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.models import LONGEST_NAME, LONGEST_NOTE


class CollectionForm(forms.Form):
    """What a collection is called, and what is said before its badges."""

    name = forms.CharField(label=_("Name of the collection"), max_length=LONGEST_NAME)
    introduction = forms.CharField(
        label=_("Introduction"),
        help_text=_("Whoever you show the collection reads this first."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
