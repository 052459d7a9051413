"""The golden badges: bytes that released versions issued, and what must be said of them."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

FOLDER = Path(__file__).parent / "vectors" / "golden"


@dataclass(frozen=True)
class GoldenBadge:
    """One badge as it was issued, and what its addresses answered."""

    name: str
    source: bytes
    evidence: dict[str, bytes]
    at: datetime
    verdict: str
    not_passed: list[str]
    recipient: str | None


def golden_badge(path: Path) -> GoldenBadge:
    folder, case = path.parent, tomllib.loads(path.read_text())
    evidence = case.get("evidence", {})
    return GoldenBadge(
        name=f"{folder.parent.name}/{folder.name}",
        source=(folder / case["credential"]).read_bytes(),
        evidence={url: (folder / name).read_bytes() for url, name in evidence.items()},
        at=case["at"],
        verdict=case["verdict"],
        not_passed=case["not_passed"],
        recipient=case.get("recipient"),
    )


GOLDEN_BADGES = [golden_badge(path) for path in sorted(FOLDER.glob("*/*/case.toml"))]
