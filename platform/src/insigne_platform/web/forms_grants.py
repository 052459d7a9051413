"""The forms of organisations that look at badges, and of holders who answer them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.backpack.models import Holding, ImportedBadge
from insigne_platform.grants.models import LONGEST_NAME, MOST_DAYS, Kind, Mandate
from insigne_platform.grants.services.asking import LONGEST, LONGEST_MESSAGE, MOST_BADGES
from insigne_platform.grants.services.mandating import MOST_DAYS as MOST_DAYS_OF_MANDATE
from insigne_platform.sharing.services.viewing import name_of
from insigne_platform.web.forms_disclosure import FIELD_WORDS


class OrganisationForm(forms.Form):
    """Who wants to look at badges."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        help_text=_("As the people whom you ask know it."),
        max_length=LONGEST_NAME,
    )
    domain = forms.CharField(
        label=_("Domain"),
        help_text=_(
            "The part behind the @ of your address, such as example.org. You show later that it "
            "is yours."
        ),
        max_length=253,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    kind = forms.ChoiceField(label=_("What is it?"), choices=Kind.choices, widget=forms.RadioSelect)


class OrganisationMemberForm(forms.Form):
    """Somebody else who acts for the organisation."""

    address = forms.CharField(
        label=_("E-mail address at your domain"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    is_administrator = forms.BooleanField(
        label=_("May decide who acts for the organisation, and give mandates"), required=False
    )


class MandateForm(forms.Form):
    """Which agency asks in the organisation's name."""

    agency_domain = forms.CharField(
        label=_("Domain of the screening agency"),
        help_text=_("It must have proved this domain here."),
        max_length=253,
    )
    purpose = forms.CharField(label=_("What for?"), max_length=200)
    days = forms.IntegerField(
        label=_("For how many days?"), min_value=1, max_value=MOST_DAYS_OF_MANDATE, initial=90
    )


class AskForm(forms.Form):
    """What an organisation asks of somebody."""

    address = forms.CharField(
        label=_("E-mail address of the person"),
        help_text=_(
            "Somebody whose address this is gets a letter. You do not learn who has an account."
        ),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    mandate = forms.ChoiceField(label=_("In whose name?"), required=False)
    purpose = forms.CharField(
        label=_("What for?"),
        help_text=_(
            "The person reads it, and it stands in their view log: vacancy 12, hydrologist."
        ),
        max_length=LONGEST,
    )
    badges = forms.CharField(
        label=_("Which badges?"),
        help_text=_("Each on a line of its own, in your words. Left open the person chooses."),
        required=False,
        max_length=(LONGEST + 2) * MOST_BADGES,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Which parts, besides what the badge is, who awarded it and when?"),
        help_text=_("Ask for what you need and no more."),
        choices=[(field.value, words) for field, words in FIELD_WORDS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    days = forms.IntegerField(
        label=_("For how many days do you want to look?"),
        min_value=1,
        max_value=MOST_DAYS,
        initial=30,
    )
    message = forms.CharField(
        label=_("Something else that the person should know"),
        required=False,
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(
        self, *args: Any, mandates: Iterable[Mandate], is_agency: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(each.pk), f"{each.principal.name}: {each.purpose}") for each in mandates]
        if not choices and not is_agency:
            del self.fields["mandate"]
            return
        field = self.fields["mandate"]
        assert isinstance(field, forms.ChoiceField)  # for the type checker
        field.required = is_agency
        field.choices = choices if is_agency else [("", _("In our own name")), *choices]

    def lines(self) -> list[str]:
        """The badges that were named, each on a line."""
        return [line for line in self.cleaned_data["badges"].splitlines() if line.strip()]


class AnswerForm(forms.Form):
    """What a holder grants: which badges, which of the asked parts, for how long."""

    search = forms.CharField(
        label=_("Search in your backpack"), required=False, max_length=200, widget=forms.TextInput
    )
    badges = forms.MultipleChoiceField(
        label=_("Which badges do you show?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one badge, or grant nothing.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("Which of the parts that are asked?"),
        help_text=_("What you leave out is not sent, not even hidden."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self,
        *args: Any,
        badges: Sequence[Holding | ImportedBadge],
        parts: Sequence[str],
        days: int,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        shown, asked = self.fields["badges"], self.fields["parts"]
        assert isinstance(shown, forms.MultipleChoiceField)  # for the type checker
        assert isinstance(asked, forms.MultipleChoiceField)
        shown.choices = [(str(each.pk), _label(each)) for each in badges]
        asked.choices = [(f.value, words) for f, words in FIELD_WORDS.items() if f.value in parts]
        if not parts:
            del self.fields["parts"]
        self.fields["days"] = forms.IntegerField(
            label=_("For how many days?"),
            help_text=_("Asked: %(days)s days. You may grant less.") % {"days": days},
            min_value=1,
            max_value=days,
            initial=days,
        )
        self._badges = {str(each.pk): each for each in badges}

    def chosen(self) -> list[Holding | ImportedBadge]:
        """The badges that were chosen, in the order of the list."""
        wanted = set(self.cleaned_data["badges"])
        return [badge for key, badge in self._badges.items() if key in wanted]

    def chosen_parts(self) -> list[str]:
        """The parts that were chosen."""
        return list(self.cleaned_data.get("parts", []))


class RefuseForm(forms.Form):
    """Granting nothing, and perhaps not being asked again."""

    no_more = forms.BooleanField(
        label=_("This organisation may not ask me again"),
        help_text=_("It is not told. What it asks does not reach you any more."),
        required=False,
    )


def _label(badge: Holding | ImportedBadge) -> str:
    if isinstance(badge, Holding):
        return f"{name_of(badge)}, {badge.award.version.achievement.issuer.name}"
    told = f"{name_of(badge)}, {badge.issuer_name}" if badge.issuer_name else name_of(badge)
    return str(_("%(badge)s (from elsewhere: shown whole)") % {"badge": told})
