"""The keys that an issuer with a web address publishes for its SD-JWT VCs.

The format has its own key source, which is not the controller document of other proofs: the one
never stands in for the other.
"""

from insigne.errors import MalformedError
from insigne.identifiers.jwk_set import JwkSet
from insigne.identifiers.jwt_vc_issuer import JwtVcIssuer, metadata_url_of
from insigne.keys.public_key import PublicKey
from insigne.verification.evidence import Evidence, Purpose
from insigne.verification.finding import Finding, failed, inconclusive, passed
from insigne.verification.resources import Trouble, Unread, read_json


def published_keys(issuer: str, evidence: Evidence) -> JwkSet | Unread:
    """Read the issuer's keys (SD-JWT VC, "JWT VC Issuer Metadata").

    Raises `MalformedError` for an *issuer* that can have no metadata.
    """
    url = metadata_url_of(issuer)
    document = read_json(evidence, url, Purpose.KEYS)
    if isinstance(document, Unread):
        return document
    try:
        metadata = JwtVcIssuer.parse(document, issuer=issuer)
        if metadata.jwks is not None:
            return metadata.jwks
        url = metadata.jwks_uri
        document = read_json(evidence, url, Purpose.KEYS)
        return document if isinstance(document, Unread) else JwkSet.parse(document)
    except MalformedError as error:
        return Unread(url, Trouble.UNREADABLE, str(error))


def binding_of_published(key: PublicKey, issuer: str, evidence: Evidence) -> Finding:
    """Say whether *key* is among those that the issuer publishes."""
    try:
        keys = published_keys(issuer, evidence)
    except MalformedError as error:
        return inconclusive("binding.no_document", str(error), issuer=issuer)
    if isinstance(keys, Unread):
        return inconclusive(
            f"binding.{keys.trouble}",
            f"the issuer's keys at {keys.url} could not be read: {keys.reason}",
            url=keys.url,
            issuer=issuer,
        )
    if any(published == key for _, published in keys.keys):
        return passed("binding.ok", f"{issuer} publishes the key that signed", issuer=issuer)
    return failed(
        "binding.not_listed", f"{issuer} does not publish the key that signed", issuer=issuer
    )
