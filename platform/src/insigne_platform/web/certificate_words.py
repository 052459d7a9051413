"""A certificate on paper, laid out in the reader's language."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from insigne_platform.awards.models import Award
from insigne_platform.certificates.paper import INK, Paper, Row, Words
from insigne_platform.web.badge_presentation import scenario_word, value_of
from insigne_platform.web.templatetags.parts import full_date


def paper_of(award: Award, credential: bytes, *, address: str) -> Paper:
    """Lay out a certificate for an award; *address* is a link by which the paper is checked."""
    version, achievement = award.version, award.version.achievement
    institution = achievement.issuer.institution
    return Paper(
        language=(get_language() or "en")[:2],
        institution=institution.name,
        issuer=achievement.issuer.name,
        holder=award.recipient_name or _("the holder of this badge"),
        badge=version.name,
        description=version.description,
        day=timezone.localtime(award.awarded_at).date(),
        words=_words(award),
        picture=bytes(version.picture_png or b""),
        picture_alt=version.picture_alt,
        credential=credential,
        address=address,
        rows=_rows(award),
        outcomes=list(version.outcomes),
        logo=bytes(institution.logo_png or b""),
        colour=institution.primary or INK,
    )


def _rows(award: Award) -> list[Row]:
    rows = [Row(_("Date"), full_date(award.awarded_at))]
    if award.expires_at is not None:
        rows.append(Row(_("Valid until"), full_date(award.expires_at)))
    if award.grade:
        rows.append(Row(_("Grade"), award.grade))
    for each in value_of(award.version)["rows"]:  # type: ignore[attr-defined]  # a list of mappings
        if each.get("big"):
            rows.append(Row(each["label"], str(each["big"]), str(each.get("detail") or "")))
    return rows


def _words(award: Award) -> Words:
    issuer = award.version.achievement.issuer
    return Words(
        title=_("Certificate"),
        kind=scenario_word(award.version.achievement.scenario),
        declares=_("%(issuer)s declares that") % {"issuer": issuer.name},
        earned=_("has earned"),
        outcomes=_("Learning outcomes"),
        check_title=_("Check this certificate"),
        check=_(
            "Scan the code, or offer this file on the page Verify. The badge itself is inside the "
            "file; what counts is what the check says, not the paper."
        ),
        qr=_("QR code with the address where this certificate is checked"),
        inside=_("The badge itself, as it was signed"),
        foot=f"{award.subject_urn} · Insigne",
    )
