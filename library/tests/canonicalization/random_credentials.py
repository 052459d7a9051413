"""Credentials made by dice, the same for the same seed: everything that ours may contain."""

from __future__ import annotations

import random
from collections.abc import Callable

CREDENTIALS_1 = "https://www.w3.org/2018/credentials/v1"
CREDENTIALS_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.{}.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"

CONTEXTS = [
    [CREDENTIALS_2, OPEN_BADGES.format(3)],
    [CREDENTIALS_2, OPEN_BADGES.format(3), EXTENSIONS],
    [CREDENTIALS_2, OPEN_BADGES.format(2)],
]
EARLIER_CONTEXTS = [
    [CREDENTIALS_1, OPEN_BADGES.format(3), ED25519_2020],
    [CREDENTIALS_1, OPEN_BADGES.format(1), ED25519_2020],
    [CREDENTIALS_1, OPEN_BADGES.format(0), ED25519_2020],
]

TEXTS = [
    "Läsa is",
    "氷を読む",
    'a "quoted" \\ back',
    "two\nlines",
    "tab\there",
    "return\rhere",
    "",
    " ",
    "🎓 \uff21",
    "\ue000",
    "true",
    "5",
    "\u2028",
    "e\u0301",
]
# Latin, Greek, Arabic, Han, full width, private use, musical signs, Gothic, emoji, the last plane.
CHARACTERS = "aé'Ωب中\uff21\ue000\U0001d11e\U00010348\U0001f393\U0001f1f3\U000e0001\u200d%{}<>"
CONTROLS = ["\x00", "\x01", "\x08", "\x0c", "\x1f", "\x7f", "\ufffe", "\uffff"]
NUMBERS = [5, 5.0, 2.5, 0.1, -3, 0, -0.5, 1e-7, 1e21, 1e22, 10**22, 123456789.25, 1 / 3, 2**53]

type Json = dict[str, object]


class Dice:
    """A source of credentials."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._contexts = self._one_of(CONTEXTS)
        self._is_earlier = False
        self._depth = 0

    def document(self) -> Json:
        kinds = [self.credential, self.earlier_credential, self.presentation, self.clr]
        return self._random.choices(kinds, [7, 2, 1, 1])[0]()

    def credential(self) -> Json:
        credential: Json = {
            "@context": self._contexts,
            "type": ["VerifiableCredential", "OpenBadgeCredential"],
            "issuer": self._either(self._profile, self._did),
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": self._subject(),
        }
        self._maybe(credential, "id", lambda: self._urn("credential"), 0.8)
        self._maybe(credential, "name", self._text_or_value_object)
        self._maybe(credential, "description", self._text_or_value_object)
        self._maybe(credential, "validUntil", lambda: self._one_of([None, "2031-01-01T00:00:00Z"]))
        self._maybe(credential, "image", self._image)
        self._maybe(credential, "evidence", lambda: self._alike(self._evidence))
        self._maybe(credential, "endorsement", lambda: self._some(self._endorsement), 0.3)
        self._maybe(credential, "credentialStatus", self._status)
        self._maybe(credential, "credentialSchema", lambda: self._some(self._schema))
        self._maybe(credential, "termsOfUse", self._json_literal, 0.2)
        self._maybe(credential, "proof", lambda: self._one_or_some(self._proof), 0.3)
        self._maybe(credential, "refreshService", self._refresh_service, 0.1)
        self._maybe(credential, "relatedResource", lambda: self._some(self._resource), 0.1)
        return self._shuffled(credential)

    def earlier_credential(self) -> Json:
        self._is_earlier = True
        self._contexts = self._one_of(EARLIER_CONTEXTS)
        members = ("@context", "id", "type", "issuer", "credentialSubject", "evidence")
        credential = self.credential()
        return {key: credential[key] for key in members if key in credential} | {
            "issuanceDate": "2022-01-01T00:00:00Z"
        }

    def presentation(self) -> Json:
        presentation: Json = {
            "@context": [CREDENTIALS_2],
            "type": ["VerifiablePresentation"],
            "holder": self._did(),
            "verifiableCredential": self._one_or_some(self.credential),
        }
        self._maybe(presentation, "proof", self._proof)
        return presentation

    def clr(self) -> Json:
        self._contexts = CONTEXTS[0]
        return {
            "@context": [CREDENTIALS_2, CLR, OPEN_BADGES.format(3)],
            "id": self._urn("clr"),
            "type": ["VerifiableCredential", "ClrCredential"],
            "issuer": self._profile(),
            "validFrom": "2026-01-01T00:00:00Z",
            "name": self._text(),
            "partial": self._one_of([True, False]),
            "credentialSubject": {
                "type": ["ClrSubject"],
                "verifiableCredential": self._some(self.credential),
                "association": self._some(self._association),
            },
        }

    def _subject(self) -> Json:
        subject: Json = {"type": ["AchievementSubject"], "achievement": self._achievement()}
        self._maybe(subject, "id", self._did)
        self._maybe(subject, "identifier", lambda: self._some(self._identity))
        self._maybe(subject, "result", lambda: self._alike(self._result))
        self._maybe(subject, "creditsEarned", self._number)
        self._maybe(subject, "activityStartDate", lambda: "2026-01-12")
        self._maybe(subject, "source", self._profile, 0.2)
        self._maybe(subject, "image", self._image, 0.2)
        return self._shuffled(subject)

    def _achievement(self) -> Json:
        achievement: Json = {
            "type": ["Achievement"],
            "name": self._text(),
            "description": self._text(),
            "criteria": self._one_of([{"narrative": "Read ice."}, {"id": "urn:criteria"}, {}]),
        }
        self._maybe(achievement, "id", lambda: self._urn("achievement"), 0.8)
        self._maybe(achievement, "alignment", lambda: self._alike(self._alignment))
        self._maybe(achievement, "creditsAvailable", self._number)
        self._maybe(achievement, "creator", self._profile, 0.3)
        self._maybe(achievement, "image", self._image)
        self._maybe(achievement, "tag", self._tags)
        self._maybe(achievement, "related", lambda: self._some(self._related), 0.3)
        self._maybe(achievement, "resultDescription", lambda: self._some(self._result_description))
        self._maybe(achievement, "endorsement", self._endorsement, 0.2)
        self._maybe(achievement, "achievementType", lambda: "ext:MicroBadge")
        return self._shuffled(achievement)

    def _profile(self) -> Json:
        profile: Json = {"type": ["Profile"], "name": self._text()}
        self._maybe(profile, "id", lambda: self._urn("profile"), 0.7)
        self._maybe(profile, "address", self._address, 0.3)
        self._maybe(profile, "otherIdentifier", lambda: self._some(self._identifier), 0.3)
        self._maybe(profile, "parentOrg", self._profile, 0.2)
        self._maybe(profile, "image", self._image, 0.3)
        self._maybe(profile, "endorsement", lambda: self._some(self._endorsement), 0.15)
        return profile

    def _endorsement(self) -> Json:
        endorsement: Json = {
            "type": ["VerifiableCredential", "EndorsementCredential"],
            "name": self._text(),
            "issuer": self._endorser(),
            "validFrom": "2026-01-01T00:00:00Z",
            "credentialSubject": {
                "id": self._urn("subject"),
                "type": ["EndorsementSubject"],
                "endorsementComment": self._text(),
            },
        }
        if not self._is_earlier:
            self._maybe(endorsement, "@context", lambda: self._contexts)
            self._maybe(endorsement, "proof", lambda: self._one_or_some(self._proof))
        self._maybe(endorsement, "id", lambda: self._urn("endorsement"))
        return endorsement

    def _endorser(self) -> object:
        """An endorser may be endorsed in turn, a few levels deep."""
        if self._depth == 3 or self._random.random() < 0.6:
            return self._did()
        self._depth += 1
        profile = self._profile()
        self._depth -= 1
        return profile

    def _address(self) -> Json:
        return {
            "type": ["Address"],
            "addressCountry": self._text(),
            "geo": {"type": "GeoCoordinates", "latitude": self._number(), "longitude": 5.1214},
        }

    def _alignment(self) -> Json:
        alignment: Json = {"type": ["Alignment"], "targetName": "x", "targetUrl": self._urn("t")}
        self._maybe(alignment, "targetCode", self._text)
        return alignment

    def _result_description(self) -> Json:
        description: Json = {
            "type": ["ResultDescription"],
            "name": self._text(),
            "resultType": "LetterGrade",
        }
        self._maybe(description, "id", lambda: self._urn("description"))
        self._maybe(description, "allowedValue", self._tags)
        self._maybe(description, "rubricCriterionLevel", lambda: self._alike(self._level), 0.3)
        return description

    def _level(self) -> Json:
        return {
            "id": self._urn("level"),
            "type": ["RubricCriterionLevel"],
            "name": self._text(),
            "alignment": self._some(self._alignment),
        }

    def _status(self) -> object:
        entry: Json = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": self._one_of(["revocation", "suspension"]),
            "statusListIndex": "94567",
            "statusListCredential": "https://example.org/status/3",
        }
        self._maybe(entry, "id", lambda: self._urn("status"))
        if self._random.random() < 0.2:
            entry["statusPurpose"] = "message"
            entry["statusSize"] = 2
            entry["statusMessage"] = [{"status": "0x0", "message": self._text()} for _ in "ab"]
        return self._one_of([entry, [entry], [entry, entry | {"statusListIndex": "7"}]])

    def _proof(self) -> Json:
        proof: Json = {
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-01-01T00:00:00Z",
            "verificationMethod": "did:key:z6Mk#z6Mk",
            "proofPurpose": self._one_of(["assertionMethod", "authentication"]),
            "proofValue": self._one_of(["z1", "z2"]),
        }
        if not self._is_earlier:
            self._maybe(proof, "id", lambda: self._urn("proof"), 0.2)
            self._maybe(proof, "previousProof", lambda: self._urn("proof"), 0.1)
        return proof

    def _json_literal(self) -> Json:
        content = {"b": [1, 2.5, 1e-7, None, True], "a": self._text(), "": {}}
        deeper = {self._text(): [content, [], self._number()], "\U0001f393": 1, "\uff21": 2}
        return {"type": "JsonSchema", "jsonSchema": self._one_of([content, deeper, [deeper]])}

    def _refresh_service(self) -> Json:
        return {"id": self._urn("refresh"), "type": "https://example.org/Refresh"}

    def _resource(self) -> Json:
        return {"id": self._urn("resource"), "digestSRI": "sha384-AAAA", "mediaType": self._text()}

    def _schema(self) -> Json:
        return {"id": "https://example.org/schema.json", "type": "JsonSchema"}

    def _identity(self) -> Json:
        hashed = self._one_of([True, False])
        return {"type": "IdentityObject", "hashed": hashed, "identityHash": self._text()}

    def _identifier(self) -> Json:
        return {"type": "IdentifierEntry", "identifier": self._text(), "identifierType": "sisId"}

    def _association(self) -> Json:
        kind = self._one_of(["isChildOf", "precedes"])
        return {
            "type": "Association",
            "associationType": kind,
            "sourceId": self._urn("achievement"),
            "targetId": self._urn("achievement"),
        }

    def _result(self) -> Json:
        result: Json = {"type": ["Result"], "value": self._text()}
        self._maybe(result, "resultDescription", lambda: self._urn("description"))
        return result

    def _evidence(self) -> Json:
        return {"type": ["Evidence"], "name": self._text(), "narrative": self._text()}

    def _related(self) -> Json:
        related: Json = {"type": ["Related"], "id": self._urn("achievement"), "version": "2"}
        if OPEN_BADGES.format(3) in self._contexts:
            related["inLanguage"] = "sv"
        return related

    def _image(self) -> object:
        picture = {"id": "https://example.org/badge.png", "type": "Image", "caption": self._text()}
        return self._one_of([picture, {"id": "data:image/png;base64,AAAA", "type": "Image"}])

    def _tags(self) -> object:
        lists = [[], ["a"], ["a", "a"], ["b", "a", None], ["A", "B", "C", "D"], [3, True, 1.5]]
        return self._one_of([*lists, "alone", [self._text(), self._text()]])

    def _text_or_value_object(self) -> object:
        text = {"@value": self._text()}
        tagged = text | {"@language": self._one_of(["en", "de-CH", "EN-us"])}
        typed = text | {"@type": "https://example.org/markdown"}
        number = {"@value": self._number()}
        mixed = [tagged, tagged, text, number, self._text()]
        return self._one_of([self._text(), text, tagged, typed, number, mixed])

    def _text(self) -> str:
        if self._random.random() < 0.8:
            return self._random.choice(TEXTS)
        if self._random.random() < 0.01:
            return self._text() + self._random.choice(CONTROLS)
        return "".join(self._random.choices(CHARACTERS, k=self._random.randrange(1, 12)))

    def _number(self) -> float:
        if self._random.random() < 0.8:
            return self._random.choice(NUMBERS)
        return self._random.choice([self._random.randrange(-(10**9), 10**9), self._random.gauss()])

    def _did(self) -> str:
        return self._random.choice(["did:key:z6MkAda", "did:web:uppsala.example"])

    def _urn(self, of: str) -> str:
        return f"urn:example:{of}:{self._random.randrange(3)}"

    def _some(self, make: Callable[[], Json]) -> list[Json]:
        return [make() for _ in range(self._random.randrange(4))]

    def _alike(self, make: Callable[[], Json]) -> list[Json]:
        made = self._some(make)
        return made + made if self._random.random() < 0.2 else made

    def _one_or_some(self, make: Callable[[], Json]) -> object:
        return make() if self._random.random() < 0.5 else self._some(make)

    def _either(self, make: Callable[[], object], other: Callable[[], object]) -> object:
        return make() if self._random.random() < 0.7 else other()

    def _one_of[T](self, choices: list[T]) -> T:
        return self._random.choice(choices)

    def _maybe(self, of: Json, key: str, make: Callable[[], object], chance: float = 0.5) -> None:
        if self._random.random() < chance:
            of[key] = make()

    def _shuffled(self, members: Json) -> Json:
        keys = list(members)
        self._random.shuffle(keys)
        return {key: members[key] for key in keys}
