"""The forms of endorsements: asking, saying what it is worth, and the answers that are no."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.endorsements.services import Said
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.people.models import Language
from insigne_platform.web.day_field import DayField
from insigne_platform.web.forms import LARGEST_FILE, FileInput

LANGUAGE_NAMES = [(Language.DUTCH, _("Dutch")), (Language.ENGLISH, _("English"))]


class AskForm(forms.Form):
    """What should be endorsed, by whom, and what is said with the request."""

    what = forms.ChoiceField(
        label=_("What should be endorsed?"),
        error_messages={"required": _("Choose an issuer or a badge.")},
    )
    of = forms.ChoiceField(
        label=_("An institution on this site"),
        required=False,
        help_text=_("It finds your request among its own endorsements."),
    )
    email = forms.CharField(
        label=_("Or an e-mail address elsewhere"),
        required=False,
        max_length=254,
        help_text=_("A professional body, say. It gets a link with which it answers."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    message = forms.CharField(
        label=_("Message"), required=False, max_length=2000, widget=forms.Textarea({"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language of the message"), choices=LANGUAGE_NAMES)

    def __init__(
        self,
        *args: object,
        issuers: list[Issuer],
        badges: list[AchievementVersion],
        institutions: list[Institution],
        award: tuple[str, str] | None = None,
        **more: object,
    ) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        offered: list[tuple[object, object]] = [("", _("Choose"))]
        if award is not None:
            offered.append(award)
        offered += [
            (_("Badges"), [(f"badge:{one.achievement_id}", one.name) for one in badges]),
            (_("Issuers"), [(f"issuer:{one.pk}", one.name) for one in issuers]),
        ]
        self.fields["what"].choices = offered  # type: ignore[attr-defined]
        others = [(str(one.pk), one.name) for one in institutions]
        self.fields["of"].choices = [("", _("Nobody here")), *others]  # type: ignore[attr-defined]


class SaidForm(forms.Form):
    """What is said of it, and what it counts for."""

    as_issuer = forms.ChoiceField(label=_("In the name of"))
    comment = forms.CharField(
        label=_("What you say of it"),
        required=False,
        max_length=4000,
        help_text=_("Why you trust it, and who should know. Everybody can read this."),
        widget=forms.Textarea({"rows": 4}),
    )
    credits = forms.CharField(
        label=_("Counts for, in EC"),
        required=False,
        max_length=7,
        widget=forms.TextInput({"inputmode": "decimal"}),
    )
    programme = forms.CharField(
        label=_("In which programme"), required=False, max_length=200,
        help_text=_("For example: BSc Civil Engineering."),
    )  # fmt: skip
    counts_at = forms.CharField(label=_("At which institution"), required=False, max_length=200)
    valid_until = DayField(
        label=_("Counts until"),
        required=False,
        help_text=_("Day, month, year. Left open it counts until you withdraw it."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGE_NAMES)

    def __init__(self, *args: object, issuers: list[Issuer], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.issuers = {str(issuer.pk): issuer for issuer in issuers}
        names = [(key, issuer.name) for key, issuer in self.issuers.items()]
        self.fields["as_issuer"].choices = names  # type: ignore[attr-defined]

    def clean_credits(self) -> Decimal | None:
        """Read a number as people write it, with a comma or a point."""
        text = self.cleaned_data["credits"].strip().replace(",", ".")
        if not text:
            return None
        digits = text.replace(".", "", 1)
        if not digits.isascii() or not digits.isdigit():
            raise forms.ValidationError(_("Write a number, for example 5 or 2,5."))
        return Decimal(text).quantize(Decimal("0.01"))

    def said(self) -> Said:
        """What was entered, as the service takes it."""
        parts = ("comment", "credits", "programme", "counts_at", "valid_until", "language")
        return Said(**{name: self.cleaned_data[name] for name in parts})

    def issuer(self) -> Issuer:
        """In whose name it is said."""
        return self.issuers[self.cleaned_data["as_issuer"]]


class FindForm(forms.Form):
    """A badge from elsewhere: where it stands, or the file."""

    text = forms.CharField(
        label=_("Web address"),
        required=False,
        max_length=2048,
        help_text=_("Of a badge, an issuer, or a badge that somebody was given."),
        widget=forms.TextInput(
            {"inputmode": "url", "autocomplete": "off", "placeholder": "https://"}
        ),
    )
    file = forms.FileField(
        label=_("Or a file"),
        required=False,
        allow_empty_file=True,
        help_text=_("A badge as PNG, SVG, PDF, JSON or JWT, up to 10 MB."),
        widget=FileInput(LARGEST_FILE, _("This file is larger than 10 MB. Choose a smaller one.")),
    )

    def clean(self) -> dict[str, object]:
        """Ask for one thing, and for no more than we read."""
        cleaned = super().clean() or {}
        file, text = cleaned.get("file"), cleaned.get("text")
        if bool(file) == bool(text) and not self.errors:
            self.add_error("text", _("Give an address, or choose a file: one of the two."))
        if file and (file.size or 0) > LARGEST_FILE:
            self.add_error("file", _("This file is larger than 10 MB. Choose a smaller one."))
        return cleaned

    def offered(self) -> tuple[bytes | None, str | None]:
        """The bytes of the file, or the address."""
        file = self.cleaned_data["file"]
        return (file.read(), None) if file else (None, self.cleaned_data["text"])


class MadeForm(FindForm):
    """An endorsement that was signed elsewhere."""

    def __init__(self, *args: object, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.fields["text"].help_text = _("Where the signed endorsement stands.")
        self.fields["file"].help_text = _("An EndorsementCredential as JSON or JWT, up to 10 MB.")


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.CharField(
        label=_("Reason, in words that who asked may read"),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why not. Who asked reads it.")},
    )


class WithdrawForm(forms.Form):
    """Why it counts no more."""

    reason = forms.CharField(
        label=_("Reason, which stands on the public page"),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Say why. It stands on the public page.")},
    )
