import pytest

from insigne_platform.core import audit
from insigne_platform.core.models import AuditEntry

pytestmark = pytest.mark.django_db


def _write(person, count):
    for number in range(count):
        audit.record(person, "test.done", person, number=number)


def test_a_whole_chain_has_no_broken_entry(make_person):
    _write(make_person("ada@uppsala.example"), 5)

    assert audit.first_broken_entry() is None


@pytest.mark.parametrize("place", [1, 3, 5])
def test_an_altered_entry_is_found_at_its_place(make_person, place, django_db_blocker):
    _write(make_person("ada@uppsala.example"), 5)

    _sql("UPDATE core_auditentry SET action = 'test.undone' WHERE sequence = %s", place)

    assert audit.first_broken_entry() == place


@pytest.mark.parametrize("place", [1, 3])
def test_a_removed_entry_is_found_at_its_place(make_person, place):
    _write(make_person("ada@uppsala.example"), 5)

    _sql("DELETE FROM core_auditentry WHERE sequence = %s", place)

    assert audit.first_broken_entry() == place


def test_two_entries_that_changed_places_are_found(make_person):
    _write(make_person("ada@uppsala.example"), 5)

    _sql("UPDATE core_auditentry SET sequence = 99 WHERE sequence = %s", 2)
    _sql("UPDATE core_auditentry SET sequence = 2 WHERE sequence = %s", 3)
    _sql("UPDATE core_auditentry SET sequence = 3 WHERE sequence = %s", 99)

    assert audit.first_broken_entry() == 2


def test_an_entry_is_never_changed_through_the_model(make_person):
    _write(make_person("ada@uppsala.example"), 1)
    entry = AuditEntry.objects.get()

    for attempt in (
        entry.save,
        entry.delete,
        AuditEntry.objects.all().delete,
        lambda: AuditEntry.objects.update(action="x"),
    ):
        with pytest.raises(TypeError):
            attempt()


def test_an_undone_deed_leaves_no_entry(make_person):
    from django.db import transaction

    person = make_person("ada@uppsala.example")

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        audit.record(person, "test.done", person)
        1 / 0  # noqa: B018

    assert AuditEntry.objects.count() == 0


def _sql(statement, *values):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)
