"""When a document says that it was signed: its signer's own word, and no more than that."""

from collections.abc import Mapping
from datetime import UTC, datetime

from insigne.encoding import timestamps
from insigne.errors import MalformedError
from insigne.verification.secured import Secured


def signed_at(secured: Secured, proof: Mapping[str, object] | None) -> datetime | None:
    """Give the instant that a proof, a token or else the document gives for its signing."""
    if proof is not None and "created" in proof:
        return _instant(proof["created"])
    if secured.jws_text is not None and "iat" in secured.document:
        return _of_seconds(secured.document["iat"])
    document = secured.document
    return _instant(document.get("validFrom", document.get("issuanceDate")))


def _instant(value: object) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        return timestamps.parse(value)
    except MalformedError:
        return None


def _of_seconds(value: object) -> datetime | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        return None
