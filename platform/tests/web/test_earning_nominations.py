"""The pages of nominating and confirming."""

from __future__ import annotations

import pytest
from django.urls import reverse

from insigne_platform.awards.models import Award
from insigne_platform.earning.models import Nomination, Nominator

pytestmark = pytest.mark.django_db


@pytest.fixture
def nominator(at_the_door, cast, published) -> Nominator:
    address = reverse("nominators", args=[published.pk])
    at_the_door(cast.ada).post(address, {"email": "eva@employer.example"})
    return Nominator.objects.get()


def test_eva_nominates_and_ada_confirms_in_one_look(at_the_door, cast, nominator):
    eva, ada = at_the_door(cast.eva), at_the_door(cast.ada)
    own = reverse("nominate", args=[nominator.pk])
    eva.post(own, {"people": "a@mail.example, Ann <b>\nb@mail.example", "note": "Good."})
    nomination = Nomination.objects.get()
    look = reverse("nomination", args=[nomination.pk])
    ann, other = nomination.nominees.all()

    page = ada.get(look).content.decode()
    refused = ada.post(look, {"chosen": [ann.pk]})
    done = ada.post(look, {"chosen": [ann.pk], f"reason-{other.pk}": "Was not there."})

    assert page.count(" checked") == 2
    assert "Ann &lt;b&gt;" in page
    assert (refused.status_code, refused.content.decode().count(" checked")) == (422, 1)
    assert done.status_code == 302
    assert Award.objects.get().recipient_email == "a@mail.example"
    assert "Was not there." in eva.get(own).content.decode()


def test_what_was_pasted_is_kept_when_a_line_is_wrong(at_the_door, cast, nominator):
    response = at_the_door(cast.eva).post(
        reverse("nominate", args=[nominator.pk]), {"people": "a@mail.example\nnobody"}
    )

    assert response.status_code == 422
    assert "Line 2" in response.content.decode()
    assert "a@mail.example\nnobody" in response.content.decode()


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    at_the_door, cast, nominator, django_assert_num_queries
):
    eva, ada = at_the_door(cast.eva), at_the_door(cast.ada)
    own = reverse("nominate", args=[nominator.pk])
    address = reverse("nominations", args=[cast.uppsala.public_id])
    counted = []
    for n in range(3):
        eva.post(own, {"people": f"p{n}@mail.example"})
        with django_assert_num_queries(11, exact=False) as queries:
            assert ada.get(address).status_code == 200
        counted.append(len(queries))

    assert counted[0] == counted[2]
