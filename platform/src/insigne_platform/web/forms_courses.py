"""The forms of courses: what one says, who is in it, and its badges."""

from django import forms
from django.utils.translation import gettext_lazy as _

from insigne_platform.achievements.models import AchievementVersion, Scenario
from insigne_platform.institutions.models import Issuer


class CourseForm(forms.Form):
    """What a course says of itself."""

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


class NewCourseForm(CourseForm):
    """A course, and whose badges it awards."""

    issuer = forms.ChoiceField(label=_("Issuer"))
    field_order = ("issuer",)

    def __init__(self, *args: object, issuers: list[Issuer], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.issuers = {str(issuer.pk): issuer for issuer in issuers}
        names = [(key, issuer.name) for key, issuer in self.issuers.items()]
        self.fields["issuer"].choices = names  # type: ignore[attr-defined]


class LearnersForm(forms.Form):
    """A list of learners."""

    learners = forms.CharField(
        label=_("E-mail addresses, one on each line"),
        max_length=200_000,
        help_text=_("With a name: Sanne Bakker <s.bakker@student.example>"),
        widget=forms.Textarea({"rows": 6, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Give at least one e-mail address.")},
    )


class LecturerForm(forms.Form):
    """Who teaches too."""

    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("Of somebody who has an account here already."),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": _("Enter an e-mail address.")},
    )


class CourseBadgeForm(forms.Form):
    """A game element for the course."""

    badge = forms.ChoiceField(label=_("Badge"), error_messages={"required": _("Choose a badge.")})

    def __init__(self, *args: object, badges: list[AchievementVersion], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]  # passed on as they came
        self.achievements = {str(one.achievement_id): one.achievement for one in badges}
        names = [(str(one.achievement_id), one.name) for one in badges]
        self.fields["badge"].choices = [("", _("Choose")), *names]  # type: ignore[attr-defined]


OUTSIDE = [
    (Scenario.INFORMAL, Scenario.INFORMAL.label),
    (Scenario.MICROCREDENTIAL, Scenario.MICROCREDENTIAL.label),
]
