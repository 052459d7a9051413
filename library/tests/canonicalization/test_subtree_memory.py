"""Parts that were written before are written from memory, and nobody can tell from the result."""

import copy
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from test_to_rdf import CREDENTIALS, OPEN_BADGES, credential

from insigne.canonicalization import Canonicalizer
from insigne.canonicalization.active_context import ContextProcessor
from insigne.canonicalization.emission import Emission
from insigne.canonicalization.rdfc10 import canonicalize_quads
from insigne.canonicalization.subtree_memory import Subtree, SubtreeMemory, content_of
from insigne.canonicalization.to_rdf import emission_of
from insigne.contexts.bundle import BUNDLE
from insigne.errors import MalformedError


@pytest.fixture
def canonicalizer():
    return Canonicalizer(BUNDLE)


def plainly(document):
    """Canonicalize without any memory, by the general algorithm."""
    return canonicalize_quads(Canonicalizer(BUNDLE).quads(document))


def badge(**members):
    """A badge with blank nodes inside its achievement, and a blank achievement."""
    alignments = [{"type": ["Alignment"], "targetName": name} for name in ("ice", "snow")]
    achievement = {
        "type": ["Achievement"],
        "name": "Reading ice",
        "alignment": alignments,
        "criteria": {"narrative": "Read ice."},
    } | members
    subject = {"type": ["AchievementSubject"], "achievement": achievement}
    return credential(credentialSubject=subject, issuer={"id": "urn:i", "type": ["Profile"]})


def test_second_time_is_as_the_first(canonicalizer):
    expected = plainly(badge())

    assert [canonicalizer.canonicalize(badge()) for _ in range(3)] == [expected] * 3
    assert canonicalizer.processor.memory.size > 0


@pytest.mark.parametrize(
    "members",
    [
        {"name": "Reading snow"},
        {"tag": ["a", "a", "b"]},
        {"tag": [1]},
        {"tag": [1.0]},
        {"tag": [True]},
        {"tag": [None]},
        {"tag": []},
        {"tag": ["1"]},
        {"id": "urn:a"},
        {"alignment": [{"type": ["Alignment"], "targetName": "ice"}] * 2},
    ],
)
def test_parts_that_differ_are_kept_apart(canonicalizer, members):
    canonicalizer.canonicalize(badge())
    canonicalizer.canonicalize(badge(tag=[1]))

    assert canonicalizer.canonicalize(badge(**members)) == plainly(badge(**members))
    assert canonicalizer.canonicalize(badge(**members)) == plainly(badge(**members))


@pytest.mark.parametrize("value", [float("nan"), (), {1}, b"x"])
def test_what_is_no_json_is_refused_however_alike_it_looks(canonicalizer, value):
    canonicalizer.canonicalize(badge(tag=[None]))
    canonicalizer.canonicalize(badge(tag=[]))

    for _ in range(2):
        with pytest.raises(MalformedError) as caught:
            canonicalizer.canonicalize(badge(tag=[value]))
        assert caught.value.path == "credentialSubject.achievement.tag[0]"


def test_two_quads_that_look_alike_from_a_blank_node_both_count(canonicalizer):
    """An achievement with two alignments says `_:a <alignment> _:z` twice."""
    results = [{"type": ["Result"], "value": value} for value in "ab"]
    document = badge(
        alignment=[{"type": ["Alignment"]}, {"type": ["Alignment"], "targetName": "x"}]
    )
    document["credentialSubject"]["result"] = results

    assert canonicalizer.canonicalize(document) == plainly(document)
    assert canonicalizer.canonicalize(document) == plainly(document)


def test_equal_parts_of_one_document_stay_two_nodes(canonicalizer):
    profile = {"type": ["Profile"], "name": "Ada", "address": {"type": ["Address"]}}
    document = badge(creator=profile) | {"issuer": profile}

    assert canonicalizer.canonicalize(document) == plainly(document)
    assert canonicalizer.canonicalize(document) == plainly(document)
    assert canonicalizer.canonicalize(document).count('<https://schema.org/name> "Ada"') == 2


def test_one_part_in_two_contexts_says_two_things(canonicalizer):
    older = [CREDENTIALS, OPEN_BADGES.replace("3.0.3", "3.0.2")]
    for contexts in ([CREDENTIALS, OPEN_BADGES], older, [CREDENTIALS, OPEN_BADGES]):
        document = badge() | {"@context": contexts}

        assert canonicalizer.canonicalize(document) == plainly(document)


def test_changing_a_document_afterwards_changes_nothing_that_is_remembered(canonicalizer):
    document = badge(tag=["a"])
    canonicalizer.canonicalize(document)
    before = copy.deepcopy(document)

    document["credentialSubject"]["achievement"]["tag"].append("b")
    document["issuer"]["name"] = "Bo"

    assert canonicalizer.canonicalize(document) == plainly(document)
    assert canonicalizer.canonicalize(before) == plainly(before)


def test_embedded_proofs_are_remembered_with_their_graphs(canonicalizer):
    endorsement = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "proof": {"type": "DataIntegrityProof", "proofValue": "z1"},
    }
    document = badge(endorsement=[endorsement])

    assert [canonicalizer.canonicalize(document) for _ in range(3)] == [plainly(document)] * 3


def test_member_cannot_hide_in_a_remembered_second_description(canonicalizer):
    """Where the part was met first, its credential was not the document's own."""
    hidden = {
        "@context": [CREDENTIALS, OPEN_BADGES],
        "id": "urn:other",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "validUntil": "2020-01-01T00:00:00Z",
    }
    document = badge(endorsement=[hidden])
    canonicalizer.canonicalize(document)

    with pytest.raises(MalformedError, match="a second credential") as caught:
        canonicalizer.canonicalize(document | {"id": "urn:other"})
    assert caught.value.path == "credentialSubject.achievement.endorsement[0]"


def test_errors_inside_a_part_say_where(canonicalizer):
    for _ in range(2):
        with pytest.raises(MalformedError) as caught:
            canonicalizer.canonicalize(badge(alignment=[{"type": ["Alignment"], "code": 1}]))
        assert caught.value.path == "credentialSubject.achievement.alignment[0].code"


def test_part_of_another_class_than_dict_is_walked_as_ever(canonicalizer):
    class Ordered(dict):
        pass

    document = badge()
    document["issuer"] = Ordered(document["issuer"])

    assert content_of(document["issuer"]) is None
    assert canonicalizer.canonicalize(document) == plainly(badge())


def test_memory_stays_within_its_bytes():
    memory = SubtreeMemory(most_bytes=64_000)
    for number in range(200):
        emission = Emission()
        emission.blocks.append(f"<urn:{number}> <urn:p> <urn:o> .\n")
        memory.remember((1, b"%d" % number), Subtree.of("<urn:s>", emission, ()))
        assert memory.size <= 64_000

    assert memory.get((1, b"0")) is None
    assert memory.get((1, b"199")) is not None


def test_part_that_would_fill_the_memory_is_not_remembered():
    memory = SubtreeMemory(most_bytes=64_000)
    emission = Emission()
    emission.blocks.append("x" * 5_000)

    memory.remember((1, b"large"), Subtree.of("<urn:s>", emission, ()))

    assert memory.size == 0


def test_part_remembered_twice_counts_once():
    memory = SubtreeMemory()
    subtree = Subtree.of("<urn:s>", Emission(), ())
    memory.remember((1, b"part"), subtree)
    before = memory.size

    memory.remember((1, b"part"), subtree)

    assert memory.size == before


def test_size_is_about_what_python_says():
    processor = ContextProcessor(BUNDLE)
    emission_of(badge(), processor, memory=processor.memory)
    [(subtree, size), *_] = processor.memory._subtrees.values()

    text = sum(map(sys.getsizeof, subtree.emission.blocks))
    assert text < size < 100_000


def test_memory_without_a_walk_is_not_used():
    processor = ContextProcessor(BUNDLE)

    emission_of(badge(), processor)

    assert processor.memory.size == 0


def test_many_threads_get_the_same_answers(canonicalizer):
    documents = [badge(name=f"Badge {number % 7}") for number in range(200)]
    expected = [plainly(document) for document in documents[:7]]

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(canonicalizer.canonicalize, documents))

    assert found == [expected[number % 7] for number in range(200)]


def test_longer_hash_is_as_exact_from_memory(canonicalizer):
    document = badge(alignment=[{"type": ["Alignment"], "targetName": n} for n in "abcdefgh"])
    expected = canonicalize_quads(canonicalizer.quads(document), hash_name="sha384")

    for _ in range(2):
        assert canonicalizer.canonicalize(document, hash_name="sha384") == expected


def test_blank_nodes_beyond_those_named_in_advance(canonicalizer):
    names = [{"type": ["Alignment"], "targetName": str(number)} for number in range(300)]
    document = badge(alignment=names)

    assert canonicalizer.canonicalize(document) == plainly(document)
    assert "_:c14n300 " in canonicalizer.canonicalize(document)
