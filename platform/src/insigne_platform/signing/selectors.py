"""Questions about keys; only public halves leave this room."""

from __future__ import annotations

from insigne_platform.institutions.models import Institution
from insigne_platform.signing.models import SigningKey
from insigne_platform.signing.public_keys import PublicKeyView


def public_keys(institution: Institution) -> list[PublicKeyView]:
    """Every key that the institution signs or signed with, oldest first.

    Retired keys stay in the list: what they signed is to be verified for decades.
    """
    return [
        PublicKeyView(key.fragment, key.key_type, key.public_jwk, key.retired_at)
        for key in SigningKey.objects.filter(institution=institution).order_by("created_at")
    ]
