"""We write every property that the specifications have: the schemas say which those are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from bundles import AMINA, endorsement
from cast import ADA, BO, NOON, answers
from insigne.credentials.clr_2 import Association, ClrCredential, ClrSubject
from insigne.credentials.data_model import data_model_problems, presentation_problems
from insigne.credentials.dialect import Dialect, dialect_of
from insigne.credentials.newer_terms import newer_term
from insigne.credentials.open_badges_3 import AchievementSubject, OpenBadgeCredential, Result
from insigne.credentials.open_badges_3_achievement import (
    Achievement,
    Alignment,
    Criteria,
    Related,
    ResultDescription,
    RubricCriterionLevel,
)
from insigne.credentials.open_badges_3_endorsement import (
    EndorsementCredential,
    EndorsementSubject,
)
from insigne.credentials.open_badges_3_profile import (
    Address,
    GeoCoordinates,
    IdentifierEntry,
    IdentityObject,
    Image,
    Profile,
)
from insigne.credentials.open_badges_3_terms import (
    ACHIEVEMENT_TYPES,
    ASSOCIATION_TYPES,
    IDENTIFIER_TYPES,
    RESULT_STATUSES,
    RESULT_TYPES,
    TARGET_TYPES,
)
from insigne.credentials.presentation import VerifiablePresentation, enveloped
from insigne.credentials.received import ReceivedCredential
from insigne.credentials.structure import structure_problems
from insigne.credentials.verifiable_credential import (
    ACHIEVEMENT_SCHEMA,
    CLR_SCHEMA,
    ENDORSEMENT_SCHEMA,
    BitstringStatusListEntry,
    CredentialSchema,
    Evidence,
    RefreshService,
    RelatedResource,
    RevocationListStatus,
    TermsOfUse,
)
from insigne.errors import MalformedError
from insigne.issuance import issue
from insigne.verification import DefaultPolicy, Verdict, judge
from insigne.verification import Evidence as Gathered

START = datetime(2026, 1, 1, tzinfo=UTC)
IMAGE = Image("https://uppsala.example/ice.png", caption="Ice")
ALIGNMENT = Alignment(
    "read ice", "https://esco.example/ice", "ESCO", "ice-1", "Reads ice.", "CFItem"
)
BADGE = "https://uppsala.example/badges/1"
ENDORSED = BO.signed(endorsement(of=BADGE))
ENDORSED_ISSUER = BO.signed(endorsement(of=ADA.id, id="urn:uuid:e1"))
TOKEN = BO.token(endorsement(of=BADGE, id="urn:uuid:e2"))
LEVEL = RubricCriterionLevel(
    "urn:uuid:level-1", "Good", "2", "10", "Reads most of it.", (ALIGNMENT,)
)
GRADE = ResultDescription(
    id="urn:uuid:grade",
    name="Grade",
    result_type="RubricCriterionLevel",
    allowed_value=("A", "B"),
    required_value="B",
    value_min="A",
    value_max="F",
    alignment=(ALIGNMENT,),
    required_level="urn:uuid:level-1",
    rubric_criterion_level=(LEVEL,),
)
ISSUER = Profile(
    id=ADA.id,
    name=ADA.name,
    url="https://uppsala.example/",
    email="badges@uppsala.example",
    phone="+46184710000",
    description="A university.",
    image=IMAGE,
    address=Address(
        address_country_code="SE",
        address_country="Sweden",
        address_region="Uppland",
        address_locality="Uppsala",
        street_address="S:t Olofsgatan 10B",
        postal_code="751 05",
        post_office_box_number="256",
        geo=GeoCoordinates(59.858, 17.63),
    ),
    other_identifier=(IdentifierEntry("00IC", "ext:BRIN"),),
    official="Ada",
    parent_org=Profile("https://uppsala.example/all", "All of Uppsala"),
    endorsement=(ENDORSED_ISSUER,),
    endorsement_jwt=(BO.token(endorsement(of=ADA.id, id="urn:uuid:e3")),),
    family_name="Lovelace",
    given_name="Ada",
    additional_name="Augusta",
    patronymic_name="Byron",
    honorific_prefix="Lady",
    honorific_suffix="Countess",
    family_name_prefix="of",
    date_of_birth=date(1815, 12, 10),
)
ACHIEVEMENT = Achievement(
    id=BADGE,
    name="Reading ice",
    description="The holder reads ice.",
    criteria=Criteria("Pass the exam on the ice.", "https://uppsala.example/criteria"),
    achievement_type="MicroCredential",
    creator=Profile(ADA.id, ADA.name),
    credits_available=2.5,
    field_of_study="0532",
    specialization="Sea ice",
    human_code="ICE-101",
    image=IMAGE,
    in_language="en",
    version="2",
    alignment=(ALIGNMENT,),
    result_description=(GRADE,),
    other_identifier=(IdentifierEntry("56981", "ext:CROHO"),),
    related=(Related("https://uppsala.example/badges/0", "en", "1"),),
    tag=("ice", "snow"),
    endorsement=(ENDORSED,),
    endorsement_jwt=(TOKEN,),
)
SUBJECT = AchievementSubject(
    achievement=ACHIEVEMENT,
    id=AMINA,
    identifier=(IdentityObject.of_email("amina@example.org", salt="s"),),
    activity_start_date=START,
    activity_end_date=START,
    credits_earned=2.5,
    license_number="7",
    narrative="On the ice.",
    result=(
        Result("urn:uuid:grade", "A", "Completed", "urn:uuid:level-1", alignment=(ALIGNMENT,)),
    ),
    role="Student",
    term="Spring",
    image=IMAGE,
    source=Profile(ADA.id, ADA.name),
)
EVIDENCE = Evidence(
    "https://uppsala.example/e/1", "Film", "A film.", "On the ice.", "Film", "Everybody"
)
TERMS = TermsOfUse("JsonSchema", "https://uppsala.example/terms")  # any type that a context defines
CARRIED = {
    "description": "Given once.",
    "awarded_date": START,
    "valid_until": datetime(2030, 1, 1, tzinfo=UTC),
    "evidence": (EVIDENCE,),
    "credential_status": BitstringStatusListEntry("https://uppsala.example/status/1", 7),
    "refresh_service": RefreshService("https://uppsala.example/refresh/1"),
    "terms_of_use": (TERMS,),
}
CREDENTIAL = OpenBadgeCredential(
    "urn:uuid:1",
    ISSUER,
    START,
    SUBJECT,
    name="Reading ice",
    image=IMAGE,
    endorsement=(BO.signed(endorsement(of=BADGE, id="urn:uuid:e4")),),
    endorsement_jwt=(TOKEN,),
    credential_schema=(ACHIEVEMENT_SCHEMA,),
    **CARRIED,
)
ENDORSEMENT = EndorsementCredential(
    "urn:uuid:2",
    "An endorsement",
    Profile(BO.id, BO.name),
    START,
    EndorsementSubject(BADGE, "Good."),
    credential_schema=(ENDORSEMENT_SCHEMA,),
    **CARRIED,
)
SMALL = OpenBadgeCredential(
    "urn:uuid:3",
    Profile(ADA.id, ADA.name),
    START,
    AchievementSubject(Achievement(BADGE, "Ice", "Reads ice.", Criteria("Read ice.")), id=AMINA),
)
RECORD = ClrCredential(
    "urn:uuid:4",
    "What Amina learned",
    Profile(ADA.id, ADA.name),
    START,
    ClrSubject(
        verifiable_credential=(ADA.signed(SMALL.to_json()),),
        id=AMINA,
        identifier=(IdentityObject.of_email("amina@example.org", salt="s"),),
        achievement=(Achievement("urn:uuid:snow", "Snow", "Reads snow.", Criteria("Read snow.")),),
        association=(Association("isPeerOf", BADGE, "urn:uuid:snow"),),
    ),
    image=IMAGE,
    partial=False,
    endorsement=(BO.signed(endorsement(of=BADGE, id="urn:uuid:e5")),),
    endorsement_jwt=(TOKEN,),
    credential_schema=(CLR_SCHEMA,),
    **CARRIED,
)
WRITTEN = {
    "": CREDENTIAL,
    "AchievementSubject": SUBJECT,
    "Achievement": ACHIEVEMENT,
    "Profile": ISSUER,
    "Address": ISSUER.address,
    "GeoCoordinates": ISSUER.address.geo,
    "Alignment": ALIGNMENT,
    "Criteria": ACHIEVEMENT.criteria,
    "Evidence": EVIDENCE,
    "IdentifierEntry": ISSUER.other_identifier[0],
    "IdentityObject": SUBJECT.identifier[0],
    "Image": IMAGE,
    "Related": ACHIEVEMENT.related[0],
    "Result": SUBJECT.result[0],
    "ResultDescription": GRADE,
    "RubricCriterionLevel": LEVEL,
    "EndorsementCredential": ENDORSEMENT,
    "EndorsementSubject": ENDORSEMENT.credential_subject,
    "RefreshService": CARRIED["refresh_service"],
    "CredentialSchema": ACHIEVEMENT_SCHEMA,
    "TermsOfUse": TERMS,
    "CredentialStatus": RevocationListStatus("https://uppsala.example/revoked"),
}
EVIDENCE_OF_BOTH = Gathered(answers({ADA.id: ADA.document(), BO.id: BO.document()}))


def schema(shared_vectors, name):
    return json.loads((shared_vectors / "schemas" / f"{name}_schema.json").read_text())


@pytest.mark.parametrize("name", WRITTEN)
def test_every_property_of_open_badges_is_written(shared_vectors, name):
    whole = schema(shared_vectors, "ob_v3p0_achievementcredential")
    properties = set((whole["$defs"][name] if name else whole)["properties"])

    assert WRITTEN[name].to_json().keys() == properties - {"proof"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("", RECORD),
        ("ClrSubject", RECORD.credential_subject),
        ("Association", RECORD.credential_subject.association[0]),
    ],
)
def test_every_property_of_clr_is_written(shared_vectors, name, value):
    whole = schema(shared_vectors, "clr_v2p0_clrcredential")
    properties = set((whole["$defs"][name] if name else whole)["properties"])

    assert value.to_json().keys() == properties - {"proof"}


@pytest.mark.parametrize(
    ("terms", "definition", "name"),
    [
        (ACHIEVEMENT_TYPES, "Achievement", "achievementType"),
        (RESULT_TYPES, "ResultDescription", "resultType"),
        (IDENTIFIER_TYPES, "IdentityObject", "identityType"),
        (IDENTIFIER_TYPES, "IdentifierEntry", "identifierType"),
        (TARGET_TYPES, "Alignment", "targetType"),
        (RESULT_STATUSES, "Result", "status"),
        (ASSOCIATION_TYPES, "Association", "associationType"),
    ],
)
def test_enumerations_are_those_of_the_schemas(shared_vectors, terms, definition, name):
    whole = [
        schema(shared_vectors, "ob_v3p0_achievementcredential"),
        schema(shared_vectors, "clr_v2p0_clrcredential"),
    ]
    found = next(one["$defs"][definition] for one in whole if definition in one["$defs"])
    declared = found["properties"][name]

    assert terms == set(declared.get("enum") or declared["oneOf"][0]["enum"])


@pytest.mark.parametrize(
    ("credential", "dialect", "by", "proof"),
    [
        (CREDENTIAL, Dialect.OPEN_BADGES_3, ADA, "vc-jose"),
        (ENDORSEMENT, Dialect.ENDORSEMENT_3, BO, "eddsa-rdfc-2022"),
        (RECORD, Dialect.CLR_2, ADA, "eddsa-jcs-2022"),
    ],
)
def test_what_says_everything_is_well_formed_and_issued(credential, dialect, by, proof):
    document = credential.to_json()

    signed = issue(document, signer=by.key, verification_method=by.method, at=START, proof=proof)

    assert dialect_of(document) is dialect
    assert structure_problems(document, dialect) == []
    report = judge(
        ReceivedCredential.parse(signed), EVIDENCE_OF_BOTH, policy=DefaultPolicy(), at=NOON
    )
    assert [finding.code for finding in report.findings if finding.outcome != "passed"] == [
        "status.unreachable",
        "refresh.unreachable",
    ]


@pytest.mark.parametrize("proof", ["eddsa-rdfc-2022", "ecdsa-rdfc-2019", "ecdsa-sd-2023"])
def test_terms_that_came_later_are_not_put_under_a_proof_that_may_lose_them(proof):
    with pytest.raises(MalformedError) as caught:
        issue(
            CREDENTIAL.to_json(),
            signer=ADA.key,
            verification_method=ADA.method,
            at=START,
            proof=proof,
        )

    assert "endorsementJwt" in caught.value.path


def test_a_newer_term_is_found_where_it_stands():
    assert newer_term(SMALL.to_json()) == ""
    assert newer_term({"name": "jti"}) == ""
    assert newer_term({"a": [{"b": 1}, {"c": {"jti": "x"}}]}) == "a[1].c.jti"
    assert newer_term({"jti": "x"}, b'{"jti":"x"}') == "jti"
    assert newer_term({"a": "x"}, b'{"a":"x"}') == ""


def test_a_record_is_valid_with_all_in_it():
    signed = ADA.signed(RECORD.to_json() | {"credentialStatus": None, "refreshService": None})
    document = {name: value for name, value in signed.items() if value is not None}
    received = ReceivedCredential.parse(json.dumps(document).encode())

    report = judge(received, EVIDENCE_OF_BOTH, policy=DefaultPolicy(), at=NOON)

    assert report.verdict is Verdict.VALID, report.summary()
    assert [(part.role, part.path) for part in report.parts] == [
        ("endorsement", "endorsement[0]"),
        ("endorsement", "endorsementJwt[0]"),
        ("credential", "credentialSubject.verifiableCredential[0]"),
    ]


def test_the_context_of_the_extensions_is_named_where_a_type_needs_it():
    extensions = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
    other = CredentialSchema("https://uppsala.example/s", "JsonSchema")
    members = {"id": "urn:1", "issuer": Profile("urn:2"), "valid_from": START}
    subject = SMALL.credential_subject

    def contexts(**carried):
        credential = OpenBadgeCredential(credential_subject=subject, **members, **carried)
        return credential.to_json()["@context"][2:]

    assert contexts() == []
    assert contexts(credential_schema=(other,)) == []
    assert contexts(has_credential_schema=True) == [extensions]
    assert contexts(refresh_service=CARRIED["refresh_service"]) == [extensions]
    assert contexts(credential_status=RevocationListStatus("https://x.example/r")) == [extensions]
    assert contexts(extra_contexts=("https://x.example/c",)) == ["https://x.example/c"]


def test_a_related_resource_carries_the_digest_of_its_content():
    resource = RelatedResource.of(
        "https://x.example/a", b"alert('Hello, world.');", media_type="text/javascript"
    )

    assert resource.to_json() == {
        "id": "https://x.example/a",
        "mediaType": "text/javascript",
        # the digest that the specification of Subresource Integrity gives for this script
        "digestSRI": "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO",
    }


def test_a_presentation_holds_what_is_shown():
    shown = VerifiablePresentation(
        (ADA.signed(SMALL.to_json()), enveloped(ADA.token(SMALL.to_json()))),
        holder=AMINA,
        id="urn:uuid:5",
        terms_of_use=(TERMS,),
        extra_contexts=("https://x.example/c",),
    ).to_json()

    assert presentation_problems(shown) == []
    assert shown["@context"] == ["https://www.w3.org/ns/credentials/v2", "https://x.example/c"]
    assert data_model_problems(shown["verifiableCredential"][1]) == []
    assert list(shown) == [
        "@context", "id", "type", "holder", "verifiableCredential", "termsOfUse",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Profile("somebody"),
        lambda: Profile("urn:1", url="uppsala"),
        lambda: Image("ice.png"),
        lambda: Criteria(id="here"),
        lambda: Alignment("A", "B"),
        lambda: Alignment("A", "urn:b", target_type="Skill"),
        lambda: IdentifierEntry("1", "BRIN"),
        lambda: IdentityObject("1", identity_type="shoeSize"),
        lambda: Related("earlier"),
        lambda: Result(status="Soon"),
        lambda: Result("grade"),
        lambda: RubricCriterionLevel("level", "A"),
        lambda: ResultDescription("urn:1", "A", "Grade"),
        lambda: ResultDescription("urn:1", "A", "ext:"),
        lambda: ResultDescription("urn:1", "A", "Result", required_level="urn:2"),
        lambda: Achievement("badge", "A", "B", Criteria("C")),
        lambda: Achievement("urn:1", "A", "B", Criteria("C"), achievement_type="Stamp"),
        lambda: AchievementSubject(ACHIEVEMENT, id="amina"),
        lambda: OpenBadgeCredential("one", ISSUER, START, SUBJECT),
        lambda: EndorsementSubject("it"),
        lambda: EndorsementCredential("one", "A", ISSUER, START, EndorsementSubject("urn:1")),
        lambda: EndorsementCredential("urn:1", "", ISSUER, START, EndorsementSubject("urn:1")),
        lambda: Association("isBetterThan", "urn:1", "urn:2"),
        lambda: Association("precedes", "one", "urn:2"),
        lambda: Association("precedes", "urn:1", "two"),
        lambda: ClrSubject((), id="urn:1"),
        lambda: ClrSubject(({},)),
        lambda: ClrCredential("one", "A", ISSUER, START, RECORD.credential_subject),
        lambda: ClrCredential("urn:1", "", ISSUER, START, RECORD.credential_subject),
        lambda: Evidence("film"),
        lambda: RevocationListStatus("list"),
        lambda: RefreshService("service"),
        lambda: CredentialSchema("schema"),
        lambda: TermsOfUse(""),
        lambda: TermsOfUse("Terms", "here"),
        lambda: RelatedResource("file", "sha256-x"),
        lambda: VerifiablePresentation((), holder="me"),
        lambda: VerifiablePresentation((), id="one"),
    ],
)
def test_what_the_specification_does_not_allow_is_not_made(wrong):
    with pytest.raises(ValueError):
        wrong()


def test_terms_of_ones_own_begin_with_ext():
    achievement = Achievement("urn:1", "A", "B", Criteria("C"), achievement_type="ext:Stamp")

    assert achievement.to_json()["achievementType"] == "ext:Stamp"
