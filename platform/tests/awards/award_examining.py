"""A stranger's eye: verifies with what is public here and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime

from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.verification import Report
from insigne.verification.evidence import Fetched
from insigne_platform.core.addresses import absolute
from insigne_platform.core.models import PublicDocument


def examined(source: bytes, at: datetime, *, recipient: str | None = None) -> Report:
    answers = {
        absolute(document.path): Fetched(
            absolute(document.path),
            absolute(document.path),
            document.status,
            bytes(document.body),
            document.media_type,
            datetime.now(UTC),
        )
        for document in PublicDocument.objects.all()
    }
    return examine(source, fetcher=MappingFetcher(answers), recipient=recipient, at=at)
