"""Values of the services, laid out for the templates in the page's language."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from insigne_platform.verification.view import (
    Fact,
    FindingView,
    Level,
    Look,
    ValueCard,
    VerificationView,
)
from insigne_platform.web.templatetags.parts import in_language

LOOKS = tuple(str(look) for look in Look)


def verdict_page(view: VerificationView, *, picture: str = "") -> dict[str, object]:
    """Lay out a verification for `verify/verdict.html`; *picture* is what the visitor offered."""
    return {
        "view": view,
        "look": str(view.look),
        "word": in_language(view, "headline"),
        "sentence": in_language(view, "sentence"),
        "picture": view.picture or picture,
        "levels": levels(view.levels),
        "value": value(view.value),
        "facts": facts(view.facts),
        "remedies": _remedies(view.findings),
        "unchecked": [in_language(words, "text") for words in view.unchecked],
        "technical": [
            {"label": label, "text": text, "code": True} for label, text in view.technical
        ],
    }


def levels(found: Iterable[Level]) -> list[Mapping[str, str]]:
    """Lay out the three levels of a verdict."""
    titles = {"proof": _("Proof"), "recipient": _("Recipient"), "issuer": _("Issuer")}
    return [
        {
            "title": titles.get(level.key, level.key),
            "state": level.state,
            "word": in_language(level, "word"),
            "text": in_language(level, "text"),
        }
        for level in found
    ]


def value(stated: ValueCard | None) -> Mapping[str, object] | None:
    """Lay out what a badge is worth."""
    if stated is None or not stated.rows:
        return None
    effect = civil_effect() if stated.of else ""
    rows = [
        {name: in_language(row, name) for name in ("label", "big", "detail")} for row in stated.rows
    ]
    return {"rows": rows, "done": stated.done, "of": stated.of, "effect": effect}


def civil_effect() -> str:
    """Say plainly what a microcredential gives a right to."""
    return _("a microcredential is not a degree. An examination board may grant credits for it.")


def facts(stated: Iterable[Fact]) -> list[Mapping[str, object]]:
    """Lay out facts as label and value."""
    return [
        {
            "label": in_language(fact, "label"),
            "text": in_language(fact, "text"),
            "url": fact.url,
            "points": fact.points,
            "tags": fact.tags,
        }
        for fact in stated
    ]


def _remedies(findings: Iterable[FindingView]) -> list[Mapping[str, str]]:
    """Say what was found and what can be done, for every check that did not pass."""
    return [
        {
            "sentence": in_language(finding, "sentence"),
            "remedy": in_language(finding, "remedy"),
            "state": "invalid" if finding.outcome == "failed" else "unknown",
        }
        for finding in findings
        if finding.outcome != "passed"
    ]
