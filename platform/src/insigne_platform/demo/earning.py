"""How badges of the demo are earned: on request, by code, by nomination, by rule and by a test."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from insigne_platform.demo.university import ADA, EVA
from insigne_platform.earning import services
from insigne_platform.earning.evidence import OfferedFile

if TYPE_CHECKING:
    from insigne_platform.demo.furnishing import Demo

AUTUMN = datetime(2026, 10, 5, 9, 30, tzinfo=UTC)
RUBRIC = (
    ("Inzet voor anderen", "onvoldoende, voldoende, goed"),
    ("Terugblik op wat je leerde", "onvoldoende, voldoende, goed"),
)


def furnish(demo: Demo) -> None:
    """Open a badge for applications, with one that waits for a reviewer."""
    _applications(demo)


def _applications(demo: Demo) -> None:
    ada, eva = demo.people[ADA.email], demo.people[EVA.email]
    council = demo.versions["council"].achievement
    services.set_opening(
        council,
        services.OpeningWords(
            is_open=True,
            instructions_nl="Vertel in een halve pagina wat je deed, en voeg een verklaring van "
            "de raad of je commissie toe.",
            instructions_en="Tell in half a page what you did, and add a statement of the council "
            "or your committee.",
            rubric=RUBRIC,
        ),
        by=ada,
    )
    services.apply(
        council,
        email=EVA.email,
        name=EVA.name,
        text="Twee jaar lid van de opleidingscommissie, waarvan een jaar als voorzitter. "
        "We schreven het advies over de herziening van het tweede jaar.",
        links="https://portfolio.example/eva/opleidingscommissie",
        files=[OfferedFile("verklaring.txt", b"Eva Jansen was voorzitter in 2025.")],
        by=eva,
        at=AUTUMN,
    )
