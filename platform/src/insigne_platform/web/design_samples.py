"""Made-up values for the component page; nothing here is ever stored or sent."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django import forms
from django.core.paginator import Paginator

from insigne_platform.web.presentation import LOOKS


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Name of the badge", help_text="As it stands on the badge.")
    description = forms.CharField(label="Description", widget=forms.Textarea, required=False)
    picture = forms.FileField(label="Picture", help_text="SVG or PNG, square, up to 1 MB.")
    level = forms.ChoiceField(label="Level", choices=[("5", "EQF 5"), ("6", "EQF 6")])
    scenario = forms.ChoiceField(
        label="Kind of badge",
        choices=[("microcredential", "Microcredential"), ("informal", "Informal")],
        widget=forms.RadioSelect,
    )
    agreed = forms.BooleanField(label="The examination board agrees", help_text="Minuted.")


@dataclass(frozen=True)
class SampleVerdict:
    """What the verdict band shows."""

    look: str
    word: str
    sentence: str
    name: str = "Water management in the delta"
    scenario: str = "microcredential"
    picture_alt: str = "Sun above waves and a dike"
    at: datetime = field(default=datetime(2026, 3, 12, 13, 2, tzinfo=UTC))


def samples() -> dict[str, object]:
    """Gather a value for every component."""
    words = dict(
        zip(
            LOOKS,
            ("Valid", "Authentic. The issuer is not on your list.", "Cannot tell yet", "Invalid"),
            strict=True,
        )
    )
    return {
        "verdicts": [
            SampleVerdict(look, words[look], "One sentence with who, what, and whom.")
            for look in LOOKS
        ],
        "levels": [
            {"title": "Proof", "state": "valid", "word": "Matches", "text": "In order."},
            {"title": "Issuer", "state": "unlisted", "word": "Not on your list", "text": "Fine."},
            {"title": "Proof", "state": "unknown", "word": "Cannot tell", "text": "No answer."},
            {"title": "Proof", "state": "invalid", "word": "Revoked", "text": "A fact, dated."},
            {"title": "Recipient", "state": "asked", "word": "Not checked", "text": "Not asked."},
        ],
        "value": {
            "rows": [
                {"label": "Workload", "big": "5 EC", "detail": "140 hours"},
                {"label": "Level", "big": "EQF 6", "detail": "NLQF 6, bachelor"},
                {"label": "Assessment", "big": "Report and defence", "detail": "Two examiners"},
                {"label": "Supervision", "big": "", "detail": ""},
            ],
            "done": 10,
            "of": 11,
            "effect": "a microcredential is not a degree.",
        },
        "facts": [
            {"label": "Holder", "text": "Amina el Idrissi"},
            {"label": "Learning outcomes", "points": ["Models a river.", "Weighs interests."]},
            {"label": "Skills", "tags": ["water management", "hydrology"]},
            {"label": "Evidence", "text": "Advisory report", "url": "#evidence"},
            {"label": "Grade", "text": "Not shared", "withheld": True},
        ],
        "steps": [
            {"label": "Content", "state": "done", "url": "#content"},
            {"label": "Picture", "state": "now"},
            {"label": "Publish", "state": "todo"},
        ],
        "crumbs": [{"label": "Merwede University", "url": "#issuer"}],
        "form": SampleForm({"name": ""}),
        "fresh_form": SampleForm(prefix="fresh"),
        "page": Paginator(range(412), 50).page(3),
        "moment": datetime(2025, 6, 14, 9, 31, tzinfo=UTC),
        "sizes": ["xs", "s", "m", "l"],
    }
