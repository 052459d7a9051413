"""How often one visitor may ask: pages that cost much, or send mail, answer 429 after that."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from ipaddress import IPv6Address, ip_address, ip_network

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from insigne_platform.people.models import Person
from insigne_platform.web.problems import error_page

type View = Callable[..., HttpResponse]

OF_ONE_HOUSEHOLD = 64  # bits of an IPv6 address; the rest a visitor chooses anew at will


def at_most(amount: int, *, every: timedelta) -> Callable[[View], View]:
    """Answer *amount* posts from one address in each period, and refuse the next ones."""
    seconds = int(every.total_seconds())

    def limit(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            if request.method == "POST" and _posts(request, view.__name__, seconds) > amount:
                response = error_page(request, 429)
                response.headers["Retry-After"] = str(seconds)
                return response
            return view(request, *args, **kwargs)

        return answer

    return limit


class Tries:
    """How often one person may be wrong at something, wherever they sit."""

    def __init__(self, name: str, amount: int, *, every: timedelta) -> None:
        self._name, self._amount = name, amount
        self.seconds = int(every.total_seconds())

    def count(self, person: Person) -> None:
        """Write down that the person was wrong once more."""
        _count(self._key(person), self.seconds)

    def are_used_up(self, person: Person) -> bool:
        """Say whether the person was wrong as often as one may be."""
        return int(cache.get(self._key(person)) or 0) >= self._amount

    def _key(self, person: Person) -> str:
        return "tries:" + salted_hmac(self._name, str(person.pk), algorithm="sha256").hexdigest()


def _posts(request: HttpRequest, name: str, seconds: int) -> int:
    """Count this post; the address itself is not kept."""
    visitor = _visitor(request.META.get("REMOTE_ADDR", ""))
    key = "posts:" + salted_hmac(name, visitor, algorithm="sha256").hexdigest()
    return _count(key, seconds)


def _count(key: str, seconds: int) -> int:
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return cache.incr(key)
    except ValueError:  # its time came between the two lines
        return 1


def _visitor(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return str(ip_network((found, OF_ONE_HOUSEHOLD), strict=False))
    return str(found)
