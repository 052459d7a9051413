"""Making badges in the demo: a framework to pick from, a template, a badge with a past."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from insigne_platform.achievements import services as achievements
from insigne_platform.demo.university import ADA, ADMINISTRATOR
from insigne_platform.frameworks import services as frameworks

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

WATER = Path(__file__).parent / "frameworks" / "water.csv"
BASE = "https://merwede.example/frameworks/water"
WHEN = datetime(2023, 2, 1, 9, 0, tzinfo=UTC)


def furnish(demo: Demo) -> None:
    """Bring in the framework, keep a template, and correct a badge after it was published."""
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
