"""Publication: the bytes that stand at public addresses, stored as they are served."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from insigne_platform.core.inserting import RowMaker, insert_rows
from insigne_platform.core.models import PublicDocument

LD_JSON = "application/ld+json"
PLACES = ("/public/", "/.well-known/jwt-vc-issuer/")


def publish(path: str, body: bytes, *, media_type: str = LD_JSON, status: int = 200) -> None:
    """Put *body* at *path* ("/public/…"), in the place of what stood there."""
    if not path.startswith(PLACES):
        raise ValueError(f"{path} is not a public address")
    PublicDocument.objects.update_or_create(
        path=path,
        defaults={
            "body": body,
            "media_type": media_type,
            "etag": hashlib.sha256(body).hexdigest(),
            "status": status,
        },
    )


def publish_many(
    bodies: Mapping[str, bytes], *, media_type: str = LD_JSON, status: int = 200
) -> None:
    """Do as `publish` for many addresses, in few statements."""
    if any(not path.startswith(PLACES) for path in bodies):
        raise ValueError("not all of these are public addresses")
    now = timezone.now()
    PublicDocument.objects.bulk_create(
        (
            PublicDocument(
                path=path,
                body=body,
                media_type=media_type,
                etag=hashlib.sha256(body).hexdigest(),
                status=status,
                updated_at=now,
            )
            for path, body in bodies.items()
        ),
        batch_size=100,
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=["body", "media_type", "etag", "status", "updated_at"],
    )


def document_at(path: str) -> PublicDocument | None:
    """Answer what stands at *path*, if anything does."""
    return PublicDocument.objects.filter(path=path).first()


def publish_new(documents: Mapping[str, bytes], *, at: datetime) -> None:
    """Put each body at its path in one go; nothing stands there yet."""
    maker = RowMaker(PublicDocument, media_type=LD_JSON, created_at=at, updated_at=at)
    new = [
        maker.row(path=path, body=body, etag=hashlib.sha256(body).hexdigest())
        for path, body in documents.items()
    ]
    insert_rows(PublicDocument, new)
