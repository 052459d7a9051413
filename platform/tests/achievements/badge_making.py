"""Badges for tests: what a complete microcredential says, and pictures that are accepted."""

from __future__ import annotations

import io

from PIL import Image

from insigne_platform.achievements import services
from insigne_platform.achievements.models import AchievementVersion

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240">'
    b'<circle cx="120" cy="120" r="100" fill="#0b6e8c"/></svg>'
)
WORDS = {
    "scenario": "microcredential",
    "language": "en",
    "name_en": "Reading ice",
    "name_nl": "IJs lezen",
    "description_en": "Reads the thickness and age of ice.",
    "criteria_en": "Measure three lakes and defend the report.",
    "picture_alt_en": "A lake under ice",
    "learning_outcomes": [{"en": "Measures ice.", "nl": "Meet ijs."}, {"en": "Warns skaters."}],
    "skills": ["glaciology", "measuring"],
    "workload_ects": "2.5",
    "workload_hours": 70,
    "eqf_level": 6,
    "nlqf_level": "6",
    "assessment_type": "Report and defence",
    "participation_form": "On campus",
    "quality_assurance": "Accredited",
    "supervision": "Identity checked",
}


def png(size: int = 600, colour: str = "#0b6e8c") -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(written, "PNG")
    return written.getvalue()


def draft(issuer, by, *, upload: bytes = SVG, **changes: object) -> AchievementVersion:
    version = services.draft_badge(issuer, {**WORDS, **changes}, by=by)
    return services.set_picture(version, upload, by=by)


def published(issuer, by, at, **changes: object) -> AchievementVersion:
    return services.publish(draft(issuer, by, **changes), by=by, at=at)
