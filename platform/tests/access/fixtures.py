"""One world for all tests of a file, which is costly to make; what a test changes is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction

from access.world import World, make_world
from access.world_grants import nothing_outside


@pytest.fixture(scope="module")
def whole_world(django_db_setup: None, django_db_blocker) -> Iterator[World]:
    """Make the world, and unmake it after the file."""
    with django_db_blocker.unblock(), nothing_outside(), transaction.atomic():
        yield make_world()
        transaction.set_rollback(True)


@pytest.fixture
def world(whole_world: World, db: None) -> World:
    """The world, as it was made: each test undoes what it did."""
    return whole_world
