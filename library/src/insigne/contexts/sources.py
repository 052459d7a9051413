"""What we ship, from where, under which licence, and with which hash: one table.

The files in `data/` are unchanged copies of what was published. To add one: put the file there, add
an entry here, and run the tests. It is Python, so that a start need not parse it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Source:
    """Where one bundled context comes from."""

    url: str
    file: str
    origin: str
    licence: str
    sha256: str
    note: str = ""

    def read(self) -> bytes:
        """Give the bytes of the file as they were published."""
        return (_FOLDER / self.file).read_bytes()


_ALL: Final = (
    Source(
        url="https://www.w3.org/ns/credentials/v2",
        file="credentials-v2.json",
        origin="W3C, Verifiable Credentials Data Model 2.0",
        licence="W3C Software and Document Licence",
        sha256="59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    Source(
        url="https://www.w3.org/2018/credentials/v1",
        file="credentials-v1.json",
        origin="W3C, Verifiable Credentials Data Model 1.1",
        licence="W3C Software and Document Licence",
        sha256="ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        file="ob-3.0.3.json",
        origin="1EdTech, Open Badges 3.0",
        licence="1EdTech specification licence",
        sha256="3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
        note=(
            "The variant of 2026-06-29, which added `endorsementJwt`; `jti` came in 2025-11. The "
            "earlier file under the same address has SHA-256 "
            "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761; a credential that "
            "uses neither term has the same canonical form under both."
        ),
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/context.json",
        file="ob-3.0.0.json",
        origin="1EdTech, Open Badges 3.0",
        licence="1EdTech specification licence",
        sha256="b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10",
        note=(
            "The address without a version is the first one: the sample `simple_v1.json` of "
            "1EdTech's validator names it, and its signature holds with 3.0.0 alone."
        ),
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
        file="ob-3.0.2.json",
        origin="1EdTech, Open Badges 3.0",
        licence="1EdTech specification licence",
        sha256="bba433989e1e700ca60838a3c22378e7d8381aeb0c9590f9ddf84d1714f10296",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
        file="ob-3.0.1.json",
        origin="1EdTech, Open Badges 3.0",
        licence="1EdTech specification licence",
        sha256="cfc147db5fd5e3575b06bd471fe04784e92de69296f64a351b8dff0ec3372e9c",
        note="Cannot be combined with credentials/v2: protected terms would be redefined.",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.0.json",
        file="ob-3.0.0.json",
        origin="1EdTech, Open Badges 3.0",
        licence="1EdTech specification licence",
        sha256="b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10",
        note="Cannot be combined with credentials/v2: protected terms would be redefined.",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        file="ob-extensions.json",
        origin="1EdTech, Open Badges 3.0 extensions",
        licence="1EdTech specification licence",
        sha256="146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
        file="clr-2.0.1.json",
        origin="1EdTech, Comprehensive Learner Record 2.0",
        licence="1EdTech specification licence",
        sha256="880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6",
    ),
    Source(
        url="https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.0.json",
        file="clr-2.0.0.json",
        origin="1EdTech, Comprehensive Learner Record 2.0",
        licence="1EdTech specification licence",
        sha256="e198d7b517d74c5036434ce495086f67b10244709e9a3df9dcb7f8b1579b6167",
    ),
    Source(
        url="https://w3id.org/openbadges/v2",
        file="ob-2.0.json",
        origin="1EdTech, Open Badges 2.0",
        licence="1EdTech specification licence",
        sha256="393a890d7d95eb3a86f5f12309648a64c2d0676e5270e2967b5341a2dcea13d2",
        note="Data for recognising the dialect; Open Badges 2.0 is never canonicalized.",
    ),
    Source(
        url="https://w3id.org/security/data-integrity/v2",
        file="data-integrity-v2.json",
        origin="W3C, Verifiable Credential Data Integrity 1.0",
        licence="W3C Software and Document Licence",
        sha256="67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
    ),
    Source(
        url="https://w3id.org/security/data-integrity/v1",
        file="data-integrity-v1.json",
        origin="W3C, Verifiable Credential Data Integrity 1.0, drafts",
        licence="W3C Software and Document Licence",
        sha256="c6e5073f4bd4bf6d08f245736e6f32c29b012860b18583644b2d71e1de862669",
    ),
    Source(
        url="https://w3id.org/security/multikey/v1",
        file="multikey-v1.json",
        origin="W3C, Controlled Identifiers 1.0",
        licence="W3C Software and Document Licence",
        sha256="ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
    ),
    Source(
        url="https://w3id.org/security/jwk/v1",
        file="jwk-v1.json",
        origin="W3C, Controlled Identifiers 1.0",
        licence="W3C Software and Document Licence",
        sha256="0f14b62f6071aafe00df265770ea0c7508e118247d79b7d861a406d2aa00bece",
    ),
    Source(
        url="https://w3id.org/security/suites/jws-2020/v1",
        file="jws-2020-v1.json",
        origin="W3C, JSON Web Signature 2020",
        licence="W3C Software and Document Licence",
        sha256="d648e05ddc6577827ca2bfd5e931f53e9ebc6e52a57a8da81df4ec8c46ffcd1e",
    ),
    Source(
        url="https://w3id.org/security/suites/ed25519-2020/v1",
        file="ed25519-2020-v1.json",
        origin="W3C, Data Integrity EdDSA Cryptosuites 1.0",
        licence="W3C Software and Document Licence",
        sha256="67646fbc0d6582ad7fbf08ccf0d3a4bedbb4177fd2d63385de52dc1b092ed6c5",
    ),
    Source(
        url="https://w3id.org/security/v1",
        file="security-v1.json",
        origin="W3C Credentials Community Group, Security Vocabulary",
        licence="W3C Software and Document Licence",
        sha256="abaf97e107d1925503c433dcaf3ffd2831697cacc1ed2a293e1bc8030d5bcb47",
    ),
    Source(
        url="https://w3id.org/security/v2",
        file="security-v2.json",
        origin="W3C Credentials Community Group, Security Vocabulary",
        licence="W3C Software and Document Licence",
        sha256="611bd81151d5efe53ec9aed78f5a813e577287bc9451ee26d6879b1b8b46bc3b",
    ),
    Source(
        url="https://w3id.org/vc/status-list/2021/v1",
        file="status-list-2021-v1.json",
        origin="W3C, Status List 2021, draft",
        licence="W3C Software and Document Licence",
        sha256="6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4",
    ),
    Source(
        url="https://www.w3.org/ns/credentials/status/v1",
        file="status-v1.json",
        origin="W3C, Bitstring Status List 1.0",
        licence="W3C Software and Document Licence",
        sha256="fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7",
    ),
    Source(
        url="https://www.w3.org/ns/did/v1",
        file="did-v1.json",
        origin="W3C, Decentralized Identifiers 1.0",
        licence="W3C Software and Document Licence",
        sha256="adefa50311393eb1bd788a38ac9fe2696c65367928f6996812cd54577394f4da",
    ),
    Source(
        url="http://data.europa.eu/snb/model/context/edc-ap",
        file="elm-edc-ap.json",
        origin="European Commission, European Learning Model 3",
        licence="EUPL-1.2",
        sha256="528f8a0e86dbbec7db2216c61806e6311feedac77a51d1a38b0a1d49e4c337fb",
    ),
)

SOURCES: Final[Mapping[str, Source]] = {source.url: source for source in _ALL}
"""Every bundled context, by the address under which documents name it."""
