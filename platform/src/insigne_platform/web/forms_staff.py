"""The forms about people: who works where in an institution, and what they may do there."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from insigne_platform.institutions.models import Institution, Issuer, IssuerGroup, Place
from insigne_platform.institutions.rights import PRESETS, Right, Role
from insigne_platform.people.models import Language
from insigne_platform.web.forms_house import ADDRESS_ERRORS

OWN = "own"
ROLES = (
    (Role.ADMINISTRATOR, _("Administrator: everything, also people and settings")),
    (Role.AWARDER, _("Awarder: makes badges, awards and revokes them, sees statistics")),
    (Role.OBSERVER, _("Observer: looks and sees statistics, changes nothing")),
    (OWN, _("Otherwise: exactly what is ticked below")),
)


class RightsForm(forms.Form):
    """What somebody may do: a usual role, or right by right."""

    role = forms.ChoiceField(
        label=_("Role"), choices=ROLES, initial=Role.AWARDER, widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose what this person does.")},
    )  # fmt: skip
    rights = forms.MultipleChoiceField(
        label=_("May do"), choices=Right.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Everybody who works here may look at badges and awards."),
        error_messages={"invalid_choice": _("Choose from the rights on this page.")},
    )  # fmt: skip

    def given(self) -> frozenset[str]:
        """The rights that were chosen, of the role or one by one."""
        role = self.cleaned_data["role"]
        return frozenset(self.cleaned_data["rights"]) if role == OWN else PRESETS[role]


class MemberForm(RightsForm):
    """Who joins, where, and to do what; somebody without an account gets an invitation."""

    email = forms.EmailField(
        label=_("E-mail address"), max_length=254, error_messages=ADDRESS_ERRORS,
        help_text=_("Whoever has no account with this address gets an invitation by e-mail."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the invitation"), choices=Language, required=False
    )
    place = forms.ChoiceField(label=_("Works for"), required=False)
    field_order = ("email", "place", "language", "role", "rights")

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {place_key(place): place for place in places}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (key, place_name(place)) for key, place in self.places.items()
        ]
        self.fields["language"].initial = (get_language() or "en")[:2]

    def where(self) -> dict[str, Any]:
        """The group or the issuer that was chosen, as the service takes it."""
        place = self.places.get(self.cleaned_data["place"]) or next(iter(self.places.values()))
        return {
            "group": place if isinstance(place, IssuerGroup) else None,
            "issuer": place if isinstance(place, Issuer) else None,
        }


def place_key(place: Place) -> str:
    """A word for a place in a form: the house has none of its own."""
    return "" if isinstance(place, Institution) else str(place.pk)


def place_name(place: Place) -> str:
    """The name of a place in a list of places."""
    if isinstance(place, Institution):
        return str(_("The whole institution"))
    if isinstance(place, IssuerGroup):
        return str(_("%(name)s and its issuers") % {"name": place.name})
    return place.name
