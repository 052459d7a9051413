"""`issue` remembers what awards of one badge share; the bytes are those of each by itself."""

import gc
import weakref
from datetime import timedelta

import pytest
from test_compiled_badge import EXAMPLES, STRANGE, award, outcome

from insigne.errors import MalformedError, SigningError
from insigne.identifiers.did_key import verification_method_of_did_key
from insigne.issuance import award_after_award, issue
from insigne.issuance.award_after_award import FormMemory
from insigne.issuance.issuing import issue_by_itself
from insigne.keys.private_key import KeyType, PrivateKey
from test_issuance import ADA, ADAS_DID, BO, METHOD, NOON

OPTIONS = {"signer": ADA, "verification_method": METHOD, "at": NOON}


def numbered(number, **values):
    return award(
        **EXAMPLES
        | {
            "id": f"urn:uuid:{number}",
            "valid_from": f"2026-01-{1 + number % 28:02d}T00:00:00Z",
            "valid_until": f"2031-01-{1 + number % 28:02d}T00:00:00Z",
            "name": f"Amina {number}",
            "hash": f"sha256${number}",
            "grade": f"{number % 11}",
            "index": f"{number}",
            "evidence": f"https://uppsala.example/evidence/{number}",
        }
        | values
    )


@pytest.fixture
def memory(monkeypatch):
    """A memory that has seen forty awards."""
    memory = FormMemory()
    monkeypatch.setattr(award_after_award, "_MEMORY", memory)
    for number in range(1, 41):
        issue(numbered(number), **OPTIONS)
    return memory


def prepared(memory):
    return [kind.learned for family in memory._families.values() for kind in family.kinds]


def test_the_next_award_is_recognised(memory, monkeypatch):
    assert issue(numbered(99), **OPTIONS) == issue_by_itself(numbered(99), **OPTIONS)

    def never(*_, **__):
        raise AssertionError("this one is known")

    monkeypatch.setattr(award_after_award, "issue_by_itself", never)
    assert issue(numbered(99), **OPTIONS).startswith(b'{"@context"')


@pytest.mark.parametrize("slot", STRANGE)
def test_one_strange_value_at_a_time(memory, slot):
    for value in STRANGE[slot]:
        document = numbered(99, **{slot: value})
        expected = outcome(lambda: issue_by_itself(document, **OPTIONS))  # noqa: B023  # called at once
        for _ in range(2):
            assert outcome(lambda: issue(document, **OPTIONS)) == expected, value  # noqa: B023


def test_other_instants(memory):
    for seconds in range(5):
        options = OPTIONS | {"at": NOON + timedelta(seconds=seconds, microseconds=seconds)}
        assert issue(numbered(99), **options) == issue_by_itself(numbered(99), **options)


def test_another_key_is_not_taken_for_this_one(memory):
    options = OPTIONS | {"signer": BO}

    assert issue(numbered(99), **options) == issue_by_itself(numbered(99), **options)
    with pytest.raises(MalformedError, match="would sign for"):
        issue(numbered(99), **OPTIONS | {"verification_method": "https://other.example#key-1"})
    with pytest.raises(SigningError):
        issue(numbered(99), **OPTIONS | {"signer": PrivateKey.generate(KeyType.P256)})


def test_key_in_an_identifier_stays_the_issuers(memory):
    method = verification_method_of_did_key(ADAS_DID)
    documents = [numbered(number) | {"issuer": ADAS_DID} for number in range(1, 21)]
    for document in documents:
        issue(document, signer=ADA, verification_method=method, at=NOON)

    with pytest.raises(MalformedError):
        issue(documents[0], signer=BO, verification_method=method, at=NOON)


def test_signer_that_will_not_sign_says_so(memory):
    class Unwilling:
        public_key = ADA.public_key

        def sign(self, message):
            raise SigningError("the key is locked away")

    with pytest.raises(SigningError, match="locked"):
        issue(numbered(99), **OPTIONS | {"signer": Unwilling()})


def test_key_is_not_kept(monkeypatch):
    class Signer:
        public_key = ADA.public_key

        def sign(self, message):
            return ADA.sign(message)

    memory = FormMemory()
    monkeypatch.setattr(award_after_award, "_MEMORY", memory)
    signer = Signer()
    for number in range(1, 41):
        issue(numbered(number), **OPTIONS | {"signer": signer})
    gone = weakref.ref(signer)
    del signer
    gc.collect()

    assert any(prepared(memory))
    assert gone() is None


def test_other_proofs_are_made_one_by_one(memory):
    for proof in ("eddsa-jcs-2022", "vc-jwt", "vc-jose"):
        options = OPTIONS | {"proof": proof}
        assert issue(numbered(99), **options) == issue_by_itself(numbered(99), **options)


def test_what_is_refused_teaches_nothing(monkeypatch):
    memory = FormMemory()
    monkeypatch.setattr(award_after_award, "_MEMORY", memory)
    for number in range(1, 41):
        with pytest.raises(MalformedError):
            issue(numbered(number, valid_from="soon"), **OPTIONS)

    assert memory._families == {}
