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
        *_on_offer(award),
        *_taken_back(award),
    ]
    return [fact for fact in facts if fact["text"]]


def _on_offer(award: Award) -> list[Mapping[str, object]]:
    """What was done so that it is collected, as long as nobody did."""
    if award.claimed_at is not None:
        return []
    reminded = str(award.claim_reminders) if award.claim_reminders else ""
    return [
        {"label": _("Mailed on"), "text": full_date(award.mailed_at)},
        {"label": _("Reminders sent"), "text": reminded},
        {"label": _("On offer until"), "text": full_date(award.claim_ends_at)},
    ]


def _taken_back(award: Award) -> list[Mapping[str, object]]:
    if award.is_suspended:
        return [
            {"label": _("Suspended on"), "text": full_date(award.suspended_at)},
            {"label": _("Suspended by"), "text": str(award.suspended_by or "")},
            {"label": _("Reason, inside"), "text": award.suspension_note},
            {"label": _("Reason, for others"), "text": award.suspension_reason},
        ]
    return [
        {"label": _("Revoked on"), "text": full_date(award.revoked_at)},
        {"label": _("Revoked by"), "text": str(award.revoked_by or "")},
        {"label": _("Reason, inside"), "text": award.revocation_note},
        {"label": _("Reason, for others"), "text": award.revocation_reason},
    ]


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
