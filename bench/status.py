"""One bit of a list that is at hand already: what each verification after the first pays."""

from bench.materials import AWARDS, documents, one_after_another, status_list
from bench.timing import Row, race, timer
from insigne.encoding import strict_json
from insigne.status.status_list_credential import StatusListEntry, read_status


def measure() -> list[Row]:
    """A row for an index in a list of 131,072 bits."""
    listed = strict_json.parse(status_list())
    assert isinstance(listed, dict)
    entries = [document["credentialStatus"] for document in documents()]
    following = one_after_another(entries)

    def look() -> None:
        entry = following()
        assert isinstance(entry, dict)
        assert not read_status(StatusListEntry.parse(entry), listed)

    assert len(entries) == AWARDS
    return race("status index in a cached list", timer(look), [])
