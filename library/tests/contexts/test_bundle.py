"""What we ship is what was published."""

import hashlib
from collections.abc import Mapping

import pytest

from insigne.contexts.bundle import BUNDLE, is_bundled, sources

CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.url)
def test_file_has_the_hash_that_its_source_states(source):
    assert hashlib.sha256(source.read()).hexdigest() == source.sha256


@pytest.mark.parametrize("source", sources(), ids=lambda source: source.url)
def test_every_context_names_its_origin_and_licence(source):
    assert source.origin
    assert source.licence
    assert isinstance(BUNDLE[source.url]["@context"], Mapping | list)


def test_hashes_are_the_published_ones():
    by_url = {source.url: source.sha256 for source in sources()}

    # Verifiable Credentials Data Model 2.0 states this one, in "Base Context".
    assert by_url[CREDENTIALS_V2] == (
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734"
    )
    # The newer of the two files that were published under this address.
    assert by_url[OPEN_BADGES_3].startswith("3d34f4d4ef1bce69")


def test_note_knows_the_earlier_variant_of_open_badges():
    [source] = [source for source in sources() if source.url == OPEN_BADGES_3]

    assert "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761" in source.note


def test_contexts_that_define_every_term_are_not_shipped():
    assert not is_bundled("https://www.w3.org/ns/credentials/examples/v2")
    assert not is_bundled("https://www.w3.org/ns/credentials/undefined-terms/v2")
    assert not any("@vocab" in context["@context"] for context in BUNDLE.values())


def test_bundle_is_a_mapping_of_what_is_bundled():
    assert is_bundled(CREDENTIALS_V2)
    assert set(BUNDLE) == {source.url for source in sources()}
    assert len(BUNDLE) == len(set(BUNDLE))
    with pytest.raises(KeyError):
        BUNDLE["https://example.org/context"]
