"""What every template may count on beside its own context."""

from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.functional import SimpleLazyObject

from insigne_platform.core.instance import is_demo
from insigne_platform.notifications.selectors import unread_count

# Which entry of an institution's own menu a page belongs to, by the name of its route.
HERE = {
    "issuing-institution": "overview",
    "badges": "badges",
    "badge-new": "badges",
    "awards": "awards",
    "issuers": "issuers",
    "issuer-change": "issuers",
    "issuer-name": "issuers",
    "groups": "issuers",
    "group": "issuers",
    "members": "people",
    "member-change": "people",
    "member-remove": "people",
    "invitation-withdraw": "people",
}

AREAS = {
    "/verify": "verify",
    "/backpack": "backpack",
    "/organisations": "organisations",
    "/claim": "backpack",
    "/appl": "backpack",
    "/code": "backpack",
    "/issuing": "issuing",
    "/account": "account",
    "/sign-in-link": "account",
}


def navigation(request: HttpRequest) -> dict[str, object]:
    """Say in which part of the site the page stands, and whether the site is a demo."""
    path = request.path
    area = next((name for start, name in AREAS.items() if path.startswith(start)), "")
    route = (request.resolver_match and request.resolver_match.url_name) or ""
    here = "settings" if route.startswith("settings") else HERE.get(route, "")
    return {
        "here": here,
        "area": area,
        "at_verify": path == "/verify",
        "is_demo": is_demo,
        "whose": _whose(request),
    }


def notifications(request: HttpRequest) -> dict[str, object]:
    """How many notifications the reader did not read; asked only where the bell is drawn."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return {}
    return {"unread_notifications": SimpleLazyObject(lambda: unread_count(person))}


def _whose(request: HttpRequest) -> str:
    """A mark of who is signed in, by which a device knows whose badges it keeps; "" if nobody."""
    person = getattr(request, "user", None)
    if person is None or not person.is_authenticated:
        return ""
    mark = salted_hmac("insigne.web.device", str(person.pk), algorithm="sha256")
    return mark.hexdigest()[:16]
