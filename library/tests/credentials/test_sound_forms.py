"""What is read alike is what a parser reads, and is found sound only where a schema says so."""

import json

import pytest

from insigne.credentials import sound_forms
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.sound_forms import FormMemory, read_alike
from insigne.encoding import strict_json
from insigne.errors import MalformedError
from insigne.issuance.issuing import issue_by_itself
from insigne.verification.checks import structure
from insigne.verification.evidence import Evidence
from test_issuance import ADA, METHOD, NOON, credential

VALUES = {
    "id": "urn:uuid:1",
    "validFrom": "2026-01-01T00:00:00Z",
    "identityHash": "sha256$1",
    "index": "1",
    "created": None,
    "proofValue": None,
}


def award(number, **values):
    document = credential(
        id=f"urn:uuid:{number}",
        validUntil="2030-01-01T00:00:00Z",
        credentialStatus={
            "id": f"https://uppsala.example/status/1#{number}",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": f"{number}",
            "statusListCredential": "https://uppsala.example/status/1",
        },
    )
    document["credentialSubject"]["identifier"] = [
        {
            "type": "IdentityObject",
            "hashed": True,
            "identityHash": f"sha256${number}",
            "identityType": "emailAddress",
        }
    ]
    return document | values


def secured(number):
    return issue_by_itself(award(number), signer=ADA, verification_method=METHOD, at=NOON)


def changed(path, value, number=99):
    """An award with another string at one place, unsigned or signed by nobody."""
    document = json.loads(secured(number))
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode(
        errors="surrogatepass"
    )


def found(source):
    """What the check of structure says, or why there is nothing to check."""
    try:
        received = ReceivedCredential.parse(source)
    except MalformedError as error:
        return str(error)
    finding = structure.check(received, Evidence(noted={}), NOON)
    return received.document, finding.code, finding.detail


@pytest.fixture
def fresh(monkeypatch):
    monkeypatch.setattr(sound_forms, "_MEMORY", FormMemory())


@pytest.fixture
def taught(fresh):
    """A memory that has seen forty awards."""
    for number in range(1, 41):
        found(secured(number))


def is_recognised(source):
    try:
        _, likeness = read_alike(source)
    except MalformedError:
        return False
    return likeness.form is not None


def test_awards_are_recognised(taught):
    assert is_recognised(secured(99))
    assert read_alike(secured(99))[1].is_sound
    assert read_alike(secured(99))[0] == strict_json.parse(secured(99))
    assert found(secured(99))[1] == "structure.ok"


def test_nothing_is_recognised_before(fresh):
    assert not is_recognised(secured(99))


PATHS = {
    "id": ("id",),
    "hash": ("credentialSubject", "identifier", 0, "identityHash"),
    "status": ("credentialStatus", "id"),
    "index": ("credentialStatus", "statusListIndex"),
    "proof": ("proof", "proofValue"),
}
STRANGE = [
    *("", " ", "x", "no url", "urn:a b", "https://", "urn:uuid:1", "did:key:z6Mk", "http://?"),
    *("2026-01-01T00:00:00Z", "2026-02-30T00:00:00Z", "soon", "0", "-1", "é", "🎓", "\u2028"),
    *('a"b', "a\\b", "a\nb", "a\tb", "\x7f", "\ud800", "\\u0041", '","x":"', "null"),
]


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS)
def test_strange_strings_are_found_to_be_what_they_are(monkeypatch, path):
    """The same answer with a memory as without one, twice: the first may settle something."""
    memory = FormMemory()
    monkeypatch.setattr(sound_forms, "_MEMORY", memory)
    for number in range(1, 41):
        found(secured(number))
    seen = set()
    for value in STRANGE:
        source = changed(path, value)
        monkeypatch.setattr(sound_forms, "_MEMORY", FormMemory())
        expected = found(source)
        monkeypatch.setattr(sound_forms, "_MEMORY", memory)
        for _ in range(2):
            assert found(source) == expected, value
        seen.add(is_recognised(source))
    assert seen == {True, False}


def test_a_period_that_ends_before_it_starts_is_seen(taught):
    """Not a slot as long as all awards share it, and a slot that is read whole afterwards."""
    late = changed(("validFrom",), "2031-01-01T00:00:00Z")
    assert found(late)[1] == "structure.schema"

    for day in range(1, 29):
        found(changed(("validFrom",), f"2026-02-{day:02d}T00:00:00Z"))
    assert is_recognised(changed(("validFrom",), "2026-03-01T00:00:00Z"))
    assert is_recognised(late)
    assert found(late)[1] == "structure.schema"
    assert found(changed(("validFrom",), "2026-03-01T00:00:00Z"))[1] == "structure.ok"


TWISTED = {
    "a name twice": lambda text: text.replace(b'"id":"urn', b'"id":"x","id":"urn', 1),
    "a name twice, in a slot": lambda text: text.replace(b"urn:uuid:99", b'urn:9","id":"urn:99', 1),
    "a raw control character": lambda text: text.replace(b"urn:uuid:99", b"urn:\x01", 1),
    "a raw line feed": lambda text: text.replace(b"urn:uuid:99", b"urn:\n", 1),
    "a raw line feed between": lambda text: text.replace(b"urn:uuid:99", b"urn:a\nurn:b", 1),
    "bad UTF-8": lambda text: text.replace(b"urn:uuid:99", b"urn:\xff", 1),
    "half a surrogate pair": lambda text: text.replace(b"urn:uuid:99", b"urn:\xed\xa0\x80", 1),
    "an escape": lambda text: text.replace(b"urn:uuid:99", b"urn:uuid:\\u0039", 1),
    "an open end": lambda text: text[:-1],
    "more at the end": lambda text: text + b"}",
    "a byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "an unclosed string": lambda text: text.replace(b'urn:uuid:99"', b"urn:uuid:99", 1),
}


@pytest.mark.parametrize("twist", TWISTED.values(), ids=TWISTED)
def test_what_is_no_good_json_is_not_read(taught, twist):
    source = twist(secured(99))
    assert source != secured(99)
    try:
        expected = strict_json.parse(source)
    except MalformedError:
        with pytest.raises(MalformedError):
            read_alike(source)
    else:
        assert read_alike(source)[0] == expected


def test_spaces_around_it_are_read_as_before(taught):
    for source in (b" " + secured(99), secured(99) + b"\n"):
        received = ReceivedCredential.parse(source)
        assert received.source == source
        assert received.document == json.loads(secured(99))


def test_badge_that_breaks_its_schema_teaches_nothing(fresh):
    for number in range(1, 41):
        source = changed(("credentialSubject", "type"), [], number)
        assert found(source)[1] == "structure.schema"

    assert sound_forms._MEMORY._families == {}


def test_endorsement_inside_is_still_looked_for(fresh):
    """That a badge carries endorsements is said of its form, and not forgotten."""
    endorsement = credential(
        id="urn:endorsement",
        type=["VerifiableCredential", "EndorsementCredential"],
        name="An endorsement",
        credentialSubject={"id": "urn:uuid:1", "type": ["EndorsementSubject"]},
    )
    sources = [
        strict_json.to_bytes(
            award(number, endorsement=[endorsement | {"proof": {"type": "DataIntegrityProof"}}])
        )
        for number in range(1, 41)
    ]
    codes = {found(source)[1] for source in sources}
    assert codes == {"structure.ok"}
    _, likeness = read_alike(sources[7])
    assert likeness.is_sound
    assert likeness.form.may_be_endorsed


def test_parts_that_change_are_not_shared(taught):
    one, two = (read_alike(secured(number))[0] for number in (98, 99))

    assert one["issuer"] is two["issuer"]
    assert one["credentialStatus"] is not two["credentialStatus"]
    assert one["proof"] is not two["proof"]
