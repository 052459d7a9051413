"""This room is for the enumerations of Open Badges 3.0 and CLR 2.0, and for adding to them."""

from __future__ import annotations

import re
from typing import Final

from insigne.credentials.data_model_values import is_url

ACHIEVEMENT_TYPES: Final = frozenset(
    {
        "Achievement", "ApprenticeshipCertificate", "Assessment", "Assignment", "AssociateDegree",
        "Award", "BachelorDegree", "Badge", "Certificate", "CertificateOfCompletion",
        "Certification", "CoCurricular", "CommunityService", "Competency", "Course", "Degree",
        "Diploma", "DoctoralDegree", "Fieldwork", "GeneralEducationDevelopment",
        "JourneymanCertificate", "LearningProgram", "License", "MasterCertificate", "MasterDegree",
        "Membership", "MicroCredential", "ProfessionalDoctorate", "QualityAssuranceCredential",
        "ResearchDoctorate", "SecondarySchoolDiploma",
    }
)  # fmt: skip
RESULT_TYPES: Final = frozenset(
    {
        "GradePointAverage", "LetterGrade", "Percent", "PerformanceLevel", "PredictedScore",
        "RawScore", "Result", "RubricCriterion", "RubricCriterionLevel", "RubricScore",
        "ScaledScore", "Status",
    }
)  # fmt: skip
IDENTIFIER_TYPES: Final = frozenset(
    {
        "accountId", "emailAddress", "identifier", "isbn", "issn", "lisSourcedId",
        "ltiContextId", "ltiDeploymentId", "ltiPlatformId", "ltiToolId", "ltiUserId", "name",
        "nationalIdentityNumber", "oneRosterSourcedId", "productId", "sisSourcedId", "sourcedId",
        "systemId", "userName",
    }
)  # fmt: skip
TARGET_TYPES: Final = frozenset(
    {
        "CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel", "CTDL",
        "ceasn:Competency", "ceterms:Credential",
    }
)  # fmt: skip
RESULT_STATUSES: Final = frozenset(
    {"Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"}
)
ASSOCIATION_TYPES: Final = frozenset(
    {
        "exactMatchOf", "isChildOf", "isParentOf", "isPartOf", "isPeerOf", "isRelatedTo",
        "precedes", "replacedBy",
    }
)  # fmt: skip

_EXTENSION: Final = re.compile(r"ext:[A-Za-z0-9._\-]+\Z")


def require_term(value: str | None, terms: frozenset[str], name: str) -> None:
    """Ask for one of *terms*, or for one of somebody's own, which begins with `ext:`.

    Those are the extensible enumerations ("Extending Enumerations").
    """
    if value is not None and value not in terms and not _EXTENSION.match(value):
        raise ValueError(f"{name} is one of the standard's terms, or begins with ext:")


def require_fixed_term(value: str | None, terms: frozenset[str], name: str) -> None:
    """Ask for one of *terms*: an enumeration that nobody may add to."""
    if value is not None and value not in terms:
        raise ValueError(f"{name} is one of {', '.join(sorted(terms))}")


def require_url(value: str | None, name: str) -> None:
    """Ask an identifier, where there is one, to be a URL."""
    if value is not None and not is_url(value):
        raise ValueError(f"{name} is a URL")
