"""A compiled badge issues the bytes that `issue` would, or raises what `issue` would."""

import json
import random
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from insigne.encoding import strict_json
from insigne.errors import InsigneError, MalformedError, SigningError, UnsupportedError
from insigne.identifiers.did_key import verification_method_of_did_key
from insigne.issuance import CompiledBadge, Slot, Unsecured
from insigne.issuance.issuing import issue_by_itself
from insigne.keys.private_key import KeyType, PrivateKey
from insigne.proofs import data_integrity
from test_issuance import ADA, ADAS_DID, BO, ISSUER, METHOD, NOON, credential

SALT = "1d2a" * 8


def award(id, valid_from, valid_until, name, hash, grade, index, evidence):
    """An award of one badge; what differs between awards are the arguments."""
    document = credential(
        id=id,
        validFrom=valid_from,
        validUntil=valid_until,
        evidence=[{"id": evidence, "type": ["Evidence"], "name": "Ice chart"}],
        credentialStatus={
            "id": "https://uppsala.example/status/1#7",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index,
            "statusListCredential": "https://uppsala.example/status/1",
        },
    )
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": hash,
        "identityType": "emailAddress",
        "salt": SALT,
    }
    name_of = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": name,
        "identityType": "name",
    }
    document["credentialSubject"] |= {
        "type": ["AchievementSubject"],
        "identifier": [identity, name_of],
        "result": [
            {"type": ["Result"], "resultDescription": "urn:uuid:1", "value": grade},
            {"type": ["Result"], "resultDescription": "urn:uuid:2", "value": "5"},
        ],
    }
    del document["credentialSubject"]["id"]
    return document


EXAMPLES = {
    "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    "valid_from": "2026-01-01T00:00:00Z",
    "valid_until": "2031-01-01T00:00:00Z",
    "name": "Amina",
    "hash": "sha256$" + "ab" * 32,
    "grade": "8",
    "index": "94567",
    "evidence": "https://uppsala.example/evidence/1",
}


def slots(**examples):
    return {name: Slot(name, text) for name, text in (EXAMPLES | examples).items()}


def compiled(document=None, *, signer=ADA, method=METHOD):
    return CompiledBadge.compile(
        document or award(**slots()), signer=signer, verification_method=method
    )


def issued_generally(**values):
    return issue_by_itself(
        award(**(EXAMPLES | values)), signer=ADA, verification_method=METHOD, at=NOON
    )


def outcome(call):
    try:
        return call()
    except (InsigneError, ValueError) as error:
        return type(error), str(error)


@pytest.fixture(scope="module")
def badge():
    return compiled()


def test_issues_the_bytes_that_issue_would(badge):
    body = badge.issue(EXAMPLES, at=NOON)

    assert body == issued_generally()
    document = strict_json.parse(body)
    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


def test_what_is_kept_of_a_badge_writes_what_the_badge_writes(badge):
    written = badge.written()
    kept = json.loads(json.dumps({"names": written.names, "pieces": written.pieces}))
    again = Unsecured(tuple(kept["names"]), tuple(kept["pieces"]))

    for slot, values in STRANGE.items():
        for value in values:
            changed = EXAMPLES | {slot: value}
            expected = outcome(lambda: badge.unsecured(changed))  # noqa: B023  # called at once
            assert outcome(lambda: again.filled(changed)) == expected, value  # noqa: B023  # called at once
    unsecured = strict_json.parse(again.filled(EXAMPLES))
    assert unsecured == strict_json.parse(strict_json.to_bytes(award(**EXAMPLES)))
    with pytest.raises(KeyError):
        again.filled({"id": "urn:uuid:1"})


NAMES = ["Amina", "Åsa", "Zoë 🎓", 'Bo "the Bear" Ek', "back\\slash", "tab\tnew\nline", "\x00\x7f"]
NAMES += ["\u2028", "\ufffe", "\uff21\U0001d11e", "urn:uuid:1", "%s", "{0}", "5", "", " ", "\ud800"]
IDS = ["urn:uuid:1", "https://uppsala.example/badges/1", ISSUER, "https://uppsala.example/status/1"]
IDS += ["https://", "https:/x", "http://?", "urn:", "no iri", "urn:a b", "did:key:z6Mk", "urn:é🎓"]
IDS += ["", "HTTPS://X.example/", "urn:\x7f", "_:b0", "/relative", "mailto:a@b.example", 'urn:"']
INSTANTS = ["2026-02-01T00:00:00Z", "2031-01-01T00:00:00Z", "2032-01-01T00:00:00Z", "2026-02-01"]
INSTANTS += ["2026-02-30T00:00:00Z", "2026-02-01T00:00:00+01:00", "2026-02-01T00:00:00.5Z", "soon"]
INSTANTS += ["2026-02-01t00:00:00z", "2026-02-01T00:00Z", "", "2025-01-01T24:00:00Z"]
STRANGE = {
    "id": IDS,
    "valid_from": INSTANTS,
    "valid_until": INSTANTS,
    "name": NAMES,
    "hash": [*NAMES, EXAMPLES["name"], "sha256$"],
    "grade": ["5", "8", "", "a", *NAMES],
    "index": ["0", "-1", "x", "", *NAMES],
    "evidence": IDS,
}


@pytest.mark.parametrize("slot", STRANGE)
def test_one_strange_value_at_a_time(badge, slot):
    for value in STRANGE[slot]:
        expected = outcome(lambda: issued_generally(**{slot: value}))  # noqa: B023  # called at once

        for _ in range(2):  # what the first answer settled must not change the second
            found = outcome(lambda: badge.issue(EXAMPLES | {slot: value}, at=NOON))  # noqa: B023
            assert found == expected, value


@pytest.mark.parametrize("batch", range(4))
def test_thousands_of_random_awards(badge, batch):
    dice = random.Random(batch)
    seen = {"issued": 0, "refused": 0}
    for number in range(500):
        values = EXAMPLES | {
            "id": f"urn:uuid:{dice.getrandbits(128):032x}",
            "name": "".join(map(chr, dice.choices(range(1, 0x500), k=4))),
            "hash": f"sha256${dice.getrandbits(256):064x}",
            "grade": str(dice.randrange(11)),
            "index": str(number),
            "valid_from": f"2026-02-{dice.randrange(1, 31):02d}T12:00:00Z",
        }
        if dice.random() < 0.3:
            slot = dice.choice([*STRANGE])
            values[slot] = dice.choice(STRANGE[slot])
        if dice.random() < 0.05:
            values["name"] = values["hash"]
        found = outcome(lambda: badge.issue(values, at=NOON))  # noqa: B023  # called at once

        assert found == outcome(lambda: issued_generally(**values)), values  # noqa: B023
        seen["issued" if isinstance(found, bytes) else "refused"] += 1

    assert seen["issued"] > 300
    assert seen["refused"] > 20


def test_refuses_a_period_that_ends_before_it_starts(badge):
    ends = EXAMPLES | {"valid_until": "2025-01-01T00:00:00Z"}
    badge.issue(EXAMPLES, at=NOON)

    with pytest.raises(MalformedError, match="validUntil"):
        badge.issue(ends, at=NOON)


def test_instants_of_different_awards_do_not_mix(badge):
    later = NOON + timedelta(seconds=1)

    bodies = [badge.issue(EXAMPLES, at=at) for at in (NOON, later, NOON)]

    assert bodies[0] == bodies[2] == issued_generally()
    assert strict_json.parse(bodies[1])["proof"]["created"] == "2026-06-01T12:00:01Z"


def test_many_threads_issue_at_once(badge):
    instants = [NOON + timedelta(seconds=number % 3) for number in range(60)]

    with ThreadPoolExecutor(6) as pool:
        bodies = list(pool.map(lambda at: badge.issue(EXAMPLES, at=at), instants))

    assert bodies == [
        issue_by_itself(award(**EXAMPLES), signer=ADA, verification_method=METHOD, at=at)
        for at in instants
    ]


def test_so_many_settled_answers_are_kept_and_no_more(monkeypatch):
    monkeypatch.setattr("insigne.credentials.slot_rules._MOST_SETTLED", 2)
    badge = compiled()

    for day in range(1, 6):
        values = {"valid_from": f"2026-01-0{day}T00:00:00Z"}
        assert badge.issue(EXAMPLES | values, at=NOON) == issued_generally(**values)

    assert len(badge._awards._rules._settled) <= 2


def test_value_that_is_no_plain_string_goes_the_general_way(badge):
    for value in (5, None, Slot("name", "Bo"), ["Bo"]):
        expected = outcome(lambda: issued_generally(name=value))  # noqa: B023  # called at once
        assert outcome(lambda: badge.issue(EXAMPLES | {"name": value}, at=NOON)) == expected  # noqa: B023


@pytest.mark.parametrize(
    "values",
    [{}, {"id": "urn:x"}, EXAMPLES | {"more": "x"}, {**EXAMPLES, "other": "x"} | {"grade": "1"}],
)
def test_each_slot_gets_one_value(badge, values):
    with pytest.raises(ValueError, match="slot"):
        badge.issue(values, at=NOON)


def test_a_slot_by_another_name_is_not_filled(badge):
    values = {**EXAMPLES, "other": "x"}
    del values["grade"]

    with pytest.raises(ValueError, match="grade"):
        badge.issue(values, at=NOON)


def test_what_makes_the_bytes_is_not_changed_by_who_gave_it():
    document = award(**slots())
    badge = compiled(document)
    document["name"] = "Another badge"

    assert badge.issue(EXAMPLES, at=NOON) == issued_generally()


def test_compiles_what_writes_itself():
    class Award:
        def to_json(self):
            return award(**slots())

    assert compiled(Award()).issue(EXAMPLES, at=NOON) == issued_generally()


def test_compiles_an_endorsement():
    endorsement = credential(
        id=Slot("id", "urn:uuid:1"),
        type=["VerifiableCredential", "EndorsementCredential"],
        credentialSubject={
            "id": "https://uppsala.example/badges/1",
            "type": ["EndorsementSubject"],
            "endorsementComment": Slot("comment", "We know this badge."),
        },
    )
    badge = compiled(endorsement)

    body = badge.issue({"id": "urn:uuid:2", "comment": "So do we."}, at=NOON)

    document = strict_json.parse(body)
    assert document["credentialSubject"]["endorsementComment"] == "So do we."
    assert data_integrity.is_proof_valid(document, document["proof"], ADA.public_key)


def test_a_did_key_compiles_for_itself():
    document = award(**slots()) | {"issuer": {"id": ADAS_DID, "type": ["Profile"]}}
    method = verification_method_of_did_key(ADAS_DID)

    body = compiled(document, method=method).issue(EXAMPLES, at=NOON)

    assert strict_json.parse(body)["proof"]["verificationMethod"] == method
    with pytest.raises(MalformedError):
        compiled(document, signer=BO, method=method)


REFUSED = {
    "no schema": (award(**slots(valid_from="soon")), MalformedError),
    "another's name": (award(**slots()) | {"issuer": "https://other.example"}, MalformedError),
    "a proof": (award(**slots()) | {"proof": {}}, MalformedError),
    "nothing": (award(**slots()) | {"description": None}, MalformedError),
    "an undefined term": (award(**slots()) | {"evaluatedBy": "Ada"}, MalformedError),
    "another dialect": ({"a": Slot("a", "b")}, UnsupportedError),
    "a slot as the issuer": (award(**slots()) | {"issuer": Slot("i", ISSUER)}, UnsupportedError),
    "a slot as the issuer's id": (
        award(**slots()) | {"issuer": {"id": Slot("i", ISSUER), "type": ["Profile"]}},
        UnsupportedError,
    ),
    "a slot as a type": (
        award(**slots()) | {"issuer": {"id": ISSUER, "type": [Slot("t", "Profile")]}},
        UnsupportedError,
    ),
    "no slot": (award(**EXAMPLES), ValueError),
}


@pytest.mark.parametrize(("document", "error"), REFUSED.values(), ids=REFUSED)
def test_does_not_compile(document, error):
    with pytest.raises(error):
        compiled(document)


def test_key_of_another_type_does_not_compile():
    with pytest.raises(SigningError):
        compiled(signer=PrivateKey.generate(KeyType.P256))


def test_signer_that_will_not_sign_says_so(badge):
    class Unwilling:
        public_key = ADA.public_key

        def sign(self, message):
            raise SigningError("the key is locked away")

    unwilling = compiled(signer=Unwilling())

    with pytest.raises(SigningError, match="locked"):
        unwilling.issue(EXAMPLES, at=NOON)


def test_way_of_signing_that_is_not_known_is_not_imitated(monkeypatch):
    def other_way(document, *, signer, **options):
        signer.sign(b"something else")
        return {**document, "proof": {}}

    monkeypatch.setattr("insigne.proofs.data_integrity.secure", other_way)

    with pytest.raises(UnsupportedError, match="proofs that are not made"):
        compiled()
