"""Looking: what was granted, and nothing more, for as long as it holds."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core import mail

from insigne.adapters.fetcher import OfflineFetcher
from insigne_platform.awards import services as awards
from insigne_platform.backpack import services as backpack
from insigne_platform.core import outbox
from insigne_platform.core.errors import Conflict, NotFound, NotPermitted
from insigne_platform.disclosure.services import DERIVED, SD_JWT_VC
from insigne_platform.grants import selectors, services
from insigne_platform.sharing.models import View
from insigne_platform.verification.services import verify

pytestmark = pytest.mark.django_db
SECRET = ("9,75", "She held the audience.", "portfolio.example")


def first(grant):
    return selectors.badges_of(grant)[0]


def test_looking_is_written_down_with_who_looked(cast, noon, grant):
    services.open_grant(grant, by=cast.eva, at=noon.replace(minute=33))

    view = View.objects.get()
    assert (view.person, view.at, view.through) == (cast.amina, noon, "grant")
    assert (view.viewer, view.purpose, view.reference) == ("The mill", "A post", grant.pk)
    assert view.fields == ["name"]
    assert view.badges == [first(grant).badge.award.version.name_nl]
    grant.refresh_from_db()
    assert grant.used_count == 1


@pytest.mark.parametrize("format", [DERIVED, SD_JWT_VC])
def test_the_file_holds_what_was_granted_and_verifies(cast, noon, grant, format):
    made = services.shown_of(first(grant), format, by=cast.eva, at=noon)

    text = made.content.decode()
    for word in (*SECRET, cast.amina.email):
        assert word not in text
    view = verify(made.content, None, None, None, at=noon, outside=OfflineFetcher())
    assert view.verdict == "valid", view.report_json
    if format == DERIVED:
        assert json.loads(text)["credentialSubject"]["identifier"]  # her name was granted


def test_nobody_else_looks(cast, noon, grant):
    for person in (cast.bo, cast.ada, cast.amina):
        with pytest.raises(NotPermitted):
            services.open_grant(grant, by=person, at=noon)
        with pytest.raises(NotPermitted):
            services.shown_of(first(grant), DERIVED, by=person, at=noon)
    assert not View.objects.exists()


def test_a_grant_that_was_taken_back_shows_nothing(cast, noon, grant):
    badge = first(grant)
    services.revoke(grant, by=cast.amina, at=noon)
    grant.refresh_from_db()
    badge.grant.refresh_from_db()
    for act in (
        lambda: services.open_grant(grant, by=cast.eva, at=noon),
        lambda: services.shown_of(badge, DERIVED, by=cast.eva, at=noon),
    ):
        with pytest.raises(Conflict):
            act()
    mail.outbox.clear()
    outbox.deliver_all()
    assert cast.eva.email in [each.to[0] for each in mail.outbox]


def test_only_its_holder_takes_it_back(cast, noon, grant):
    with pytest.raises(NotPermitted):
        services.revoke(grant, by=cast.eva, at=noon)


def test_a_grant_ends_by_itself(cast, noon, grant):
    with pytest.raises(Conflict):
        services.open_grant(grant, by=cast.eva, at=noon + timedelta(days=10))


def test_with_the_mandate_ends_what_was_granted_for_it(cast, noon, employer, agency, agent, kept):
    from insigne_platform.grants.services.asking import Wish

    mandate = services.give_mandate(
        employer, agency_domain="agency.example", purpose="S", days=30, by=cast.eva, at=noon
    )
    wish = Wish(cast.amina.email, "Screening", 30, mandate=mandate)
    request = services.ask(agency, wish, by=agent, at=noon)
    grant = services.grant(request, [kept], fields=[], days=9, by=cast.amina, at=noon)
    services.open_grant(grant, by=agent, at=noon)
    assert View.objects.get().audience == "The mill"  # for whom the agency looked

    services.end_mandate(mandate, by=cast.eva, at=noon)

    with pytest.raises(Conflict):
        services.open_grant(grant, by=agent, at=noon)


def test_what_lies_in_the_bin_is_not_seen(cast, noon, grant, kept):
    badge = first(grant)
    backpack.delete(kept, by=cast.amina, at=noon)
    badge.holding.refresh_from_db()

    assert selectors.badges_of(grant) == []
    with pytest.raises(NotFound):
        services.shown_of(badge, DERIVED, by=cast.eva, at=noon)


def test_what_its_issuer_took_back_is_not_shown_as_if_it_held(cast, noon, grant, kept):
    awards.revoke(kept.award, reason="A mistake.", by=cast.ada, at=noon)

    with pytest.raises(Conflict):
        services.shown_of(first(grant), DERIVED, by=cast.eva, at=noon)
