"""The small parts that templates are made of: icons, states, dates, names in two languages."""

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from django import template
from django.forms import BoundField, CheckboxInput, FileInput, RadioSelect
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.awards.models import Award
from insigne_platform.earning.scores import shown

register = template.Library()

ICONS = Path(__file__).parent.parent / "static" / "insigne" / "icons.svg"
SYMBOL = re.compile(r'<symbol id="([a-z-]+)" viewBox="([0-9 ]+)">(.*?)</symbol>', re.DOTALL)
VERDICT_STATES = ("valid", "unlisted", "unknown", "invalid", "asked")


@cache
def _symbols() -> dict[str, tuple[str, str]]:
    return {name: (box, shape) for name, box, shape in SYMBOL.findall(ICONS.read_text())}


@register.simple_tag
def icon(name: str, css_class: str = "icon") -> SafeString:
    """Draw an icon of the set inside the page; a word always stands beside it."""
    box, shape = _symbols()[name]
    if box != "0 0 24 24" and css_class == "icon":
        css_class = "icon icon-fill"
    return format_html(
        '<svg class="{}" viewBox="{}" aria-hidden="true" focusable="false">{}</svg>',
        css_class,
        box,
        mark_safe(shape),  # noqa: S308 - our own file, never a visitor's
    )


@register.simple_tag
def state_word(state: str, word: str = "") -> SafeString:
    """Write a state as icon and word: valid, unlisted, unknown, invalid or asked."""
    state = state if state in VERDICT_STATES else "asked"
    return format_html(
        '<span class="state is-{}">{}{}</span>', state, icon(f"verdict-{state}"), word
    )


@register.filter(name="input")
def input_(field: BoundField) -> SafeString:
    """Render the bare control of a form field with the class that its kind asks for."""
    widget = field.field.widget
    if isinstance(widget, (CheckboxInput, RadioSelect, FileInput)):
        return field.as_widget()
    return field.as_widget(attrs={"class": f"{widget.attrs.get('class', '')} input".strip()})


@register.filter
def kind(field: BoundField) -> str:
    """Name the kind of control: `checkbox`, `file`, `choices` or `input`."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect) or field.use_fieldset:
        return "choices"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, FileInput) else "input"


@register.filter
def in_language(thing: object, attribute: str = "name") -> str:
    """Read `name_nl` or `name_en`, in the page's language if there is one, else in the other."""
    here = "nl" if (get_language() or "").startswith("nl") else "en"
    other = "en" if here == "nl" else "nl"
    return _read(thing, f"{attribute}_{here}") or _read(thing, f"{attribute}_{other}")


def _read(thing: object, name: str) -> str:
    found = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, "")
    return str(found or "")


@register.filter
def lead_in(label: str) -> str:
    """Close a label so that a sentence can follow on the same line."""
    label = str(label)
    return label if label.endswith(("?", ".", ":")) else f"{label}:"


@register.filter
def score(value: Decimal | None) -> str:
    """Write a score as people do: 7.50 is 7.5, in Dutch 7,5."""
    return "" if value is None else shown(value)


@register.filter
def full_date(value: date | datetime | None) -> str:
    """Write a date in full: 14 June 2025."""
    if value is None:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    return format_date(value, "j F Y")


@register.filter
def is_over(award: Award) -> bool:
    """Say whether nobody collected the award while it was on offer."""
    return award.is_offer_over(timezone.now())


@register.filter
def clock(value: datetime | None) -> str:
    """Write a time of day as people do: 14:02, in Dutch 14.02 uur."""
    if value is None:
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if (get_language() or "").startswith("nl"):
        return f"{local:%H.%M} uur"
    return f"{local:%H:%M}"


@register.filter
def full_moment(value: datetime | None) -> str:
    """Write a date and a time: 14 June 2025 at 14:02."""
    if value is None:
        return ""
    return _("%(date)s at %(time)s") % {"date": full_date(value), "time": clock(value)}


@register.filter
def country_name(code: str) -> str:
    """Name a country by its two letters, in the page's language."""
    names = Locale.parse("nl" if (get_language() or "").startswith("nl") else "en").territories
    return names.get((code or "").upper(), code)


@register.filter
def stitches(done: int, of: int) -> list[bool]:
    """Lay out *of* stitches, the first *done* of them sewn."""
    return [number < int(done) for number in range(int(of))]


@register.simple_tag(takes_context=True)
def sort_state(context: template.Context, column: str) -> str:
    """Say how a table is sorted by *column* (for `aria-sort`), from `?order=` in the address."""
    order = context["request"].GET.get("order", context.get("order", ""))
    return {column: "ascending", f"-{column}": "descending"}.get(order, "none")
