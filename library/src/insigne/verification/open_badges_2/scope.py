"""Where an issuer says that its assertions are published."""

from insigne.verification.addresses import (
    is_allowed_origin,
    is_same_origin,
    starts_with,
)
from insigne.verification.open_badges_2.chain import mapping, texts
from insigne.verification.resources import Document


def is_in_scope(address: str, issuer: Document) -> bool:
    """Compare an address with the issuer's policy (Open Badges 2.0, "VerificationObject")."""
    if not has_policy(issuer):
        return is_same_origin(address, str(issuer.get("id")))
    prefixes, origins = _policy(issuer)
    if prefixes and not any(starts_with(address, prefix) for prefix in prefixes):
        return False
    return not origins or is_allowed_origin(address, origins)


def has_policy(issuer: Document) -> bool:
    """Say whether the issuer has a policy of its own; else all is on its profile's origin."""
    return any(_policy(issuer))


def _policy(issuer: Document) -> tuple[list[str], list[str]]:
    policy = mapping(issuer.get("verification"))
    return texts(policy.get("startsWith")), texts(policy.get("allowedOrigins"))
