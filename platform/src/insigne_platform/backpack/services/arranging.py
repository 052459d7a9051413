"""A backpack is arranged: words of one's own, what hangs on the wall, and the bin."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from insigne_platform.backpack.models import (
    LONGEST_NOTE,
    LONGEST_TAG,
    Holding,
    Import,
    ImportedBadge,
    Tag,
)
from insigne_platform.backpack.permissions import must_hold
from insigne_platform.core import audit
from insigne_platform.core.errors import Invalid, Problem
from insigne_platform.people.models import Person

KEPT_IN_BIN: Final = timedelta(days=30)
RESULTS_KEPT: Final = timedelta(days=30)
MOST_TAGS: Final = 12


@transaction.atomic
def hide(holding: Holding, *, by: Person) -> Holding:
    """Take a badge from the wall of the backpack, or hang it there again."""
    must_hold(by, holding)
    holding.hidden = not holding.hidden
    holding.save(update_fields=["hidden"])
    audit.record(by, "holding.hidden" if holding.hidden else "holding.shown", holding)
    return holding


@transaction.atomic
def set_words(badge: Holding | ImportedBadge, *, tags: str, note: str, by: Person) -> None:
    """Write the holder's own tags (parted by commas) and note; nobody else reads them."""
    must_hold(by, badge)
    names = list(dict.fromkeys(" ".join(name.split()).lower() for name in tags.split(",")))
    names = [name for name in names if name]
    problems = []
    if len(names) > MOST_TAGS:
        problems.append(Problem("tags", _("At most %(n)s tags.") % {"n": MOST_TAGS}))
    if any(len(name) > LONGEST_TAG or not name.isprintable() for name in names):
        message = _("A tag has at most %(n)s characters.") % {"n": LONGEST_TAG}
        problems.append(Problem("tags", message))
    if len(note) > LONGEST_NOTE or "\0" in note:
        message = _("A note has at most %(n)s characters.") % {"n": LONGEST_NOTE}
        problems.append(Problem("note", message))
    if problems:
        raise Invalid(problems)
    badge.note = note.strip()
    badge.save(update_fields=["note"])
    badge.tags.all().delete()
    place = {"holding": badge} if isinstance(badge, Holding) else {"imported": badge}
    Tag.objects.bulk_create([Tag(person=by, name=name, **place) for name in names])
    audit.record(by, "backpack.words_set", badge)


@transaction.atomic
def delete(badge: Holding | ImportedBadge, *, by: Person, at: datetime) -> None:
    """Put a badge into the bin; nobody sees it from now on, by whatever link."""
    must_hold(by, badge)
    if badge.deleted_at is None:
        badge.deleted_at = at
        badge.save(update_fields=["deleted_at"])
        audit.record(by, "backpack.deleted", badge)


@transaction.atomic
def restore(badge: Holding | ImportedBadge, *, by: Person) -> None:
    """Take a badge out of the bin again, with its tags, its note and its links."""
    must_hold(by, badge)
    if badge.deleted_at is not None:
        badge.deleted_at = None
        badge.save(update_fields=["deleted_at"])
        audit.record(by, "backpack.restored", badge)


def empty_bins(*, at: datetime) -> int:
    """Forget what lay in a bin for thirty days, and results of imports; answer how many badges."""
    over = at - KEPT_IN_BIN
    gone = 0
    for model in (Holding, ImportedBadge):
        with transaction.atomic():
            found = model._default_manager.filter(deleted_at__lte=over)
            keys = list(found.values_list("pk", flat=True)[:500])
            found.filter(pk__in=keys).delete()
            gone += len(keys)
    Import.objects.filter(finished_at__lte=at - RESULTS_KEPT).delete()
    return gone
