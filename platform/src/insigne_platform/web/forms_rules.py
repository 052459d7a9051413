"""The form of a rule: what one needs for a badge that is awarded by itself."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.earning.services import RuleWords
from insigne_platform.web.day_field import DayField


class BadgesField(forms.ModelMultipleChoiceField):
    """Published badges, by their names."""

    def label_from_instance(self, obj: Any) -> str:
        """Name a badge in the reader's language."""
        return str(obj.name)


class RuleForm(forms.Form):
    """What a rule asks; everything that is filled in counts."""

    name = forms.CharField(
        label=_("Name of the rule"),
        help_text=_("Only you and your colleagues see this."),
        max_length=200,
    )
    badges = BadgesField(
        label=_("Who has these badges"),
        queryset=AchievementVersion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needed = forms.IntegerField(
        label=_("How many of them"),
        help_text=_("Left open it is all of them."),
        min_value=1,
        max_value=1000,
        required=False,
    )
    score_key = forms.CharField(
        label=_("And has a score named"),
        help_text=_("The name under which a learning environment or register sends it."),
        max_length=100,
        required=False,
    )
    score_at_least = forms.DecimalField(
        label=_("Of at least"), max_digits=9, decimal_places=2, required=False, localize=True
    )
    not_before = DayField(
        label=_("Awarded from this day on"),
        help_text=_("Left open it is at once."),
        required=False,
    )

    def __init__(self, *args: Any, badges: QuerySet[AchievementVersion], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["badges"].queryset = badges  # type: ignore[attr-defined]  # a model field

    def said(self) -> RuleWords:
        """What was entered, as the service takes it."""
        badges = [version.achievement for version in self.cleaned_data["badges"]]
        return RuleWords(**{**self.cleaned_data, "badges": badges})
