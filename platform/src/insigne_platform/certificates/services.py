"""Making a certificate: drawn, with the badge inside, and sealed by the institution."""

from __future__ import annotations

from datetime import datetime

from insigne_platform.certificates.paper import Paper, draw
from insigne_platform.institutions.models import Institution
from insigne_platform.signing.pdf_seals import seal_pdf


def certificate(paper: Paper, institution: Institution, *, at: datetime) -> bytes:
    """Draw a certificate and seal it, so that no byte of it is changed unseen."""
    return seal_pdf(draw(paper), institution, reason=paper.words.title, at=at)
