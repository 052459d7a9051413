"""The forms of what comes after awarding: taking back, correcting, renewing, looking back."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from insigne_platform.awards.models import ChangeKind
from insigne_platform.web.day_field import DayField
from insigne_platform.web.forms_awards import AwardFilter

MANY = 50  # above this the number is typed before anything is done
REASON = _("Reason, for your institution only")
PUBLIC_REASON = _("Reason that holders and anybody who checks may read")


class AwardListFilter(AwardFilter):
    """Which awards to list, to change or to renew; it stays in the address."""

    expires = forms.ChoiceField(
        label=_("Expires"),
        required=False,
        choices=[
            ("", _("At any time")),
            ("30", _("Within 30 days")),
            ("90", _("Within 90 days")),
            ("180", _("Within 180 days")),
            ("expired", _("Expired already")),
        ],
    )
    batch = forms.UUIDField(required=False, widget=forms.HiddenInput)
    change = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        known = list(self.fields["state"].choices)  # type: ignore[attr-defined]
        self.fields["state"].choices = [  # type: ignore[attr-defined]
            *known[:2], ("ended", gettext("Offer ended")), *known[2:-2],
            ("suspended", gettext("Suspended")), *known[-2:],
        ]  # fmt: skip
        self.fields["order"].choices = [  # type: ignore[attr-defined]
            *self.fields["order"].choices, ("expiry", gettext("First to expire")),  # type: ignore[attr-defined]
        ]  # fmt: skip


class ReasonForm(forms.Form):
    """Why: for the institution, and for those outside."""

    reason = forms.CharField(
        label=REASON,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Say why; it is kept with the award.")},
    )
    public_reason = forms.CharField(
        label=PUBLIC_REASON,
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )


class ChangeForm(ReasonForm):
    """What is to be done to many awards, and that it is meant."""

    expires_on = DayField(
        label=_("New expiry date"),
        required=False,
        help_text=_("Left open, every badge is valid as long again as its own period says."),
    )
    count = forms.IntegerField(label=_("Number of awards"), required=True)

    def __init__(self, kind: str, total: int, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.total = total
        if kind not in (ChangeKind.REVOKE, ChangeKind.SUSPEND):
            del self.fields["reason"], self.fields["public_reason"]
        if kind != ChangeKind.RENEW:
            del self.fields["expires_on"]
        if total <= MANY:
            del self.fields["count"]
        else:
            self.fields["count"].help_text = gettext(
                "These are many. Type %(count)s to say that you mean it."
            ) % {"count": total}

    def clean_count(self) -> int:
        """See that the number was read."""
        count = int(self.cleaned_data["count"])
        if count != self.total:
            raise forms.ValidationError(_("This is not the number of awards."))
        return count

    def expires_at(self) -> datetime | None:
        """The instant at which the renewed badges run out, if one day is given for all."""
        day = self.cleaned_data.get("expires_on")
        zone = timezone.get_current_timezone()
        return datetime.combine(day, time(), tzinfo=zone) if day else None


class CorrectionForm(ReasonForm):
    """What the award should have said, and why it did not."""

    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    grade = forms.CharField(label=_("Grade"), max_length=40, required=False)
    narrative = forms.CharField(
        label=_("Explanation"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    evidence_url = forms.CharField(
        label=_("Evidence"), max_length=500, required=False, widget=forms.URLInput
    )
    field_order = ("name", "grade", "narrative", "evidence_url", "reason", "public_reason")


class RemindersForm(forms.Form):
    """Whether, and how long before, holders are told that a badge runs out."""

    is_on = forms.BooleanField(label=_("Mail holders before their badge expires"), required=False)
    days_before = forms.IntegerField(label=_("So many days before"), min_value=1, max_value=365)


class OfferForm(forms.Form):
    """When who does not collect a badge is reminded, and how long it stays on offer."""

    is_on = forms.BooleanField(label=_("Remind who did not collect a badge"), required=False)
    first_after = forms.IntegerField(
        label=_("First reminder, so many days after the message"), min_value=1, max_value=180
    )
    second_after = forms.IntegerField(
        label=_("Second reminder, so many days after the message"), required=False,
        min_value=1, max_value=180, help_text=_("Left open, there is one reminder."),
    )  # fmt: skip
    ends_after = forms.IntegerField(
        label=_("The offer ends so many days after the message"), required=False,
        min_value=1, max_value=3650,
        help_text=_(
            "Left open, a badge can be collected at any time. "
            "What is on offer already keeps its end."
        ),
    )  # fmt: skip


class HistoryFilter(forms.Form):
    """Which entries of the audit trail to show."""

    person = forms.UUIDField(required=False)
    kind = forms.ChoiceField(
        label=_("About"),
        required=False,
        choices=[
            ("", _("Everything")),
            ("award", _("Awards")),
            ("badge", _("Badges")),
            ("list", _("Lists and batches")),
            ("people", _("People and rights")),
            ("institution", _("Institution and issuers")),
            ("other", _("Other")),
        ],
    )
    since = DayField(label=_("From"), required=False)
    until = DayField(label=_("Up to and including"), required=False)
    object = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, people: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        choices = [("", gettext("Everybody")), *people]
        self.fields["person"] = forms.ChoiceField(label=_("Who"), required=False, choices=choices)
        self.order_fields(["person", "kind", "since", "until", "object"])
