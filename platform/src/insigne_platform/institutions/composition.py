"""Where an institution's look becomes a style sheet."""

from __future__ import annotations

import hashlib
import struct

from insigne_platform.institutions import colours
from insigne_platform.institutions.models import Institution

LOGO_HEIGHT = 2.5  # rem, as our own logo
WIDEST_LOGO = 10.0


def look_etag(institution: Institution) -> str:
    """A word that changes whenever the look does."""
    said = f"{institution.public_id}|{institution.look_changed_at}|1"
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def style_sheet(institution: Institution) -> str:
    """The style sheet of an institution: its colours on our ribbon, its logo beside its name.

    Only colours that `colours.is_colour` knows come in, so nothing else can be written here.
    """
    parts = [_of_colours(institution), _of_logo(institution)]
    return "\n".join(part for part in parts if part) + "\n"


def _of_colours(institution: Institution) -> str:
    chosen = (
        institution.primary,
        institution.primary_dark,
        institution.accent,
        institution.accent_dark,
    )
    if not all(colours.is_colour(colour) for colour in chosen):
        return ""
    primary, primary_dark, accent, accent_dark = chosen
    text = colours.nearest(primary, colours.WASH, colours.TEXT)
    text_dark = colours.nearest(primary_dark, colours.WASH_DARK, colours.TEXT)
    return f""":root {{
  --house: light-dark({primary}, {primary_dark});
  --house-accent: light-dark({accent}, {accent_dark});
  --ribbon: var(--house);
  --ribbon-stripe: var(--house-accent);
  --ribbon-text: light-dark({text}, {text_dark});
  --ribbon-wash: color-mix(in oklab, var(--house) 10%, var(--paper));
}}
.top {{ border-block-start: .5rem solid var(--house); }}"""


def _of_logo(institution: Institution) -> str:
    if not institution.logo_png:
        return ""
    width = logo_width(bytes(institution.logo_png))
    address = f"/look/{institution.public_id}/logo.png?{look_etag(institution)[:8]}"
    return f""".brand-of {{ display: flex; align-items: center; gap: var(--s3); }}
.brand-of::before {{
  content: ""; flex: none; inline-size: {width:.2f}rem; block-size: {LOGO_HEIGHT}rem;
  box-sizing: border-box; border-radius: var(--radius);
  background: light-dark(transparent, #f2f4fa) url("{address}") center / contain no-repeat;
}}
@media (max-width: 40rem) {{
  .brand-of {{ display: flex; font-size: 0; padding-inline-start: var(--s2); }}
  .brand-of::before {{ inline-size: {min(width, 2.75):.2f}rem; block-size: 2rem; }}
}}"""


def logo_width(png: bytes) -> float:
    """How wide a logo is beside a name, in rem, from what its picture says of itself."""
    width, height = struct.unpack(">II", png[16:24])
    return min(WIDEST_LOGO, LOGO_HEIGHT * width / height)
