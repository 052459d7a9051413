"""After awarding: ticked awards change together, one is suspended or corrected, all is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from insigne_platform.awards import services
from insigne_platform.awards.models import Award, AwardChange, Batch
from insigne_platform.core import audit, outbox
from insigne_platform.core.models import AuditEntry
from insigne_platform.institutions import services as institutions
from insigne_platform.institutions.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def ada(at_the_door, cast):
    return at_the_door(cast.ada)


@pytest.fixture
def address(cast):
    return reverse("awards-change", args=[cast.uppsala.public_id])


def many(ada, published, count: int) -> Batch:
    rows = "".join(f"student{n}@mail.example;Student {n}\n" for n in range(count))
    file = SimpleUploadedFile("group.csv", f"e-mail;naam\n{rows}".encode(), "text/csv")
    preview = ada.post(reverse("badge-award-list", args=[published.pk]), {"file": file}).url
    ada.post(preview, {"award": "1"})
    outbox.deliver_all()
    return Batch.objects.latest("created_at")


def test_what_is_ticked_is_named_asked_and_done(ada, address, give):
    first, second, third = give("a@x.example"), give("b@x.example"), give("c@x.example")
    asked = f"{address}?kind=revoke&award={first.pk}&award={second.pk}"

    page = ada.get(asked).content.decode()
    nothing_yet = Award.objects.filter(state="revoked").count()
    without = ada.post(asked, {"reason": " "})
    done = ada.post(asked, {"reason": "Given by mistake.", "expected": "2"}, follow=True)

    assert "Revoke 2 awards?" in page
    assert nothing_yet == 0
    assert without.status_code == 422
    assert "2 awards are revoked." in done.content.decode()
    states = {award.recipient_email: award.state for award in Award.objects.all()}
    assert states == {"a@x.example": "revoked", "b@x.example": "revoked", "c@x.example": "issued"}
    assert third.pk


def test_the_message_is_sent_again_to_who_did_not_claim(ada, cast, address, give, mailoutbox):
    first, second, third = give("a@x.example"), give("b@x.example"), give("c@x.example")
    outbox.deliver_all()
    Award.objects.update(mailed_at=timezone.now() - timedelta(hours=2))
    Award.objects.filter(pk=third.pk).update(claimed_at=timezone.now(), holder=cast.amina)
    mailoutbox.clear()
    asked = f"{address}?kind=mail&everything=1&batch="

    listed = ada.get(reverse("awards", args=[cast.uppsala.public_id])).content.decode()
    page = ada.get(asked).content.decode()
    nobody_yet = len(mailoutbox)
    begun = ada.post(asked, {"expected": "2"}, follow=True)
    outbox.deliver_all()
    done = ada.get(begun.redirect_chain[-1][0]).content.decode()

    assert 'name="kind" value="mail"' in listed
    assert "Send the messages about 2 awards again?" in page
    assert "1 other gets nothing: claimed" in page
    assert nobody_yet == 0
    assert "0 of 2" in begun.content.decode()
    assert "2 messages are sent again." in done
    assert sorted(m.to[0] for m in mailoutbox) == [first.recipient_email, second.recipient_email]


def test_a_whole_batch_asks_for_its_number_to_be_typed(ada, cast, address, published):
    batch = many(ada, published, 60)
    asked = f"{address}?kind=revoke&everything=1&batch={batch.pk}"

    page = ada.get(asked).content.decode()
    wrong = ada.post(asked, {"reason": "Fraud.", "count": "6", "expected": "60"})
    right = ada.post(asked, {"reason": "Fraud.", "count": "60", "expected": "60"})
    before = ada.get(right.url).content.decode()
    outbox.deliver_all()
    after = ada.get(right.url).content.decode()

    assert "Revoke 60 awards?" in page
    assert "Type 60" in page
    assert wrong.status_code == 422
    assert "data-refresh" in before
    assert "60 awards are revoked." in after
    assert Award.objects.filter(state="revoked").count() == 60
    assert ada.get(reverse("awards", args=[cast.uppsala.public_id])).status_code == 200


def test_somebody_else_was_quicker_and_the_new_number_is_shown(ada, cast, address, give, noon):
    first, second = give("a@x.example"), give("b@x.example")
    asked = f"{address}?kind=revoke&award={first.pk}&award={second.pk}"
    services.revoke(first, "Me first.", by=cast.ada, at=noon)

    response = ada.post(asked, {"reason": "Both.", "expected": "2"})

    assert response.status_code == 422
    assert "There are 1 of them now" in response.content.decode()
    assert not AwardChange.objects.exists()


@pytest.mark.parametrize("query", ["", "kind=", "kind=burn", "kind=revoke%00"])
def test_an_unknown_deed_is_no_deed(ada, address, query):
    assert ada.get(f"{address}?{query}").status_code == 400


@pytest.mark.parametrize("query", ["award=1", "award=%00", "award='--", "batch=x", "search=%F0%9F"])
def test_hostile_ticks_tick_nothing(ada, address, give, query):
    give()

    page = ada.get(f"{address}?kind=suspend&{query}")

    assert page.status_code == 200
    assert "Nothing to do" in page.content.decode()


def test_bo_ticks_nothing_of_ada(at_the_door, cast, give):
    award = give()
    bo = at_the_door(cast.bo)
    there = reverse("awards-change", args=[cast.elsewhere.public_id])

    page = bo.get(f"{there}?kind=revoke&award={award.pk}").content.decode()
    bo.post(f"{there}?kind=revoke&award={award.pk}", {"reason": "Mine."})

    assert "Nothing to do" in page
    assert not Award.objects.filter(state="revoked").exists()


def test_suspended_and_lifted_by_pages(ada, give):
    award = give()
    there = reverse("award", args=[award.pk])

    ada.post(reverse("award-suspend", args=[award.pk]), {"reason": "x", "public_reason": "Wait."})
    during = ada.get(there).content.decode()
    public = ada.get(reverse("public-assertion", args=[award.public_id]), HTTP_ACCEPT="text/html")
    ada.post(reverse("award-lift", args=[award.pk]))
    after = ada.get(there).content.decode()

    assert "Lift the suspension" in during
    assert "Suspended." in public.content.decode()
    assert "Wait." in public.content.decode()
    assert "Lift the suspension" not in after


def test_a_badge_of_before_says_that_it_can_only_be_revoked(ada, give):
    award = give()
    award.status_list.__class__.objects.update(entry_bits=1)

    page = ada.get(reverse("award-suspend", args=[award.pk])).content.decode()
    refused = ada.post(reverse("award-suspend", args=[award.pk]), {"reason": "x"})

    assert "You can" in page
    assert "only revoke it" in " ".join(page.split())
    assert refused.status_code == 422


def test_a_correction_keeps_what_was_typed_and_links_both(ada, give):
    award = give(name="Amina Ylmaz")
    there = reverse("award-correct", args=[award.pk])

    wrong = ada.post(there, {"name": "Amina Yılmaz", "evidence_url": "nowhere", "reason": "Typo."})
    right = ada.post(there, {"name": "Amina Yılmaz", "reason": "Typo."})

    assert wrong.status_code == 422
    assert 'value="Amina Yılmaz"' in wrong.content.decode()
    new = ada.get(right.url).content.decode()
    assert reverse("award", args=[award.pk]) in new
    assert right.url in ada.get(reverse("award", args=[award.pk])).content.decode()


def history(client, cast, query: str = "", ending: str = "") -> str:
    name = "history-file" if ending else "history"
    address = reverse(name, args=[cast.uppsala.public_id])
    response = client.get(f"{address}?{query}")
    assert response.status_code == 200
    return b"".join(response).decode()


def test_the_history_says_who_did_what(ada, cast, give, noon):
    award = give(name="Amina")
    services.revoke(award, "A mistake.", by=cast.ada, at=noon)

    page = history(ada, cast)
    only = history(ada, cast, f"object={award.pk}")
    nobody = history(ada, cast, "since=01-01-2099")
    people = history(ada, cast, "kind=people")

    assert "revoked an award" in page
    assert "published a badge" in page
    assert "revoked an award" in only
    assert "published a badge" not in only
    assert "Nothing found" in nobody
    assert "revoked an award" not in people
    assert str(cast.ada) in page


def test_the_history_of_another_house_is_closed(at_the_door, cast, give):
    give()
    theirs = reverse("history", args=[cast.elsewhere.public_id])

    assert (
        at_the_door(cast.bo).get(reverse("history", args=[cast.uppsala.public_id])).status_code
        == 403
    )
    assert "awarded a badge" not in at_the_door(cast.bo).get(theirs).content.decode()


def test_no_cell_of_the_file_is_a_formula(ada, cast, give, noon):
    for email, name in (("a@x.example", "=HYPERLINK(1)"), ("b@x.example", "@SUM(A1)")):
        services.revoke(give(email, name=name), "A mistake.", by=cast.ada, at=noon)

    lines = history(ada, cast, ending="csv").splitlines()

    assert lines[0].lstrip("\ufeff").startswith("Time;Who;What;About")
    assert not [cell for line in lines for cell in line.split(";") if cell.startswith(("=", "@"))]
    assert any("'=HYPERLINK(1), " in line for line in lines)


def test_what_a_holder_does_in_her_backpack_is_not_in_it(ada, cast, give, noon):
    from insigne_platform.backpack import services as backpack

    award = give()
    holding = backpack.claim(award, by=cast.amina, at=noon)
    backpack.share(holding, by=cast.amina, at=noon)

    entries = AuditEntry.objects.filter(institution=cast.uppsala.pk, actor=cast.amina.pk)

    assert set(entries.values_list("action", flat=True)) == {"award.claimed"}


def test_the_history_asks_as_much_for_many_as_for_few(
    ada, cast, give, django_assert_num_queries, django_assert_max_num_queries
):
    give()
    institutions.add_member(cast.uppsala, cast.amina, Role.OBSERVER, by=cast.ada)
    address = reverse("history", args=[cast.uppsala.public_id])
    with django_assert_max_num_queries(20) as asked:
        assert ada.get(address).status_code == 200
    give("sevda@mail.example")
    institutions.add_member(cast.uppsala, cast.eva, Role.OBSERVER, by=cast.ada)

    with django_assert_num_queries(len(asked)):
        ada.get(address)


def test_the_chain_holds_with_and_without_an_institution(cast, give):
    give()
    audit.record(None, "person.registered", cast.amina)
    assert AuditEntry.objects.filter(institution=None).exists()
    assert AuditEntry.objects.filter(institution=cast.uppsala.pk).exists()
    assert audit.first_broken_entry() is None

    entry = AuditEntry.objects.filter(institution=cast.uppsala.pk).first()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_auditentry SET institution = %s WHERE sequence = %s",
            [cast.elsewhere.pk.hex if connection.vendor == "sqlite" else cast.elsewhere.pk,
             entry.sequence],
        )  # fmt: skip

    assert audit.first_broken_entry() == entry.sequence
