"""Awards afterwards: corrected, mailed again, changed by the many; and batches on their way."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from insigne_platform.awards.models import Award, Batch
from insigne_platform.core import outbox

pytestmark = pytest.mark.django_db


@pytest.fixture
def awarded(program, published):
    """Award the badge to people, and answer the award of the first."""

    def make(*emails: str) -> dict[str, object]:
        ada, badge = program(), published.achievement.public_id
        made = [ada.post("awards", {"badge": badge, "email": email}).json() for email in emails]
        outbox.deliver_all()
        return made[0]

    return make


def test_what_was_wrong_is_awarded_anew(program, awarded):
    ada, first = program(), awarded("amina@mail.example")

    corrected = ada.post(
        f"awards/{first['id']}/correct", {"grade": "9", "reason": "The wrong exam."}
    )
    again = ada.post(f"awards/{first['id']}/correct", {"grade": "9", "reason": "Once more."})

    assert (corrected.status_code, again.status_code) == (201, 409)
    new = ada.get(f"awards/{corrected.json()['id']}").json()
    assert (new["grade"], new["replaces"], new["replacement"]) == ("9", first["id"], "correction")
    assert ada.get(f"awards/{first['id']}").json()["state"] == "revoked"


def test_somebody_is_mailed_again_once_an_hour(program, awarded):
    ada, award = program(), awarded("amina@mail.example")

    soon = ada.post(f"awards/{award['id']}/mail")
    Award.objects.update(mailed_at=timezone.now() - timedelta(hours=2))
    later = ada.post(f"awards/{award['id']}/mail")

    assert (soon.status_code, later.status_code) == (409, 200)


@pytest.mark.parametrize(("kind", "state"), [("revoke", "revoked"), ("suspend", "suspended")])
def test_many_are_changed_at_once(program, awarded, published, kind, state):
    ada = program()
    awarded("amina@mail.example", "bente@mail.example")
    asked = {
        "kind": kind,
        "which": {"badge": published.achievement.public_id},
        "reason": "An exam that was known before.",
        "expected": 2,
    }

    changed = ada.post("changes", asked)
    again = ada.post("changes", asked)

    assert (changed.status_code, changed.json()["done"]) == (202, 2)
    assert again.status_code == 409
    there = changed["Location"].removeprefix("/api/v1/")
    assert ada.get(there).json()["total"] == 2
    assert len(ada.get(f"{there}/awards").json()["items"]) == 2
    assert len(ada.get(f"awards?state={state}").json()["items"]) == 2
    assert ada.get("changes").json()["items"][0]["kind"] == kind


def test_many_are_mailed_again_in_the_background(program, awarded, published, mailoutbox):
    ada = program()
    awarded("amina@mail.example", "bente@mail.example")
    Award.objects.update(mailed_at=timezone.now() - timedelta(hours=2))
    mailoutbox.clear()
    asked = {"kind": "mail", "which": {"badge": published.achievement.public_id}, "expected": 2}

    changed = ada.post("changes", asked)
    outbox.deliver_all()

    assert (changed.status_code, changed.json()["done"]) == (202, 0)
    there = ada.get(changed["Location"].removeprefix("/api/v1/")).json()
    assert (there["done"], there["finished_at"] is not None, len(mailoutbox)) == (2, True, 2)
    assert ada.post("changes", asked).status_code == 409


@pytest.mark.parametrize(
    ("which", "status"),
    [
        ({}, 422),
        ({"awards": []}, 422),
        ({"badge": "nothing"}, 422),
        ({"batch": "6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"}, 422),
        ({"email": "nobody@mail.example"}, 409),
        ({"expires_until": "2026-01-01T00:00:00Z"}, 409),
        ({"expires_until": "0001-01-01T00:00:00+23:59"}, 422),
    ],
)
def test_it_is_said_which_awards(program, awarded, which, status):
    awarded("amina@mail.example")

    asked = {"kind": "revoke", "which": which, "reason": "A mistake."}

    assert program().post("changes", asked).status_code == status
    assert Award.objects.filter(state="revoked").count() == 0


def test_awards_of_another_institution_are_not_changed(cast, program, awarded):
    bo = program(by=cast.bo, institution=cast.elsewhere)
    award = awarded("amina@mail.example")

    asked = {"kind": "revoke", "which": {"awards": [award["id"]]}, "reason": "A mistake."}

    assert bo.post("changes", asked).status_code == 409
    assert Award.objects.filter(state="revoked").count() == 0


def test_a_batch_is_planned_paused_resumed_and_stopped(program, published):
    ada, badge = program(), published.achievement.public_id
    rows = [{"email": f"person-{number}@mail.example"} for number in range(3)]
    planned = {"badge": badge, "rows": rows, "starts_at": "2199-01-01T09:00:00Z"}

    batch = ada.post("batches", planned).json()
    here = f"batches/{batch['id']}"
    states = [
        batch["state"],
        ada.post(f"{here}/plan", {"starts_at": None}).json()["state"],
        ada.post(f"{here}/pause").json()["state"],
        ada.post(f"{here}/resume").json()["state"],
        ada.post(f"{here}/cancel").json()["state"],
    ]
    too_late = ada.post(f"{here}/resume")

    assert states == ["scheduled", "open", "paused", "open", "cancelled"]
    assert too_late.status_code == 409
    outbox.deliver_all()
    assert Award.objects.count() == 0


def test_it_is_said_which_rows_were_left(program, published):
    ada, badge = program(), published.achievement.public_id
    rows = [{"email": f"person-{number}@mail.example"} for number in range(3)]
    here = f"batches/{ada.post('batches', {'badge': badge, 'rows': rows}).json()['id']}"

    ada.post(f"{here}/cancel")

    first = ada.get(f"{here}/left?limit=2").json()
    rest = ada.get(f"{here}/left?limit=2&cursor={first['next_cursor']}").json()
    assert [(row["row"], row["email"]) for row in first["items"] + rest["items"]] == [
        (1, "person-0@mail.example"),
        (2, "person-1@mail.example"),
        (3, "person-2@mail.example"),
    ]
    assert rest["next_cursor"] is None


def test_a_large_batch_waits_for_a_second_person(cast, program, published, make_person):
    from insigne_platform.institutions import services as institutions

    second = make_person("second@uppsala.example")
    institutions.add_member(cast.uppsala, second, "administrator", by=cast.ada)
    type(cast.uppsala).objects.filter(pk=cast.uppsala.pk).update(approve_batches_above=1)
    rows = [{"email": "one@mail.example"}, {"email": "two@mail.example"}]
    batch = program().post("batches", {"badge": published.achievement.public_id, "rows": rows})

    own = program().post(f"batches/{batch.json()['id']}/approve")
    other = program(by=second).post(f"batches/{batch.json()['id']}/approve")

    assert (batch.json()["state"], own.status_code) == ("approval", 403)
    assert (other.status_code, other.json()["state"]) == (200, "open")
    outbox.deliver_all()
    assert Batch.objects.get().state == "done"


@pytest.mark.parametrize(
    "cursor",
    [
        '["0001-01-01T00:00:00+23:59","6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"]',
        '["9999-12-31T23:59:59-23:59","6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"]',
        '[99999999999999999999999999,"6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"]',
        '[5,"6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51"]',
        '["2026-06-01T12:00:00Z","\\u0000"]',
        '["2026-06-01T12:00:00Z",7]',
        '["2026-06-01T12:00:00Z"]',
        "{}",
        "[[[[",
        "NaN",
    ],
)
def test_a_cursor_that_was_tampered_with_is_refused(program, published, cursor):
    import base64

    written = base64.urlsafe_b64encode(cursor.encode()).decode().rstrip("=")

    for place in ("awards", "badges", "batches", "changes", "people", "applications", "scores"):
        response = program().get(f"{place}?cursor={written}")

        assert response.status_code == 422, place
        assert response["Content-Type"] == "application/problem+json"
