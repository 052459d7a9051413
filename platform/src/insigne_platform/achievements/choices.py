"""The words that a badge chooses from: how it is assessed, taught, guarded and graded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AssessmentKind(models.TextChoices):
    """How it was found out what somebody can do."""

    WRITTEN = "written", _("Written examination")
    ORAL = "oral", _("Oral examination")
    PRACTICAL = "practical", _("Practical examination")
    PORTFOLIO = "portfolio", _("Portfolio")
    REPORT = "report", _("Report or thesis")
    PROJECT = "project", _("Project")
    PRESENTATION = "presentation", _("Presentation")
    WORKPLACE = "workplace", _("Assessment at work")
    PEER = "peer", _("Assessment by peers")
    ATTENDANCE = "attendance", _("Attendance")


class ParticipationKind(models.TextChoices):
    """In what form one takes part."""

    CAMPUS = "campus", _("On campus")
    ONLINE = "online", _("Online")
    BLENDED = "blended", _("On campus and online")
    WORK = "work", _("At work")


class SupervisionKind(models.TextChoices):
    """Who watched during the assessment."""

    NONE = "none", _("No supervision")
    ONLINE = "online", _("Supervised online")
    ONSITE = "onsite", _("Supervised on site")


class IdentityCheck(models.TextChoices):
    """How it was made sure who was assessed."""

    NONE = "none", _("Identity not checked")
    ACCOUNT = "account", _("Signed in with an institutional account")
    DOCUMENT = "document", _("Identity document checked")


class QualityKind(models.TextChoices):
    """Who answers for the quality."""

    ACCREDITED = "accredited", _("Accredited programme")
    INSTITUTIONAL = "institutional", _("Institutional quality assurance")
    PROFESSIONAL = "professional", _("Professional body")
    PEERS = "peers", _("Reviewed by peers")
    SELF = "self", _("Own evaluation")


class GradeScale(models.TextChoices):
    """In which terms a result is given."""

    NONE = "none", _("No grades")
    PASS = "pass", _("Pass or fail")
    DUTCH = "dutch", _("1 to 10")
    PERCENT = "percent", _("Percentage")
    LETTERS = "letters", _("A to F")
    OWN = "own", _("Own levels")


class Change(models.TextChoices):
    """What a next version changes, for who compares it with the one before."""

    MINOR = "minor", _("Small: a correction, the badge means the same")
    MAJOR = "major", _("Large: the badge asks or is worth something else")


# Broad and narrow fields of ISCED-F 2013 (UNESCO), as Dutch and European statistics name them.
FIELDS_OF_STUDY: Final[Mapping[str, str | Promise]] = {
    "00": _("Generic programmes and qualifications"),
    "01": pgettext_lazy("field of study", "Education"),
    "02": _("Arts and humanities"),
    "021": _("Arts"),
    "022": _("Humanities (except languages)"),
    "023": _("Languages"),
    "03": _("Social sciences, journalism and information"),
    "031": _("Social and behavioural sciences"),
    "032": _("Journalism and information"),
    "04": _("Business, administration and law"),
    "041": _("Business and administration"),
    "042": _("Law"),
    "05": _("Natural sciences, mathematics and statistics"),
    "051": _("Biological and related sciences"),
    "052": pgettext_lazy("field of study", "Environment"),
    "053": _("Physical sciences"),
    "054": _("Mathematics and statistics"),
    "06": _("Information and communication technologies"),
    "07": _("Engineering, manufacturing and construction"),
    "071": _("Engineering and engineering trades"),
    "072": _("Manufacturing and processing"),
    "073": _("Architecture and construction"),
    "08": _("Agriculture, forestry, fisheries and veterinary"),
    "081": _("Agriculture"),
    "082": _("Forestry"),
    "083": _("Fisheries"),
    "084": _("Veterinary"),
    "09": _("Health and welfare"),
    "091": _("Health"),
    "092": _("Welfare"),
    "10": pgettext_lazy("field of study", "Services"),
    "101": _("Personal services"),
    "102": _("Hygiene and occupational health services"),
    "103": _("Security services"),
    "104": _("Transport services"),
}
FIELD_CHOICES: Final = tuple((code, name) for code, name in FIELDS_OF_STUDY.items())
