"""What a badge says, however it is written: for telling a change from a difference in form."""

import json

from insigne.adapters.files import read_credential
from insigne.errors import InsigneError


def said_by(source):
    """What a badge says, without the differences that JSON-LD does not know."""
    try:
        received = read_credential(source)
    except InsigneError:
        return None
    if received is None or received.jws_text is not None:
        return received and received.jws_text
    return plain(received.document)


def plain(value):
    """What a document says, as one text."""
    if isinstance(value, dict):
        members = {name: plain(item) for name, item in value.items()}
        return json.dumps({name: item for name, item in members.items() if item}, sort_keys=True)
    if isinstance(value, list):
        return "+".join(sorted({text for item in value if (text := plain(item))}))
    return "" if value is None else json.dumps(value).removesuffix(".0")
