import json
from dataclasses import replace
from datetime import timedelta

import pytest

from awards.award_examining import examined
from awards.award_making import AMINA, awarded
from insigne import baking
from insigne_platform.awards import services as awards
from insigne_platform.backpack import selectors, services
from insigne_platform.backpack.models import Holding
from insigne_platform.core.errors import Conflict, Invalid, NotFound, NotPermitted
from insigne_platform.core.models import AuditEntry, OutboxFact
from insigne_platform.core.tokens import token_for
from insigne_platform.people.models import Person
from insigne_platform.people.selectors import verified_addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(cast, noon, given) -> Holding:
    return services.claim(given, by=cast.amina, at=noon)


@pytest.fixture
def token(given) -> str:
    return token_for("claim", given.pk)


def test_what_was_awarded_waits_until_amina_keeps_it(cast, noon, given):
    assert list(selectors.waiting_for(cast.amina)) == [given]
    assert list(selectors.holdings_of(cast.amina)) == []

    holding = services.claim(given, by=cast.amina, at=noon)

    assert list(selectors.waiting_for(cast.amina)) == []
    assert list(selectors.holdings_of(cast.amina)) == [holding]
    given.refresh_from_db()
    assert (given.holder, given.claimed_at) == (cast.amina, noon)
    assert OutboxFact.objects.filter(name="awards.award_claimed").count() == 1
    assert OutboxFact.objects.filter(name="backpack.holding_kept").count() == 1


def test_bo_may_do_nothing_in_aminas_backpack(cast, noon, ice, kept):
    waiting = awarded(ice, cast.ada, noon, replace(AMINA, email="eva@employer.example"))
    link = services.share(kept, by=cast.amina, at=noon)
    before = AuditEntry.objects.count()

    for attempt in (
        lambda: services.claim(waiting, by=cast.bo, at=noon),
        lambda: services.decline_award(waiting, by=cast.bo, at=noon),
        lambda: services.share(kept, by=cast.bo, at=noon),
        lambda: services.stop_sharing(link, by=cast.bo, at=noon),
        lambda: services.download(kept, "png", by=cast.bo, at=noon),
        lambda: services.with_address(kept, cast.bo.email, by=cast.bo, at=noon),
        lambda: services.hide(kept, by=cast.bo),
    ):
        with pytest.raises(NotPermitted):
            attempt()

    assert AuditEntry.objects.count() == before
    assert selectors.holding_of(cast.bo, kept.pk) is None
    assert list(selectors.holdings_of(cast.bo)) == []
    assert list(selectors.waiting_for(cast.bo)) == []
    assert services.open_share(token_for("share", link.pk), at=noon) is not None


def test_even_ada_who_awarded_it_has_no_key_to_the_backpack(cast, noon, kept):
    with pytest.raises(NotPermitted):
        services.download(kept, "png", by=cast.ada, at=noon)


def test_keeping_twice_keeps_one(cast, noon, given, kept):
    assert services.claim(given, by=cast.amina, at=noon + timedelta(days=1)) == kept
    assert Holding.objects.count() == 1
    assert OutboxFact.objects.filter(name="awards.award_claimed").count() == 1


def test_a_link_makes_an_account_for_who_has_none(cast, noon, ice):
    new = replace(AMINA, email="nieuw@mail.example", name="Noor Nieuw", language="nl")
    award = awarded(ice, cast.ada, noon, new)
    token = token_for("claim", award.pk)
    assert selectors.invitation(token) == award

    person, holding = services.claim_by_link(token, at=noon)

    assert (person.email, person.display_name, person.language) == (
        "nieuw@mail.example", "Noor Nieuw", "nl"
    )  # fmt: skip
    assert verified_addresses(person) == ["nieuw@mail.example"]
    assert list(selectors.holdings_of(person)) == [holding]
    with pytest.raises(NotPermitted):
        services.claim_by_link(token, at=noon)


def test_a_link_does_not_open_an_account_that_there_is(cast, noon, given, token, mailoutbox):
    from insigne_platform.core import outbox

    with pytest.raises(NotPermitted, match="mailed you a link"):
        services.claim_by_link(token, at=noon)

    outbox.deliver_pending()
    assert Holding.objects.count() == 0
    assert list(selectors.waiting_for(cast.amina)) == [given]
    assert any("sign-in-link" in message.body for message in mailoutbox)


def test_a_link_gives_who_is_signed_in_the_badge_and_no_address(cast, noon, ice):
    other = awarded(ice, cast.ada, noon, replace(AMINA, email="amina.work@mail.example"))
    before = verified_addresses(cast.amina)

    person, holding = services.claim_by_link(token_for("claim", other.pk), by=cast.amina, at=noon)

    assert (person, holding.person) == (cast.amina, cast.amina)
    assert verified_addresses(cast.amina) == before
    assert not Person.objects.filter(email="amina.work@mail.example").exists()


def test_what_is_kept_by_one_is_not_kept_by_another(cast, noon, kept, token):
    with pytest.raises(Conflict):
        services.claim_by_link(token, by=cast.bo, at=noon)

    assert Holding.objects.get().person == cast.amina


def test_amina_declines_and_changes_her_mind(cast, noon, given, token):
    services.decline(token, at=noon)
    assert list(selectors.waiting_for(cast.amina)) == []

    services.claim(given, by=cast.amina, at=noon)
    given.refresh_from_db()
    assert given.declined_at is None
    with pytest.raises(Conflict):
        services.decline(token, at=noon)


def test_links_that_are_not_ours(noon, given):
    for wrong in ("", "x", token_for("share", given.pk), token_for("claim", given.batch_id)):
        assert selectors.invitation(wrong) is None
        with pytest.raises(NotFound):
            services.claim_by_link(wrong, at=noon)
        with pytest.raises(NotFound):
            services.decline(wrong, at=noon)


def test_what_was_revoked_is_not_kept_any_more(cast, noon, given):
    awards.revoke(given, "A mistake.", by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.claim(given, by=cast.amina, at=noon)


@pytest.mark.parametrize(
    ("kind", "name", "media_type"),
    [
        ("png", "reading-ice.png", "image/png"),
        ("svg", "reading-ice.svg", "image/svg+xml"),
        ("json", "reading-ice.json", "application/vc+ld+json"),
        ("jwt", "reading-ice.jwt", "application/vc+jwt"),
        ("png-ob2", "reading-ice-ob2.png", "image/png"),
    ],
)
def test_amina_takes_her_badge_along_and_a_stranger_believes_it(
    cast, noon, kept, kind, name, media_type
):
    file = services.download(kept, kind, by=cast.amina, at=noon)

    assert (file.file_name, file.media_type) == (name, media_type)
    report = examined(file.content, noon)
    assert report.is_valid, report.summary()
    assert services.download(kept, kind, by=cast.amina, at=noon) == file


def test_a_kind_of_file_that_there_is_not(cast, noon, kept):
    with pytest.raises(NotFound):
        services.download(kept, "exe", by=cast.amina, at=noon)
    with pytest.raises(NotFound):
        services.with_address(kept, AMINA.email, by=cast.amina, at=noon, kind="png-ob2")


def test_the_older_kind_of_a_revoked_badge_is_not_given(cast, noon, given, kept):
    awards.revoke(given, "A mistake.", by=cast.ada, at=noon)
    kept.refresh_from_db()

    with pytest.raises(Conflict):
        services.download(kept, "png-ob2", by=cast.amina, at=noon)
    revoked = services.download(kept, "png", by=cast.amina, at=noon)
    assert examined(revoked.content, noon).verdict == "invalid"


@pytest.mark.parametrize("kind", ["png", "svg", "json", "jwt"])
def test_amina_has_her_address_in_it_when_she_asks(cast, noon, kept, kind):
    file = services.with_address(kept, AMINA.email, by=cast.amina, at=noon, kind=kind)

    assert examined(file.content, noon, recipient=AMINA.email).is_valid
    other = examined(file.content, noon, recipient="bo@elsewhere.example")
    assert other.deciding.code == "recipient.other"


def test_eva_sees_what_amina_shows(cast, noon, kept):
    link = services.share(kept, by=cast.amina, at=noon)
    address = services.share_address(link)
    token = address.removeprefix("https://badges.example.org/s/")

    shared = services.open_share(token, at=noon)

    assert shared.award == kept.award
    assert json.loads(shared.document)["id"] == kept.award.credential_id
    assert baking.extract(services.shared_picture(token, at=noon).content) is not None
    link.refresh_from_db()
    assert (link.opened_count, link.last_opened_at) == (1, noon)


def test_a_link_ends(cast, noon, kept):
    day = timedelta(days=1)
    stopped = services.share(kept, by=cast.amina, at=noon)
    ending = services.share(kept, by=cast.amina, at=noon, expires_at=noon + day)
    services.stop_sharing(stopped, by=cast.amina, at=noon)
    services.stop_sharing(stopped, by=cast.amina, at=noon + day)

    def opens(link, at) -> bool:
        token = token_for("share", link.pk)
        shown = services.open_share(token, at=at) is not None
        assert shown == (services.shared_picture(token, at=at) is not None)
        return shown

    assert not opens(stopped, noon)
    assert opens(ending, noon)
    assert not opens(ending, noon + day)
    stopped.refresh_from_db()
    assert (stopped.revoked_at, stopped.opened_count) == (noon, 0)
    assert list(selectors.links_of(kept)) == [ending, stopped]
    with pytest.raises(Invalid):
        services.share(kept, by=cast.amina, at=noon, expires_at=noon)
    for wrong in ("", "x", token_for("claim", ending.pk)):
        assert services.open_share(wrong, at=noon) is None


def test_the_backpack_is_read_in_one_query(cast, noon, ice, kept, django_assert_num_queries):
    def words(holdings) -> list[tuple[str, str]]:
        return [(h.award.version.name, h.award.version.achievement.public_id) for h in holdings]

    for _each in range(2):
        award = awarded(ice, cast.ada, noon, replace(AMINA, email=f"a{_each}@mail.example"))
        Holding.objects.create(person=cast.amina, award=award, kept_at=noon)
    with django_assert_num_queries(1):
        assert len(words(selectors.holdings_of(cast.amina))) == 3
    with django_assert_num_queries(2):
        assert words(selectors.waiting_for(cast.amina)) == []


def test_what_is_hidden_is_still_hers(cast, noon, kept):
    services.hide(kept, by=cast.amina)
    assert list(selectors.holdings_of(cast.amina)) == []
    assert selectors.holding_of(cast.amina, kept.pk) == kept

    services.hide(kept, by=cast.amina)
    assert list(selectors.holdings_of(cast.amina)) == [kept]
