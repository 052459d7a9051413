"""Draw the house from its own imports: docs/architecture.svg, and check that it has not drifted."""

import sys
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from xml.sax.saxutils import escape

import grimp

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "architecture.svg"

ROOM_WIDTH, ROOM_HEIGHT, GAP, FLOOR = 138, 40, 22, 92
HOUSE_WIDTH = 660
INK, SOFT, PAPER, WASH, RIBBON = "#101a3c", "#49526e", "#ffffff", "#f2f4fa", "#ea5f00"

Floors = list[list[str]]
Arrows = set[tuple[str, str]]


def floors_of(contract_id: str) -> Floors:
    """The floors of one house, top to bottom, as the import contract lists them."""
    settings = tomllib.loads((ROOT / "importlinter.toml").read_text())
    contracts = settings["tool"]["importlinter"]["contracts"]
    contract = next(each for each in contracts if each.get("id") == contract_id)
    return [[room.strip() for room in layer.split("|")] for layer in contract["layers"]]


def imports_between(rooms: Iterable[str], house: str, graph: grimp.ImportGraph) -> Arrows:
    """Which room imports which, measured in the code."""
    arrows: Arrows = set()
    members = {
        room: {f"{house}.{room}"} | graph.find_descendants(f"{house}.{room}") for room in rooms
    }
    owner = {module: room for room, modules in members.items() for module in modules}
    for module, room in owner.items():
        for imported in graph.find_modules_directly_imported_by(module):
            other = owner.get(imported)
            if other and other != room:
                arrows.add((room, other))
    return arrows


def reduced(arrows: Arrows) -> Arrows:
    """Leave out each arrow that a longer way already tells."""

    def reaches(start: str, goal: str, without: tuple[str, str]) -> bool:
        seen, todo = {start}, [start]
        while todo:
            here = todo.pop()
            for source, target in arrows:
                if source == here and (source, target) != without and target not in seen:
                    if target == goal:
                        return True
                    seen.add(target)
                    todo.append(target)
        return False

    return {arrow for arrow in arrows if not reaches(arrow[0], arrow[1], arrow)}


def places(floors: Floors, left: int, top: int) -> Mapping[str, tuple[float, float]]:
    """The middle of each room."""
    found: dict[str, tuple[float, float]] = {}
    for level, rooms in enumerate(floors):
        width = len(rooms) * ROOM_WIDTH + (len(rooms) - 1) * GAP
        for position, room in enumerate(rooms):
            x = left + (HOUSE_WIDTH - width) / 2 + position * (ROOM_WIDTH + GAP) + ROOM_WIDTH / 2
            found[room] = (x, top + level * FLOOR + ROOM_HEIGHT / 2)
    return found


def drawn_house(title: str, floors: Floors, arrows: Arrows, left: int, top: int) -> list[str]:
    """One house: its floors, rooms and arrows, as lines of SVG."""
    where = places(floors, left, top)
    level_of = {room: level for level, rooms in enumerate(floors) for room in rooms}
    lines = [
        f'<text x="{left + HOUSE_WIDTH / 2:.0f}" y="{top - 34}" font-size="22" font-weight="600" '
        f'text-anchor="middle" fill="{INK}">{escape(title)}</text>'
    ]
    for level in range(len(floors)):
        lines.append(
            f'<rect x="{left}" y="{top + level * FLOOR - 14}" width="{HOUSE_WIDTH}" '
            f'height="{ROOM_HEIGHT + 28}" fill="{WASH}"/>'
        )
    for source, target in sorted(arrows):
        (x1, y1), (x2, y2) = where[source], where[target]
        start, end = y1 + ROOM_HEIGHT / 2, y2 - ROOM_HEIGHT / 2 - 3
        between = level_of[target] - level_of[source] - 1
        side = 1 if (x1 + x2) / 2 <= left + HOUSE_WIDTH / 2 else -1
        bend = side * (90 + 45 * between) if between else 0
        lines.append(
            f'<path d="M{x1:.0f} {start:.0f}C{x1 - bend:.0f} {start + 34:.0f} {x2 - bend:.0f} {end - 34:.0f} '
            f'{x2:.0f} {end:.0f}" fill="none" stroke="{SOFT}" stroke-width="1.3" marker-end="url(#to)"/>'
        )
    for room, (x, y) in where.items():
        lines.append(
            f'<rect x="{x - ROOM_WIDTH / 2:.0f}" y="{y - ROOM_HEIGHT / 2:.0f}" width="{ROOM_WIDTH}" '
            f'height="{ROOM_HEIGHT}" rx="3" fill="{PAPER}" stroke="{INK}" stroke-width="1.5"/>'
            f'<text x="{x:.0f}" y="{y + 5:.0f}" font-size="14" text-anchor="middle" fill="{INK}">{escape(room)}</text>'
        )
    return lines


def picture() -> str:
    """The whole picture as SVG text; the same imports give the same bytes."""
    graph = grimp.build_graph(
        "insigne", "insigne_platform", include_external_packages=False, cache_dir=None
    )
    library, platform = floors_of("library-floors"), floors_of("platform-floors")
    height = 120 + FLOOR * max(len(library), len(platform))
    body: list[str] = []
    for title, house, floors, left in (
        ("library: insigne", "insigne", library, 20),
        ("platform: insigne_platform", "insigne_platform", platform, 60 + HOUSE_WIDTH),
    ):
        rooms = [room for floor in floors for room in floor]
        arrows = reduced(imports_between(rooms, house, graph))
        body += drawn_house(title, floors, arrows, left, 96)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {80 + 2 * HOUSE_WIDTH} {height}" '
        'font-family="Atkinson Hyperlegible Next, Verdana, sans-serif">'
        "<title>The rooms of Insigne and what they import</title>"
        f'<defs><marker id="to" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        f'<path d="M0 0L8 4L0 8Z" fill="{SOFT}"/></marker></defs>'
        f'<rect width="100%" height="100%" fill="{PAPER}"/><rect width="100%" height="8" fill="{RIBBON}"/>'
    )
    return "\n".join([head, *body, "</svg>", ""])


def main() -> int:
    """Write the picture, or with --check say whether the written one is still true."""
    drawn = picture()
    if "--check" not in sys.argv:
        PICTURE.write_text(drawn)
        return 0
    if PICTURE.exists() and PICTURE.read_text() == drawn:
        print("docs/architecture.svg is what the imports say")
        return 0
    print("docs/architecture.svg is not what the imports say any more: ./dev docs draws it anew")
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
