"""The house by program: its people, badges on their way, frameworks, figures and history."""

from __future__ import annotations

import pytest

from insigne_platform.achievements.models import AchievementVersion
from insigne_platform.core import outbox
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Invitation, Membership
from insigne_platform.statistics import services as statistics

pytestmark = pytest.mark.django_db


@pytest.fixture
def second(cast, make_person):
    """Another administrator of Uppsala."""
    person = make_person("second@uppsala.example")
    institutions.add_member(cast.uppsala, person, "administrator", by=cast.ada)
    return person


def test_somebody_is_invited_again_and_not_any_more(program, mailoutbox):
    ada = program()

    made = ada.post("invitations", {"email": "New@mail.example", "role": "awarder"})
    twice = ada.post("invitations", {"email": "new@mail.example", "rights": ["may_award"]})
    listed = ada.get("invitations").json()["items"]
    again = ada.post(f"invitations/{made.json()['id']}/send-again")
    outbox.deliver_all()
    withdrawn = ada.ask("DELETE", f"invitations/{made.json()['id']}")
    late = ada.post(f"invitations/{made.json()['id']}/send-again")

    assert (made.status_code, twice.status_code, again.status_code) == (201, 409, 200)
    assert [each["email"] for each in listed] == ["new@mail.example"]
    assert "may_award" in made.json()["rights"]
    assert (withdrawn.status_code, late.status_code) == (204, 404)
    assert {mail.to[0] for mail in mailoutbox} >= {"new@mail.example"}


@pytest.mark.parametrize(
    "body",
    [
        {"email": "new@mail.example"},
        {"email": "new@mail.example", "role": "awarder", "rights": ["may_award"]},
        {"email": "new@mail.example", "rights": ["may_everything"]},
        {"email": "new@mail.example", "role": "awarder", "issuer": "nothing"},
        {
            "email": "new@mail.example",
            "role": "awarder",
            "group": "6f1ed002-ab5e-4a0e-9e34-5c4c1d8f8a51",
        },
        {"email": "nobody", "role": "awarder"},
    ],
)
def test_an_invitation_says_who_and_what(program, body):
    assert program().post("invitations", body).status_code == 422
    assert Invitation.objects.count() == 0


def test_rights_are_changed_and_ended(cast, program, second):
    ada = program()
    member = Membership.objects.get(person=second)

    changed = ada.ask("PATCH", f"people/{member.pk}", {"rights": ["may_award"]})
    last = ada.ask(
        "PATCH", f"people/{Membership.objects.get(person=cast.ada).pk}", {"role": "observer"}
    )
    ended = ada.ask("DELETE", f"people/{member.pk}")

    assert changed.json()["rights"] == ["may_award"]
    assert last.status_code == 409
    assert (ended.status_code, Membership.objects.filter(person=second).exists()) == (204, False)


def test_people_of_another_institution_are_not_there(cast, program):
    institutions.add_member(cast.uppsala, cast.bo, "administrator", by=cast.ada)
    bo = program(by=cast.bo, institution=cast.elsewhere)
    ada = Membership.objects.get(person=cast.ada)
    invited = program().post("invitations", {"email": "x@mail.example", "role": "observer"}).json()

    answers = [
        bo.ask("PATCH", f"people/{ada.pk}", {"role": "observer"}),
        bo.ask("DELETE", f"people/{ada.pk}"),
        bo.ask("DELETE", f"invitations/{invited['id']}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert bo.get("invitations").json()["items"] == []


def test_a_badge_is_approved_by_another_person(cast, program, published, second):
    type(cast.uppsala).objects.filter(pk=cast.uppsala.pk).update(requires_approval=True)
    ada, other, badge = program(), program(by=second), published.achievement.public_id
    ada.post(f"badges/{badge}/versions")
    ada.ask("PATCH", f"badges/{badge}", {"tags": ["ice"], "prerequisites": "Warm gloves"})

    alone = ada.post(f"badges/{badge}/publish")
    asked = ada.post(f"badges/{badge}/approvals", {"change": "minor", "note": "A word."})
    own = ada.post(f"badges/{badge}/approvals/approve")
    back = other.post(f"badges/{badge}/approvals/send-back", {"comment": "Which gloves?"})
    ada.post(f"badges/{badge}/approvals")
    withdrawn = ada.post(f"badges/{badge}/approvals/withdraw")
    ada.post(f"badges/{badge}/approvals")
    approved = other.post(f"badges/{badge}/approvals/approve")

    assert (alone.status_code, asked.status_code, own.status_code) == (409, 201, 403)
    assert (back.json()["state"], withdrawn.json()["state"]) == ("returned", "withdrawn")
    assert (approved.status_code, approved.json()["state"]) == (200, "published")
    assert [each["state"] for each in ada.get(f"badges/{badge}/approvals").json()["items"]] == [
        "approved", "withdrawn", "returned",
    ]  # fmt: skip
    assert other.post(f"badges/{badge}/approvals/approve").status_code == 409


def test_versions_are_listed_and_a_draft_is_thrown_away(program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post(f"badges/{badge}/versions")

    versions = ada.get(f"badges/{badge}/versions").json()["items"]
    discarded = ada.ask("DELETE", f"badges/{badge}/draft")
    again = ada.ask("DELETE", f"badges/{badge}/draft")

    assert [version["version"] for version in versions] == [2, 1]
    assert (discarded.status_code, again.status_code) == (204, 409)
    assert AchievementVersion.objects.count() == 1


def test_a_badge_is_copied_and_left_out_of_the_catalogue(cast, program, published):
    ada, badge = program(), published.achievement.public_id

    copy = ada.post(f"badges/{badge}/copy")
    elsewhere = ada.post(f"badges/{badge}/copy", {"issuer": str(cast.elsewhere_issuer.public_id)})
    hidden = ada.ask("PUT", f"badges/{badge}/catalogue", {"shown": False})

    assert (copy.status_code, copy.json()["state"]) == (201, "draft")
    assert elsewhere.status_code == 422
    assert hidden.json()["in_catalogue"] is False


def test_everything_of_the_editor_is_written_and_read(program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post(f"badges/{badge}/versions")
    said = {
        "assessment_kind": "written",
        "participation_kind": "online",
        "quality_kind": "peers",
        "supervision_kind": "onsite",
        "identity_check": "document",
        "grade_scale": "own",
        "grade_pass": "good",
        "grade_levels": [{"value": "good", "nl": "Goed", "en": "Good"}],
        "tags": ["ice"],
        "related": [],
        "stackability": "Counts towards ice.",
        "alignments": [{"url": "https://ice.example/1", "name_en": "Reads ice"}],
    }

    edited = ada.ask("PATCH", f"badges/{badge}", said)
    wrong = ada.ask("PATCH", f"badges/{badge}", {"assessment_kind": "guessing"})

    assert (edited.status_code, wrong.status_code) == (200, 422)
    got = ada.get(f"badges/{badge}").json()
    assert {name: got[name] for name in said if name != "alignments"} == {
        name: said[name] for name in said if name != "alignments"
    }
    assert got["alignments"][0]["name_en"] == "Reads ice"
    assert [each["id"] for each in ada.get("badges?tag=ice").json()["items"]] == [badge]


def test_a_framework_is_brought_in_and_looked_through(cast, program):
    ada = program()
    table = b"code,name\nW1,Reads water\nW2,Reads wind\n"
    there = "frameworks?name=Water&language=en&base=https://water.example"

    made = ada.ask("POST", there, table, **{"content-type": "text/csv"})
    broken = ada.ask("POST", "frameworks", b"{", **{"content-type": "application/json"})
    strange = ada.ask("POST", "frameworks", b"a", **{"content-type": "text/html"})
    found = ada.get("framework-items?search=wind").json()["items"]

    assert (made.status_code, made.json()["items"]) == (201, 2)
    assert (broken.status_code, strange.status_code) == (422, 415)
    assert [item["code"] for item in found] == ["W2"]
    bo = program(by=cast.bo, institution=cast.elsewhere)
    assert bo.ask("DELETE", f"frameworks/{made.json()['id']}").status_code == 404
    assert ada.ask("DELETE", f"frameworks/{made.json()['id']}").status_code == 204
    assert ada.get("framework-items").json()["items"] == []


def test_figures_are_told_by_the_month(program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post("awards", {"badge": badge, "email": "amina@mail.example"})
    outbox.deliver_all()
    statistics.recount_marked()

    told = ada.get("statistics?first=2020-01&last=2199-12").json()

    assert (told["first"], told["last"]) == ("2020-01", "2199-12")
    assert (told["total"]["awarded"], told["total"]["viewed"]) == (1, None)
    assert [each["badge"] for each in told["by_badge"]] == [badge]
    for wrong in ("2020-13", "0000-01", "٢٠٢٠-01", "2020-1"):
        assert ada.get(f"statistics?first={wrong}").status_code == 422


def test_the_history_is_walked_by_the_page(cast, program, published):
    ada, badge = program(), published.achievement.public_id
    ada.post("awards", {"badge": badge, "email": "amina@mail.example"})

    seen, cursor = [], ""
    while cursor is not None:
        told = ada.get(f"history?limit=3&cursor={cursor}").json()
        seen += [entry["sequence"] for entry in told["items"]]
        cursor = told["next_cursor"]

    assert len(seen) > 3
    assert seen == sorted(set(seen), reverse=True)
    batches = ada.get(f"history?kind=batch&person={cast.ada.pk}").json()["items"]
    assert [entry["action"] for entry in batches] == ["batch.opened"]
    assert "amina" not in str(batches)
    bo = program(by=cast.bo, institution=cast.elsewhere)
    theirs = {entry["sequence"] for entry in bo.get("history?limit=200").json()["items"]}
    assert theirs.isdisjoint(seen)


def test_groups_and_issuers_are_added_and_changed(cast, program):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    group = ada.post("groups", {"name_en": "Faculty of Ice"}).json()
    issuer = {
        "name_en": "Ice school",
        "url": "https://ice.uppsala.example/",
        "email": "ice@uppsala.example",
        "group": group["id"],
    }

    made = ada.post("issuers", issuer)
    there = f"issuers/{made.json()['id']}"
    changed = ada.ask("PATCH", there, {"name_nl": "IJsschool"})
    renamed = ada.ask("PATCH", f"groups/{group['id']}", {"name_nl": "Faculteit IJs"})
    wrong = [
        ada.post("issuers", {**issuer, "url": "no address"}).status_code,
        ada.post("issuers", {**issuer, "group": made.json()["group"][::-1]}).status_code,
        bo.post("issuers", issuer).status_code,
        ada.post("groups", {}).status_code,
    ]

    assert (made.status_code, made.json()["group"]) == (201, group["id"])
    assert changed.json()["name"] == {"nl": "IJsschool", "en": "Ice school"}
    assert renamed.json()["name"] == {"nl": "Faculteit IJs", "en": "Faculty of Ice"}
    assert wrong == [422] * 4
    assert bo.ask("PATCH", there, {"name_nl": "Van mij"}).status_code == 404
    assert bo.ask("PATCH", f"groups/{group['id']}", {"name_nl": "Van mij"}).status_code == 404


def test_a_badge_is_begun_from_a_template(cast, program, published):
    ada, bo = program(), program(by=cast.bo, institution=cast.elsewhere)
    badge, issuer = published.achievement.public_id, cast.uppsala_issuer.public_id

    kept = ada.post("templates", {"badge": badge, "name": "Ice"})
    here = f"templates/{kept.json()['id']}"
    begun = ada.post(f"{here}/begin", {"issuer": issuer})

    assert (kept.status_code, begun.status_code) == (201, 201)
    assert begun.json()["name_en"] == published.name_en
    assert begun.json()["id"] != badge
    assert bo.post(f"{here}/begin", {"issuer": cast.elsewhere_issuer.public_id}).status_code == 404
    assert bo.ask("DELETE", here).status_code == 404
    assert ada.ask("DELETE", here).status_code == 204
    assert ada.get("templates").json()["items"] == []
