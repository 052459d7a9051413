"""The form in which a badge is made: what it says, in both languages, and what it is worth."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.differences import LABELS
from insigne_platform.achievements.models import (
    AchievementVersion,
    ApprovalState,
    BadgeTemplate,
    Scenario,
    VersionState,
)
from insigne_platform.institutions.models import Issuer
from insigne_platform.web.forms import LARGEST_PICTURE, FileInput

WORDS = ("name_nl", "name_en", "description_nl", "description_en", "criteria_nl", "criteria_en")
WORTH = (
    "workload_ects", "workload_hours", "eqf_level", "nlqf_level", "assessment_kind",
    "assessment_type", "participation_kind", "participation_form", "quality_kind",
    "quality_assurance", "supervision_kind", "identity_check", "supervision", "prerequisites",
    "stackability", "grade_scale", "grade_pass", "valid_months", "isced_field", "croho",
    "language",
)  # fmt: skip
ALTS = ("picture_alt_nl", "picture_alt_en")
HINTS = {
    "language": _("In this language the words are needed to publish."),
    "workload_ects": _("1 credit is 28 hours."),
    "workload_hours": _("Everything together, self-study too."),
    "nlqf_level": _("The Dutch name of the same step."),
    "eqf_level": _("From 1 to 8; a bachelor is 6, a master 7."),
    "assessment_type": _("For example: in groups of three, with a defence."),
    "participation_form": _("For example: ten weeks, on Tuesday evenings."),
    "quality_assurance": _("For example: NVAO, 2025."),
    "supervision": _("For example: two examiners."),
    "stackability": _("For example: counts for 5 EC in the minor Delta."),
    "valid_months": _("Leave open if it does not expire."),
    "grade_pass": _("For example: 5.5. Leave open for the usual one."),
    "isced_field": _("By ISCED-F 2013, as Europe compares studies."),
    "croho": _("Of the programme that it is part of, five digits."),
    "picture_alt_nl": _("For who cannot see it, for example: zon boven golven."),
    "picture_alt_en": _("For who cannot see it, for example: sun above waves."),
}
CHOSEN = (
    "isced_field", "assessment_kind", "participation_kind", "quality_kind", "supervision_kind",
    "identity_check", "grade_scale",
)  # fmt: skip
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
    fields["language"].required = False
    for name in CHOSEN:
        chosen = cast("forms.TypedChoiceField", fields[name])
        known = getattr(AchievementVersion._meta.get_field(name), "flatchoices", ())
        chosen.choices = [("", "—"), *known]
    return fields


def _plain(points: Decimal | None) -> Decimal | None:
    """Write 3.00 as 3, as somebody would enter it."""
    if points is None:
        return None
    points = Decimal(points)
    return points.quantize(Decimal(1)) if points == points.to_integral() else points.normalize()


class BadgeForm(forms.Form):
    """Everything that a draft says; nothing is required before publishing.

    A page may show a part of it: what is not sent stays as it is.
    """

    scenario = forms.ChoiceField(
        label=_("Kind of badge"), choices=Scenario, widget=forms.RadioSelect, required=False
    )
    skills = forms.CharField(
        label=_("Skills"),
        help_text=_("One on each line."),
        widget=forms.Textarea({"rows": 3}),
        required=False,
        max_length=4000,
    )
    tags = forms.CharField(
        label=_("Tags"),
        help_text=_("Words to find it by, with commas between them."),
        required=False,
        max_length=1200,
    )
    related = forms.MultipleChoiceField(
        label=_("Related badges"), required=False, widget=forms.CheckboxSelectMultiple
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
    level_rows = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, files: Any = None, *, rows: int = 0, **more: Any) -> None:
        related = more.pop("related", ())
        super().__init__(data, files, **more)
        self.fields = {**_model_fields(), **self.fields}
        cast("forms.MultipleChoiceField", self.fields["related"]).choices = related
        self.rows = self._row_count("outcome_rows", "learning_outcomes", rows)
        self.levels = self._row_count("level_rows", "grade_levels", 0)
        self.initial["outcome_rows"], self.initial["level_rows"] = self.rows, self.levels
        for row in range(self.rows):
            for language in ("nl", "en"):
                self.fields[f"outcome_{row}_{language}"] = self._outcome_field(row, language)
        for row in range(self.levels):
            self.fields |= self._level_fields(row)

    def _row_count(self, counter: str, field: str, rows: int) -> int:
        """As many rows as were shown; at first those that are filled and an empty one."""
        if self.is_bound:
            given = str(self.data.get(counter, ""))
            rows = int(given) if given.isdecimal() and len(given) < 4 else 0
        filled = len(self.initial.get(field, ()))
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

    def _level_fields(self, row: int) -> dict[str, forms.Field]:
        labels = {
            "value": _("Level %(n)s"),
            "nl": _("Level %(n)s, what it means, in Dutch"),
            "en": _("Level %(n)s, what it means, in English"),
        }
        stored = self.initial.get("grade_levels", ())
        return {
            f"level_{row}_{part}": forms.CharField(
                label=label % {"n": row + 1},
                initial=stored[row].get(part, "") if row < len(stored) else "",
                required=False,
                max_length=40 if part == "value" else 500,
            )
            for part, label in labels.items()
        }

    @classmethod
    def of(cls, version: AchievementVersion, **more: Any) -> "BadgeForm":
        """The form as a draft stands now."""
        initial = {name: getattr(version, name) for name in (*WORDS, *WORTH, *ALTS)}
        initial["workload_ects"] = _plain(version.workload_ects)
        initial["skills"] = "\n".join(version.skills)
        initial["tags"] = ", ".join(version.tags)
        initial["related"] = version.related
        initial["learning_outcomes"] = version.learning_outcomes
        initial["grade_levels"] = version.grade_levels
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

    @property
    def level_triples(self) -> list[Mapping[str, object]]:
        """The rows of own levels: a short name, and what it means in both languages."""
        return [
            {part: self[f"level_{row}_{part}"] for part in ("value", "nl", "en")}
            for row in range(self.levels)
        ]

    def said(self) -> dict[str, Any]:
        """What was entered, as the services take it: only what was sent at all."""
        given = self.cleaned_data
        names = (*WORDS, *WORTH, *ALTS, "scenario")
        said = {name: given[name] for name in names if name in given and name in self.data}
        if not said.get("scenario"):
            said.pop("scenario", None)
        if "outcome_rows" in self.data:
            said["learning_outcomes"] = self._rows_said("outcome", self.rows, "nl", "en")
        if "level_rows" in self.data:
            said["grade_levels"] = self._rows_said("level", self.levels, "value", "nl", "en")
        if "skills" in self.data:
            said["skills"] = [
                text for line in given["skills"].splitlines() if (text := line.strip())
            ]
        if "tags" in self.data:
            said["tags"] = [text for tag in given["tags"].split(",") if (text := tag.strip())]
        if "related_shown" in self.data:
            said["related"] = given["related"]
        return said

    def _rows_said(self, kind: str, rows: int, *parts: str) -> list[dict[str, str]]:
        """What the rows say; one that is quite empty is left out."""
        found = (
            {part: self.cleaned_data[f"{kind}_{row}_{part}"] for part in parts}
            for row in range(rows)
        )
        return [row for row in found if any(row.values())]


class NewBadgeForm(BadgeForm):
    """A badge that does not exist yet: in whose name it is, and where it starts."""

    issuer = forms.ModelChoiceField(
        label=_("Issuer"), queryset=Issuer.objects.none(), empty_label=None
    )
    template = forms.ModelChoiceField(
        label=_("Start from"),
        queryset=BadgeTemplate.objects.none(),
        empty_label=_("An empty badge"),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        issuers: QuerySet[Issuer],
        templates: QuerySet[BadgeTemplate],
        **more: Any,
    ) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("scenario", Scenario.MICROCREDENTIAL)
        cast("forms.ModelChoiceField[Issuer]", self.fields["issuer"]).queryset = issuers
        chosen = cast("forms.ModelChoiceField[BadgeTemplate]", self.fields["template"])
        chosen.queryset = templates
        self.fields["scenario"].required = True


class BadgeFilter(forms.Form):
    """Which badges to list."""

    search = forms.CharField(label=_("Search"), required=False, max_length=200)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("All")),
            *VersionState.choices,
            (ApprovalState.WAITING.value, ApprovalState.WAITING.label),
            ("archived", _("Archived")),
        ],
    )
    tag = forms.CharField(label=_("Tag"), required=False, max_length=50)
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
