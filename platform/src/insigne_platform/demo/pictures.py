"""The pictures of the demo's badges: which patch, which thread, which sign."""

from collections.abc import Mapping

from insigne_platform.achievements.studio.shapes import disc, polygon, scallop, shield, star
from insigne_platform.demo.patches import Colours, patch

ORANGE, WHITE, INK, GOLD = "#f36f12", "#ffffff", "#101a3c", "#ffd24a"

_DELTA = (
    f'<circle cx="120" cy="104" r="34" fill="{ORANGE}"/>'
    f'<path d="M120 56V46M86 70L79 63M154 70L161 63M72 102H60M168 102H180" stroke="{ORANGE}" '
    'stroke-width="7" stroke-linecap="round"/>'
    '<path d="M20 130C42 110 62 112 82 126S122 142 142 126 182 110 220 130V230H20Z" fill="#16a3c4"/>'
    f'<path d="M20 154C46 134 66 136 86 150S126 164 148 149 190 136 220 154V230H20Z" fill="{WHITE}"/>'
    '<path d="M20 166C46 146 66 148 86 162S126 176 148 161 190 148 220 166V230H20Z" fill="#0b6e8c"/>'
    '<path d="M20 196C52 180 76 182 100 192S142 200 162 190 198 182 220 194V230H20Z" fill="#073b4c"/>'
)
_SCALES = (
    f'<path d="M120 70V178M84 180H156M68 88L172 78" stroke="{WHITE}" stroke-width="9" '
    'stroke-linecap="round"/>'
    f'<circle cx="120" cy="66" r="10" fill="{ORANGE}"/>'
    f'<path d="M42 140A27 27 0 0 0 96 140ZM145 130A27 27 0 0 0 199 130Z" fill="{WHITE}"/>'
    f'<path d="M50 135V121H60V135ZM64 135V109H74V135ZM78 135V97H88V135Z" fill="{ORANGE}"/>'
    f'<circle cx="172" cy="98" r="11" fill="{GOLD}"/>'
    f'<path d="M154 126A18 16 0 0 1 190 126Z" fill="{GOLD}"/>'
)
_BRACES = (
    f'<path d="M98 70C78 70 86 94 82 108C80 115 74 119 66 120C74 121 80 125 82 132C86 146 78 170 98 170'
    'M142 70C162 70 154 94 158 108C160 115 166 119 174 120C166 121 160 125 158 132C154 146 162 170 142 170" '
    f'fill="none" stroke="{WHITE}" stroke-width="12" stroke-linecap="round" stroke-linejoin="round"/>'
    f'<path d="M120 92L138 120L120 148L102 120Z" fill="{ORANGE}"/>'
)
_COUNCIL = (
    f'<circle cx="78" cy="104" r="16" fill="{WHITE}"/><circle cx="162" cy="104" r="16" fill="{WHITE}"/>'
    f'<path d="M50 154A28 32 0 0 1 106 154ZM134 154A28 32 0 0 1 190 154Z" fill="{WHITE}"/>'
    f'<circle cx="120" cy="86" r="20" fill="{GOLD}"/>'
    f'<path d="M86 154A34 44 0 0 1 154 154Z" fill="{GOLD}"/>'
    f'<path d="M60 154H180A60 34 0 0 1 60 154Z" fill="{ORANGE}"/>'
)
_STEPS = (
    f'<path d="M66 168V142H92V116H118V90H144V64H174V168Z" fill="{INK}"/>'
    f'<path d="M66 142H92M92 116H118M118 90H144M144 64H174" stroke="{ORANGE}" stroke-width="8" '
    'stroke-linecap="round"/>'
)
_LIFEBUOY = (
    f'<circle cx="120" cy="120" r="41" fill="none" stroke="{WHITE}" stroke-width="30"/>'
    f'<circle cx="120" cy="120" r="41" fill="none" stroke="{ORANGE}" stroke-width="30" '
    'stroke-dasharray="26 38.4" stroke-dashoffset="13"/>'
    f'<circle cx="120" cy="120" r="57" fill="none" stroke="{INK}" stroke-width="4"/>'
    f'<circle cx="120" cy="120" r="25" fill="none" stroke="{INK}" stroke-width="4"/>'
)
_QUILL = (
    f'<path d="M156 70C122 74 96 96 90 136L97 144C138 138 158 112 156 70Z" fill="{WHITE}"/>'
    f'<path d="M140 88L80 158" stroke="{INK}" stroke-width="6" stroke-linecap="round"/>'
    f'<path d="M94 168H146" stroke="{ORANGE}" stroke-width="9" stroke-linecap="round"/>'
)

PICTURES: Mapping[str, str] = {
    "delta": patch(
        "Zon boven golven en een dijk",
        outline=disc(),
        field=disc(90),
        colours=Colours("#073b4c", "#7fe0f2", "#bfe9f2", "#073b4c"),
        sign=_DELTA,
    ),
    "ethics": patch(
        "Weegschaal met staafdiagram en mens",
        outline=scallop(16, 92),
        field=disc(87),
        colours=Colours("#14226b", "#8fa6ff", "#2447c6", "#8fa6ff"),
        sign=_SCALES,
    ),
    "code": patch(
        "Accolades om een ruit",
        outline=polygon(6, 108),
        field=polygon(6, 91),
        colours=Colours("#0b1330", "#7c8dd6", "#1b2757", "#7c8dd6"),
        sign=_BRACES,
    ),
    "council": patch(
        "Drie mensen achter een tafel",
        outline=shield(24, 93, 220),
        field=shield(42, 78, 203),
        colours=Colours("#0c4a36", "#6fe0b4", "#15805c", "#8ff0c9"),
        sign=_COUNCIL,
    ),
    "steps": patch(
        "Trap met een oranje rand",
        outline=star(8, 110, 86),
        field=disc(74),
        colours=Colours("#a83f00", "#ffc08a", "#fff1e3", "#c85a10"),
        sign=_STEPS,
    ),
    "lifebuoy": patch(
        "Reddingsboei",
        outline=polygon(8, 107),
        field=polygon(8, 90),
        colours=Colours("#7a0f36", "#ff9dbb", "#d3235e", "#ffb6cb"),
        sign=_LIFEBUOY,
    ),
    "quill": patch(
        "Ganzenveer boven een regel",
        outline=polygon(4, 108),
        field=polygon(4, 85),
        colours=Colours("#4a2a86", "#c8aaff", "#7a4cc9", "#d9c6ff"),
        sign=_QUILL,
    ),
}
