from __future__ import annotations

import json

import pytest

from insigne_platform.achievements.models import Achievement
from insigne_platform.awards.models import Award
from insigne_platform.core import outbox
from web.a_badge import PICTURE

pytestmark = pytest.mark.django_db

BADGE = {
    "scenario": "informal",
    "language": "en",
    "name_en": "Reading ice",
    "description_en": "Reads the age of ice.",
    "criteria_en": "Read a core of ice.",
    "picture_alt_en": "A core of ice",
}


def test_a_badge_from_nothing_to_awarded_and_revoked(cast, program):
    ada = program()
    issuer = ada.get("issuers").json()["items"][0]["id"]

    made = ada.post("badges", {**BADGE, "issuer": issuer})
    badge = made.json()["id"]
    unready = ada.post(f"badges/{badge}/publish")
    edited = ada.ask("PATCH", f"badges/{badge}", {"workload_ects": 2.5, "eqf_level": 6})
    drawn = ada.ask("PUT", f"badges/{badge}/picture", PICTURE, **{"content-type": "image/svg+xml"})
    published = ada.post(f"badges/{badge}/publish")
    awarded = ada.post("awards", {"badge": badge, "email": "Amina@Mail.example", "grade": "8"})
    outbox.deliver_all()
    address = awarded["Location"].removeprefix("/api/v1/")
    read = ada.get(address).json()
    signed = ada.get(f"{address}/documents/ob3")
    revoked = ada.post(f"{address}/revoke", {"reason": "Inside", "public_reason": "A mistake."})

    assert made.status_code == 201, made.content
    assert made["Location"] == f"/api/v1/badges/{badge}"
    assert [problem["field"] for problem in unready.json()["problems"]] == ["picture"]
    assert (edited.json()["workload_ects"], edited.json()["name_en"]) == (2.5, "Reading ice")
    assert drawn.status_code == 200, drawn.content
    assert published.json()["state"] == "published"
    assert awarded.json()["recipient"] == {"email": "amina@mail.example", "name": ""}
    assert (awarded.json()["state"], read["state"]) == ("being_made", "waiting")
    assert signed["Content-Type"] == "application/vc+ld+json"
    assert signed.json()["credentialSubject"]["result"][0]["value"] == "8"
    assert revoked.json()["state"] == "revoked"
    assert revoked.json()["revocation_reason"] == "A mistake."
    assert "Inside" not in revoked.content.decode()


def test_an_award_is_suspended_and_counts_again(program, published):
    ada = program()
    made = ada.post("awards", {"badge": published.achievement.public_id, "email": "a@b.example"})
    outbox.deliver_all()
    address = f"awards/{made.json()['id']}"

    suspended = ada.post(f"{address}/suspend", {"reason": "An inquiry."})
    found = ada.get("awards?state=suspended").json()["items"]
    lifted = ada.post(f"{address}/lift")

    assert (suspended.json()["is_suspended"], lifted.json()["is_suspended"]) == (True, False)
    assert [item["id"] for item in found] == [made.json()["id"]]


@pytest.mark.parametrize(
    ("format", "begin"),
    [("ob3", b"{"), ("ob3-jwt", b"eyJ"), ("ob2", b"{"), ("png", b"\x89PNG"), ("svg", b"<")],
)
def test_an_award_is_had_in_every_format(program, published, format, begin):
    ada = program()
    made = ada.post("awards", {"badge": published.achievement.public_id, "email": "a@b.example"})
    outbox.deliver_all()

    given = ada.get(f"awards/{made.json()['id']}/documents/{format}")

    assert (given.status_code, given.content.startswith(begin)) == (200, True)


def test_an_award_that_is_being_made_has_no_document_yet(program, published):
    ada = program()
    made = ada.post("awards", {"badge": published.achievement.public_id, "email": "a@b.example"})

    assert ada.get(f"awards/{made.json()['id']}/documents/ob3").status_code == 409


def test_many_are_awarded_at_once_and_nobody_twice(program, published):
    ada, badge = program(), published.achievement.public_id
    rows = [{"email": f"{n}@mail.example", "narrative": 'Said, "so"\nand =1+1'} for n in range(5)]

    first = ada.post("batches", {"badge": badge, "rows": rows, "label": "Group 1"})
    again = ada.post("batches", {"badge": badge, "rows": rows})
    outbox.deliver_all()
    progress = ada.get(first["Location"].removeprefix("/api/v1/")).json()
    listed = ada.get(f"batches/{progress['id']}/awards").json()["items"]

    assert (first.status_code, again.status_code) == (202, 409)
    assert (progress["state"], progress["done"], progress["total"]) == ("done", 5, 5)
    assert [item["recipient"]["email"] for item in listed] == [row["email"] for row in rows]
    assert Award.objects.count() == 5


def test_bad_rows_are_named_as_they_were_sent(program, published):
    ada, badge = program(), published.achievement.public_id
    rows = [{"email": "good@mail.example"}, {"email": "bad at mail"}, {"email": "a@b.example",
            "evidence_url": "javascript:alert(1)"}]  # fmt: skip

    refused = ada.post("batches", {"badge": badge, "rows": rows})
    none = Award.objects.count()
    passed_over = ada.post("batches", {"badge": badge, "rows": rows, "only_good": True})

    found = [(problem["row"], problem["field"]) for problem in refused.json()["problems"]]
    assert (refused.status_code, found) == (422, [(2, "email"), (3, "evidence_url")])
    assert (none, passed_over.json()["total"]) == (0, 1)


def test_what_has_a_citizen_number_is_refused(program, published):
    award = {"badge": published.achievement.public_id, "email": "a@b.example", "name": "111222333"}

    assert program().post("awards", award).status_code == 422
    assert Award.objects.count() == 0


def test_awards_are_found_by_what_is_asked(cast, program, published):
    ada, badge = program(), published.achievement.public_id
    for name in ("ann", "bob"):
        ada.post("awards", {"badge": badge, "email": f"{name}@mail.example"})
    outbox.deliver_all()

    def found(query: str) -> list[str]:
        items = ada.get(f"awards?{query}").json()["items"]
        return sorted(item["recipient"]["email"] for item in items)

    assert found("email=ANN@mail.example") == ["ann@mail.example"]
    assert found("search=bob") == ["bob@mail.example"]
    assert found(f"badge={badge}&state=waiting") == ["ann@mail.example", "bob@mail.example"]
    assert found("state=revoked") == []
    assert found("awarded_from=2999-01-01T00:00:00Z") == []
    assert ada.get("awards?badge=nothing").status_code == 404


def test_a_list_is_walked_whole_while_it_grows(cast, program, published):
    ada, badge = program(), published.achievement.public_id
    rows = [{"email": f"{n}@mail.example"} for n in range(7)]
    ada.post("batches", {"badge": badge, "rows": rows})
    before = {str(pk) for pk in Award.objects.values_list("pk", flat=True)}

    seen, cursor = [], ""
    while cursor is not None:
        answered = ada.get(f"awards?limit=3&cursor={cursor}").json()
        seen += [item["id"] for item in answered["items"]]
        cursor = answered["next_cursor"]
        ada.post("awards", {"badge": badge, "email": f"new-{len(seen)}@mail.example"})

    assert len(seen) == len(set(seen))
    assert before - set(seen) == set()


@pytest.mark.parametrize(
    "cursor", ["x", "e30", "WzEsMl0", "bnVsbA", "%F0%9F%A6%8A", "W10", "a" * 500]
)
def test_a_cursor_that_is_none_of_ours_is_refused(program, cursor):
    assert program().get(f"awards?cursor={cursor}").status_code == 422


def test_versions_and_archive(program, published):
    ada, badge = program(), published.achievement.public_id

    drafted = ada.post(f"badges/{badge}/versions")
    archived = ada.post(f"badges/{badge}/archive")
    hidden = ada.get("badges").json()["items"]
    found = ada.get("badges?state=archived").json()["items"]
    restored = ada.post(f"badges/{badge}/restore")

    assert (drafted.status_code, drafted.json()["version"]) == (201, 2)
    assert archived.json()["archived_at"] is not None
    assert (hidden, [item["id"] for item in found]) == ([], [badge])
    assert restored.json()["archived_at"] is None


def test_a_published_version_is_not_edited(program, published):
    changed = program().ask("PATCH", f"badges/{published.achievement.public_id}", {"name_en": "X"})

    assert changed.status_code == 409


def test_who_works_there_is_read(cast, program):
    items = program().get("people").json()["items"]

    assert [(item["email"], item["role"]) for item in items] == [
        ("ada@uppsala.example", "administrator")
    ]


def test_what_is_had_already_is_not_sent_again(program):
    ada = program()
    first = ada.get("institution")

    again = ada.get("institution", **{"if-none-match": first["ETag"]})
    other = ada.get("institution", **{"if-none-match": '"other"'})

    assert (again.status_code, again.content) == (304, b"")
    assert other.status_code == 200


def test_a_list_costs_as_much_for_three_as_for_one(
    cast, program, published, django_assert_max_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ada, badge = program(), published.achievement.public_id

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert ada.get(path).status_code == 200
        return len(asked)

    ada.post("awards", {"badge": badge, "email": "1@mail.example"})
    cost("awards")
    paths = ("awards", "batches", "badges", "issuers", "people")
    first = [cost(path) for path in paths]
    for number in range(2, 5):
        ada.post("awards", {"badge": badge, "email": f"{number}@mail.example"})
        ada.post("badges", {**BADGE, "issuer": cast.uppsala_issuer.public_id})

    assert [cost(path) for path in paths] == first
    assert Achievement.objects.count() == 4


def test_the_same_body_is_the_description_for_everybody(client):
    described = json.loads(client.get("/api/v1/openapi.json").content)

    assert described["openapi"] == "3.1.0"
    assert sorted(described["paths"]["/api/v1/awards"]) == ["get", "post"]
    assert "429" in described["paths"]["/api/v1/awards"]["get"]["responses"]
