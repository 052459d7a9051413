"""Showing what strangers wrote: nothing in it may turn, hide or flood the text around it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.utils import timezone

from insigne.verification.addresses import is_web_address
from insigne.verification.words import MONTHS
from insigne_platform.verification.view import Words

LONGEST_LINE: Final = 300
LONGEST_TEXT: Final = 4000
LONGEST_ADDRESS: Final = 2048


def one_line(text: str, *, most: int = LONGEST_LINE) -> str:
    """Show a name or a phrase on one line."""
    return _cut("".join(_shown(sign) for sign in " ".join(text[: most + 1].split())), most)


def text_block(text: str, *, most: int = LONGEST_TEXT) -> str:
    """Show a text that may have lines."""
    lines = text[: most + 1].replace("\r\n", "\n").split("\n")
    shown = "\n".join("".join(_shown(sign) for sign in line.replace("\t", " ")) for line in lines)
    return _cut(shown.strip(), most)


def web_link(address: str) -> str:
    """Give an address that a page may link to; an empty text for any other."""
    is_link = len(address) <= LONGEST_ADDRESS and is_web_address(address)
    return address if is_link and address.isprintable() else ""


def printable_json(text: str) -> str:
    """Escape, within the strings of a JSON text, what is not printed, so it stays the same JSON."""
    return "".join(
        sign if sign.isprintable() or sign == "\n" else _json_escape(sign) for sign in text
    )


def date(instant: datetime) -> Words:
    """Write a date in full, as it is in our time zone."""
    try:
        local = timezone.localtime(instant)
    except OverflowError:  # the first or the last day that there is
        local = instant
    nl, en = MONTHS["nl"][local.month - 1], MONTHS["en"][local.month - 1]
    return Words(f"{local.day} {nl} {local.year}", f"{local.day} {en} {local.year}")


def _shown(sign: str) -> str:
    return sign if sign.isprintable() else f"\\u{ord(sign):04x}"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def _json_escape(sign: str) -> str:
    units = sign.encode("utf-16-be", errors="surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
