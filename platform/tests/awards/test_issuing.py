"""The promises of a batch: exactly once, whatever stops in between."""

import json
from datetime import timedelta

import pytest

from awards.award_examining import examined
from awards.award_making import AMINA, awarded, csv_of
from insigne.status import bitstring
from insigne_platform.awards import selectors, services
from insigne_platform.awards.models import Award, Batch, IssuedDocument, PartIntent, StatusList
from insigne_platform.awards.recipients import Recipient
from insigne_platform.awards.services import issuing, listing
from insigne_platform.awards.services.documenting import keep_bodies
from insigne_platform.awards.services.intents import sign_intents
from insigne_platform.core import publication
from insigne_platform.core.models import OutboxFact, PublicDocument
from insigne_platform.core.publication import document_at

pytestmark = pytest.mark.django_db


class KilledError(BaseException):
    """The worker was killed here."""


@pytest.fixture
def batch(cast, noon, ice) -> Batch:
    recipients = services.preview_list(ice, "list.csv", csv_of(7), by=cast.ada, at=noon)
    return services.award_list(recipients, only_good=True, by=cast.ada, at=noon)


@pytest.fixture
def long(cast, noon, ice, monkeypatch) -> Batch:
    """A batch whose list has parts of three rows, as longer ones have parts of a thousand."""
    monkeypatch.setattr(listing, "ROWS_OF_A_PART", 3)
    recipients = services.preview_list(ice, "list.csv", csv_of(7), by=cast.ada, at=noon)
    return services.award_list(recipients, only_good=True, by=cast.ada, at=noon)


def _whole(batch: Batch) -> tuple[int, ...]:
    """Issued awards, distinct identifiers, places, bodies, hosted documents."""
    awards = Award.objects.filter(batch=batch, state="issued")
    return (
        awards.count(),
        awards.values("credential_id").distinct().count(),
        awards.values("status_list", "status_index").distinct().count(),
        IssuedDocument.objects.filter(award__batch=batch, body__isnull=False).count(),
        PublicDocument.objects.filter(path__startswith="/public/assertions/").count(),
    )


def test_a_batch_is_issued_in_chunks(batch, noon):
    chunks = [services.issue_chunk(batch.pk, at=noon, size=3) for _ in range(4)]

    batch.refresh_from_db()
    assert chunks == [3, 3, 1, 0]
    assert (batch.state, batch.finished_at) == ("done", noon)
    assert _whole(batch) == (7, 7, 7, 7, 7)
    assert selectors.batch_progress(batch).done == 7
    assert OutboxFact.objects.filter(name="awards.awards_issued").count() == 1


def test_issuing_twice_changes_nothing(batch, noon):
    while services.issue_chunk(batch.pk, at=noon):
        pass
    before = list(IssuedDocument.objects.order_by("pk").values_list("pk", "body", "sha256"))

    assert services.issue_chunk(batch.pk, at=noon + timedelta(hours=1)) == 0

    after = list(IssuedDocument.objects.order_by("pk").values_list("pk", "body", "sha256"))
    assert after == before
    assert OutboxFact.objects.filter(name="awards.awards_issued").count() == 1


@pytest.mark.parametrize("step", ["sign_intents", "_store"])
def test_a_crash_between_intent_and_store_costs_nothing(batch, noon, monkeypatch, step):
    def killed(*_arguments: object) -> None:
        raise KilledError

    services.issue_chunk(batch.pk, at=noon, size=2)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(issuing, step, killed)
        services.issue_chunk(batch.pk, at=noon, size=3)
    intents = dict(Award.objects.filter(state="intent").values_list("pk", "status_index"))
    inputs = dict(IssuedDocument.objects.filter(body=None).values_list("award", "signed_input"))
    later = noon + timedelta(minutes=30)

    assert services.resume_unfinished(at=later) == 1
    while services.issue_chunk(batch.pk, at=later, size=3):
        pass

    assert _whole(batch) == (7, 7, 7, 7, 7)
    assert StatusList.objects.get().cursor == 7
    resumed = Award.objects.filter(pk__in=intents)
    assert dict(resumed.values_list("pk", "status_index")) == intents
    assert len(intents) == 3
    for document in IssuedDocument.objects.filter(award__in=intents):
        assert bytes(document.signed_input) == bytes(inputs[document.award_id])
        assert document.prepared_at == noon


def test_a_crash_in_the_middle_of_storing_stores_nothing_of_that_chunk(batch, noon, monkeypatch):
    def killed(*_arguments: object, **_more: object) -> None:
        raise KilledError

    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(publication, "publish_new", killed)
        services.issue_chunk(batch.pk, at=noon)
    assert _whole(batch) == (0, 0, 0, 0, 0)

    services.issue_chunk(batch.pk, at=noon)

    assert _whole(batch) == (7, 7, 7, 7, 7)


@pytest.mark.parametrize("name", ["batch", "long"])
def test_what_is_signed_at_once_is_what_is_signed_after_a_crash(name, request, ice, noon):
    batch = request.getfixturevalue(name)
    written = issuing._write_intents(batch, 3, noon)
    found = issuing._forgotten(batch, 3)

    first, _refused = sign_intents(written.intents, ice.achievement.issuer)
    second, _refused = sign_intents(found.intents, ice.achievement.issuer)

    assert [body for _award, body in first] == [body for _award, body in second]
    assert len(first) == found.rows == 3
    assert all(intent.prepared.badge for intent in written.intents)


def test_of_two_workers_with_the_same_chunk_the_first_bytes_stay(batch, ice, noon):
    issuing._write_intents(batch, 7, noon)
    work = issuing._forgotten(batch, 7)
    signed, _refused = sign_intents(work.intents, ice.achievement.issuer)
    issuing._store(batch, work, signed, [], noon)

    others = [(award, b"other bytes") for award, _body in signed]
    issuing._store(batch, work, others, [], noon)

    kept = {bytes(document.body) for document in IssuedDocument.objects.all()}
    assert kept == {body for _award, body in signed}
    assert OutboxFact.objects.filter(name="awards.awards_issued").count() == 1


def test_of_two_workers_with_the_same_part_the_first_awards_stay(long, ice, noon):
    mine = issuing._write_intents(long, 7, noon)
    other = issuing._forgotten(long, 7)
    signed, _refused = sign_intents(mine.intents, ice.achievement.issuer)
    issuing._store(long, mine, signed, [], noon)

    issuing._store(long, other, [(award, b"other bytes") for award, _body in signed], [], noon)
    while services.issue_chunk(long.pk, at=noon):
        pass

    assert _whole(long) == (7, 7, 7, 7, 7)
    assert StatusList.objects.get().cursor == 7
    assert not IssuedDocument.objects.filter(body=b"other bytes").exists()
    assert OutboxFact.objects.filter(name="awards.awards_issued").count() == 1


@pytest.mark.parametrize("step", ["sign_intents", "_store"])
def test_a_crash_in_a_part_costs_nothing_either(long, noon, monkeypatch, step):
    def killed(*_arguments: object) -> None:
        raise KilledError

    services.issue_chunk(long.pk, at=noon)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(issuing, step, killed)
        services.issue_chunk(long.pk, at=noon)
    said = json.loads(bytes(PartIntent.objects.get().body))
    places = {item["credential_id"]: item["status_index"] for item in said["intents"]}
    inputs = {item["credential_id"]: json.loads(_will_sign(said, item)) for item in said["intents"]}
    assert _whole(long) == (3, 3, 3, 3, 3)
    assert Award.objects.count() == 3
    later = noon + timedelta(minutes=30)

    assert services.resume_unfinished(at=later) == 1
    while services.issue_chunk(long.pk, at=later):
        pass

    assert _whole(long) == (7, 7, 7, 7, 7)
    assert StatusList.objects.get().cursor == 7
    assert not PartIntent.objects.exists()
    resumed = Award.objects.filter(credential_id__in=places)
    assert dict(resumed.values_list("credential_id", "status_index")) == places
    for document in IssuedDocument.objects.filter(award__in=resumed).select_related("award"):
        body = json.loads(document.body)
        assert body.pop("proof")["created"] == "2026-06-01T12:00:00Z"
        assert {**body, "@context": None} == {
            **inputs[document.award.credential_id], "@context": None
        }  # fmt: skip


def test_an_intent_that_was_written_whole_is_signed_too(long, noon):
    """As one was until the texts of a part were kept once: it may be there while we upgrade."""
    issuing._write_intents(long, 7, noon)
    kept = PartIntent.objects.get()
    said = json.loads(bytes(kept.body))
    inputs = [_will_sign(said, item) for item in said["intents"]]
    for item, written in zip(said["intents"], inputs, strict=True):
        del item["form"], item["values"]
        item["signed_input"] = written
    del said["forms"]
    kept.body = json.dumps(said).encode()
    kept.save()

    found = issuing._forgotten(long, 7)

    assert [intent.prepared.unsigned.decode() for intent in found.intents] == inputs
    assert len(inputs) == 3


def _will_sign(said, item) -> str:
    """Fill the gaps by hand: what will be signed, as the intent says it."""
    form = said["forms"][item["form"]]
    values = [json.dumps(item["values"][name], ensure_ascii=False)[1:-1] for name in form["names"]]
    return "".join(values[part] if isinstance(part, int) else part for part in form["pieces"])


def test_who_was_awarded_since_the_intent_is_not_awarded_twice(long, cast, ice, noon):
    work = issuing._write_intents(long, 7, noon)
    signed, _refused = sign_intents(work.intents, ice.achievement.issuer)
    email = work.intents[1].award.recipient_email
    services.award_one(ice, Recipient(email=email, name="Amina"), by=cast.ada, at=noon)

    issuing._store(long, work, signed, [], noon)
    while services.issue_chunk(long.pk, at=noon):
        pass

    long.refresh_from_db()
    assert Award.objects.filter(recipient_email=email).count() == 1
    assert Award.objects.filter(batch=long, state="issued").count() == 6
    assert (long.total, long.already, long.state) == (6, 1, "done")


def test_a_list_that_is_stopped_forgets_what_it_would_have_signed(long, cast, ice, noon):
    services.issue_chunk(long.pk, at=noon)
    work = issuing._write_intents(long, 7, noon)
    signed, _refused = sign_intents(work.intents, ice.achievement.issuer)

    services.cancel_batch(long, by=cast.ada, at=noon)
    issuing._store(long, work, signed, [], noon)

    assert _whole(long) == (3, 3, 3, 3, 3)
    assert not PartIntent.objects.exists()
    words = [row[3] for row in services.result_rows(Batch.objects.get(pk=long.pk))]
    assert words.count("Awarded") == 3
    assert words.count("Not awarded: it was stopped") == 4


def test_who_had_the_badge_until_it_expired_gets_one_that_follows_it(long, cast, ice, noon):
    email = long.recipient_list.rows[0]["email"]
    services.award_one(ice, Recipient(email=email, name="Amina"), by=cast.ada, at=noon)
    earlier = Award.objects.filter(recipient_email=email)
    earlier.update(expires_at=noon - timedelta(days=1))

    while services.issue_chunk(long.pk, at=noon):
        pass

    of_person = Award.objects.filter(recipient_email=email).order_by("created_at")
    assert list(of_person.values_list("is_renewed", flat=True)) == [True, False]
    assert _whole(long)[0] == 7


def test_a_document_is_never_rewritten(given):
    document = given.documents.get()
    document.body = b"other bytes"

    with pytest.raises(TypeError, match="never rewritten"):
        document.save()

    keep_bodies([(document, b"other bytes")])

    assert bytes(given.documents.get().body) != b"other bytes"


def test_what_nobody_works_on_is_announced_again_and_no_more(batch, noon):
    soon, later = noon + timedelta(minutes=9), noon + timedelta(minutes=11)

    assert [services.resume_unfinished(at=at) for at in (soon, later, later)] == [0, 1, 0]


def test_places_are_scattered_and_never_the_same(cast, noon, ice):
    recipients = services.preview_list(ice, "list.csv", csv_of(50), by=cast.ada, at=noon)
    batch = services.award_list(recipients, only_good=True, by=cast.ada, at=noon)
    while services.issue_chunk(batch.pk, at=noon):
        pass

    places = list(batch.awards.order_by("row_number").values_list("status_index", flat=True))

    assert len(set(places)) == 50
    assert places != sorted(places)
    assert all(0 <= place < 131072 for place in places)


def test_a_full_status_list_is_followed_by_another(batch, noon):
    services.issue_chunk(batch.pk, at=noon, size=2)
    StatusList.objects.update(cursor=131070)

    while services.issue_chunk(batch.pk, at=noon):
        pass

    assert list(StatusList.objects.order_by("epoch").values_list("epoch", "cursor")) == [
        (1, 131072), (2, 3)
    ]  # fmt: skip
    assert _whole(batch)[0] == 7
    assert PublicDocument.objects.filter(path__startswith="/public/status/").count() == 2


def test_the_credential_says_what_was_awarded_and_a_stranger_believes_it(given, noon):
    document = json.loads(services.document(given, "ob3", at=noon))
    subject = document["credentialSubject"]

    assert document["validFrom"] == document["awardedDate"] == "2026-06-01T12:00:00Z"
    assert subject["id"] == given.subject_urn
    assert [i["identityHash"] for i in subject["identifier"]] == ["Amina Yılmaz"]
    assert subject["result"][0]["value"] == "8.5"
    assert subject["creditsEarned"] == 2.5
    assert subject["narrative"] == AMINA.narrative
    assert document["evidence"][0]["id"] == AMINA.evidence_url
    assert AMINA.email not in json.dumps(document)
    assert examined(services.document(given, "ob3", at=noon), noon).is_valid


def test_what_is_public_of_an_award_names_nobody(given):
    text = bytes(document_at(f"/public/assertions/{given.public_id}").body).decode()
    hosted = json.loads(text)

    for secret in ("amina", "Amina", "Yılmaz", "8.5", "lakes", "reports/17"):
        assert secret not in text
    assert hosted["recipient"] == {"type": "id", "hashed": False, "identity": given.subject_urn}
    assert given.subject_urn.startswith("urn:uuid:")
    assert hosted["badge"].endswith(f"/badges/{given.achievement.public_id}/v1")


def test_the_new_status_list_is_published_with_no_bit_set(given):
    status_list = given.status_list
    document = json.loads(document_at(f"/public/status/{status_list.public_id}").body)

    bits = bitstring.decode(document["credentialSubject"]["encodedList"])

    assert bits.length == 2 * 131072
    assert not any(bits.data)


def test_other_issuers_have_other_lists(cast, noon, given):
    from achievements.badge_making import published

    other = awarded(published(cast.elsewhere_issuer, cast.bo, noon), cast.bo, noon)

    assert other.status_list != given.status_list


def test_a_worker_that_comes_late_does_not_open_the_batch_again(batch, noon):
    late = Batch.objects.get(pk=batch.pk)
    while services.issue_chunk(batch.pk, at=noon):
        pass

    work = issuing._write_intents(late, 7, noon)
    issuing._store(late, work, [], [], noon)

    assert work == issuing.Work()

    assert Batch.objects.get(pk=batch.pk).state == "done"
    assert OutboxFact.objects.filter(name="awards.awards_issued").count() == 1
