"""What an award says, laid out as facts for who awarded it and for who holds it."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from insigne_platform.awards.models import Award
from insigne_platform.web.templatetags.parts import full_date


def award_facts(award: Award) -> list[Mapping[str, object]]:
    """Lay out everything about an award, for who awarded it."""
    facts: list[Mapping[str, object]] = [
        {"label": _("Awarded to"), "text": award.recipient_name},
        {"label": _("E-mail address"), "text": award.recipient_email},
        *_what_it_says(award),
        {"label": _("Claimed on"), "text": full_date(award.claimed_at)},
        {"label": _("Revoked on"), "text": full_date(award.revoked_at)},
        {"label": _("Reason"), "text": award.revocation_reason},
    ]
    return [fact for fact in facts if fact["text"]]


def holder_facts(award: Award) -> list[Mapping[str, object]]:
    """Lay out what others see of an award, for who holds it."""
    facts: list[Mapping[str, object]] = [
        {"label": _("Awarded to"), "text": award.recipient_name},
        {"label": _("Awarded by"), "text": award.version.achievement.issuer.name},
        *_what_it_says(award),
    ]
    return [fact for fact in facts if fact["text"]]


def _what_it_says(award: Award) -> list[Mapping[str, object]]:
    return [
        {"label": _("Date"), "text": full_date(award.awarded_at)},
        {"label": _("Valid until"), "text": full_date(award.expires_at)},
        {"label": _("Grade"), "text": award.grade},
        {"label": _("Explanation"), "text": award.narrative},
        {"label": _("Evidence"), "text": award.evidence_url, "url": award.evidence_url},
    ]
