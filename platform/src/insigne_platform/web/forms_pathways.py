"""The forms of pathways: what one says and leads to, its steps, and the badges in them."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.institutions.models import Issuer
from insigne_platform.pathways.models import Pathway, Step


class PathwayForm(forms.Form):
    """What a pathway says, and what it leads to."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    description_nl = forms.CharField(
        label=_("Description in Dutch"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    description_en = forms.CharField(
        label=_("Description in English"),
        max_length=4000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    leads_to = forms.ChoiceField(
        label=_("Badge at the end"),
        required=False,
        help_text=_("Whoever completes the pathway gets it at once."),
    )
    credits_needed = forms.DecimalField(
        label=_("Credits needed, in EC"),
        required=False,
        min_value=0,
        max_value=240,
        decimal_places=2,
        help_text=_("One badge counts for at most 30 EC; badges that overlap count once."),
    )

    def __init__(self, *args: object, badges: list[AchievementVersion], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.achievements = {str(one.achievement_id): one.achievement for one in badges}
        names = [(str(one.achievement_id), one.name) for one in badges]
        choices = [("", _("None yet")), *names]
        self.fields["leads_to"].choices = choices  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, object]:
        """What was entered, as the service takes it."""
        given = self.cleaned_data
        return {**given, "leads_to": self.achievements.get(given["leads_to"])}


class NewPathwayForm(forms.Form):
    """How a pathway begins."""

    issuer = forms.ChoiceField(label=_("Issuer"))
    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    def __init__(self, *args: object, issuers: list[Issuer], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.issuers = {str(issuer.pk): issuer for issuer in issuers}
        names = [(key, issuer.name) for key, issuer in self.issuers.items()]
        self.fields["issuer"].choices = names  # type: ignore[attr-defined]


class NewStepForm(forms.Form):
    """A step at the end."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    after_last = forms.BooleanField(
        label=_("It comes after the last step"), required=False, initial=True
    )


class StepForm(forms.Form):
    """A step: its name, how many badges finish it, and what it comes after."""

    name_nl = forms.CharField(label=_("Name in Dutch"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)
    needed = forms.IntegerField(
        label=_("How many of the badges are needed"),
        required=False,
        min_value=1,
        max_value=60,
        help_text=_("Left open it is all of them."),
    )
    after = forms.MultipleChoiceField(
        label=_("It comes after"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, step: Step, others: list[Step], **more: object) -> None:
        initial = {
            "name_nl": step.name_nl,
            "name_en": step.name_en,
            "needed": step.needed,
            "after": [str(one.pk) for one in step.after.all()],
        }
        more = {"initial": initial, "auto_id": f"id_{step.pk}_%s", **more}
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.others = {str(one.pk): one for one in others}
        names = [(key, one.name) for key, one in self.others.items()]
        self.fields["after"].choices = names  # type: ignore[attr-defined]
        if not names:
            del self.fields["after"]

    def chosen(self) -> dict[str, object]:
        """What was entered, as the service takes it."""
        given = self.cleaned_data
        after = [self.others[key] for key in given.get("after", ())]
        return {**{name: given[name] for name in ("name_nl", "name_en", "needed")}, "after": after}


class BadgeForm(forms.Form):
    """A badge for a step."""

    badge = forms.ChoiceField(label=_("Badge"), error_messages={"required": _("Choose a badge.")})
    overlap = forms.CharField(
        label=_("Overlaps with"),
        max_length=60,
        required=False,
        help_text=_("Give badges that overlap the same word; only the one with most EC counts."),
    )

    def __init__(
        self, *args: object, step: Step, badges: list[AchievementVersion], **more: object
    ) -> None:
        more = {"auto_id": f"id_badge_{step.pk}_%s", **more}
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.achievements = {str(one.achievement_id): one.achievement for one in badges}
        names = [(str(one.achievement_id), one.name) for one in badges]
        self.fields["badge"].choices = [("", _("Choose")), *names]  # type: ignore[attr-defined]


def initial_of(pathway: Pathway) -> dict[str, object]:
    """What a pathway says now, for its form."""
    names = ("name_nl", "name_en", "description_nl", "description_en")
    credits = pathway.credits_needed
    return {
        **{name: getattr(pathway, name) for name in names},
        "leads_to": str(pathway.leads_to_id or ""),
        "credits_needed": _plain(credits) if credits else None,
    }


def _plain(credits: Decimal) -> Decimal:
    return credits.quantize(Decimal(1)) if credits == credits.to_integral_value() else credits
