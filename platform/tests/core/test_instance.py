import pytest

from insigne_platform.core.errors import Conflict
from insigne_platform.core.instance import is_demo, open_instance
from insigne_platform.core.models import Instance

pytestmark = pytest.mark.django_db


def test_the_base_address_is_fixed_at_the_first_start(settings):
    open_instance(is_demo=False)
    open_instance(is_demo=False)
    settings.INSIGNE_BASE_URL = "http://localhost:9000"

    with pytest.raises(Conflict) as refusal:
        open_instance(is_demo=False)

    assert str(refusal.value) == (
        "This data belongs to https://badges.example.org: the badges in it carry that address. "
        "It cannot be served at http://localhost:9000."
    )
    assert Instance.objects.count() == 1


def test_a_demo_is_never_served_as_real():
    open_instance(is_demo=True)

    assert is_demo()
    open_instance()
    with pytest.raises(Conflict):
        open_instance(is_demo=False)
