"""The form of the figures: of when, of what, of whom."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.institutions.models import Institution
from insigne_platform.statistics.selectors import groups_of

MEASURES = (
    ("awarded", _("Awarded")),
    ("claimed", _("Claimed")),
    ("shared", _("Shared")),
    ("viewed", _("Viewed")),
)
PERIODS = (
    ("months", _("The last 12 months")),
    ("year", _("This year")),
    ("academic", _("This academic year")),
    ("all", _("Since the beginning")),
)


class FiguresForm(forms.Form):
    """Which figures to show; what is not understood is passed over."""

    period = forms.ChoiceField(label=_("Period"), choices=PERIODS, required=False)
    measure = forms.ChoiceField(label=_("Plot"), choices=MEASURES, required=False)
    group = forms.ChoiceField(label=_("Group"), required=False)

    def __init__(self, institution: Institution, asked: object) -> None:
        super().__init__(asked)  # type: ignore[arg-type]
        groups = [(str(group.pk), group.name) for group in groups_of(institution)]
        self.group_names = dict(groups)
        self.fields["group"].choices = [("", _("The whole institution")), *groups]  # type: ignore[attr-defined]
        if not groups:
            del self.fields["group"]
        self.is_valid()

    @property
    def period_name(self) -> str:
        """The period that was asked for."""
        return self.cleaned_data.get("period") or "months"

    @property
    def measure_name(self) -> str:
        """What is plotted."""
        return self.cleaned_data.get("measure") or "awarded"

    @property
    def group_id(self) -> UUID | None:
        """The group that was asked for, if one was."""
        chosen = self.cleaned_data.get("group")
        return UUID(chosen) if chosen else None
