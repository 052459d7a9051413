"""What every template may count on beside its own context."""

from django.http import HttpRequest

from insigne_platform.core.instance import is_demo

AREAS = {
    "/verify": "verify",
    "/backpack": "backpack",
    "/claim": "backpack",
    "/appl": "backpack",
    "/issuing": "issuing",
    "/account": "account",
    "/sign-in-link": "account",
}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Say in which part of the site the page stands, and whether the site is a demo."""
    path = request.path
    area = next((name for start, name in AREAS.items() if path.startswith(start)), "")
    return {"area": area, "at_verify": path == "/verify", "is_demo": is_demo}
