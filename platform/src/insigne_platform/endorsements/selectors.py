"""Questions about endorsements and requests for them."""

from __future__ import annotations

from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery

from insigne_platform.achievements.models import (
    Achievement,
    AchievementVersion,
    Scenario,
    VersionState,
)
from insigne_platform.awards.models import Award, AwardState
from insigne_platform.core.tokens import id_of_token
from insigne_platform.endorsements.models import Endorsement, EndorsementRequest, RequestState
from insigne_platform.institutions.models import Institution, Issuer
from insigne_platform.institutions.selectors import issuers_where_may_award
from insigne_platform.people.models import Person

ANSWER = "endorsement-request"
SHOWN = 16  # endorsements on a public page; the verifier looks at no more either
WITH_ALL = ("issuer__institution", "request__asking", "award")
OF_REQUEST = ("asking", "asked", "asked_by", "achievement__issuer", "issuer_endorsed", "award")


def received_by(institution: Institution) -> QuerySet[Endorsement]:
    """What others say of the institution's issuers, badges and awards, newest first."""
    return (
        Endorsement.objects.filter(
            Q(issuer_endorsed__institution=institution)
            | Q(achievement__issuer__institution=institution)
            | Q(award__achievement__issuer__institution=institution)
        )
        .select_related(*WITH_ALL)
        .defer("body")
    )


def given_by(institution: Institution) -> QuerySet[Endorsement]:
    """What the institution says of others, newest first."""
    return (
        Endorsement.objects.filter(issuer__institution=institution)
        .select_related(*WITH_ALL)
        .defer("body")
    )


def asked_by(institution: Institution) -> QuerySet[EndorsementRequest]:
    """What the institution asked, newest first."""
    return EndorsementRequest.objects.filter(asking=institution).select_related(*OF_REQUEST)


def to_answer(institution: Institution) -> QuerySet[EndorsementRequest]:
    """What waits for an answer of the institution, oldest first."""
    return (
        EndorsementRequest.objects.filter(asked=institution, state=RequestState.OPEN)
        .select_related(*OF_REQUEST)
        .order_by("created_at")
    )


def request_for(request_id: UUID, *, by: Person) -> EndorsementRequest | None:
    """A request that an institution made or got for which the person works."""
    theirs = by.memberships.values("institution_id")
    return (
        EndorsementRequest.objects.filter(Q(asking__in=theirs) | Q(asked__in=theirs), pk=request_id)
        .select_related(*OF_REQUEST)
        .first()
    )


def request_of(token: str) -> EndorsementRequest | None:
    """The request that a mailed link is about."""
    request_id = id_of_token(ANSWER, token)
    if request_id is None:
        return None
    return EndorsementRequest.objects.filter(pk=request_id).select_related(*OF_REQUEST).first()


def endorsement_for(endorsement_id: UUID, *, by: Person) -> Endorsement | None:
    """An endorsement that an institution gave for which the person works."""
    theirs = by.memberships.values("institution_id")
    return (
        Endorsement.objects.filter(issuer__institution__in=theirs, pk=endorsement_id)
        .select_related(*WITH_ALL)
        .first()
    )


def endorsement_at(public_id: str) -> Endorsement | None:
    """The endorsement at this public address."""
    return Endorsement.objects.filter(public_id=public_id).select_related(*WITH_ALL).first()


def award_at(public_id: str) -> Award | None:
    """The award at this public address, if it counts now and is seen outside of a course."""
    return (
        Award.objects.filter(public_id=public_id, state=AwardState.ISSUED, suspended_at=None)
        .exclude(achievement__scenario=Scenario.GAME)
        .select_related("version__achievement__issuer", "achievement__issuer")
        .defer("version__picture_png", "version__picture_svg")
        .first()
    )


def endorsements_of(thing: Issuer | Achievement | Award) -> QuerySet[Endorsement]:
    """What is said of an issuer, a badge or an award and was not withdrawn, newest first."""
    return Endorsement.objects.filter(_about(thing), withdrawn_at=None).select_related(*WITH_ALL)[
        :SHOWN
    ]


def _about(thing: Issuer | Achievement | Award) -> Q:
    if isinstance(thing, Issuer):
        return Q(issuer_endorsed=thing)
    if isinstance(thing, Achievement):
        return Q(achievement=thing)
    return Q(award=thing)


def endorsable_badges(institution: Institution, *, by: Person) -> QuerySet[AchievementVersion]:
    """The badges for which the person may ask an endorsement: their newest published versions."""
    newest = (
        AchievementVersion.objects.filter(
            achievement=OuterRef("achievement"), state=VersionState.PUBLISHED
        )
        .order_by("-number")
        .values("pk")[:1]
    )
    return (
        AchievementVersion.objects.filter(
            pk=Subquery(newest),
            achievement__issuer__in=issuers_where_may_award(by, institution),
            achievement__archived_at=None,
        )
        .exclude(achievement__scenario=Scenario.GAME)
        .select_related("achievement__issuer")
        .defer("picture_png", "picture_svg")
        .order_by("name_en", "name_nl", "pk")
    )


def institutions_to_ask(institution: Institution) -> QuerySet[Institution]:
    """The other institutions of this instance, by name."""
    return Institution.objects.exclude(pk=institution.pk).order_by("name_en", "name_nl")
