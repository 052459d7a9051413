"""Whoever knocks at the door of VC-API, and what they bring."""

import http.client
import json
import ssl

from insigne.conformance.implementations import EMBEDDED, PURPOSES
from insigne.identifiers import did_key
from insigne.keys.private_key import PrivateKey

VC_1 = "https://www.w3.org/2018/credentials/v1"
VC_2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
LISTS = [f"bitstring-status-list/{purpose}" for purpose in PURPOSES]
SELECTIVE = [path for path in EMBEDDED if "-sd-" in path]
HOLDER = PrivateKey.from_seed(b"h" * 32)
HOLDER_ID = did_key.did_key_of(HOLDER.public_key)
HOLDER_METHOD = did_key.verification_method_of_did_key(HOLDER_ID)


class Client:
    """Whoever knocks at the door, and believes that one certificate."""

    def __init__(self, server, certificate):
        self._port = server.server_address[1]
        self._tls = ssl.create_default_context(cadata=certificate.decode())
        self.server = server

    def connection(self):
        return http.client.HTTPSConnection("localhost", self._port, context=self._tls, timeout=20)

    def send(self, method, path, body=None, headers=None):
        connection = self.connection()
        try:
            connection.request(method, path, body, headers or {})
            response = connection.getresponse()
            content = response.read()
            return response.status, json.loads(content) if content else None
        finally:
            connection.close()

    def post(self, path, value):
        return self.send("POST", path, json.dumps(value), {"content-type": "application/json"})

    def issue(self, name, document, **options):
        request = {"credential": document, "options": options}
        return self.post(f"/{name}/credentials/issue", request)

    def verify(self, name, document, **options):
        request = {"verifiableCredential": document, "options": options}
        return self.post(f"/{name}/credentials/verify", request)

    def verify_presentation(self, name, document, **options):
        request = {"verifiablePresentation": document, "options": options}
        return self.post(f"/{name}/presentations/verify", request)

    def derive(self, name, document, pointers):
        request = {"verifiableCredential": document, "options": {"selectivePointers": pointers}}
        return self.post(f"/{name}/credentials/derive", request)

    def issued(self, name, document=None, **options):
        status, answer = self.issue(name, document or credential(), **options)
        assert status == 201, answer
        return answer["verifiableCredential"]

    def verifiable(self, name):
        """What a verifier is shown: of a base proof, something that is derived from it."""
        if name not in SELECTIVE:
            return self.issued(name)
        document = self.issued(name, mandatoryPointers=["/issuer", "/validFrom"])
        status, answer = self.derive(name, document, ["/credentialSubject/degree"])
        assert status == 201, answer
        return answer["verifiableCredential"]


def credential(**changes):
    whole = {
        "@context": [VC_2, EXAMPLES],
        "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
        "type": ["VerifiableCredential", "ExampleDegreeCredential"],
        "issuer": "did:example:issuer",
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": "did:example:subject",
            "degree": {"type": "ExampleBachelorDegree", "name": "Ice"},
            "alumniOf": "Uppsala",
        },
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


def without_issuer():
    return credential(issuer=None)
