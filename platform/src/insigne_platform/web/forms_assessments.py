"""The forms of tests: making them, their moments, registering, and entering how it went."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insigne_platform.earning.models import Assessment, Moment, RegistrationState
from insigne_platform.earning.services import AssessmentWords, MomentWords
from insigne_platform.web.day_field import DayField
from insigne_platform.web.forms import FileInput
from insigne_platform.web.templatetags.parts import full_moment

LARGEST_RESULTS = 1024 * 1024
DATE_HINT = _("Day, month, year: 14-06-2026.")
TIME_ERRORS = {"invalid": _("Write the time as 09:30.")}


class AssessmentForm(forms.Form):
    """What a test is called, what one should know beforehand, and when one passes."""

    title_nl = forms.CharField(label=_("Title in Dutch"), max_length=200, required=False)
    title_en = forms.CharField(label=_("Title in English"), max_length=200, required=False)
    instructions_nl = forms.CharField(
        label=_("What one should know beforehand, in Dutch"),
        help_text=_("What is tested, what to bring, how long it takes."),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    instructions_en = forms.CharField(
        label=_("What one should know beforehand, in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    pass_mark = forms.DecimalField(
        label=_("Pass mark"),
        help_text=_("With it, a score alone says who passed. Left open you say so yourself."),
        max_digits=7,
        decimal_places=2,
        required=False,
        localize=True,
    )
    is_open = forms.BooleanField(
        label=_("People may register for this test"),
        help_text=_("The public page of the badge then has a button, as long as a moment is open."),
        required=False,
    )

    def said(self) -> AssessmentWords:
        """What was entered, as the service takes it."""
        return AssessmentWords(**self.cleaned_data)

    @staticmethod
    def initial_of(assessment: Assessment) -> dict[str, object]:
        """What is stored, for the form."""
        return {name: getattr(assessment, name) for name in AssessmentForm.base_fields}


class MomentForm(forms.Form):
    """When and where a test is taken, and by how many."""

    day = DayField(label=_("Date"), help_text=DATE_HINT)
    hour = forms.TimeField(
        label=_("Time"), widget=forms.TimeInput({"type": "time"}), error_messages=TIME_ERRORS
    )
    place = forms.CharField(
        label=_("Place"),
        help_text=_("A room with its address, or a link that begins with https://."),
        max_length=300,
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=10_000)
    closes_on = DayField(
        label=_("Registration closes on"),
        help_text=_("Left open one can register until the test begins."),
        required=False,
    )
    closes_hour = forms.TimeField(
        label=_("At"),
        help_text=_("Left open it is midnight, as that day begins."),
        required=False,
        widget=forms.TimeInput({"type": "time"}),
        error_messages=TIME_ERRORS,
    )

    def said(self) -> MomentWords:
        """What was entered, as the service takes it."""
        given = self.cleaned_data
        closes_on = given.get("closes_on")
        return MomentWords(
            starts_at=_moment(given["day"], given["hour"]),
            place=given["place"],
            seats=given["seats"],
            closes_at=_moment(closes_on, given.get("closes_hour")) if closes_on else None,
        )

    @staticmethod
    def initial_of(moment: Moment) -> dict[str, object]:
        """What is stored, for the form."""
        starts, closes = timezone.localtime(moment.starts_at), timezone.localtime(moment.closes_at)
        return {
            "day": starts.date(),
            "hour": f"{starts:%H:%M}",
            "place": moment.place,
            "seats": moment.seats,
            "closes_on": closes.date(),
            "closes_hour": f"{closes:%H:%M}",
        }


def _moment(day: date, hour: time | None) -> datetime:
    return datetime.combine(day, hour or time(), tzinfo=timezone.get_default_timezone())


class RegisterForm(forms.Form):
    """Who takes the test."""

    email = forms.ChoiceField(
        label=_("E-mail address"),
        help_text=_("Messages about the test, and the badge if you pass, go to this address."),
    )
    name = forms.CharField(
        label=_("Name"), help_text=_("As it is to stand on the badge."), max_length=200
    )

    def __init__(self, *args: Any, addresses: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["email"].choices = [(each, each) for each in addresses]  # type: ignore[attr-defined]  # a choice field


class MomentFilter(forms.Form):
    """Which moments to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            ("coming", _("Still to come")),
            ("waiting", _("Results to be entered")),
        ],
    )


class RegistrationFilter(forms.Form):
    """Which registrations to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All but cancelled")), *RegistrationState.choices],
    )


class ResultForm(forms.Form):
    """How it went for one person."""

    score = forms.CharField(
        label=_("Score"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )
    passed = forms.ChoiceField(
        label=_("Result"),
        choices=[("passed", _("Passed")), ("failed", _("Not passed"))],
        required=False,
        widget=forms.RadioSelect,
    )

    @property
    def has_passed(self) -> bool | None:
        """What was chosen; None if nothing was."""
        return {"passed": True, "failed": False}.get(self.cleaned_data["passed"])


class ResultsForm(forms.Form):
    """A file of results."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel (xlsx), up to 500 rows. The first row names the columns."),
        allow_empty_file=True,
        widget=FileInput(
            LARGEST_RESULTS,
            _("The file is larger than 1 MB. Split it into smaller ones."),
            accept=".csv,.xlsx,.txt,text/csv",
        ),
        error_messages={"required": _("Choose a file.")},
    )

    def offered(self) -> tuple[str, bytes]:
        """The name and the bytes of what was offered, of those no more than show its size."""
        file = self.cleaned_data["file"]
        return str(file.name), bytes(file.read(LARGEST_RESULTS + 1))


class MoveForm(forms.Form):
    """At which other moment somebody takes the test."""

    moment = forms.ChoiceField(label=_("Moment"))

    def __init__(self, *args: Any, moments: Sequence[Moment], **more: Any) -> None:
        super().__init__(*args, **more)
        self._moments = {str(each.pk): each for each in moments}
        self.fields["moment"].choices = [  # type: ignore[attr-defined]  # a choice field
            (key, f"{full_moment(each.starts_at)}, {each.place}")
            for key, each in self._moments.items()
        ]

    @property
    def chosen(self) -> Moment:
        """The moment that was chosen."""
        return self._moments[self.cleaned_data["moment"]]


class NoteForm(forms.Form):
    """Why somebody is not to come, for the message that she gets."""

    note = forms.CharField(
        label=_("What the message says about the reason"),
        help_text=_("Left open, no reason is given."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
