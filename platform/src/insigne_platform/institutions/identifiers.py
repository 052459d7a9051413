"""The numbers under which registers know an institution, and whether they can be right."""

from __future__ import annotations

import re
from uuid import UUID

from babel import Locale
from django.utils.translation import gettext as _

from insigne_platform.core.errors import Problem

BRIN = re.compile(r"[0-9]{2}[A-Z]{2}(?:[0-9]{2})?")
RIO = re.compile(r"[0-9]{3}[A-Z][0-9]{3}")
ROR = re.compile(r"0[0-9a-hj-km-np-tv-z]{6}[0-9]{2}")
DOMAIN = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, as ROR writes it
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"})


def tidy_identifiers(fields: dict[str, str]) -> dict[str, str]:
    """Write identifiers as their registers do: BRIN in capitals, ROR without its address."""
    tidied = dict(fields)
    for name in ("brin", "rio", "country"):
        if name in tidied:
            tidied[name] = tidied[name].upper().replace(" ", "")
    for name in ("ror", "schac_home", "domain"):
        if name in tidied:
            tidied[name] = tidied[name].lower().strip().rstrip("/")
    if "ror" in tidied:
        tidied["ror"] = tidied["ror"].removeprefix("https://").removeprefix("ror.org/")
    return tidied


def problems_with_identifiers(fields: dict[str, str]) -> list[Problem]:
    """Everything that cannot be right in these identifiers; what is empty is fine."""
    found = []
    for name, is_right, message in _tests():
        value = fields.get(name, "")
        if value and not is_right(value):
            found.append(Problem(name, message))
    return found


def _tests():  # type: ignore[no-untyped-def]  # a table of functions and lazy words
    domain = _("This is not a domain name. An example: university.example")
    return (
        ("brin", BRIN.fullmatch, _("A BRIN is two digits and two letters, such as 21PB.")),
        ("rio", _is_rio, _("A RIO number looks like 100B490.")),
        ("ror", is_ror, _("This is not a ROR identifier: its check digits do not fit.")),
        ("schac_home", DOMAIN.fullmatch, domain),
        ("domain", DOMAIN.fullmatch, domain),
        ("country", is_country, _("There is no such country. The Netherlands are NL.")),
    )


def is_ror(value: str) -> bool:
    """Say whether the last two digits fit the rest (ISO/IEC 7064, MOD 97-10)."""
    if not ROR.fullmatch(value):
        return False
    number = 0
    for letter in value[1:7]:
        number = number * 32 + BASE_32.index(letter)
    return 98 - number * 100 % 97 == int(value[7:])


def _is_rio(value: str) -> bool:
    if RIO.fullmatch(value):
        return True
    try:
        return str(UUID(value)).upper() == value
    except ValueError:
        return False


def is_country(value: str) -> bool:
    """Say whether two letters stand for a country (ISO 3166-1)."""
    return len(value) == 2 and value in Locale.parse("en").territories and value not in NO_COUNTRIES
