"""A dialect shows itself by contexts and types, however often it is asked about."""

from insigne.credentials.dialect import Dialect, dialect_of

VC_2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def badge(*contexts, **members):
    return {
        "@context": [*contexts],
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
    } | members


def test_the_same_signs_give_the_same_dialect_again():
    assert [dialect_of(badge(VC_2, OPEN_BADGES_3, id=f"urn:{n}")) for n in range(2)] == [
        Dialect.OPEN_BADGES_3,
        Dialect.OPEN_BADGES_3,
    ]


def test_a_slash_behind_a_context_is_passed_over():
    plain = {"@context": f"{VC_2}/", "type": "AchievementCredential"}

    assert dialect_of(plain) is Dialect.OPEN_BADGES_3


def test_signs_of_any_length_are_read():
    many = [f"https://example.org/{n}" for n in range(200)]

    assert dialect_of(badge(VC_2, OPEN_BADGES_3, *many)) is Dialect.OPEN_BADGES_3


def test_two_contexts_in_one_string_are_neither():
    joined = {"@context": [f"{VC_2}\0{OPEN_BADGES_3}"], "type": ["Thing"]}

    assert dialect_of(joined) is Dialect.UNKNOWN


def test_without_signs_the_members_decide_each_time():
    assert dialect_of({"badge": "urn:b", "verify": {}}) is Dialect.OPEN_BADGES_1
    assert dialect_of({"name": "nothing of ours"}) is Dialect.UNKNOWN
