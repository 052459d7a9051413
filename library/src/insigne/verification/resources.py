"""Reading what was fetched, and saying plainly why something could not be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from insigne.encoding import strict_json, timestamps
from insigne.encoding.remembering import remembered
from insigne.errors import MalformedError
from insigne.verification.addresses import is_same_origin
from insigne.verification.evidence import Evidence, Fetched, Need, Purpose


class Trouble(StrEnum):
    """Why there is nothing to read at an address."""

    UNREACHABLE = "unreachable"
    GONE = "gone"
    REDIRECTED = "redirected"
    UNREADABLE = "unreadable"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Unread:
    """An address whose document we do not have."""

    url: str
    trouble: Trouble
    reason: str


Document = Mapping[str, object]


def read_json(
    evidence: Evidence, url: str, purpose: Purpose, *, same_origin: bool = True
) -> Document | Unread:
    """Give the JSON object at *url*, if the evidence holds a good answer.

    With *same_origin*, an answer that came from another origin after a redirect does not speak
    for the address: an open redirect on an issuer's site would speak for its visitors.
    """
    answer = fetched(evidence, url, purpose, same_origin=same_origin)
    if isinstance(answer, Unread):
        return answer
    return parse_json(url, answer.body)


def fetched(
    evidence: Evidence, url: str, purpose: Purpose, *, same_origin: bool = True
) -> Fetched | Unread:
    """Give the successful answer of *url*, if the evidence holds one."""
    answer = evidence.look_up(Need(url, purpose))
    if answer is None:
        return Unread(url, Trouble.UNREACHABLE, "it was not looked up")
    if not isinstance(answer, Fetched):
        return Unread(url, Trouble.UNREACHABLE, answer.reason)
    if same_origin and not is_same_origin(url, answer.final_url):
        return Unread(url, Trouble.REDIRECTED, f"it was redirected to {answer.final_url}")
    if answer.status == 410:
        return Unread(url, Trouble.GONE, "the server says that it is gone (HTTP 410)")
    if answer.status != 200:
        return Unread(url, Trouble.UNREACHABLE, f"the server answered HTTP {answer.status}")
    if answer.is_stale:
        seen = timestamps.to_text(answer.at)
        return Unread(url, Trouble.STALE, f"it does not answer, and what it said on {seen} is old")
    return answer


def parse_json(url: str, body: bytes) -> Document | Unread:
    """Read a body as one strict JSON object, which nobody changes: it may be shared."""
    try:
        document = _read(body)
    except MalformedError as error:
        return Unread(url, Trouble.UNREADABLE, f"it is not JSON: {error}")
    if not isinstance(document, dict):
        return Unread(url, Trouble.UNREADABLE, "it is not a JSON object")
    return document


@remembered(entries=128, longest=32 * 1024)
def _read(body: bytes) -> object:
    return strict_json.parse(body)
