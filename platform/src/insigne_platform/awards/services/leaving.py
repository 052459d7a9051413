"""Rows of a batch that become no award: written down with the reason, to be tried again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.timezone import localdate

from insigne_platform.awards.models import Award, AwardState, Batch, IssuedDocument, RowLeft
from insigne_platform.awards.recipients import Recipient

AT_ONCE = 500


def leave_rows(batch: Batch, refused: Iterable[tuple[Award, str]]) -> None:
    """Write down of which rows no award is made, and why."""
    RowLeft.objects.bulk_create(
        [
            RowLeft(
                batch=batch,
                row_number=award.row_number,
                recipient=recipient_of(award).to_json(),
                reason=reason[:500],
            )
            for award, reason in refused
        ],
        AT_ONCE,
        ignore_conflicts=True,
    )


def take_out(awards: Sequence[Award]) -> None:
    """Remove awards that were never signed, with what would have been signed of them."""
    for start in range(0, len(awards), AT_ONCE):
        keys = [award.pk for award in awards[start : start + AT_ONCE]]
        unsigned = Award.objects.filter(
            pk__in=keys, state__in=(AwardState.NEW, AwardState.INTENT)
        ).values_list("pk", flat=True)
        keys = list(unsigned)
        IssuedDocument.objects.filter(award__in=keys).delete()
        Award.objects.filter(pk__in=keys).delete()


def recipient_of(award: Award) -> Recipient:
    """The row that the award came from, as far as the award says."""
    return Recipient(
        email=award.recipient_email,
        name=award.recipient_name,
        language=award.language,
        grade=award.grade,
        narrative=award.narrative,
        evidence_url=award.evidence_url,
        awarded_on=localdate(award.awarded_at),
        expires_on=localdate(award.expires_at) if award.expires_at else None,
        row=award.row_number,
    )
