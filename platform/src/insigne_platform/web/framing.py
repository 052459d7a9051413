"""What a page may do that stands inside a page of somebody else."""

from django.utils.csp import CSP

# Others frame these pages: they run no script, set no cookie, and ask for nothing.
FRAMED: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.NONE],
    "frame-ancestors": ["*"],
}
