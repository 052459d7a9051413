"""Making badges in the demo: a framework to pick from, a template, a drawn badge with a past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from insigne_platform.achievements import services as achievements
from insigne_platform.achievements.studio.design import Design
from insigne_platform.demo.university import ADA, ADMINISTRATOR
from insigne_platform.frameworks import selectors as items
from insigne_platform.frameworks import services as frameworks
from insigne_platform.frameworks.models import FrameworkItem

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

WATER = Path(__file__).parent / "frameworks" / "water.csv"
BASE = "https://merwede.example/frameworks/water"
WHEN = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)
FIRST, SECOND = (datetime(year, 9, 1, 9, 0, tzinfo=UTC) for year in (2024, 2026))
DESIGN: Final = Design(
    shape="shield", pattern="waves", field="#15805c", edge="#0c4a36", accent="#ffd24a",
    sign="drop", line_1="Grondwater", plaque="EQF 5",
)  # fmt: skip
GROUNDWATER: Final[Mapping[str, object]] = {
    "scenario": "microcredential",
    "language": "nl",
    "name_nl": "Grondwater meten",
    "name_en": "Measuring groundwater",
    "description_nl": "Peilbuizen plaatsen, meten, en zeggen wat een meetreeks bewijst.",
    "description_en": "Placing and reading wells, and saying what a series of measurements proves.",
    "criteria_nl": "Een meetplan, zes weken meten en een verslag dat een collega kan navolgen.",
    "criteria_en": "A plan, six weeks of measuring, and a report that a colleague can follow.",
    "learning_outcomes": [
        {
            "nl": "Plaatst een peilbuis op een plek die de vraag beantwoordt.",
            "en": "Places a well where it answers the question.",
        },
        {
            "nl": "Onderscheidt een meetfout van een verandering in het grondwater.",
            "en": "Tells an error of measurement from a change in the groundwater.",
        },
    ],
    "skills": ["veldwerk", "meetreeksen"],
    "tags": ["water", "veldwerk", "bodemdaling"],
    "isced_field": "053",
    "workload_ects": "2",
    "workload_hours": 56,
    "eqf_level": 5,
    "nlqf_level": "5",
    "assessment_kind": "report",
    "participation_kind": "blended",
    "participation_form": "Twee dagen in het veld, de rest online",
    "supervision_kind": "onsite",
    "identity_check": "account",
    "quality_kind": "institutional",
    "quality_assurance": "NVAO",
    "prerequisites": "Een diploma mbo-4 of een jaar ervaring in het veld",
    "stackability": "Telt voor 2 EC in de minor Deltatechniek",
    "grade_scale": "own",
    "grade_levels": [
        {
            "value": "Voldoende",
            "nl": "Het verslag klopt en is na te volgen.",
            "en": "The report is right and can be followed.",
        },
        {
            "value": "Uitmuntend",
            "nl": "Het verslag is zo te gebruiken bij een peilbesluit.",
            "en": "The report can be used for a water level decision as it is.",
        },
    ],
    "grade_pass": "Voldoende",
}
LATER: Final[Mapping[str, object]] = {
    "workload_ects": "3",
    "workload_hours": 84,
    "learning_outcomes": [
        *GROUNDWATER["learning_outcomes"],  # type: ignore[misc]  # a list, as the editor stores it
        {
            "nl": "Legt het verband tussen peil en bodemdaling uit.",
            "en": "Explains how water levels and subsidence are connected.",
        },
    ],
}
WHY = "Bodemdaling hoort erbij, op verzoek van de waterschappen."


def furnish(demo: Demo) -> None:
    """Bring in the framework, keep a template, draw a badge and publish a second version of it."""
    administrator, ada = demo.people[ADMINISTRATOR.email], demo.people[ADA.email]
    frameworks.import_framework(
        demo.university,
        WATER.read_bytes(),
        by=administrator,
        at=WHEN,
        name="Werken met water / Working with water",
        base=BASE,
    )
    achievements.save_template(demo.versions["delta"], "Microcredential, 5 EC", by=ada)
    _groundwater(demo)


def _groundwater(demo: Demo) -> None:
    ada = demo.people[ADA.email]
    related = [demo.versions["delta"].achievement.public_id]
    picked = [_picked(item) for item in items.items_found(demo.university, "W1")]
    draft = achievements.draft_badge(
        demo.issuers["engineering"],
        {**GROUNDWATER, "related": related, "alignments": picked},
        by=ada,
    )
    achievements.set_design(draft, DESIGN, by=ada)
    first = achievements.publish(draft, by=ada, at=FIRST)
    second = achievements.new_version(first.achievement, by=ada)
    achievements.edit_draft(second, LATER, by=ada)
    achievements.publish(second, by=ada, at=SECOND, note=WHY)


def _picked(item: FrameworkItem) -> dict[str, str]:
    return {
        "url": item.uri, "kind": item.kind, "code": item.code, "framework": item.framework.name,
        "name_nl": item.name_nl, "name_en": item.name_en,
        "description_nl": item.description_nl, "description_en": item.description_en,
    }  # fmt: skip
