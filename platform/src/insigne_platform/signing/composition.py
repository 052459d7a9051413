"""Where an issuer and its keys become the documents that verifiers read."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from urllib.parse import quote, urlsplit

from insigne.credentials import open_badges_2, open_badges_3_profile
from insigne_platform.core.addresses import absolute, base_url
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.signing.public_keys import PublicKeyView

# The DID context stands first: it defines the terms of a controller document.
CONTROLLER_CONTEXTS = [
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/multikey/v1",
    "https://w3id.org/security/jwk/v1",
]
PROFILE_CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
JWT_VC_ISSUER = "/.well-known/jwt-vc-issuer"
OPEN_BADGES_2_CONTEXT = "https://w3id.org/openbadges/v2"


def issuer_path(issuer: Issuer) -> str:
    """Where the Open Badges 3.0 document of the issuer stands."""
    return f"/public/3/issuers/{issuer.public_id}"


def issuer_2_path(issuer: Issuer) -> str:
    """Where the Open Badges 2.0 document of the issuer stands."""
    return f"/public/issuers/{issuer.public_id}"


def key_2_path(issuer: Issuer, key: PublicKeyView) -> str:
    """Where the Open Badges 2.0 document of a key stands."""
    return f"/public/keys/{issuer.public_id}/{key.fragment}"


def jwt_vc_issuer_path(issuer: Issuer) -> str:
    """Where the keys of the issuer's SD-JWT VCs stand (SD-JWT VC, "JWT VC Issuer Metadata")."""
    return f"{JWT_VC_ISSUER}{issuer_path(issuer)}"


def jwt_vc_issuer_document(issuer: Issuer, keys: Sequence[PublicKeyView]) -> dict[str, object]:
    """The issuer and *keys*, each under the name that it has in the controller document."""
    return {
        "issuer": absolute(issuer_path(issuer)),
        "jwks": {
            "keys": [
                {**key.jwk, "kid": verification_method(issuer, key.fragment), "use": "sig"}
                for key in keys
            ]
        },
    }


def verification_method(issuer: Issuer, fragment: str) -> str:
    """The identifier under which a key of the issuer is found."""
    return f"{absolute(issuer_path(issuer))}#{fragment}"


def profile(issuer: Issuer, language: str = "en") -> open_badges_3_profile.Profile:
    """The issuer as the noun of Open Badges 3.0, as it stands in a credential."""
    return open_badges_3_profile.Profile(
        id=absolute(issuer_path(issuer)),
        name=issuer.name_in(language),
        url=issuer.url,
        email=issuer.email,
        description=issuer.description_in(language) or None,
        other_identifier=_identifiers(issuer.institution),
    )


def _identifiers(institution: Institution) -> tuple[open_badges_3_profile.IdentifierEntry, ...]:
    known = {
        "ext:BRIN": institution.brin,
        "ext:RIO": institution.rio,
        "ext:ROR": institution.ror,
        "ext:SCHAC": institution.schac_home,
    }
    return tuple(
        open_badges_3_profile.IdentifierEntry(identifier=value, identifier_type=name)
        for name, value in known.items()
        if value
    )


def issuer_document(issuer: Issuer, keys: Sequence[PublicKeyView]) -> dict[str, object]:
    """The issuer's profile, which is its controller document too: it lists the keys."""
    id = absolute(issuer_path(issuer))
    document: dict[str, object] = {"@context": [*CONTROLLER_CONTEXTS, PROFILE_CONTEXT]}
    document |= profile(issuer).to_json()
    if did := did_web_of(issuer):
        document["alsoKnownAs"] = [did]
    return document | _methods(id, keys)


def did_document(issuer: Issuer, keys: Sequence[PublicKeyView]) -> dict[str, object] | None:
    """The same keys under the issuer's did:web; None where the instance has no domain."""
    did = did_web_of(issuer)
    if did is None:
        return None
    head: dict[str, object] = {
        "@context": CONTROLLER_CONTEXTS,
        "id": did,
        "alsoKnownAs": [absolute(issuer_path(issuer))],
    }
    return head | _methods(did, keys)


def did_web_of(issuer: Issuer) -> str | None:
    """The issuer's did:web ("Method-Specific Identifier"), if we have a domain and TLS."""
    base = urlsplit(base_url())
    if base.scheme != "https" or not _is_domain(base.hostname or ""):
        return None
    path = base.path + issuer_path(issuer)
    return f"did:web:{quote(base.netloc, safe='')}{path.replace('/', ':')}"


def _is_domain(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return "." in host
    return False


def _methods(controller: str, keys: Sequence[PublicKeyView]) -> dict[str, object]:
    methods = [_method(controller, key) for key in keys]
    return {
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }


def _method(controller: str, key: PublicKeyView) -> dict[str, object]:
    id = f"{controller}#{key.fragment}"
    if key.multikey is not None:
        return {
            "id": id,
            "type": "Multikey",
            "controller": controller,
            "publicKeyMultibase": key.multikey,
        }
    return {
        "id": id,
        "type": "JsonWebKey",
        "controller": controller,
        "publicKeyJwk": key.jwk,
    }


def issuer_2_document(issuer: Issuer, keys: Sequence[PublicKeyView]) -> dict[str, object]:
    """The issuer as Open Badges 2.0 has it (class Profile)."""
    return open_badges_2.IssuerProfile(
        id=absolute(issuer_2_path(issuer)),
        name=issuer.name_in("en"),
        url=issuer.url,
        email=issuer.email,
        description=issuer.description_in("en") or None,
        public_key=tuple(absolute(key_2_path(issuer, key)) for key in keys),
    ).to_json()


def key_2_document(issuer: Issuer, key: PublicKeyView) -> dict[str, object]:
    """A key as Open Badges 2.0 has it (class CryptographicKey)."""
    return {
        "@context": OPEN_BADGES_2_CONTEXT,
        "id": absolute(key_2_path(issuer, key)),
        "type": "CryptographicKey",
        "owner": absolute(issuer_2_path(issuer)),
        "publicKeyPem": key.key.to_pem().decode("ascii"),
    }
