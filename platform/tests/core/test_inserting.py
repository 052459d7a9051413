import time
import uuid
from functools import reduce
from operator import or_

import pytest
from django.db.models.signals import post_init, pre_init
from django.utils import timezone

from insigne_platform.awards.models import Award, IssuedDocument, KnownRecipient
from insigne_platform.core.inserting import RowMaker, insert_missing, insert_rows, ordered_id
from insigne_platform.core.models import PublicDocument

MADE = ("id", "public_id", "credential_id", "subject_urn", "created_at")


@pytest.mark.parametrize("model", [Award, IssuedDocument, PublicDocument])
def test_a_made_row_is_what_the_class_makes_itself(model):
    made, usual = RowMaker(model).row(), model()

    assert made.__dict__.keys() == usual.__dict__.keys()
    assert _without_made(made) == _without_made(usual)
    assert made._state.adding is True
    assert not pre_init.has_listeners(model)
    assert not post_init.has_listeners(model)


def test_made_rows_have_identifiers_of_their_own():
    maker = RowMaker(Award, language="en")

    first, second = maker.row(grade="7"), maker.row()

    assert first.pk != second.pk
    assert first.credential_id != second.credential_id
    assert (first.grade, second.grade, second.language) == ("7", "", "en")


@pytest.mark.parametrize("name", ["batch", "no_such_column"])
def test_a_column_that_is_none_is_a_mistake(name):
    with pytest.raises(TypeError, match=name):
        RowMaker(Award, **{name: 1})
    with pytest.raises(TypeError, match=name):
        RowMaker(Award).row(**{name: 1})


@pytest.mark.django_db
def test_a_made_row_is_stored_and_read_again():
    row = RowMaker(PublicDocument, media_type="text/plain", updated_at=timezone.now()).row(
        path="/public/x", body=b"x", etag="e"
    )

    insert_rows(PublicDocument, [row])

    stored = PublicDocument.objects.get()
    assert (stored.pk, bytes(stored.body), row._state.adding) == (row.pk, b"x", False)


@pytest.mark.django_db
def test_only_what_is_missing_is_added(cast):
    names = ("institution", "email", "name")
    here = (cast.uppsala.pk, "ada@x.example", "Zoë Šimić")
    insert_missing(KnownRecipient, names, [here])

    insert_missing(KnownRecipient, names, [here, (cast.uppsala.pk, "bo@x.example", "")])
    insert_missing(KnownRecipient, names, [])

    stored = KnownRecipient.objects.order_by("email").values_list(*names)
    assert [*stored] == [here, (cast.uppsala.pk, "bo@x.example", "")]


def _without_made(row):
    return {
        name: value for name, value in row.__dict__.items() if name not in MADE and name != "_state"
    }


def test_identifiers_of_rows_made_together_stand_together_and_are_random():
    before = time.time_ns() // 1_000_000
    made = [ordered_id() for _ in range(2000)]
    after = time.time_ns() // 1_000_000

    milliseconds = [each.int >> 80 for each in made]
    assert milliseconds == sorted(milliseconds)
    assert before <= milliseconds[0] <= milliseconds[-1] <= after
    assert {(each.version, each.variant) for each in made} == {(7, uuid.RFC_4122)}
    assert len(set(made)) == len({each.int & (1 << 62) - 1 for each in made}) == 2000
    free = (1 << 76) - 1 & ~(3 << 62)
    assert reduce(or_, (each.int for each in made)) & free == free
