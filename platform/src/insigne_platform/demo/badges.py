"""The badges of the demo: what each of them says, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Badge:
    """One badge: who gives it, which picture it has, what it says."""

    key: str
    issuer: str
    picture: str
    fields: Mapping[str, object]


def _outcomes(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    return [{"nl": dutch, "en": english} for dutch, english in pairs]


BADGES = (
    Badge(
        "delta",
        "engineering",
        "delta",
        {
            "scenario": "microcredential",
            "language": "nl",
            "name_nl": "Waterbeheer in de delta",
            "name_en": "Water management in the delta",
            "description_nl": "Een peilbesluit voorbereiden en verdedigen voor een laaglandrivier.",
            "description_en": "Preparing and defending a water level decision for a lowland river.",
            "criteria_nl": "Een adviesrapport van voldoende niveau, en de verdediging ervan "
            "voor twee examinatoren en een waterschap.",
            "criteria_en": "An advisory report of sufficient quality, and its defence before two "
            "examiners and a water authority.",
            "learning_outcomes": _outcomes(
                (
                    "Modelleert de afvoer van een laaglandrivier en verantwoordt de aannames.",
                    "Models the discharge of a lowland river and accounts for the assumptions.",
                ),
                (
                    "Weegt veiligheid, landbouw en natuur af in een peilbesluit.",
                    "Weighs safety, farming and nature in a water level decision.",
                ),
                (
                    "Verdedigt een advies voor een waterschap.",
                    "Defends an advice before a water authority.",
                ),
            ),
            "skills": ["waterbeheer", "hydrologische modellen", "belangenafweging"],
            "workload_ects": "5",
            "workload_hours": 140,
            "eqf_level": 6,
            "nlqf_level": "6",
            "assessment_type": "Rapport en verdediging",
            "participation_form": "Op de campus en online, tien weken",
            "quality_assurance": "Instellingstoets kwaliteitszorg (NVAO)",
            "supervision": "Met toezicht en identiteitscontrole",
            "picture_alt_nl": "Zon boven golven en een dijk",
            "picture_alt_en": "Sun above waves and a dike",
        },
    ),
    Badge(
        "ethics",
        "law",
        "ethics",
        {
            "scenario": "microcredential",
            "language": "en",
            "name_nl": "Data-ethiek",
            "name_en": "Data ethics",
            "description_nl": "Recht en ethiek van het werken met gegevens over mensen.",
            "description_en": "Ethical and legal questions in working with data about people.",
            "criteria_nl": "Een schriftelijk tentamen en een uitgewerkte casus, beide voldoende.",
            "criteria_en": "A written exam and a worked case, both sufficient.",
            "learning_outcomes": _outcomes(
                (
                    "Herkent wie door een gegevensverwerking geraakt wordt.",
                    "Recognises who is affected by the processing of data.",
                ),
                (
                    "Schrijft een effectbeoordeling die een toezichthouder kan volgen.",
                    "Writes an impact assessment that a supervisor can follow.",
                ),
            ),
            "skills": ["gegevensbescherming", "ethiek", "effectbeoordeling"],
            "workload_ects": "3",
            "workload_hours": 84,
            "eqf_level": 7,
            "nlqf_level": "7",
            "assessment_type": "Tentamen en casus",
            "participation_form": "Online, acht weken",
            "quality_assurance": "Instellingstoets kwaliteitszorg (NVAO)",
            "supervision": "Online met toezicht en identiteitscontrole",
            "valid_months": 36,
            "picture_alt_nl": "Weegschaal met staafdiagram en mens",
            "picture_alt_en": "Scales with a bar chart and a person",
        },
    ),
    Badge(
        "council",
        "students",
        "council",
        {
            "scenario": "informal",
            "language": "nl",
            "name_nl": "Een jaar studentenraad",
            "name_en": "A year on the student council",
            "description_nl": "Een jaar lang meebesturen namens alle studenten.",
            "description_en": "A year of sharing in government on behalf of all students.",
            "criteria_nl": "Een volledig jaar lid geweest, en ten minste één dossier geleid.",
            "criteria_en": "A full year as a member, and the lead in at least one file.",
            "learning_outcomes": _outcomes(
                ("Vertegenwoordigt anderen dan zichzelf.", "Speaks for others than oneself.")
            ),
            "skills": ["vergaderen", "onderhandelen"],
            "picture_alt_nl": "Drie mensen achter een tafel",
            "picture_alt_en": "Three people behind a table",
        },
    ),
    Badge(
        "steps",
        "students",
        "steps",
        {
            "scenario": "game",
            "language": "nl",
            "name_nl": "Zeven op een rij",
            "name_en": "Seven in a row",
            "description_nl": "Zeven werkgroepen achter elkaar voorbereid aanwezig.",
            "description_en": "Seven tutorials in a row, present and prepared.",
            "criteria_nl": "Zeven keer de voorbereidende opdracht op tijd ingeleverd.",
            "criteria_en": "The preparatory assignment handed in on time, seven times.",
            "picture_alt_nl": "Trap met een oranje rand",
            "picture_alt_en": "Stairs with an orange edge",
        },
    ),
    Badge(
        "quill",
        "law",
        "quill",
        {
            "scenario": "informal",
            "language": "nl",
            "name_nl": "Academisch schrijven",
            "name_en": "Academic writing",
            "description_nl": "Nog in de maak: een werkplaats voor wie een scriptie begint.",
            "description_en": "In the making: a workshop for those who begin a thesis.",
            "picture_alt_nl": "Ganzenveer boven een regel",
            "picture_alt_en": "A quill above a line",
        },
    ),
    Badge(
        "lifebuoy",
        "company",
        "lifebuoy",
        {
            "scenario": "informal",
            "language": "nl",
            "name_nl": "Veilig werken op het water",
            "name_en": "Working safely on the water",
            "description_nl": "Veilig inspecteren vanaf een werkvlet, ook bij slecht weer.",
            "description_en": "Inspecting safely from a work boat, in bad weather too.",
            "criteria_nl": "Twee dagen oefenen en een proef op het water.",
            "criteria_en": "Two days of practice and a test on the water.",
            "skills": ["veiligheid", "varen"],
            "valid_months": 24,
            "picture_alt_nl": "Reddingsboei",
            "picture_alt_en": "Lifebuoy",
        },
    ),
    Badge(
        "code",
        "engineering",
        "code",
        {
            "scenario": "informal",
            "language": "en",
            "name_nl": "Eerste stappen in Python",
            "name_en": "First steps in Python",
            "description_nl": "Kleine programma's die meetreeksen lezen en tekenen.",
            "description_en": "Small programs that read and draw series of measurements.",
            "criteria_nl": "Vijf opdrachten ingeleverd en nagekeken.",
            "criteria_en": "Five assignments handed in and marked.",
            "skills": ["Python", "programmeren"],
            "picture_alt_nl": "Accolades om een ruit",
            "picture_alt_en": "Braces around a lozenge",
        },
    ),
)
DRAFTS = frozenset({"quill"})
