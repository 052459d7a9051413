"""Two accounts of one person become one, when both are proved; for thirty days they part again.

Which rows move is not known here: the rooms above own them, and the table of what moves is put
together where the rooms are wired (`let_move`). What somebody did stays under the name under
which it was done: the audit trail and the signatures of staff do not move.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from allauth.account.models import EmailAddress
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from insigne_platform.core import audit, mail, outbox
from insigne_platform.core.addresses import absolute
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted, Problem
from insigne_platform.core.tokens import token_for
from insigne_platform.people.events import AccountsMerged, MergeAsked, MergeUndone
from insigne_platform.people.models import AccountMerge, Person
from insigne_platform.people.selectors import (
    merge_of_token,
    person_with_verified,
    verified_addresses,
)

MERGE: Final = "merge"
LETTER_LIFE: Final = timedelta(hours=24)
UNDO_WITHIN: Final = timedelta(days=30)
LETTERS_AT_ONCE: Final = 3


@dataclass(frozen=True, slots=True)
class Move:
    """A kind of row that belongs to a person: by which field, of which table."""

    table: str
    field: str


_moves: list[Move] = []


def let_move(moves: Sequence[Move]) -> None:
    """Have these rows move with a person; the last table that was told holds."""
    _moves[:] = moves


@transaction.atomic
def ask_to_merge(email: str, *, by: Person, at: datetime) -> None:
    """Have a letter sent to the other account, if there is one; the answer is always the same."""
    email = email.strip().lower()
    if email in verified_addresses(by):
        raise Invalid([Problem("email", _("This address is on this account already."))])
    other = person_with_verified(email)
    waiting = AccountMerge.objects.filter(kept=by, done_at=None, expires_at__gt=at)
    if other is None or waiting.count() >= LETTERS_AT_ONCE:
        return
    merge = AccountMerge.objects.create(
        kept=by, merged=other, address=email, expires_at=at + LETTER_LIFE
    )
    audit.record(by, "account.merge_asked", merge)
    outbox.publish(MergeAsked(str(merge.pk)))


def mail_merge_request(merge_id: UUID, *, at: datetime) -> None:
    """Send the letter that only the other account's mailbox receives."""
    merge = _found(merge_id)
    if merge is None or merge.done_at is not None or merge.expires_at <= at:
        return
    link = absolute(f"/account/merge/{token_for(MERGE, merge.pk)}")
    _write(merge.address, "merge_request", merge, merge.merged, link=link)


def what_moves(token: str, *, by: Person, at: datetime) -> tuple[AccountMerge, dict[str, int]]:
    """The merge that a letter asks for, and how many rows of which table would move."""
    merge = _open(token, by, at)
    counts = {move.table: _rows(move, merge.merged).count() for move in _moves}
    counts["account.emailaddress"] = len(verified_addresses(merge.merged))
    return merge, {table: count for table, count in counts.items() if count}


@transaction.atomic
def merge(token: str, *, by: Person, at: datetime) -> AccountMerge:
    """Make one account of two: *by* is signed in to one, and the letter proved the other."""
    found = _open(token, by, at)
    taken = AccountMerge.objects.filter(pk=found.pk, done_at=None).update(done_at=at)
    if not taken:
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    found.refresh_from_db()
    other = Person.objects.select_for_update().get(pk=found.merged_id)
    found.former_email = other.email
    EmailAddress.objects.filter(user=other).update(primary=False)
    found.moved = [row for move in _all_moves() for row in _move(move, other, by)]
    found.save(update_fields=["former_email", "moved"])
    other.email, other.is_active = f"{other.pk}@merged.invalid", False
    other.save(update_fields=["email", "is_active"])
    audit.record(by, "account.merged", found, rows=len(found.moved))
    outbox.publish(AccountsMerged(str(found.pk)))
    return found


@transaction.atomic
def undo_merge(merge: AccountMerge, *, by: Person, at: datetime) -> AccountMerge:
    """Make two accounts of one again; what came after the merge stays where it is."""
    if merge.kept_id != by.pk:
        raise NotPermitted(_("This is not your account."))
    if merge.done_at is None or at > merge.done_at + UNDO_WITHIN:
        raise Conflict(_("A merge can be undone for thirty days, and no longer."))
    taken = AccountMerge.objects.filter(pk=merge.pk, undone_at=None).update(undone_at=at)
    if not taken:
        raise Conflict(_("This merge was undone already."))
    merge.refresh_from_db()
    _give_back_addresses(merge, by)
    for table, field, pk in merge.moved:
        _give_back(table, field, pk, merge)
    audit.record(by, "account.merge_undone", merge)
    outbox.publish(MergeUndone(str(merge.pk)))
    return merge


def is_reversible(merge: AccountMerge, at: datetime) -> bool:
    """Say whether the accounts can still be parted."""
    return (
        merge.done_at is not None and merge.undone_at is None and at <= merge.done_at + UNDO_WITHIN
    )


def mail_merged(merge_id: UUID) -> None:
    """Tell both accounts, each at the address that was its first."""
    _tell_both(merge_id, "accounts_merged")


def mail_merge_undone(merge_id: UUID) -> None:
    """Tell both accounts that they are two again."""
    _tell_both(merge_id, "merge_undone")


def _tell_both(merge_id: UUID, letter: str) -> None:
    merge = _found(merge_id)
    if merge is not None:
        link = absolute("/account/email/")
        for to in {merge.kept.email, merge.former_email}:
            _write(to, letter, merge, merge.kept, link=link)


def _write(to: str, letter: str, merge: AccountMerge, reader: Person, *, link: str) -> None:
    context = {
        "person": reader,
        "asked_by": merge.kept,
        "address": merge.former_email or merge.address,
        "link": link,
        "days": UNDO_WITHIN.days,
        "hours": int(LETTER_LIFE.total_seconds()) // 3600,
    }
    mail.send(to, letter, context, language=reader.language)


def _found(merge_id: UUID) -> AccountMerge | None:
    return AccountMerge.objects.select_related("kept", "merged").filter(pk=merge_id).first()


def _open(token: str, by: Person, at: datetime) -> AccountMerge:
    """The merge of a letter that may still happen; the same refusal for everything else."""
    found = merge_of_token(token)
    if found is None or found.done_at is not None or found.expires_at <= at:
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    if found.kept_id != by.pk:
        raise NotPermitted(_("Sign in to the account that asked for this, then open the link."))
    if found.address not in verified_addresses(found.merged) or not found.merged.is_active:
        raise NotFound(_("This link was used already, or is too old. Ask for a new one."))
    if found.merged.is_administrator:
        raise Conflict(_("An account that administers this place is not merged into another."))
    return found


def _all_moves() -> list[Move]:
    """What moves, the addresses of the person among it."""
    own = [Move("account.emailaddress", "user"), Move("people.addressperiod", "person")]
    return [*_moves, *own]


def _rows(move: Move, person: Person) -> models.QuerySet[models.Model]:
    found = apps.get_model(move.table)._default_manager.filter(**{move.field: person})
    return found.filter(verified=True) if move.table == "account.emailaddress" else found


def _move(move: Move, source: Person, target: Person) -> list[list[str]]:
    """Move what can move; where both accounts have the same already, the row stays behind."""
    keys = list(_rows(move, source).values_list("pk", flat=True))
    if not _moves_at_once(_rows(move, source), {move.field: target}):
        own = [_rows(move, source).filter(pk=pk) for pk in keys]
        keys = [
            pk
            for pk, row in zip(keys, own, strict=True)
            if _moves_at_once(row, {move.field: target})
        ]
    return [[move.table, move.field, str(pk)] for pk in keys]


def _moves_at_once(rows: models.QuerySet[models.Model], to: dict[str, Person]) -> bool:
    """Move all of these rows, or none of them when one is not accepted."""
    try:
        with transaction.atomic():
            rows.update(**to)
    except IntegrityError:
        return False
    return True


def _give_back(table: str, field: str, pk: str, merge: AccountMerge) -> None:
    """Move one row back, unless it went elsewhere in the meantime."""
    rows = apps.get_model(table)._default_manager.filter(pk=pk, **{field: merge.kept})
    _moves_at_once(rows, {field: merge.merged})


def _give_back_addresses(merge: AccountMerge, by: Person) -> None:
    """See that both accounts have an address to sign in with, and make those their first ones."""
    theirs = [pk for table, _field, pk in merge.moved if table == "account.emailaddress"]
    back = EmailAddress.objects.filter(user=by, verified=True, pk__in=theirs)
    own = EmailAddress.objects.filter(user=by, verified=True).exclude(pk__in=theirs)
    first = back.filter(email=merge.former_email).first() or back.order_by("pk").first()
    stays = own.filter(primary=True).first() or own.order_by("pk").first()
    if first is None or stays is None:
        raise Conflict(
            _("Each account needs an address to sign in with. Add one to this account first.")
        )
    if not stays.primary:
        stays.user = by
        stays.set_as_primary()
    EmailAddress.objects.filter(pk=first.pk).update(primary=True, user=merge.merged)
    Person.objects.filter(pk=merge.merged_id).update(email=first.email, is_active=True)
