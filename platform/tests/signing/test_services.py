import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from insigne_platform.core import outbox, publication
from insigne_platform.core.errors import NotPermitted, Unavailable
from insigne_platform.institutions import services as institutions
from insigne_platform.signing import selectors, services
from insigne_platform.signing.models import SigningKey

pytestmark = pytest.mark.django_db


def _published(path):
    found = publication.document_at(path)
    assert found is not None, path
    return json.loads(bytes(found.body))


def test_an_institution_has_a_key_of_each_type(cast):
    keys = selectors.public_keys(cast.uppsala)

    assert [(key.fragment, key.key_type, key.retired_at) for key in keys] == [
        ("key-1", "ed25519", None),
        ("key-2", "rsa", None),
        ("key-3", "p256", None),
    ]
    assert set(keys[0].jwk) == {"kty", "crv", "x"}
    assert set(keys[1].jwk) == {"kty", "n", "e"}


def test_keys_are_made_once(cast):
    services.make_keys(cast.uppsala)

    assert len(selectors.public_keys(cast.uppsala)) == 3


def test_the_issuer_lists_its_keys_and_its_did(cast):
    issuer = cast.uppsala_issuer
    id = f"https://badges.example.org/public/3/issuers/{issuer.public_id}"
    document = _published(f"/public/3/issuers/{issuer.public_id}")

    assert (document["id"], document["type"], document["name"]) == (
        id,
        ["Profile"],
        "Uppsala University",
    )
    assert document["assertionMethod"] == [f"{id}#key-{number}" for number in (1, 2, 3)]
    assert [(m["id"], m["type"], m["controller"]) for m in document["verificationMethod"]] == [
        (f"{id}#key-1", "Multikey", id),
        (f"{id}#key-2", "JsonWebKey", id),
        (f"{id}#key-3", "Multikey", id),
    ]
    assert document["verificationMethod"][0]["publicKeyMultibase"].startswith("z6Mk")
    assert document["alsoKnownAs"] == [
        f"did:web:badges.example.org:public:3:issuers:{issuer.public_id}"
    ]


def test_the_did_document_lists_the_same_keys(cast):
    issuer = cast.uppsala_issuer
    did = f"did:web:badges.example.org:public:3:issuers:{issuer.public_id}"
    document = _published(f"/public/3/issuers/{issuer.public_id}/did.json")

    assert document["id"] == did
    assert document["assertionMethod"] == [f"{did}#key-{number}" for number in (1, 2, 3)]


@pytest.mark.parametrize(
    "base", ["http://localhost:8000", "http://badges.example.org", "https://192.0.2.7"]
)
def test_without_a_domain_and_tls_there_is_no_did(cast, settings, base):
    settings.INSIGNE_BASE_URL = base
    services.publish_issuer(cast.uppsala_issuer)
    document = _published(f"/public/3/issuers/{cast.uppsala_issuer.public_id}")

    assert document["id"].startswith(base)
    assert "alsoKnownAs" not in document


def test_the_2_0_profile_names_its_key_which_names_it_back(cast):
    public_id = cast.uppsala_issuer.public_id
    profile = _published(f"/public/issuers/{public_id}")
    key = _published(f"/public/keys/{public_id}/key-2")

    assert profile["id"] == f"https://badges.example.org/public/issuers/{public_id}"
    assert profile["publicKey"] == key["id"]
    assert (key["type"], key["owner"]) == ("CryptographicKey", profile["id"])
    assert load_pem_public_key(key["publicKeyPem"].encode()).key_size >= 2048
    assert publication.document_at(f"/public/keys/{public_id}/key-1") is None


def test_what_the_signer_signs_the_published_key_verifies(cast):
    for key_type in ("ed25519", "rsa"):
        signer, fragment = services.signer(cast.uppsala, key_type)
        signature = signer.sign(b"message")
        (view,) = [k for k in selectors.public_keys(cast.uppsala) if k.fragment == fragment]
        public = load_pem_public_key(view.key.to_pem())
        if isinstance(public, ed25519.Ed25519PublicKey):
            public.verify(signature, b"message")
        else:
            assert isinstance(public, rsa.RSAPublicKey)
            public.verify(signature, b"message", padding.PKCS1v15(), SHA256())


def test_private_keys_are_encrypted_each_for_its_own_row(cast):
    ours, theirs = SigningKey.objects.filter(key_type="ed25519")

    for key in SigningKey.objects.all():
        assert b"PRIVATE" not in bytes(key.encrypted_private)
    with pytest.raises(Unavailable):
        services.unseal(bytes(theirs.encrypted_private), row=str(ours.pk))


def test_another_key_encryption_key_opens_nothing(cast, settings):
    services._opened.cache_clear()
    settings.INSIGNE_KEY_ENCRYPTION_KEY = b"\x01" * 32

    with pytest.raises(Unavailable):
        services.signer(cast.uppsala, "ed25519")


def test_a_retired_key_stays_published_and_signs_no_more(cast, noon):
    before, _ = services.signer(cast.uppsala, "ed25519")

    services.rotate(cast.uppsala, "ed25519", by=cast.ada, at=noon)

    after, fragment = services.signer(cast.uppsala, "ed25519")
    assert fragment == "key-4"
    assert after.public_key != before.public_key
    assert [(k.fragment, k.retired_at) for k in selectors.public_keys(cast.uppsala)] == [
        ("key-1", noon),
        ("key-2", None),
        ("key-3", None),
        ("key-4", None),
    ]
    document = _published(f"/public/3/issuers/{cast.uppsala_issuer.public_id}")
    assert [method.rsplit("#", 1)[1] for method in document["assertionMethod"]] == [
        "key-1",
        "key-2",
        "key-3",
        "key-4",
    ]


def test_bo_turns_no_key_of_uppsala(cast, noon):
    with pytest.raises(NotPermitted):
        services.rotate(cast.uppsala, "ed25519", by=cast.bo, at=noon)

    assert len(selectors.public_keys(cast.uppsala)) == 3


def test_an_institution_without_keys_signs_nothing_yet(cast):
    fields = {
        "name_en": "New",
        "kind": "company",
        "country": "NL",
        "url": "https://new.example/",
        "email": "x@new.example",
    }
    new = institutions.found(fields, administrator=cast.ada, by=cast.operator)

    with pytest.raises(Unavailable):
        services.signer(new, "ed25519")
    outbox.deliver_pending()
    assert services.signer(new, "ed25519")[1] == "key-1"


def test_a_changed_issuer_is_published_anew(cast):
    institutions.change_issuer(cast.uppsala_issuer, {"name_en": "Uppsala"}, by=cast.ada)
    outbox.deliver_pending()

    assert _published(f"/public/3/issuers/{cast.uppsala_issuer.public_id}")["name"] == "Uppsala"
    assert _published(f"/public/issuers/{cast.uppsala_issuer.public_id}")["name"] == "Uppsala"
