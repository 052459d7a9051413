from __future__ import annotations

from unittest import mock

import pytest
from django.db.models import QuerySet

from insigne_platform.api.models import StoredAnswer
from insigne_platform.awards.models import Award

KEY = {"idempotency-key": "order-1"}


@pytest.mark.django_db
def test_the_same_key_is_answered_the_same_and_done_once(program, published):
    ada = program()
    award = {"badge": published.achievement.public_id, "email": "a@b.example"}

    first, again = ada.post("awards", award, **KEY), ada.post("awards", award, **KEY)

    assert (first.status_code, again.status_code) == (201, 201)
    assert (first.content, first["Location"]) == (again.content, again["Location"])
    assert again["Idempotency-Replayed"] == "true"
    assert Award.objects.count() == 1


@pytest.mark.django_db
def test_the_same_key_with_another_body_is_a_conflict(program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post("awards", {"badge": badge, "email": "a@b.example"}, **KEY)

    other = ada.post("awards", {"badge": badge, "email": "b@b.example"}, **KEY)
    elsewhere = ada.post(f"badges/{badge}/archive", **KEY)

    assert (other.status_code, elsewhere.status_code) == (409, 409)
    assert Award.objects.count() == 1


@pytest.mark.django_db
def test_what_was_refused_may_be_sent_again(program, published):
    ada, badge = program(), published.achievement.public_id

    refused = ada.post("awards", {"badge": badge, "email": "nobody"}, **KEY)
    mended = ada.post("awards", {"badge": badge, "email": "a@b.example"}, **KEY)

    assert (refused.status_code, mended.status_code) == (422, 201)


@pytest.mark.django_db
def test_a_key_is_of_one_token(cast, program, published):
    award = {"badge": published.achievement.public_id, "email": "a@b.example"}
    program().post("awards", award, **KEY)

    other = program().post("awards", award, **KEY)

    assert other.status_code == 409
    assert "Idempotency-Replayed" not in other


@pytest.mark.django_db
def test_a_key_that_is_too_long_is_refused(program, published):
    award = {"badge": published.achievement.public_id, "email": "a@b.example"}

    assert program().post("awards", award, **{"idempotency-key": "k" * 256}).status_code == 422
    assert StoredAnswer.objects.count() == 0


@pytest.mark.django_db
def test_two_at_once_do_it_once(program, published):
    """The second looks before the first is there, and finds out by the constraint."""
    ada = program()
    award = {"badge": published.achievement.public_id, "email": "a@b.example"}
    first = ada.post("awards", award, **KEY)
    genuine, looked = QuerySet.first, []

    def too_early(rows: QuerySet) -> object:
        if rows.model is StoredAnswer and not looked:
            looked.append(rows)
            return None
        return genuine(rows)

    with mock.patch.object(QuerySet, "first", too_early):
        second = ada.post("awards", award, **KEY)

    assert len(looked) == 1
    assert (second.status_code, second.content) == (201, first.content)
    assert Award.objects.count() == 1


@pytest.mark.django_db
def test_a_key_is_forgotten_after_a_day(program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post("awards", {"badge": badge, "email": "a@b.example"}, **KEY)
    StoredAnswer.objects.update(created_at="2026-01-01T00:00:00Z")

    other = ada.post("awards", {"badge": badge, "email": "b@b.example"}, **KEY)

    assert other.status_code == 201
