import json

import pytest

from cast import ADA, ADAS_KEYS, AMINA, NOON, answers, badge
from insigne.adapters.fetcher import MappingFetcher
from insigne.adapters.gathering import examine
from insigne.credentials.dialect import Dialect
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.sd_jwt_credential import OPEN_BADGE_TYPE, sd_jwt_claims_of
from insigne.errors import MalformedError, UnsupportedError
from insigne.issuance import issue_sd_jwt_vc
from insigne.proofs import sd_jwt
from insigne.proofs.sd_jwt_vc import issue_sd_jwt_vc as issue_claims

KNOWN = MappingFetcher(answers({ADAS_KEYS: ADA.published()}))


def received(claims, disclosable=()):
    token = issue_claims(claims, signer=ADA.key, kid=ADA.method, disclosable=disclosable)
    return ReceivedCredential.parse(token.to_text().encode())


def issued(credential=None, **options):
    return issue_sd_jwt_vc(
        badge() if credential is None else credential,
        signer=ADA.key,
        verification_method=ADA.method,
        **options,
    )


def test_a_badge_is_its_own_members_and_the_claims_of_the_format():
    document = badge(validUntil="2027-01-01T00:00:00.5Z")

    assert sd_jwt_claims_of(document) == {
        "vct": OPEN_BADGE_TYPE,
        "iss": ADA.id,
        "nbf": 1767225600,
        "exp": 1798761600,
        **document,
    }


def test_a_badge_reads_as_it_was():
    read = ReceivedCredential.parse(issued(disclosable=["/name", "/credentialSubject/id"]))

    assert read.document == badge()
    assert read.dialect is Dialect.SD_JWT_VC
    assert (read.issuer_id, read.name) == (ADA.id, "Clinical reasoning")
    assert read.sd_jwt.claims["vct"] == OPEN_BADGE_TYPE


def test_a_badge_of_which_parts_are_kept_back_is_valid():
    token = sd_jwt.present(issued(disclosable=["/name", "/credentialSubject/id"]).decode(), [])

    report = examine(token.to_text().encode(), fetcher=KNOWN, at=NOON)

    assert report.is_valid, report.summary()


@pytest.mark.parametrize(
    "pointer",
    [
        "/credentialSubject/achievement/name",
        "/credentialSubject/achievement/criteria/narrative",
        "/credentialSubject/achievement/alignment/0/targetUrl",
        "/credentialSubject/achievement/alignment/0",
        "/credentialSubject/achievement",
        "/credentialSubject",
    ],
)
def test_what_is_kept_back_is_not_missed(pointer):
    whole = badge()
    whole["credentialSubject"]["achievement"]["alignment"] = [
        {"type": ["Alignment"], "targetName": "A", "targetUrl": "https://a.example"}
    ]

    token = sd_jwt.present(issued(whole, disclosable=[pointer]).decode(), [])

    report = examine(token.to_text().encode(), fetcher=KNOWN, at=NOON)
    assert report.is_valid, report.summary()


def test_what_is_shown_has_to_be_well_formed():
    claims = sd_jwt_claims_of(badge(name=7, credentialSubject={"type": ["AchievementSubject"]}))
    token = issue_claims(claims, signer=ADA.key, kid=ADA.method).to_text().encode()

    report = examine(token, fetcher=KNOWN, at=NOON)

    assert [finding.code for finding in report.findings if finding.outcome != "passed"] == [
        "structure.schema"
    ]


def test_a_type_of_the_issuers_own_may_take_the_place_of_the_general_one():
    read = ReceivedCredential.parse(issued(vct="https://uppsala.example/types/clinical"))

    assert read.claims["vct"] == "https://uppsala.example/types/clinical"


def test_other_credentials_read_as_statements_about_their_subject():
    claims = {
        "vct": "https://uppsala.example/types/student",
        "iss": ADA.id,
        "sub": "amina",
        "jti": "urn:uuid:1",
        "iat": 1767225600,
        "exp": 1798761600.5,
        "status": {"status_list": {"idx": 1, "uri": "https://uppsala.example/status"}},
        "given_name": "Amina",
    }

    read = received(claims)

    assert read.document == {
        "type": ["https://uppsala.example/types/student"],
        "id": "urn:uuid:1",
        "issuer": ADA.id,
        "validFrom": "2026-01-01T00:00:00Z",
        "validUntil": "2027-01-01T00:00:00Z",
        "credentialSubject": {"id": "amina", "given_name": "Amina"},
        "credentialStatus": [{"type": "TokenStatusList", "status": claims["status"]}],
    }


def test_without_a_name_a_subject_is_what_is_said_of_it():
    read = received({"vct": "urn:x", "iss": ADA.id, "nbf": 1, "iat": 2, "given_name": "Amina"})

    assert read.document["credentialSubject"] == {"given_name": "Amina"}
    assert read.document["validFrom"] == "1970-01-01T00:00:01Z"


@pytest.mark.parametrize("value", ["1", True, 10**20])
def test_a_claim_that_is_no_instant_is_malformed(value):
    with pytest.raises(MalformedError) as caught:
        received({"vct": "urn:x", "iss": ADA.id, "exp": value})

    assert caught.value.path == "exp"


@pytest.mark.parametrize("value", [7, "soon"])
def test_a_badge_whose_period_is_none_is_not_written(value):
    with pytest.raises(MalformedError):
        sd_jwt_claims_of(badge(validFrom=value))


def test_issuing_asks_what_issuing_always_asks():
    with pytest.raises(MalformedError, match="proof already"):
        issued(badge(proof={"type": "x"}))
    with pytest.raises(MalformedError, match="would sign for"):
        issued(badge(issuer={"id": "https://other.example", "type": ["Profile"]}))
    with pytest.raises(UnsupportedError, match="dialect"):
        issued({"type": ["VerifiableCredential"]})


@pytest.mark.parametrize("pointer", ["/issuer/name", "/credentialStatus", "/exp"])
def test_what_decides_cannot_be_kept_back(pointer):
    with pytest.raises(MalformedError, match="cannot be kept back"):
        issued(disclosable=[pointer])


def test_a_holder_is_named():
    read = ReceivedCredential.parse(issued(holder_key=AMINA.public_key))

    assert read.claims["cnf"] == {"jwk": AMINA.public_key.to_jwk()}
    assert "cnf" not in read.document


def test_a_value_that_writes_itself_can_be_issued():
    class Badge:
        def to_json(self):
            return json.loads(json.dumps(badge()))

    assert ReceivedCredential.parse(issued(Badge())).document == badge()
