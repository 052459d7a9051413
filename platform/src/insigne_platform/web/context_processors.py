"""What every template may count on beside its own context."""

from django.http import HttpRequest

AREAS = {
    "/verify": "verify",
    "/backpack": "backpack",
    "/claim": "backpack",
    "/issuing": "issuing",
    "/account": "account",
    "/sign-in-link": "account",
}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Say in which part of the site the page stands, for the main menu."""
    path = request.path
    area = next((name for start, name in AREAS.items() if path.startswith(start)), "")
    return {"area": area, "at_verify": path == "/verify"}
