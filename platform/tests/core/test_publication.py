import hashlib

import pytest

from insigne_platform.core import publication

pytestmark = pytest.mark.django_db


def test_a_document_is_stored_as_given_with_the_hash_of_its_bytes():
    publication.publish("/public/badges/x", b'{"a":1}')

    found = publication.document_at("/public/badges/x")
    assert (bytes(found.body), found.media_type, found.status) == (
        b'{"a":1}',
        "application/ld+json",
        200,
    )
    assert found.etag == hashlib.sha256(b'{"a":1}').hexdigest()


def test_a_later_document_takes_the_place_of_an_earlier_one():
    publication.publish("/public/assertions/x", b"1")
    publication.publish("/public/assertions/x", b"2", status=410)

    found = publication.document_at("/public/assertions/x")
    assert (bytes(found.body), found.status) == (b"2", 410)
    assert publication.document_at("/public/assertions/y") is None


def test_only_public_paths_are_published():
    with pytest.raises(ValueError):
        publication.publish("/backpack", b"")
