"""The forms of earning on request: opening a badge, applying, answering, and deciding."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insigne_platform.earning.evidence import ENDINGS, LARGEST, MOST_FILES, OfferedFile
from insigne_platform.earning.models import ApplicationState, Opening, WhoMayApply
from insigne_platform.earning.services import OpeningWords
from insigne_platform.web.day_field import DayField

EMPTY_CRITERIA = 2  # rows that stand ready below those that are filled in
DATE_HINT = _("Day, month, year: 14-06-2026.")


class ManyFilesInput(forms.FileInput):
    """A place for several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files, none or several; the room judges them."""

    def __init__(self, **more: Any) -> None:
        attributes = {"accept": ",".join(ENDINGS), "multiple": True}
        super().__init__(required=False, widget=ManyFilesInput(attributes), **more)

    def clean(self, data: Any, initial: Any = None) -> list[OfferedFile]:
        """Read what was sent, of each file no more than shows that it is too large."""
        files = data if isinstance(data, list) else [data] if data else []
        return [
            OfferedFile(file.name or "", file.read(LARGEST + 1))
            for file in files[: MOST_FILES + 1]
            if isinstance(file, UploadedFile)
        ]


class OpeningForm(forms.Form):
    """Whether one may apply, who may, and how reviewers look at it."""

    is_open = forms.BooleanField(
        label=_("People may apply for this badge"),
        help_text=_("The public page of the badge then has a button to apply."),
        required=False,
    )
    opens_on = DayField(label=_("From"), help_text=DATE_HINT, required=False)
    closes_on = DayField(
        label=_("Until and including"), help_text=_("Left open there is no end."), required=False
    )
    who = forms.ChoiceField(label=_("Who may apply"), choices=WhoMayApply, widget=forms.RadioSelect)
    domains = forms.CharField(
        label=_("Domains"),
        help_text=_("For example: student.example.nl, example.nl. With everything below them."),
        max_length=4000,
        required=False,
    )
    instructions_nl = forms.CharField(
        label=_("What applicants are asked to show, in Dutch"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    instructions_en = forms.CharField(
        label=_("What applicants are asked to show, in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(self, *args: Any, opening: Opening | None = None, **more: Any) -> None:
        rubric = opening.rubric if opening else []
        super().__init__(*args, **{"initial": _initial(opening), **more})
        asked = self.data.get("rows", "") if self.is_bound else ""
        rows = len(rubric) + EMPTY_CRITERIA
        if asked.isdecimal() and len(asked) < 3:
            rows = min(int(asked), 12)
        self.rows = rows
        for number in range(1, rows + 1):
            row = rubric[number - 1] if number <= len(rubric) else {}
            self.fields[f"criterion_{number}"] = forms.CharField(
                label=gettext("Criterion %(n)s") % {"n": number},
                max_length=200,
                required=False,
                initial=row.get("criterion", ""),
            )
            self.fields[f"levels_{number}"] = forms.CharField(
                label=gettext("Levels, from low to high"),
                max_length=400,
                required=False,
                initial=", ".join(row.get("levels", [])),
                widget=forms.TextInput({"placeholder": gettext("insufficient, sufficient, good")}),
            )

    @property
    def criteria(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The rows of the rubric."""
        return [
            (self[f"criterion_{number}"], self[f"levels_{number}"])
            for number in range(1, self.rows + 1)
        ]

    def said(self) -> OpeningWords:
        """What was entered, as the service takes it."""
        names = (
            "is_open", "opens_on", "closes_on", "who", "domains",
            "instructions_nl", "instructions_en",
        )  # fmt: skip
        rubric = [
            (self.cleaned_data[f"criterion_{number}"], self.cleaned_data[f"levels_{number}"])
            for number in range(1, self.rows + 1)
        ]
        return OpeningWords(**{name: self.cleaned_data[name] for name in names}, rubric=rubric)


def _initial(opening: Opening | None) -> dict[str, object]:
    if opening is None:
        return {"who": WhoMayApply.ANYBODY}
    return {
        "is_open": opening.is_open,
        "opens_on": opening.opens_on,
        "closes_on": opening.closes_on,
        "who": opening.who,
        "domains": ", ".join(opening.domains),
        "instructions_nl": opening.instructions_nl,
        "instructions_en": opening.instructions_en,
    }


class EvidenceForm(forms.Form):
    """A text, links and files that show what somebody did."""

    text = forms.CharField(
        label=_("What you did"),
        help_text=_("In your own words: what you did, and how that meets the criteria."),
        max_length=10000,
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    links = forms.CharField(
        label=_("Links"),
        help_text=_("Web addresses of your work, each on its own line."),
        max_length=5000,
        required=False,
        widget=forms.Textarea({"rows": 2, "spellcheck": "false", "placeholder": "https://"}),
    )
    files = FilesField(  # type: ignore[assignment]  # a field, as Django makes of it
        label=_("Files"),
        help_text=_("At most five, each up to 5 MB: PDF, PNG, JPEG, text, Word or ODT."),
    )

    def evidence(self) -> dict[str, Any]:
        """What was entered, as the services take it."""
        return {name: self.cleaned_data[name] for name in ("text", "links", "files")}


class ApplyForm(EvidenceForm):
    """Who applies, and with which evidence."""

    email = forms.ChoiceField(
        label=_("E-mail address"), help_text=_("The badge is awarded to this address.")
    )
    name = forms.CharField(
        label=_("Name"), help_text=_("As it is to stand on the badge."), max_length=200
    )
    field_order = ("email", "name", "text", "links", "files")

    def __init__(self, *args: Any, addresses: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"].choices = [(each, each) for each in addresses]  # type: ignore[attr-defined]  # a choice field


class AnswerForm(EvidenceForm):
    """An answer to what reviewers asked, with more evidence."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["text"].label = _("Your answer")
        self.fields["text"].help_text = ""


class ReviewForm(forms.Form):
    """A level for each criterion, and what the applicant is told."""

    message = forms.CharField(
        label=_("Message to the applicant"),
        help_text=_("Needed if you ask for more, or deny."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )

    def __init__(
        self,
        *args: Any,
        rubric: Sequence[Mapping[str, Any]],
        scores: Sequence[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.criteria = [f"score_{number}" for number in range(1, len(rubric) + 1)]
        given = [*scores, *[""] * len(rubric)]
        for name, row, score in zip(self.criteria, rubric, given, strict=False):
            self.fields[name] = forms.ChoiceField(
                label=row["criterion"],
                choices=[(level, level) for level in row["levels"]],
                initial=score,
                required=False,
                widget=forms.RadioSelect,
            )
        self.order_fields([*self.criteria, "message"])

    def scores(self) -> list[str]:
        """The level of each criterion, in the order of the rubric."""
        return [self.cleaned_data[name] for name in self.criteria]


class ApplicationFilter(forms.Form):
    """Which applications to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("To be reviewed")),
            *((value, label) for value, label in ApplicationState.choices if value != "submitted"),
            ("all", _("All")),
        ],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("oldest", _("Oldest first")),
            ("newest", _("Newest first")),
            ("name", _("Name, from A to Z")),
            ("-name", _("Name, from Z to A")),
        ],
    )
