"""Writing down the signed bytes of awards: once, and never again."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from insigne_platform.awards.models import Award, IssuedDocument
from insigne_platform.awards.services.intents import FORMAT, Intent
from insigne_platform.awards.services.rows import update_rows
from insigne_platform.core.inserting import RowMaker


def intended_documents(intents: Sequence[Intent], at: datetime) -> list[IssuedDocument]:
    """The documents of awards that are to be signed, without a signature yet."""
    maker = RowMaker(IssuedDocument, format=FORMAT, prepared_at=at, created_at=at)
    return [
        maker.row(award_id=intent.award.pk, signed_input=intent.prepared.unsigned)
        for intent in intents
    ]


def new_documents(
    signed: Sequence[tuple[Award, bytes]], prepared_at: datetime, at: datetime
) -> list[IssuedDocument]:
    """The documents of awards that are signed: what was to be signed stands in the body."""
    maker = RowMaker(
        IssuedDocument, format=FORMAT, prepared_at=prepared_at, created_at=at, signed_input=b""
    )
    return [
        maker.row(award_id=award.pk, body=body, sha256=hashlib.sha256(body).hexdigest())
        for award, body in signed
    ]


def keep_bodies(signed: Sequence[tuple[IssuedDocument, bytes]]) -> None:
    """Add the signed bytes to the documents that have none yet; those that have some keep them."""
    update_rows(
        IssuedDocument,
        ("body", "sha256"),
        [(document.pk, (body, hashlib.sha256(body).hexdigest())) for document, body in signed],
        while_empty="body",
    )
