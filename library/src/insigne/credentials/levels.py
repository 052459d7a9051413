"""This room is for levels in qualifications frameworks, as alignments write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from insigne.credentials.open_badges_3_achievement import Alignment
from insigne.credentials.reading import Json, text_of


class Framework(NamedTuple):
    """A framework of levels: its name, its address for a level, and how others call it."""

    name: str
    url: str
    spelling: re.Pattern[str]


# Levels of the EQF have addresses of their own (the European Union's vocabulary of EQF levels).
# Those of the NLQF and of the QF-EHEA have none: there, the page of the framework stands for them.
LEVEL_FRAMEWORKS: Mapping[str, Framework] = {
    "NLQF": Framework(
        "Netherlands Qualifications Framework",
        "https://www.nlqf.nl/",
        re.compile(r"NLQF|Netherlands Qualif"),
    ),
    "EQF": Framework(
        "European Qualifications Framework",
        "http://data.europa.eu/snb/eqf/{code}",
        re.compile(r"\bEQF|snb/eqf/|European Qualif"),
    ),
    "QF-EHEA": Framework(
        "Qualifications Framework of the European Higher Education Area",
        "https://www.ehea.info/page-qualification-frameworks",
        re.compile(r"QF-EHEA|European Higher"),
    ),
}


class Level(NamedTuple):
    """A level in a framework that `LEVEL_FRAMEWORKS` knows: `Level("EQF", "6")`."""

    framework: str
    code: str


def level_alignment(level: Level) -> Alignment:
    """Write a level as an alignment with its framework."""
    framework = LEVEL_FRAMEWORKS[level.framework]
    return Alignment(
        target_name=f"{level.framework} {level.code}",
        target_url=framework.url.format(code=level.code),
        target_framework=framework.name,
        target_code=level.code,
        target_type="ext:" + level.framework.replace("-", ""),
    )


def level_of(alignment: Json) -> Level | None:
    """Read a level however it was written: `EQF 6`, `EQF6`, `NLQF niveau 6`, `…/snb/eqf/6`."""
    where = " ".join(
        str(alignment.get(name, ""))
        for name in ("targetFramework", "targetType", "targetCode", "targetName", "targetUrl")
    )
    code = _level_code(alignment)
    for name, framework in LEVEL_FRAMEWORKS.items():
        if code and framework.spelling.search(where):
            return Level(name, code)
    return None


def _level_code(alignment: Json) -> str:
    for name in ("targetCode", "targetName"):
        if found := re.search(r"(?<!\d)[0-8]\+?(?!\d)", text_of(alignment.get(name))):
            return found[0]
    found = re.search(r"/([1-8])/?$", text_of(alignment.get("targetUrl")))
    return found[1] if found else ""
