"""What a user may get wrong: each line with `# E:` has to be refused, with that code, and no other.

This is never run. An error that is not reported any more is a hole in the types.
"""

from datetime import UTC, datetime

from insigne.adapters.fetcher import OfflineFetcher
from insigne.adapters.gathering import examine
from insigne.baking import Standard, bake
from insigne.errors import MalformedError
from insigne.issuance import issue
from insigne.keys.private_key import PrivateKey
from insigne.keys.public_key import KeyType, PublicKey
from insigne.verification import DefaultPolicy, Report
from insigne.verification.words import headline

NOW = datetime.now(UTC)
KEY = PrivateKey.generate(KeyType.ED25519)


class HalfASigner:
    """It signs, and does not say with which key."""

    def sign(self, message: bytes) -> bytes:
        """Sign."""
        return message


examine("badge.png", fetcher=OfflineFetcher())  # E: arg-type
examine(b"")  # E: call-arg
examine(b"", OfflineFetcher())  # E: call-arg misc
examine(b"", fetcher=None)  # E: arg-type
examine(b"", fetcher=OfflineFetcher(), policy="any")  # E: arg-type
examine(b"", fetcher=OfflineFetcher(), at="2026-01-01")  # E: arg-type
examine(b"", fetcher=OfflineFetcher()).verdict = "valid"  # E: misc assignment
examine(b"", fetcher=OfflineFetcher()).is_valid()  # E: operator
issue({}, signer=KEY, verification_method="did:example:a#b")  # E: call-arg
issue({}, signer=KEY.public_key, verification_method="a", at=NOW)  # E: arg-type
issue({}, signer=HalfASigner(), verification_method="a", at=NOW)  # E: arg-type
issue([], signer=KEY, verification_method="a", at=NOW)  # E: arg-type
issue({}, signer=KEY, verification_method="a", at=NOW).to_json()  # E: attr-defined
bake(b"", b"", standard=Standard.OPEN_BADGES_3)  # E: arg-type
bake(b"", "", standard="3.0")  # E: arg-type
PrivateKey.generate("ed25519")  # E: arg-type
PublicKey.from_jwk("{}")  # E: arg-type
MalformedError("wrong", "path")  # E: call-arg misc
headline(Report(), "fr")  # E: arg-type
headline(None, "nl")  # E: arg-type
DefaultPolicy(known_issuers=1)  # E: arg-type
DefaultPolicy().known_issuers = []  # E: misc
