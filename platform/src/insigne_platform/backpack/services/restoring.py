"""What the holder wrote in another backpack comes along with the badges of a copy of it."""

from __future__ import annotations

from insigne_platform.backpack.exported import words_at
from insigne_platform.backpack.models import Import, ImportFile
from insigne_platform.backpack.services.arranging import set_words
from insigne_platform.backpack.services.collecting import make_collection
from insigne_platform.core.errors import Invalid
from insigne_platform.people.models import Person


def restore_words(file: ImportFile, *, by: Person) -> None:
    """Write tags and note at the badge that came, unless it has words here already."""
    badge = file.badge or file.holding
    if badge is None or badge.note or badge.tags.exists():
        return
    tags, note = words_at(file.words or {})
    try:
        set_words(badge, tags=tags, note=note, by=by)
    except Invalid:
        return  # not words that one could have written here


def restore_collections(found: Import) -> None:
    """Make the collections of the copy anew, of the badges that came; each of them once."""
    files = found.files.exclude(path="").select_related("badge", "holding")
    badge_at = {file.path: file.badge or file.holding for file in files}
    person = found.person
    for said in found.words or ():
        name, introduction = str(said.get("name", "")), str(said.get("introduction", ""))
        paths = said.get("badges")
        named = (
            [badge_at.get(path) for path in paths if isinstance(path, str)]
            if isinstance(paths, list)
            else []
        )
        badges = [badge for badge in named if badge is not None and badge.deleted_at is None]
        if not badges or person.collections.filter(name=name.strip()).exists():
            continue
        try:
            make_collection(name, introduction, badges, by=person)
        except Invalid:
            continue  # not words that one could have written here
