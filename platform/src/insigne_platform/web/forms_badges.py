"""The form in which a badge is made: what it says, in both languages, and what it is worth."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion, Scenario, VersionState
from insigne_platform.institutions.models import Issuer
from insigne_platform.web.forms import LARGEST_PICTURE, FileInput

WORDS = ("name_nl", "name_en", "description_nl", "description_en", "criteria_nl", "criteria_en")
WORTH = (
    "workload_ects",
    "workload_hours",
    "eqf_level",
    "nlqf_level",
    "assessment_type",
    "participation_form",
    "quality_assurance",
    "supervision",
    "prerequisites",
    "valid_months",
    "language",
)
ALTS = ("picture_alt_nl", "picture_alt_en")
LABELS = {
    "name_nl": _("Name in Dutch"),
    "name_en": _("Name in English"),
    "description_nl": _("Description in Dutch"),
    "description_en": _("Description in English"),
    "criteria_nl": _("Criteria in Dutch"),
    "criteria_en": _("Criteria in English"),
    "picture_alt_nl": _("What the picture shows, in Dutch"),
    "picture_alt_en": _("What the picture shows, in English"),
    "workload_ects": _("Workload in ECTS credits"),
    "workload_hours": _("Workload in hours"),
    "eqf_level": _("Level, EQF"),
    "nlqf_level": _("Level, NLQF"),
    "assessment_type": _("Type of assessment"),
    "participation_form": _("Form of participation"),
    "quality_assurance": _("Type of quality assurance"),
    "supervision": _("Supervision and identity check"),
    "prerequisites": _("What one needs to begin"),
    "valid_months": _("Valid for how many months"),
    "language": _("Language of the badge"),
}
HINTS = {
    "language": _("In this language the words are needed to publish."),
    "workload_ects": _("1 credit is 28 hours."),
    "workload_hours": _("Everything together, self-study too."),
    "nlqf_level": _("The Dutch name of the same step."),
    "eqf_level": _("From 1 to 8; a bachelor is 6, a master 7."),
    "assessment_type": _("For example: portfolio and oral examination."),
    "participation_form": _("For example: on campus, online, or both."),
    "quality_assurance": _("For example: accredited, or checked by peers."),
    "supervision": _("For example: identity checked at the examination."),
    "valid_months": _("Leave open if it does not expire."),
    "picture_alt_nl": _("For who cannot see it, for example: zon boven golven."),
    "picture_alt_en": _("For who cannot see it, for example: sun above waves."),
}
LEVELS = [("", "—"), *((level, level) for level in ("1", "2", "3", "4", "4+", "5", "6", "7", "8"))]
EMPTY_ROWS = 1
MOST_OUTCOMES = 20


def _model_fields() -> dict[str, forms.Field]:
    """The fields of a version with the model's own limits, and our words."""
    fields = fields_for_model(
        AchievementVersion,
        fields=(*WORDS, *WORTH, *ALTS),
        labels=dict[str, Any](LABELS),
        help_texts=dict[str, Any](HINTS),
        field_classes={"nlqf_level": forms.CharField},
        widgets={
            **{name: forms.Textarea({"rows": 5}) for name in WORDS[2:]},
            **{name: forms.TextInput({"lang": name[-2:]}) for name in (*WORDS[:2], *ALTS)},
            "nlqf_level": forms.Select(choices=LEVELS),
            "workload_ects": forms.TextInput({"inputmode": "decimal"}),
            "workload_hours": forms.TextInput({"inputmode": "numeric"}),
            "eqf_level": forms.Select(choices=[(n, n or "—") for n in ("", *range(1, 9))]),
            "valid_months": forms.TextInput({"inputmode": "numeric"}),
        },
    )
    for name in WORDS[2:]:
        fields[name].widget.attrs["lang"] = name[-2:]
    fields["workload_ects"].localize = True
    return fields


class BadgeForm(forms.Form):
    """Everything that a draft says; nothing is required before publishing."""

    scenario = forms.ChoiceField(
        label=_("Kind of badge"),
        choices=Scenario,
        initial=Scenario.MICROCREDENTIAL,
        widget=forms.RadioSelect,
    )
    skills = forms.CharField(
        label=_("Skills"),
        help_text=_("One on each line."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=4000,
    )
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("SVG, or PNG of 600 pixels or more; square; up to 1 MB."),
        required=False,
        allow_empty_file=True,
        widget=FileInput(
            LARGEST_PICTURE,
            _("The picture is larger than 1 MB. Choose a smaller one."),
            accept=".svg,.png,image/svg+xml,image/png",
        ),
    )
    outcome_rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, files: Any = None, *, rows: int = 0, **more: Any) -> None:
        super().__init__(data, files, **more)
        self.fields = {**_model_fields(), **self.fields}
        self.rows = self._row_count(rows)
        self.initial["outcome_rows"] = self.rows
        for row in range(self.rows):
            for language in ("nl", "en"):
                self.fields[f"outcome_{row}_{language}"] = self._outcome_field(row, language)

    def _row_count(self, rows: int) -> int:
        """As many rows as were shown; at first those that are filled and an empty one."""
        if self.is_bound:
            given = str(self.data.get("outcome_rows", ""))
            rows = int(given) if given.isdecimal() and len(given) < 4 else 0
        filled = len(self.initial.get("learning_outcomes", ()))
        return min(max(rows, filled + EMPTY_ROWS), MOST_OUTCOMES)

    def _outcome_field(self, row: int, language: str) -> forms.Field:
        words = {"nl": _("Outcome %(n)s in Dutch"), "en": _("Outcome %(n)s in English")}
        outcomes = self.initial.get("learning_outcomes", ())
        return forms.CharField(
            label=words[language] % {"n": row + 1},
            widget=forms.Textarea({"rows": 2, "lang": language}),
            initial=outcomes[row].get(language, "") if row < len(outcomes) else "",
            required=False,
            max_length=500,
        )

    @classmethod
    def of(cls, version: AchievementVersion, **more: Any) -> "BadgeForm":
        """The form as a draft stands now."""
        initial = {name: getattr(version, name) for name in (*WORDS, *WORTH, *ALTS)}
        initial["skills"] = "\n".join(version.skills)
        initial["learning_outcomes"] = version.learning_outcomes
        initial["scenario"] = version.achievement.scenario
        form = cls(initial=initial, **more)
        if version.number > 1:
            del form.fields["scenario"]
        return form

    @property
    def outcome_pairs(self) -> list[Mapping[str, object]]:
        """The rows of outcomes as pairs of fields."""
        return [
            {"nl": self[f"outcome_{row}_nl"], "en": self[f"outcome_{row}_en"]}
            for row in range(self.rows)
        ]

    def said(self) -> dict[str, Any]:
        """What was entered, as the services take it; a row that is empty twice is left out."""
        given = self.cleaned_data
        outcomes = (
            {language: given[f"outcome_{row}_{language}"] for language in ("nl", "en")}
            for row in range(self.rows)
        )
        return {
            **{name: given[name] for name in (*WORDS, *WORTH, *ALTS, "scenario") if name in given},
            "learning_outcomes": [row for row in outcomes if any(row.values())],
            "skills": [line.strip() for line in given["skills"].splitlines() if line.strip()],
        }


class NewBadgeForm(BadgeForm):
    """A badge that does not exist yet: in whose name it is, too."""

    issuer = forms.ModelChoiceField(
        label=_("Issuer"), queryset=Issuer.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, issuers: QuerySet[Issuer], **more: Any) -> None:
        super().__init__(*args, **more)
        cast("forms.ModelChoiceField[Issuer]", self.fields["issuer"]).queryset = issuers


class BadgeFilter(forms.Form):
    """Which badges to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), *VersionState.choices, ("archived", _("Archived"))],
    )
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("name", _("Name, from A to Z")),
            ("-name", _("Name, from Z to A")),
            ("newest", _("Newest first")),
            ("oldest", _("Oldest first")),
        ],
    )
