"""How badges of the demo are earned: on request, by code, by nomination, by rule and by a test."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils import timezone

from insigne_platform.demo.university import ADA, AMINA, BO, EVA
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
    """Set up each way to earn a badge, with somebody on it."""
    _applications(demo)
    _codes(demo)
    _nominations(demo)
    _rules(demo)
    _tests(demo)


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


def _codes(demo: Demo) -> None:
    ada = demo.people[ADA.email]
    steps = demo.versions["steps"].achievement
    words = services.CodeWords(
        "Gastcollege in de Waalzaal", limit=120, domains="student.merwede.example, post.example"
    )
    services.make_code(steps, words, by=ada)
    services.make_code(demo.versions["ethics"].achievement, services.CodeWords("Open dag"), by=ada)


def _nominations(demo: Demo) -> None:
    ada, amina = demo.people[ADA.email], demo.people[AMINA.email]
    council = demo.versions["council"].achievement
    nominator = services.invite_nominator(council, AMINA.email, by=ada, at=AUTUMN)
    services.nominate(
        nominator,
        "n.smit@student.merwede.example, Noor Smit\n"
        "d.osei@student.merwede.example, Daniël Osei\n"
        "l.vandam@student.merwede.example, Lotte van Dam",
        note="Alle drie zaten het hele jaar in de raad; Lotte leidde het dossier huisvesting.",
        by=amina,
        at=AUTUMN,
    )


def _rules(demo: Demo) -> None:
    """A rule that is still off: its page names whom it would award."""
    ada = demo.people[ADA.email]
    said = services.RuleWords(
        "Delta en ethiek samen",
        badges=[demo.versions["delta"].achievement, demo.versions["ethics"].achievement],
        needed=1,
    )
    services.make_rule(demo.versions["steps"].achievement, said, by=ada)


def _tests(demo: Demo) -> None:
    """A test that one can register for now, and one that was taken and waits for its results."""
    ada, bo = demo.people[ADA.email], demo.people[BO.email]
    said = services.AssessmentWords(
        title_nl="Toets ethiek van data",
        title_en="Ethics of data, the test",
        instructions_nl="Drie casussen, negentig minuten. Neem een legitimatiebewijs mee.",
        instructions_en="Three cases, ninety minutes. Bring proof of identity.",
        pass_mark=Decimal("5.5"),
        is_open=True,
    )
    test = services.make_assessment(demo.versions["ethics"].achievement, said, by=ada)
    taken = services.MomentWords(AUTUMN + timedelta(days=14), "Waalzaal, Kade 1", seats=30)
    moment = services.add_moment(test, taken, by=ada, at=AUTUMN)
    services.register(moment, email=BO.email, name=BO.name, by=bo, at=AUTUMN)
    now = timezone.now()
    noon = timezone.localtime(now).replace(hour=13, minute=30, second=0, microsecond=0)
    coming = services.MomentWords(
        noon + timedelta(days=21), "Waalzaal, Kade 1", 30, noon + timedelta(days=18)
    )
    services.add_moment(test, coming, by=ada, at=now)
