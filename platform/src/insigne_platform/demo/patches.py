"""Badge pictures as embroidered patches: silhouette, merrowed edge, running stitch, one sign."""

from dataclasses import dataclass
from xml.sax.saxutils import escape


@dataclass(frozen=True, slots=True)
class Colours:
    """The thread: the edge, its light strands, the field, and the stitch on the field."""

    edge: str
    strand: str
    field: str
    stitch: str


def patch(title: str, *, outline: str, field: str, colours: Colours, sign: str) -> str:
    """The whole picture as SVG text; *title* says in words what it shows."""
    edge = f'<path d="{outline}" stroke-linejoin="round" '
    inner = f'<path d="{field}" '
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 240" width="600" height="600">'
        f"<title>{escape(title)}</title>"
        '<defs><pattern id="weave" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(38)">'
        '<path d="M0 0H5" stroke="#fff" stroke-opacity=".16" stroke-width="2.2"/>'
        '<path d="M0 2.6H5" stroke="#000" stroke-opacity=".07" stroke-width="1.6"/></pattern>'
        f'<clipPath id="field"><path d="{field}"/></clipPath></defs>'
        f'{edge}fill="none" stroke="{colours.strand}" stroke-width="17"/>'
        f'{edge}fill="{colours.edge}" stroke="{colours.edge}" stroke-width="13"/>'
        f'{edge}fill="none" stroke="{colours.strand}" stroke-width="11" '
        'stroke-dasharray="2.2 2.4" stroke-opacity=".42"/>'
        f'{inner}fill="{colours.field}"/>{inner}fill="url(#weave)"/>'
        f'<g clip-path="url(#field)">{sign}</g>'
        f'{inner}fill="none" stroke="{colours.stitch}" stroke-width="3" '
        'stroke-dasharray="7 4.5" stroke-linecap="round" stroke-linejoin="round"/></svg>'
    )
