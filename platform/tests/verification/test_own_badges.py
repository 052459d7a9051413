"""Badges of this very site: issued through the services, checked from its own store."""

from __future__ import annotations

import json

import pytest

from achievements.badge_making import published
from awards.award_making import awarded
from insigne_platform.awards import services as awards
from insigne_platform.core.errors import Invalid
from insigne_platform.verification.services import verify
from verification.outsiders import Nobody

pytestmark = pytest.mark.django_db


@pytest.fixture
def given(cast, noon):
    return awarded(published(cast.uppsala_issuer, cast.ada, noon), cast.ada, noon)


@pytest.fixture
def check(noon):
    """Check something; whoever would be asked over the network makes the test fail."""

    def verify_it(source=None, text=None, address=None, recipient=None):
        return verify(source, text, address, recipient, at=noon, outside=Nobody())

    return verify_it


def states(view):
    return [(level.key, level.state) for level in view.levels]


def test_a_badge_of_ours(given, check, noon):
    view = check(awards.document(given, "ob3", at=noon))

    print(view)
    assert view.look == "valid"
