"""The table of everything that is served, each with keys of its own."""

from collections.abc import Iterable, Mapping
from typing import Final

from insigne.conformance.embedded import Embedded
from insigne.conformance.enveloping import Enveloping
from insigne.conformance.own_keys import OwnKey
from insigne.conformance.service import Implementation
from insigne.conformance.status_lists import LIST_PATH, StatusLists
from insigne.keys.public_key import KeyType
from insigne.proofs import data_integrity, vc_jose

EMBEDDED: Final[Mapping[str, tuple[str, KeyType, tuple[str, ...]]]] = {
    "eddsa-rdfc-2022": ("eddsa-rdfc-2022", KeyType.ED25519, ("eddsa-rdfc-2022", "vc2.0")),
    "eddsa-jcs-2022": ("eddsa-jcs-2022", KeyType.ED25519, ("eddsa-jcs-2022",)),
    "ecdsa-rdfc-2019/p256": ("ecdsa-rdfc-2019", KeyType.P256, ("ecdsa-rdfc-2019", "P-256")),
    "ecdsa-rdfc-2019/p384": ("ecdsa-rdfc-2019", KeyType.P384, ("ecdsa-rdfc-2019", "P-384")),
    "ecdsa-jcs-2019/p256": ("ecdsa-jcs-2019", KeyType.P256, ("ecdsa-jcs-2019", "P-256")),
    "ecdsa-jcs-2019/p384": ("ecdsa-jcs-2019", KeyType.P384, ("ecdsa-jcs-2019", "P-384")),
    "ecdsa-sd-2023/p256": ("ecdsa-sd-2023", KeyType.P256, ("ecdsa-sd-2023", "P-256")),
}
"""Path → cryptosuite, type of key, and the tags by which test suites choose."""

ENVELOPING: Final[Mapping[str, tuple[str, KeyType, tuple[str, ...]]]] = {
    "jose": (vc_jose.CREDENTIAL, KeyType.ED25519, ("EnvelopingProof", "JWT")),
    "jose/p256": (vc_jose.CREDENTIAL, KeyType.P256, ("EnvelopingProof", "JWT", "P-256")),
    "sd-jwt": (vc_jose.CREDENTIAL_SD_JWT, KeyType.P256, ("EnvelopingProof", "SD-JWT")),
}

PURPOSES: Final = ("revocation", "suspension")


def implementations_at(base_url: str) -> Mapping[str, Implementation]:
    """Make every implementation, by its path under *base_url*, with new keys."""
    return {each.name: each for each in _implementations(base_url)}


def _implementations(base_url: str) -> Iterable[Implementation]:
    for path, (cryptosuite, key_type, tags) in EMBEDDED.items():
        if cryptosuite in data_integrity.CRYPTOSUITES:
            yield Embedded(cryptosuite, OwnKey.generate(key_type)).implementation(path, tags)
    for path, (media_type, key_type, tags) in ENVELOPING.items():
        yield Enveloping(media_type, OwnKey.generate(key_type)).implementation(path, tags)
    for purpose in PURPOSES:
        path = f"bitstring-status-list/{purpose}"
        suite = Embedded("eddsa-rdfc-2022", OwnKey.generate(KeyType.ED25519))
        lists = StatusLists(suite, purpose, f"{base_url}/{path}{LIST_PATH}")
        yield lists.implementation(path, ("BitstringStatusList", purpose))
