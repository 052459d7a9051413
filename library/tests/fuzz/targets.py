"""The table of what is fuzzed, with good inputs to begin with.

To add a target: a function in `parsers`, and a line in `TARGETS` with one input that it accepts.
"""

from collections.abc import Mapping, Sequence

import parsers
import seeds
from fuzzing import JSON_CHANGES as JSON
from fuzzing import JWS_CHANGES as JWS
from fuzzing import Change, Target, spliced

from cast import ADA, badge
from insigne.canonicalization import canonicalize
from insigne.encoding import base58, base64url
from insigne.status import bitstring
from mutations import changed_bytes

BYTES: tuple[Change, ...] = (changed_bytes,)


def _target(name: str, *inputs: object, changes: Sequence[Change] = BYTES) -> Target:
    """Fuzz the function of that name in `parsers`."""
    run = getattr(parsers, f"run_{name.replace('-', '_')}")
    contents = seeds.as_bytes(*inputs)
    return Target(name, run, contents, (*changes, spliced(contents)))


TARGETS: Mapping[str, Target] = {
    target.name: target
    for target in (
        _target("strict-json", *seeds.CREDENTIALS[:20], changes=JSON),
        _target("base58", "z6Mk", "1112", base58.encode(b"\0\0hello" * 5)),
        _target("base64url", "AA", "AAE", base64url.encode(bytes(range(255)))),
        _target("multibase", "z6Mk", "uAAE", "f00"),
        _target("cbor", *seeds.CBOR),
        _target("timestamps", *seeds.INSTANTS),
        _target("n-quads", *seeds.QUADS, canonicalize(badge())),
        _target("json-ld", badge(), seeds.SECURED[0], seeds.PRESENTATION, changes=JSON),
        _target("jcs", badge(), [1.5, 1e21, 1e-7, -0.0, "é\u2028"], changes=JSON),
        _target("pem", *seeds.PEMS, *seeds.SECRET_PEMS),
        _target("jwk", *seeds.JWKS, *seeds.PUBLIC_JWKS, changes=JSON),
        _target("multikey", *(did.rpartition(":")[2] for did in seeds.DIDS[:2])),
        _target("own-key", *seeds.DIDS),
        _target("identifiers", *seeds.DIDS, *seeds.WEB),
        _target("addresses", *seeds.WEB),
        _target("controller-document", ADA.document(), changes=JSON),
        _target("key-documents", *seeds.KEY_DOCUMENTS, changes=JSON),
        _target("certificates", seeds.X5C, *seeds.CHAIN, *seeds.ROOTS),
        _target("trust-documents", *seeds.TRUST_DOCUMENTS, changes=JSON),
        _target("jws", *seeds.TOKENS, changes=JWS),
        _target("sd-jwt", seeds.SD_JWT, changes=JWS),
        _target("sd-proof-values", *seeds.SD_VALUES),
        _target("data-integrity", *seeds.SECURED, seeds.SD_DERIVED, seeds.SD_BASE, changes=JSON),
        _target("derive", seeds.DERIVE, changes=JSON),
        _target("picture", *seeds.PICTURES),
        _target("pdf", *seeds.PDFS),
        _target("file", *seeds.FILES, changes=(*BYTES, *JSON)),
        _target("credential", *seeds.CREDENTIALS, *seeds.TOKENS, seeds.SD_JWT, changes=JSON),
        _target("data-model", badge(), seeds.PRESENTATION, changes=JSON),
        _target("foreign-schema", *seeds.SCHEMAS, changes=JSON),
        _target("issue", badge(), badge(validUntil="2027-01-01T00:00:00Z"), changes=JSON),
        _target("bitstring", bitstring.encode(bytes(16384)), "uH4sI"),
        _target("status", seeds.STATUS, changes=JSON),
        _target("revocation-list", *seeds.REVOCATIONS, changes=JSON),
        _target("report", *seeds.REPORTS, changes=JSON),
        _target("signed-report", seeds.SIGNED_REPORT, changes=JWS),
        _target(
            "examine",
            *seeds.FILES,
            *seeds.TOKENS,
            seeds.SD_JWT,
            seeds.PRESENTATION,
            changes=(*JSON, *JWS),
        ),
        _target("presentation", seeds.PRESENTATION, seeds.SIGNED_PRESENTATION, changes=JSON),
        _target("evidence", *seeds.WORLD.values(), changes=JSON),
        _target("vc-api", {"verifiableCredential": badge(), "options": {}}, changes=JSON),
    )
}
