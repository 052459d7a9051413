"""The forms of the backpack: finding, importing, one's own words, and copies."""

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.archives import LARGEST_ARCHIVE
from insigne_platform.backpack.models import LONGEST_NOTE
from insigne_platform.backpack.shelf import Badge, Wanted
from insigne_platform.web.forms import FileInput


class BackpackFilter(forms.Form):
    """Which badges to show, in which order, and how."""

    search = forms.CharField(label=_("Search in your backpack"), required=False, max_length=200)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
            ("name", _("Name")),
            ("issuer", _("Issuer")),
        ],
    )
    view = forms.ChoiceField(
        label=_("Show as"),
        required=False,
        choices=[("grid", _("Rack")), ("timeline", _("Timeline"))],
    )
    origin = forms.ChoiceField(
        label=_("Where from"),
        required=False,
        choices=[
            ("", _("Everywhere")),
            ("here", _("Awarded here")),
            ("elsewhere", _("Imported")),
        ],
    )
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Every state")),
            ("current", _("Current")),
            ("soon", _("Expires soon")),
            ("expired", _("Expired")),
            ("revoked", _("Taken back")),
        ],
    )
    verdict = forms.ChoiceField(
        label=_("Last check"),
        required=False,
        choices=[
            ("", _("Every answer")),
            ("valid", _("Valid")),
            ("unknown", _("Cannot tell yet")),
            ("invalid", _("Invalid")),
        ],
    )
    issuer = forms.ChoiceField(label=_("Issuer"), required=False)
    tag = forms.ChoiceField(label=_("Tag"), required=False)

    def __init__(
        self, *args: Any, issuers: Sequence[str] = (), tags: Sequence[str] = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        issuer = cast("forms.ChoiceField", self.fields["issuer"])
        issuer.choices = [("", _("Every issuer")), *((name, name) for name in issuers)]
        tag = cast("forms.ChoiceField", self.fields["tag"])
        tag.choices = [("", _("Every tag")), *((name, name) for name in tags)]

    def wanted(self) -> Wanted:
        """What is looked for; what makes no sense is not looked for."""
        self.is_valid()
        cleaned = self.cleaned_data
        names = ("search", "order", "origin", "state", "verdict", "issuer", "tag")
        return Wanted(**{name: cleaned.get(name) or "" for name in names})


class ImportForm(forms.Form):
    """A badge from elsewhere: a file, a zip of many, or an address or pasted text."""

    file = forms.FileField(
        label=_("File, picture or zip"),
        help_text=_(
            "PNG, SVG, PDF, JSON or JWT up to 10 MB, "
            "or a zip up to 30 MB with at most 1,000 of them."
        ),
        required=False,
        allow_empty_file=True,
        widget=FileInput(
            LARGEST_ARCHIVE, _("This is larger than 30 MB. Divide it over several zips.")
        ),
    )
    text = forms.CharField(
        label=_("Or the address of a badge, or its text"),
        required=False,
        max_length=2 * 1024 * 1024,
        widget=forms.Textarea(
            attrs={
                "rows": 1,
                "class": "input-grow",
                "placeholder": "https://",
                "autocomplete": "off",
                "spellcheck": "false",
            }
        ),
    )

    def clean(self) -> dict[str, object]:
        """Ask for one thing: not none, not two."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text")
        if file and text:
            self.add_error("text", _("You gave a file and a text. Leave one of them out."))
        elif not file and not text and not self.errors:
            self.add_error("file", _("Choose a file, or give an address or text."))
        elif file and (cast("Any", file).size or 0) > LARGEST_ARCHIVE:
            self.add_error("file", _("This is larger than 30 MB. Divide it over several zips."))
        return cleaned


class WordsForm(forms.Form):
    """The holder's own tags and note at a badge."""

    tags = forms.CharField(
        label=_("Your tags"),
        help_text=_("Words of your own, parted by commas. Only you see them."),
        required=False,
        max_length=600,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    note = forms.CharField(
        label=_("Your note"),
        help_text=_("Only you see it."),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def words_form(badge: Badge) -> WordsForm:
    """The form with what the holder wrote at *badge* before."""
    tags = ", ".join(tag.name for tag in badge.tags.all())
    return WordsForm(initial={"tags": tags, "note": badge.note})


class AddressForm(forms.Form):
    """Which of one's own addresses a copy of the badge carries."""

    address = forms.ChoiceField(label=_("E-mail address"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, addresses: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        field = cast("forms.ChoiceField", self.fields["address"])
        field.choices = [(address, address) for address in addresses]
        if addresses:
            field.initial = addresses[0]
