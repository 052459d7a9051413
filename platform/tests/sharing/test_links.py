"""Links: who is let in, how often, with which PIN, until when; and what is written down."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from insigne_platform.backpack import services as backpack
from insigne_platform.core.errors import Conflict, Invalid, NotPermitted
from insigne_platform.core.models import AuditEntry, OutboxFact
from insigne_platform.sharing import reactions, selectors, services
from insigne_platform.sharing.models import MOST_WRONG, STAY, Link, View
from insigne_platform.sharing.services.making import hash_of
from sharing.conftest import token_of

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def made(kept, cast, noon, **asked) -> Link:
    return services.make_link(kept, by=cast.amina, at=noon, **asked)


def test_whoever_has_the_address_is_let_in_and_it_is_written_down(cast, noon, kept, link):
    assert services.link_of_token(token_of(link), at=noon) == link

    answer = services.let_in(token_of(link), "", at=noon.replace(minute=42))

    view = View.objects.get()
    assert answer.link == link
    assert (view.person, view.at, view.through) == (cast.amina, noon, "link")
    assert (view.reference, view.audience, view.purpose) == (link.pk, "The mill", "Work")
    assert view.badges == [kept.award.version.name_nl]  # Amina reads Dutch
    assert "recipient_name" in view.fields
    link.refresh_from_db()
    assert (link.opened_count, link.last_opened_at) == (1, noon.replace(minute=42))
    assert OutboxFact.objects.filter(name="sharing.link_made").count() == 1


def test_the_document_is_the_one_that_was_signed(cast, noon, kept, link):
    assert (
        services.document_of(kept, at=noon)
        == backpack.download(kept, "json", by=cast.amina, at=noon).content
    )


def test_a_badge_from_elsewhere_is_shown_as_it_came(cast, noon, imported):
    link = made(imported, cast, noon)

    assert services.let_in(token_of(link), "", at=noon).link == link
    assert services.document_of(imported, at=noon) == bytes(imported.source)
    backpack.delete(imported, by=cast.amina, at=noon)
    assert services.link_of_token(token_of(link), at=noon) is None


def test_nothing_in_the_database_opens_a_link(link):
    token = token_of(link)
    stored = Link.objects.filter(pk=link.pk).values_list()[0]

    assert len(token) == 43  # 256 bits
    assert link.token_hash == hash_of(token)
    for value in stored:
        text = value.hex() if isinstance(value, bytes | memoryview) else str(value)
        assert token not in text


def test_two_links_have_nothing_in_common(cast, noon, kept):
    tokens = {token_of(made(kept, cast, noon)) for _ in range(8)}

    assert len(tokens) == 8
    assert all(one[:4] != two[:4] for one in tokens for two in tokens if one != two)


@pytest.mark.parametrize("change", ["", "x", "A" * 43, "../", "\x00", "é" * 43, "\ud800"])
def test_another_text_opens_nothing(noon, link, change):
    assert services.link_of_token(change, at=noon) is None
    assert services.let_in(change, "", at=noon).link is None
    assert services.link_of_token(token_of(link)[:-1], at=noon) is None


def test_a_link_ends_at_its_moment(cast, noon, kept):
    link = made(kept, cast, noon, expires_at=noon + A_DAY)

    assert services.let_in(token_of(link), "", at=noon + A_DAY - timedelta(seconds=1)).link
    assert services.let_in(token_of(link), "", at=noon + A_DAY).link is None
    assert services.link_of_token(token_of(link), at=noon + A_DAY) is None


def test_a_stopped_link_shows_nothing_to_who_is_inside_either(cast, noon, link):
    assert services.let_in(token_of(link), "", at=noon).link == link

    services.stop_link(link, by=cast.amina, at=noon)

    assert services.link_of_token(token_of(link), at=noon) is None
    with pytest.raises(Conflict):
        services.renew_address(link, by=cast.amina)


def test_a_new_address_closes_the_old_one(cast, link, noon):
    old = token_of(link)
    services.let_in(old, "", at=noon)
    given = services.pass_for(link)

    renewed = services.renew_address(link, by=cast.amina)

    assert services.link_of_token(old, at=noon) is None
    assert services.link_of_token(token_of(renewed), at=noon) == link
    assert not services.was_let_in(renewed, given)


def test_an_address_outlives_the_secret_but_cannot_be_told(settings, noon, link):
    token = token_of(link)
    settings.SECRET_KEY = "another one"

    assert services.link_of_token(token, at=noon) == link
    assert services.address_of(link) is None


def test_a_link_that_works_once_lets_one_in_for_an_hour(cast, noon, kept):
    link = made(kept, cast, noon, is_one_time=True)

    first = services.let_in(token_of(link), "", at=noon)
    second = services.let_in(token_of(link), "", at=noon)

    assert (first.link, second.link) == (link, None)
    assert services.link_of_token(token_of(link), at=noon) == link  # for who has a pass
    assert View.objects.count() == 1
    link.refresh_from_db()
    assert not link.is_open(noon)


def test_a_pass_is_for_one_link_and_one_hour(cast, noon, kept, link, monkeypatch):
    other = made(kept, cast, noon)
    given = services.pass_for(link)

    assert services.was_let_in(link, given)
    assert not services.was_let_in(other, given)
    assert not any(services.was_let_in(link, text) for text in ("", "x", given[:-1], given + "x"))
    assert link.token_hash not in given
    later = time.time() + STAY.total_seconds() + 5
    monkeypatch.setattr("time.time", lambda: later)
    assert not services.was_let_in(link, given)


def test_a_pin_is_asked_and_not_stored(cast, noon, kept):
    link = made(kept, cast, noon, pin="4711")

    refused = services.let_in(token_of(link), "4712", at=noon)
    answer = services.let_in(token_of(link), "4711", at=noon)

    assert refused.problem == "This is not the PIN of this link."
    assert (answer.link, answer.problem) == (link, "")
    assert "4711" not in link.pin_hash
    assert View.objects.count() == 1
    link.refresh_from_db()
    assert link.wrong_pins == 1  # a right one gives nobody new tries


def test_guessing_takes_longer_and_longer_and_then_the_link_is_closed(cast, noon, kept):
    link, at, waits = made(kept, cast, noon, pin="4711"), noon, []
    while True:
        answer = services.let_in(token_of(link), "0000", at=at)
        link.refresh_from_db()
        if link.is_locked:
            break
        if link.waits_until is not None:
            early = services.let_in(token_of(link), "4711", at=at)
            assert early.link == link
            assert early.problem.endswith("Wait a moment, and try again.")
            waits.append((link.waits_until - at).total_seconds())
            at = link.waits_until

    assert link.wrong_pins == MOST_WRONG
    assert waits == sorted(waits)
    assert waits[-1] >= 60 * 30
    assert "closed" in answer.problem
    assert services.let_in(token_of(link), "4711", at=at + A_DAY).link is None
    assert View.objects.count() == 0
    renewed = services.renew_address(link, by=cast.amina)
    assert services.let_in(token_of(renewed), "4711", at=at).link == link


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"pin": "123"}, "pin"),
        ({"pin": "123456789"}, "pin"),
        ({"pin": "12a4"}, "pin"),
        ({"pin": "٤٧١١"}, "pin"),
        ({"audience": "x" * 201}, "audience"),
        ({"purpose": "For 111222333"}, "purpose"),
        ({"expires_at": 0}, "until"),
    ],
)
def test_what_cannot_be_asked_of_a_link_is_said(cast, noon, kept, asked, field):
    if "expires_at" in asked:
        asked = {"expires_at": noon}

    with pytest.raises(Invalid) as refused:
        made(kept, cast, noon, **asked)

    assert [problem.field for problem in refused.value.problems] == [field]
    assert not Link.objects.exists()


def test_nobody_else_has_a_say_in_a_link(cast, noon, kept, link):
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.make_link(kept, by=cast.eva, at=noon),
        lambda: services.stop_link(link, by=cast.eva, at=noon),
        lambda: services.renew_address(link, by=cast.eva),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert selectors.link_of(cast.eva, link.pk) is None
    assert [*selectors.views_of(cast.eva)] == []
    assert AuditEntry.objects.count() == before


def test_links_are_found_by_badge_audience_and_purpose(cast, noon, kept, link):
    other = made(kept, cast, noon, audience="The school", is_one_time=True)
    services.let_in(token_of(other), "", at=noon)
    mine = selectors.links_of(cast.amina)

    assert [*selectors.searched(mine, "mill ice")] == [link]
    assert [*selectors.searched(mine, "mill school")] == []
    assert [*selectors.open_links(mine, noon)] == [link]
    assert selectors.open_counts([kept.pk], at=noon) == {kept.pk: 1}
    assert selectors.open_counts([], at=noon) == {}
    assert [*selectors.links_to(kept)] == [other, link]


def test_a_frame_is_written_down_once_an_hour(noon, link):
    for minutes in (0, 10, 59, 60):
        services.seen_in_a_page(link, at=noon + timedelta(minutes=minutes))

    assert [view.through for view in View.objects.all()] == ["page", "page"]


def test_the_log_is_the_holders_to_delete_and_is_forgotten_after_a_year(cast, noon, kept, link):
    other = made(kept, cast, noon)
    for of in (link, other):
        services.let_in(token_of(of), "", at=noon)

    assert services.forget_views(cast.eva) == 0
    entry = View.objects.get(reference=link.pk)
    assert services.forget_views(cast.eva, entry=entry.pk) == 0
    assert services.forget_views(cast.amina, link.pk) == 1
    assert [view.reference for view in View.objects.all()] == [other.pk]
    assert services.forget_old_views(at=noon + timedelta(days=364)) == 0
    assert services.forget_old_views(at=noon + timedelta(days=366)) == 1
    assert reactions.forget_old_views() == 0


def test_months_are_counted(cast, noon, link):
    services.let_in(token_of(link), "", at=noon)
    services.let_in(token_of(link), "", at=noon)
    services.let_in(token_of(link), "", at=noon - timedelta(days=40))

    counted = selectors.views_by_month(selectors.views_of(cast.amina))

    assert sorted(counted.values()) == [1, 2]


def test_a_collection_is_shown_as_it_is_at_that_moment(cast, noon, kept, imported):
    collection = backpack.make_collection("Ice", "", [kept], by=cast.amina)
    link = made(collection, cast, noon, pin="4711")

    backpack.add_badges(collection, [imported, kept], by=cast.amina)
    answer = services.let_in(token_of(link), "4711", at=noon)

    assert [item.badge for item in services.badges_of(answer.link)] == [kept, imported]
    assert View.objects.get().badges == [kept.award.version.name_nl, imported.name]
    backpack.delete(imported, by=cast.amina, at=noon)
    assert [item.badge for item in services.badges_of(link)] == [kept]
    backpack.delete_collection(collection, by=cast.amina)
    assert services.link_of_token(token_of(link), at=noon) is None


def test_nobody_shares_anothers_collection(cast, noon, kept):
    collection = backpack.make_collection("Ice", "", [kept], by=cast.amina)

    with pytest.raises(NotPermitted):
        services.make_link(collection, by=cast.eva, at=noon)


def test_one_entry_of_the_log_is_deleted(cast, noon, link):
    for _ in range(2):
        services.let_in(token_of(link), "", at=noon)
    first, second = View.objects.all()

    assert services.forget_views(cast.amina, entry=first.pk) == 1
    assert View.objects.get() == second


def test_a_frame_is_for_a_badge_without_a_pin_or_single_use(cast, noon, kept, imported):
    for shown, asked in (
        (kept, {"pin": "4711"}), (kept, {"is_one_time": True}), (imported, {}),
    ):  # fmt: skip
        with pytest.raises(Invalid) as refused:
            made(shown, cast, noon, may_be_framed=True, **asked)
        assert [problem.field for problem in refused.value.problems] == ["may_be_framed"]
    assert made(kept, cast, noon, may_be_framed=True).may_be_framed
